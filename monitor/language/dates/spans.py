"""Spans of days, and the arithmetic of the calendar on them.

The conventions are those of the design, section 4: the end of a year is December, its middle June and July, its start
January; the end of a month is its 21st to last day, its middle the 11th to 20th, its start the 1st to 10th; a week runs
from Monday to Sunday, starts until Wednesday and ends from Friday on.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from monitor.language.dates.nodes import Part, Unit

WEEK_DAYS = 7
_BESIDE_WEEKEND = frozenset({1, 4, 5})
"""Monday, Thursday and Friday, by number: feasts on these days join the weekend."""
YEAR_MONTHS = 12
QUARTER_MONTHS = 3
_FEBRUARY = 2
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""As calendar.monthrange has them, which works out the weekday of the first besides."""

_UNIT_DAYS: Mapping[Unit, float] = {"hour": 1 / 24, "day": 1, "week": 7, "weekend": 7}
_UNIT_MONTHS: Mapping[Unit, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}


class Span(NamedTuple):
    """The days ``start..end`` (inclusive), of a unit of the calendar where they are just one (``unit``).

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    start: date
    end: date
    unit: Unit = "day"
    approx: bool = False
    suspect: bool = False


def day_span(day: date) -> Span:
    """One day."""
    return Span(day, day)


def shift(day: date, unit: Unit, count: float) -> date:
    """The day so many units on (or back): months keep the day of the month where it exists, else take the last."""
    if unit in _UNIT_DAYS:
        return day + timedelta(days=round(count * _UNIT_DAYS[unit]))
    months = day.year * YEAR_MONTHS + day.month - 1 + round(count * _UNIT_MONTHS[unit])
    year, month = divmod(months, YEAR_MONTHS)
    return date(year, month + 1, min(day.day, last_day(year, month + 1)))


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return _MONTH_DAYS[month - 1] + (month == _FEBRUARY and calendar.isleap(year))


def months_span(year: int, first: int, last: int) -> Span:
    """The months ``first..last`` of a year; where the last comes before the first, it is that of the next year."""
    end_year = year + (first > last)
    unit: Unit = "month" if first == last else "year" if (first, last) == (1, YEAR_MONTHS) else "quarter"
    return Span(date(year, first, 1), date(end_year, last, last_day(end_year, last)), unit)


def years_span(first: int, last: int) -> Span:
    """The years ``first..last``."""
    unit: Unit = "year" if first == last else "century" if last - first > YEAR_MONTHS else "decade"
    return Span(date(max(first, date.min.year), 1, 1), date(last, YEAR_MONTHS, 31), unit)


def unit_span(unit: Unit, day: date, step: int = 0) -> Span:
    """The unit of the calendar that holds a day, or the one so many steps on."""
    if unit in {"hour", "day"}:
        return day_span(day + timedelta(days=step if unit == "day" else 0))
    if unit in {"week", "weekend"}:
        monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(days=WEEK_DAYS * step)
        return (
            week_span(monday) if unit == "week" else Span(monday + timedelta(days=5), monday + timedelta(days=6), unit)
        )
    if unit in {"month", "quarter", "half"}:
        length = _UNIT_MONTHS[unit]
        first = day.replace(day=1, month=day.month - (day.month - 1) % length)
        start = shift(first, unit, step)
        return Span(start, shift(start, unit, 1) - timedelta(days=1), unit)
    if unit == "season":
        return _season(day, step)
    length = _UNIT_MONTHS[unit] // YEAR_MONTHS
    first_year = day.year - day.year % length + step * length if length > 1 else day.year + step
    return years_span(first_year, first_year + length - 1)


def long_weekend(feast: date) -> Span:
    """The weekend that a feast makes longer: from a Thursday or Friday to Sunday, from Saturday to a Monday."""
    weekend = unit_span("weekend", feast, -1 if feast.isoweekday() == 1 else 0)
    if feast.isoweekday() in _BESIDE_WEEKEND:
        weekend = weekend._replace(start=min(weekend.start, feast), end=max(weekend.end, feast))
    return weekend


def week_span(monday: date) -> Span:
    """The week that begins on a Monday."""
    return Span(monday, monday + timedelta(days=WEEK_DAYS - 1), "week")


def _season(day: date, step: int) -> Span:
    """The season of the northern half that holds a day; spring is March to May."""
    first = shift(day.replace(day=1), "month", -(day.month % QUARTER_MONTHS) + QUARTER_MONTHS * step)
    return Span(first, shift(first, "season", 1) - timedelta(days=1), "season", approx=True)


def part_span(part: Part, of: Span) -> Span:
    """The days of a part of a span; days and odd spans have no parts and are given whole."""
    if of.unit in {"year", "decade", "century"}:
        start, end = _part_of_years(part, of)
    elif of.unit in {"quarter", "season", "half"}:
        start, end = _part_of_months(part, of)
    elif of.unit == "month":
        start, end = _part_of_month(part, of)
    elif of.unit == "week":
        first, last = {"start": (0, 2), "mid": (2, 3), "end": (4, 6), "first_half": (0, 2), "second_half": (3, 6)}.get(
            part, (0, 6)
        )
        start, end = of.start + timedelta(days=first), of.start + timedelta(days=last)
    else:
        return of
    return Span(start, end, "month" if _is_month(start, end) else "day", of.approx, of.suspect)


def _is_month(start: date, end: date) -> bool:
    return start.day == 1 and end == date(start.year, start.month, last_day(start.year, start.month))


def _part_of_month(part: Part, of: Span) -> tuple[date, date]:
    length = (of.end - of.start).days + 1  # a month of another calendar starts on any day
    first, last = {
        "start": (1, 10),
        "mid": (11, 20),
        "end": (21, length),
        "first_half": (1, 15),
        "second_half": (16, length),
        "first_third": (1, 10),
        "mid_third": (11, 20),
        "last_third": (21, length),
    }[part]
    return of.start + timedelta(days=first - 1), of.start + timedelta(days=last - 1)


_THIRDS: Mapping[Part, Part] = {"first_third": "start", "mid_third": "mid", "last_third": "end"}


def _part_of_months(part: Part, of: Span) -> tuple[date, date]:
    """The first, the middle or the last month of a quarter or a season; its first or second half."""
    half = timedelta(days=(of.end - of.start).days // 2)
    if part == "first_half":
        return of.start, of.start + half
    if part == "second_half":
        return of.start + half + timedelta(days=1), of.end
    months = {"start": of.start, "mid": shift(of.start, "month", 1), "end": of.end.replace(day=1)}
    month = months[_THIRDS.get(part, part)]
    return month, month.replace(day=last_day(month.year, month.month))


def _part_of_years(part: Part, of: Span) -> tuple[date, date]:
    if of.unit == "year":
        months = {"start": (1, 1), "mid": (6, 7), "end": (12, 12), "first_half": (1, 6), "second_half": (7, 12)}
        months |= {"first_third": (1, 4), "mid_third": (5, 8), "last_third": (9, 12)}
        span = months_span(of.start.year, *months[part])
        return span.start, span.end
    length = of.end.year - of.start.year + 1
    shares = {"start": (0, 0.3), "mid": (0.4, 0.6), "end": (0.7, 1), "first_half": (0, 0.5), "second_half": (0.5, 1)}
    low, high = shares[_THIRDS.get(part, part)]
    first, last = of.start.year + round(low * length), of.start.year + round(high * length) - 1
    last += part == "mid"  # the years 4, 5 and 6
    return date(first, 1, 1), date(max(first, last), YEAR_MONTHS, 31)
