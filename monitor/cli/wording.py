"""How values, moments and keys are written for a terminal."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.records import DateValue, Value


def value_words(value: Value) -> str:
    """A value in one short line: days as ISO dates, figures with their bounds."""
    if isinstance(value, DateValue):
        days = f"{value.start}" if value.start == value.end else f"{value.start} … {value.end}"
        words = days if value.rel == "in" else f"{value.rel} {days}"
    elif value.low == value.high:
        words = f"{_number(value.low)} {value.unit}"
    elif value.low is None:
        words = f"up to {_number(value.high)} {value.unit}"
    elif value.high is None:
        words = f"from {_number(value.low)} {value.unit}"
    else:
        words = f"{_number(value.low)} to {_number(value.high)} {value.unit}"
    return ("about " if value.approx else "") + words + (" (suspect)" if value.suspect else "")


def moment_words(moment: datetime, zone: str) -> str:
    """A moment in the newsroom's zone, to the minute."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def counted(count: int, what: str) -> str:
    """A number of things: "1 alert", "2 alerts"."""
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _number(bound: float | None) -> str:
    return "?" if bound is None else f"{bound:,.0f}" if bound == int(bound) else f"{bound:,}"
