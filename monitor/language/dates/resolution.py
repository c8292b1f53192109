"""Which days a date's words mean, counted from the day of publication in the outlet's own zone.

The conventions are those of the design, section 4: the end of a year is December, its middle June and July, its start
January; the end of a month is its 21st to last day, its middle the 11th to 20th, its start the 1st to 10th; a week runs
from Monday to Sunday. The wall clock is never read.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.language.dates.words import DateWords, Direction, Part, Unit
from monitor.records import DateRel, DateValue

_REACH_DAYS: Mapping[Unit, int] = {"hour": 0, "day": 7, "week": 28, "month": 183, "quarter": 183, "year": 1096}
"""How far "the coming days, weeks, months" reach, and "weeks ago". Days and weeks are conventions, the rest a
judgement: half a year of months, three years of years."""

_UNIT_DAYS: Mapping[Unit, float] = {"hour": 1 / 24, "day": 1, "week": 7}
_UNIT_MONTHS: Mapping[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_STEPS: Mapping[str, int] = {"next": 1, "last": -1, "after_next": 2, "before_last": -2}
_JUST_OVER = timedelta(days=92)
"""A deadline that passed a quarter ago or less may still be the one that a report speaks of: a judgement."""

_WEEK_DAYS = 7
_YEAR_MONTHS = 12
_QUARTER_MONTHS = 3
_MID_MONTH = 15


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

    ``direction`` decides where a bare month, day or weekday lies, unless the words say so themselves; without it the
    nearest one is taken, and for a weekday the nearest past one. ``earlier`` are the dates that the text named before,
    for "the following year".
    """
    try:
        span = _span(words, published_on, words.lies or direction, earlier)
        if span is None:
            return None
        if words.part is not None:
            start, end = _part(words.part, span)
            span = _Span(start, end, span.suspect, span.approx)
        if words.to is not None:
            other = _span(words.to, published_on, words.lies or direction, earlier)
            if other is None or other.end < span.start:
                return None
            span = _Span(span.start, other.end, span.suspect or other.suspect, span.approx or other.approx)
    except (ValueError, OverflowError):  # a day that the month does not have, or a year out of the calendar
        return None
    rel: DateRel = "by" if words.duration == "within" and words.count is not None else words.rel
    return DateValue(span.start, span.end, rel, approx=words.approx or span.approx, suspect=span.suspect)


def _span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    if words.duration is not None:
        return _duration_span(words, published_on, direction, earlier)
    if words.day_step is not None:
        day = published_on + timedelta(days=words.day_step)
        return _Span(day, day)
    if words.month is not None:
        return _month_span(words, published_on, direction, earlier)
    if words.weekday is not None and words.day is None:
        return _weekday_span(words, published_on, direction, earlier)
    if words.year is not None:
        return _whole_year(words.year, suspect=_contradicts(words, published_on, words.year))
    return _unit_span(words, published_on, earlier)


def _duration_span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    unit, count = words.unit or "day", words.count
    ahead = words.duration in {"within", "ahead"}
    anchor = published_on
    if words.anchor is not None:
        span = _span(words.anchor, published_on, direction, earlier)
        if span is None:
            return None
        anchor = span.end if ahead else span.start
    elif words.modifier == "that":
        if not earlier and ahead:  # "a year later" than nothing that was named
            return None
        anchor = earlier[-1].end if earlier else published_on
    if count is None:
        return _open_span(unit, anchor, ahead=ahead)
    if words.duration == "past":
        return _Span(_shift(anchor, unit, -count), anchor, approx=True)
    steps = sorted([count, words.count_to or count] if ahead else [-count, -(words.count_to or count)])
    start, end = (_shift(anchor, unit, step) for step in steps)
    return _Span(start, end, approx=unit not in {"hour", "day"})


def _open_span(unit: Unit, anchor: date, *, ahead: bool) -> _Span:
    """The span of "the coming days" (from the day after), or of "weeks ago"."""
    reach = timedelta(days=_REACH_DAYS[unit])
    if not ahead:
        return _Span(anchor - reach, anchor, approx=True)
    return _Span(anchor + timedelta(days=min(1, reach.days)), anchor + max(reach, timedelta(days=1)), approx=True)


def _shift(day: date, unit: Unit, count: float) -> date:
    """The day so many units on (or back): months keep the day of the month where it exists, else take the last."""
    if unit not in _UNIT_MONTHS:
        return day + timedelta(days=round(count * _UNIT_DAYS[unit]))
    months = day.year * _YEAR_MONTHS + day.month - 1 + round(count * _UNIT_MONTHS[unit])
    year, month = divmod(months, _YEAR_MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    month = words.month or 1
    year = words.year if words.year is not None else _open_year(words, published_on, direction, earlier)
    if year is None:
        return None
    suspect = words.year is not None and _contradicts(words, published_on, words.year)
    if words.day is None:
        first_month = words.month_from or month
        end_year = year + (first_month > month)  # a winter ends in the next year
        last = calendar.monthrange(end_year, month)[1]
        return _Span(date(year, first_month, 1), date(end_year, month, last), suspect)
    start, end = date(year, month, words.day), date(year, month, words.day_to or words.day)
    suspect = suspect or (words.weekday is not None and start.isoweekday() != words.weekday)
    return _Span(start, end, suspect)


def _open_year(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> int | None:
    """The year of a month that the words leave without one; None where another date should tell it and none does."""
    year = published_on.year
    if words.unit == "year" and words.modifier is not None:
        span = _unit_span(replace(words, day=None), published_on, earlier)
        return span.start.year if span else None
    if words.modifier in {"following", "that"} and earlier:
        passed = (words.month or 1) <= earlier[-1].start.month
        return earlier[-1].start.year + (words.modifier == "following" and passed)
    if words.modifier == "next" or (words.modifier is None and direction == "future"):
        return year + _is_over(words, published_on)
    if words.modifier == "last" or (words.modifier is None and direction == "past"):
        return year - (not _has_come(words, published_on))
    if words.modifier is None and words.rel_given and words.rel in {"by", "before"}:
        return _deadline_year(words, published_on)
    return year if words.modifier == "this" else _nearest_year(words, published_on)


def _deadline_year(words: DateWords, published_on: date) -> int:
    """The year of "by September": the coming one, unless this year's has only just gone by ("was due by September")."""
    year = published_on.year
    day = _day_in(year, words.month or 1, words.day)
    just_over = day is not None and published_on - _JUST_OVER <= day < published_on
    return year if just_over else year + _is_over(words, published_on)


def _is_over(words: DateWords, published_on: date) -> bool:
    """Whether this year's month (or day of it) no longer lies ahead; the current month does, unless "next" is said."""
    month = words.month or 1
    if words.day is not None:
        return (month, words.day) < (published_on.month, published_on.day)
    return month <= published_on.month if words.modifier == "next" else month < published_on.month


def _has_come(words: DateWords, published_on: date) -> bool:
    """Whether this year's month (or day of it) has come; the current month has, unless "last" is said."""
    month = words.month_from or words.month or 1
    if words.day is not None:
        return (month, words.day) <= (published_on.month, published_on.day)
    return month < published_on.month if words.modifier == "last" else month <= published_on.month


def _nearest_year(words: DateWords, published_on: date) -> int:
    """The year in which the date lies nearest; of those in which the day falls on the weekday named, if any does."""
    candidates = [
        (day, year)
        for year in range(published_on.year - 1, published_on.year + 2)
        if (day := _day_in(year, words.month or 1, words.day)) is not None
    ]
    named = [(day, year) for day, year in candidates if words.day is not None and day.isoweekday() == words.weekday]
    nearest = min(named or candidates, key=lambda found: abs((found[0] - published_on).days), default=None)
    return nearest[1] if nearest is not None else published_on.year


def _day_in(year: int, month: int, day: int | None) -> date | None:
    """The day of a year (the middle of the month where none is given), or None where the year does not have it."""
    try:
        return date(year, month, day or _MID_MONTH)
    except ValueError:
        return None


def _weekday_span(
    words: DateWords, published_on: date, direction: Direction | None, earlier: Sequence[DateValue]
) -> _Span | None:
    weekday = words.weekday or 1
    if words.unit == "week":
        week = _unit_span(words, published_on, earlier)
        day = week.start + timedelta(days=weekday - 1) if week is not None else None
        return _Span(day, day) if day is not None else None
    back = (published_on.isoweekday() - weekday) % _WEEK_DAYS
    ahead = (_WEEK_DAYS - back) % _WEEK_DAYS
    if words.modifier in {"next", "following"}:
        day = published_on + timedelta(days=ahead or _WEEK_DAYS)
    elif words.modifier == "last":
        day = published_on - timedelta(days=back or _WEEK_DAYS)
    elif direction == "future" or (words.modifier == "this" and direction is None):
        day = published_on + timedelta(days=ahead)
    else:
        day = published_on - timedelta(days=back)
    return _Span(day, day)


def _whole_year(year: int, *, suspect: bool = False) -> _Span:
    return _Span(date(year, 1, 1), date(year, 12, 31), suspect)


def _unit_span(words: DateWords, published_on: date, earlier: Sequence[DateValue]) -> _Span | None:
    """The calendar unit that a modifier picks, or a day of it; a part alone ("the end of the year") means this one."""
    if words.modifier in {"following", "that"}:
        if not earlier:
            return None
        anchor, step = earlier[-1].end, int(words.modifier == "following")
    else:
        anchor, step = published_on, _STEPS.get(words.modifier or "this", 0)
    span = _whole_unit(words.unit or "day", anchor, step)
    if words.day is None:
        return span
    start = span.start.replace(day=words.day)
    suspect = words.weekday is not None and start.isoweekday() != words.weekday
    return _Span(start, span.start.replace(day=words.day_to or words.day), suspect)


def _whole_unit(unit: Unit, anchor: date, step: int) -> _Span:
    """The unit that holds a day, or the one so many steps on."""
    if unit == "year":
        return _whole_year(anchor.year + step)
    if unit == "month":
        return _months(_shift(anchor.replace(day=1), "month", step), 1)
    if unit == "quarter":
        first = anchor.replace(day=1, month=anchor.month - (anchor.month - 1) % _QUARTER_MONTHS)
        return _months(_shift(first, "quarter", step), _QUARTER_MONTHS)
    if unit == "week":
        monday = anchor - timedelta(days=anchor.isoweekday() - 1) + timedelta(days=_WEEK_DAYS * step)
        return _Span(monday, monday + timedelta(days=_WEEK_DAYS - 1))
    day = anchor + timedelta(days=0 if unit == "hour" else step)
    return _Span(day, day)


def _months(first: date, count: int) -> _Span:
    return _Span(first, _shift(first, "month", count) - timedelta(days=1))


def _contradicts(words: DateWords, published_on: date, year: int) -> bool:
    """Whether the words give a modifier and a year that cannot both be right, such as "next year 2025" in 2025."""
    if words.modifier not in {"next", "last"} or (words.month is not None and words.unit is None):
        return False
    return year != published_on.year + (1 if words.modifier == "next" else -1)


def _part(part: Part, span: _Span) -> tuple[date, date]:
    """The days of a part: only months and whole years have parts, and only months have numbered weeks."""
    start, end = span.start, span.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return _part_of_year(part, start, end)
    if start != start.replace(day=1) or end != start.replace(day=calendar.monthrange(start.year, start.month)[1]):
        return start, end
    bounds: dict[Part, tuple[int, int]] = {
        "start": (1, 10),
        "mid": (11, 20),
        "end": (21, end.day),
        "first_half": (1, 15),
        "second_half": (16, end.day),
        "first_week": (1, 7),
        "second_week": (8, 14),
        "third_week": (15, 21),
        "fourth_week": (22, 28),
        "last_week": (end.day - 6, end.day),
    }
    first, last = bounds[part]
    return start.replace(day=first), start.replace(day=last)


def _part_of_year(part: Part, start: date, end: date) -> tuple[date, date]:
    months: dict[Part, tuple[int, int]] = {
        "start": (1, 1),
        "mid": (6, 7),
        "end": (12, 12),
        "first_half": (1, 6),
        "second_half": (7, 12),
    }
    if part not in months:
        return start, end
    first, last = months[part]
    return date(start.year, first, 1), date(start.year, last, calendar.monthrange(start.year, last)[1])
