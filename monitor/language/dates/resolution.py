"""Which days a date's words mean, counted from the day of publication in the outlet's own zone.

The conventions are those of the design, section 4: the end of a year is December, its middle June and July, its start
January; the end of a month is its 21st to last day, its middle the 11th to 20th, its start the 1st to 10th; a week runs
from Monday to Sunday. The wall clock is never read.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from monitor.language.dates.words import DateWords, Part, Unit
from monitor.records import DateRel, DateValue

Direction = Literal["future", "past"]
"""Where the words around a date say that it lies."""

_AHEAD_DAYS = {"day": 7, "week": 28, "month": 183, "year": 1096, "quarter": 183}
"""How far "the coming days, weeks, months" reach: the design gives days and weeks, the rest is a judgement."""

_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_WEEK_DAYS = 7
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Span:
    start: date
    end: date
    suspect: bool = False
    approx: bool = False


def resolve_date(
    words: DateWords,
    published_on: date,
    direction: Direction | None = None,
    earlier: Sequence[DateValue] = (),
) -> DateValue | None:
    """The days that the words mean, or None where they mean no day ("31 February", "the following year" of nothing).

    ``direction`` decides where a bare month, day or weekday lies; without it the nearest one is taken, and for a
    weekday the nearest past one. ``earlier`` are the dates that the text named before, for "the following year".
    """
    try:
        span = _span(words, published_on, direction, earlier)
    except (ValueError, OverflowError):  # a day that the month does not have, or a year out of the calendar
        return None
    if span is None:
        return None
    if words.part is not None:
        start, end = _part(words, span)
        span = _Span(start, end, span.suspect, span.approx)
    rel: DateRel = "by" if words.duration == "within" else words.rel
    return DateValue(span.start, span.end, rel, approx=words.approx or span.approx, suspect=span.suspect)


def _span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    if words.duration is not None:
        return _duration_span(words, published_on)
    if words.day_step is not None:
        day = published_on + timedelta(days=words.day_step)
        return _Span(day, day)
    if words.month is not None:
        return _month_span(words, published_on, direction, earlier)
    if words.weekday is not None:
        return _weekday_span(words, published_on, direction)
    if words.year is not None:
        return _whole_year(words.year, suspect=_contradicts(words, published_on, words.year))
    return _unit_span(words, published_on, earlier)


def _duration_span(words: DateWords, published_on: date) -> _Span:
    unit = words.unit or "day"
    if words.count is None:
        reach = timedelta(days=_AHEAD_DAYS[unit])
        if words.duration in {"ahead", "within"}:
            return _Span(published_on, published_on + reach, approx=True)
        return _Span(published_on - reach, published_on, approx=True)
    approx = unit != "day"
    if words.duration == "past":
        return _Span(_shift(published_on, unit, -words.count), published_on, approx=True)
    day = _shift(published_on, unit, words.count if words.duration in {"within", "ahead"} else -words.count)
    return _Span(day, day, approx=approx)


def _shift(day: date, unit: Unit, count: float) -> date:
    """The day so many units on (or back): months keep the day of the month where it exists, else take the last."""
    if unit not in _UNIT_MONTHS:
        return day + timedelta(days=round(count * (_WEEK_DAYS if unit == "week" else 1)))
    months = day.year * _YEAR_MONTHS + day.month - 1 + round(count * _UNIT_MONTHS[unit])
    year, month = divmod(months, _YEAR_MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    month = words.month or 1
    year = words.year
    suspect = year is not None and _contradicts(words, published_on, year)
    if year is None:
        year = _open_year(words, published_on, direction, earlier)
    if year is None:
        return None
    last = calendar.monthrange(year, month)[1]
    if words.day is None:
        return _Span(date(year, month, 1), date(year, month, last), suspect)
    return _Span(date(year, month, words.day), date(year, month, words.day_to or words.day), suspect)


def _open_year(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> int | None:
    """The year of a month that the words leave without one."""
    year, month = published_on.year, words.month or 1
    if words.unit == "year" and words.modifier is not None:
        span = _unit_span(words, published_on, earlier)
        return span.start.year if span else None
    if words.modifier == "this":
        return year
    if words.modifier in {"following", "that"} and earlier:
        return earlier[-1].start.year + (words.modifier == "following" and month <= earlier[-1].start.month)
    if words.modifier == "next" or (words.modifier is None and direction == "future"):
        passed = (
            month < published_on.month
            if words.day is None and words.modifier is None
            else _is_over(words, published_on)
        )
        return year + 1 if passed else year
    if words.modifier == "last" or direction == "past":
        return (
            year
            if (month, words.day or 1) <= (published_on.month, published_on.day)
            and not (words.modifier == "last" and words.day is None and month == published_on.month)
            else year - 1
        )
    return _nearest_year(words, published_on)


def _is_over(words: DateWords, published_on: date) -> bool:
    """Whether this year's month (or day of it) no longer lies ahead; the current month does, unless "next" is said."""
    month = words.month or 1
    if words.day is not None:
        return (month, words.day) < (published_on.month, published_on.day)
    return month <= published_on.month if words.modifier == "next" else month < published_on.month


def _has_come(words: DateWords, published_on: date) -> bool:
    """Whether this year's month (or day of it) has come; the current month has, unless "last" is said."""
    month = words.month or 1
    if words.day is not None:
        return (month, words.day) <= (published_on.month, published_on.day)
    return month < published_on.month if words.modifier == "last" else month <= published_on.month


def _nearest_year(words: DateWords, published_on: date) -> int:
    month, day = words.month or 1, words.day or 15
    candidates = range(published_on.year - 1, published_on.year + 2)
    return min(candidates, key=lambda year: abs((date(year, month, min(day, 28)) - published_on).days))


def _weekday_span(words: DateWords, published_on: date, direction: Direction | None) -> _Span:
    back = (published_on.isoweekday() - (words.weekday or 1)) % _WEEK_DAYS
    if words.modifier in {"next", "following"}:
        day = published_on + timedelta(days=_WEEK_DAYS - back)
    elif words.modifier == "last":
        day = published_on - timedelta(days=back or _WEEK_DAYS)
    elif direction == "future":
        day = published_on + timedelta(days=(_WEEK_DAYS - back) % _WEEK_DAYS)
    else:
        day = published_on - timedelta(days=back)
    return _Span(day, day)


def _whole_year(year: int, *, suspect: bool = False) -> _Span:
    return _Span(date(year, 1, 1), date(year, 12, 31), suspect)


def _unit_span(words: DateWords, published_on: date, earlier: Sequence[DateValue]) -> _Span | None:
    """The calendar unit that a modifier picks; a part alone ("the end of the year") means the current one."""
    if words.modifier in {"following", "that"}:
        if not earlier:
            return None
        anchor, step = earlier[-1].end, int(words.modifier == "following")
    else:
        anchor, step = published_on, {"next": 1, "last": -1}.get(words.modifier or "this", 0)
    if words.unit == "year":
        return _whole_year(anchor.year + step)
    if words.unit == "month":
        first = _shift(anchor.replace(day=1), "month", step)
        return _Span(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    if words.unit == "week":
        monday = anchor - timedelta(days=anchor.isoweekday() - 1) + timedelta(days=_WEEK_DAYS * step)
        return _Span(monday, monday + timedelta(days=_WEEK_DAYS - 1))
    if words.unit == "day":
        day = anchor + timedelta(days=step)
        return _Span(day, day)
    return None


def _contradicts(words: DateWords, published_on: date, year: int) -> bool:
    """Whether the words give a modifier and a year that cannot both be right, such as "next year 2025" in 2025."""
    if words.modifier not in {"next", "last"} or (words.month is not None and words.unit is None):
        return False
    return year != published_on.year + (1 if words.modifier == "next" else -1)


def _part(words: DateWords, span: _Span) -> tuple[date, date]:
    part, start, end = words.part, span.start, span.end
    if (end - start).days > 31:  # noqa: PLR2004 - longer than any month: a year
        return _part_of_year(part, start.year)
    if (end - start).days < 27:  # noqa: PLR2004 - shorter than any month: a week or a day has no parts
        return start, end
    bounds: dict[Part | None, tuple[int, int]] = {
        "start": (1, 10),
        "mid": (11, 20),
        "end": (21, end.day),
        "first_half": (1, 15),
        "second_half": (16, end.day),
    }
    first, last = bounds[part]
    return start.replace(day=first), start.replace(day=last)


def _part_of_year(part: Part | None, year: int) -> tuple[date, date]:
    months: dict[Part | None, tuple[int, int]] = {
        "start": (1, 1),
        "mid": (6, 7),
        "end": (12, 12),
        "first_half": (1, 6),
        "second_half": (7, 12),
    }
    first, last = months[part]
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
