"""Whether what is reported done was done early, late or in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from monitor.alerts.wording.dates import word_days
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Change, DateValue

_Timing = Literal["early", "late"]


def word_timing(change: Change, words: Vocabulary) -> str:
    """How what is done stands to what was promised: "in time", "late", "3 days early".

    Empty for anything but a date that is reported done, and where days do not tell: an approximate or a suspect date,
    or one whose days lie on both sides of what was promised. Days are counted where what is done has one day.
    """
    if change.kind != "occurred" or change.against is None:
        return ""
    done, promised = change.said.claim.value, change.against.claim.value
    if not isinstance(done, DateValue) or not isinstance(promised, DateValue) or not (_sure(done) and _sure(promised)):
        return ""
    first, last = _first_day(promised), promised.deadline
    if last is not None and done.start > last:
        return _off("late", done, done.start - last, words)
    if first is not None and done.end < first:
        return _off("early", done, first - done.end, words)
    within = (first is None or first <= done.start) and (last is None or done.end <= last)
    return words.timing.in_time if within else ""


def _first_day(promised: DateValue) -> date | None:
    """The first day that keeps the promise; None where any day before its span does."""
    if promised.rel == "before":
        return None
    return promised.end + timedelta(days=1) if promised.rel == "after" else promised.start


def _sure(value: DateValue) -> bool:
    return not value.approx and not value.suspect


def _off(timing: _Timing, done: DateValue, by: timedelta, words: Vocabulary) -> str:
    late = timing == "late"
    if done.start != done.end or done.rel != "in":
        return words.timing.late if late else words.timing.early
    return (words.timing.late_by if late else words.timing.early_by).format(days=word_days(by.days, words))
