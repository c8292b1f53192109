"""Which unit or weekday of a span is the third or the last."""

from __future__ import annotations

from datetime import timedelta

from monitor.language.dates.nodes import NthOf, Unit
from monitor.language.dates.occurrences import Moment
from monitor.language.dates.spans import WEEK_DAYS, Span, day_span, shift, unit_span


def resolve_nth(nth: NthOf, moment: Moment) -> Span | None:
    """The unit or weekday with that number, or None where the span has none."""
    known = len(moment.others)
    of = moment.resolve(nth.of, moment)
    moment.turn_others(known, lambda other: _nth_in(nth, other))
    return _nth_in(nth, of) if of is not None else None


def _nth_in(nth: NthOf, of: Span) -> Span | None:
    if nth.weekday is not None:
        return _nth_weekday(nth, of)
    if nth.unit == "week" and of.unit == "month":
        return _week_of_month(nth, of)
    first = _first_unit(nth.unit, of) if nth.n > 0 else unit_span(nth.unit, of.end)
    if nth.n > 0:
        start = unit_span(nth.unit, shift(first.start, nth.unit, nth.n - 1))
    else:
        if nth.unit == "week" and first.end > of.end and first.start + timedelta(days=3) > of.end:
            first = unit_span("week", first.start, -1)
        start = unit_span(nth.unit, shift(first.start, nth.unit, nth.n + 1))
    if nth.count > 1:
        other = unit_span(nth.unit, shift(start.start, nth.unit, (nth.count - 1) * (1 if nth.n > 0 else -1)))
        start = Span(min(start.start, other.start), max(start.end, other.end))
    return start._replace(suspect=of.suspect) if start.start <= of.end and start.end >= of.start else None


def _first_unit(unit: Unit, of: Span) -> Span:
    """The first unit of a span; the first week of a year is the one with its first Thursday, as ISO 8601 counts."""
    if unit == "week" and of.start.isoweekday() > WEEK_DAYS // 2 + 1:
        return unit_span("week", of.start, 1)
    return unit_span(unit, of.start)


def _nth_weekday(nth: NthOf, of: Span) -> Span | None:
    weekday = nth.weekday or 1
    if nth.n > 0:
        first = of.start + timedelta(days=(weekday - of.start.isoweekday()) % WEEK_DAYS)
        day = first + timedelta(days=WEEK_DAYS * (nth.n - 1))
    else:
        last = of.end - timedelta(days=(of.end.isoweekday() - weekday) % WEEK_DAYS)
        day = last + timedelta(days=WEEK_DAYS * (nth.n + 1))
    return day_span(day) if of.start <= day <= of.end else None


def _week_of_month(nth: NthOf, of: Span) -> Span | None:
    """The first week of a month is its first seven days, the last its last seven."""
    if nth.n > 0:
        start = of.start + timedelta(days=WEEK_DAYS * (nth.n - 1))
        end = min(of.end, start + timedelta(days=WEEK_DAYS * nth.count - 1))
    else:
        end = of.end + timedelta(days=WEEK_DAYS * (nth.n + 1))
        start = end - timedelta(days=WEEK_DAYS * nth.count - 1)
    return Span(start, end, "day") if of.start <= start <= end else None
