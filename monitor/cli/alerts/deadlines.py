"""Until when something holds, as a person says it: for a span ("2h"), or until a moment of the newsroom's clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitor.errors import InputError

LONGEST_SPAN: Final = timedelta(days=30)
"""The longest span that ``--for`` takes. Judgement: a mistyped unit silences for months, a written day does not."""

_SPAN: Final = re.compile(r"([0-9]{1,6}) ?(m|h|d)")
_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_SPAN_CURE: Final = "give minutes, hours or days: 30m, 2h, 3d"
_MOMENT: Final = "%Y-%m-%d %H:%M"


def deadline(span: str | None, moment: str | None, zone: str, now: datetime) -> datetime:
    """The moment in UTC that ``--for`` or ``--until`` means; ``zone`` is the newsroom's.

    Raises InputError unless exactly one is given, for what cannot be read, for a span of nothing or of more than 30
    days, and for a moment that is past.
    """
    if span is not None and moment is None:
        return now + span_of(span)
    if moment is not None and span is None:
        return _ahead(moment, zone, now)
    options, found = "--for, --until", "both are given" if span is not None else "neither is given"
    raise InputError(options, found, 'say how long: --for 2h, or --until "2026-11-26 18:00"')


def span_of(written: str) -> timedelta:
    """A span in minutes, hours or days. Raises InputError for anything else, for nothing, and for over 30 days."""
    subject, read = f"--for {written}", _SPAN.fullmatch(written.strip())
    if read is None:
        raise InputError(subject, "it is no span of time", _SPAN_CURE)
    span = int(read[1]) * _UNITS[read[2]]
    if not span:
        raise InputError(subject, "it is no time at all", _SPAN_CURE)
    if span > LONGEST_SPAN:
        cure = "give the moment itself with --until, if it is meant"
        raise InputError(subject, f"it is more than {LONGEST_SPAN.days} days", cure)
    return span


def moment_of(written: str, zone: str) -> datetime:
    """A moment of the newsroom's clock, in UTC; of an hour that comes twice, as clocks go back, the first one.

    Raises InputError for anything but YYYY-MM-DD HH:MM, and for a time that clocks skip that day.
    """
    subject = f"--until {written}"
    try:
        local = datetime.strptime(" ".join(written.replace("T", " ").split()), _MOMENT).replace(tzinfo=ZoneInfo(zone))
        moment = local.astimezone(UTC)
        shown = moment.astimezone(local.tzinfo)
    except (ValueError, OverflowError) as error:
        cure = f'give YYYY-MM-DD HH:MM on the clock of {zone}, like "2026-11-26 18:00"'
        raise InputError(subject, "it is no moment", cure) from error
    if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise InputError(subject, f"the clocks of {zone} skip this time", "give one that there is")
    return moment


def _ahead(written: str, zone: str, now: datetime) -> datetime:
    moment = moment_of(written, zone)
    if moment <= now:
        subject = f"--until {written}"
        raise InputError(subject, "it is past", f"give a moment to come, on the clock of {zone}")
    return moment
