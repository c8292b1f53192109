"""Which day is so far away: "within six months", "two weeks ago", "a year earlier", "for three days from Monday"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from monitor.language.dates.nodes import Away, Mentioned, Unit
from monitor.language.dates.occurrences import Moment
from monitor.language.dates.spans import YEAR_MONTHS, Span, day_span, shift, unit_span

_REACH_DAYS: Mapping[Unit, int] = {
    "hour": 0,
    "day": 7,
    "week": 28,
    "weekend": 28,
    "month": 183,
    "quarter": 183,
    "half": 366,
    "season": 366,
    "year": 1096,
    "decade": 10958,
    "century": 109573,
}
"""How far "the coming days, weeks, months" reach, and "weeks ago". Days and weeks are conventions, the rest a
judgement: half a year of months, three years of years, three decades."""

_EXACT_UNITS = frozenset({"hour", "day"})


def resolve_away(away: Away, moment: Moment) -> Span | None:
    """The day or the days at a distance, or None where it is counted from nothing that is known."""
    ahead = away.way in {"within", "ahead", "lasting"}
    anchor = moment.published_on
    if away.anchor is not None:
        known = len(moment.others)
        if away.way == "lasting" and moment.lean is None:  # "for a week from 20 December" is told beforehand
            moment = replace(moment, lean="future")
        span = moment.resolve(away.anchor, moment)
        moment.turn_others(known, lambda other: _from_anchor(away, other, ahead=ahead))
        if span is None and isinstance(away.anchor, Mentioned) and (not ahead or moment.lean == "future"):
            span = day_span(moment.published_on)
        if span is None:
            return None
        if isinstance(away.anchor, Mentioned) and _is_whole(span, away):
            return _shifted(span, away, 1 if ahead else -1)
        moment.note("counted from {}", span.end if ahead else span.start)
        return _from_anchor(away, span, ahead=ahead)
    return _from(away, anchor, ahead=ahead)


def _from_anchor(away: Away, span: Span, *, ahead: bool) -> Span:
    return _ending(span, away) if away.way == "past" else _from(away, span.end if ahead else span.start, ahead=ahead)


def _from(away: Away, anchor: date, *, ahead: bool) -> Span:
    if away.way == "lasting":
        return Span(anchor, max(anchor, _moved(anchor, away, 1) - timedelta(days=1)))
    if away.amounts[0].count is None:
        return _open_span(away.amounts[0].unit, anchor, ahead=ahead, recent=away.way == "past")
    return _counted(away, anchor, ahead=ahead)


def _counted(away: Away, anchor: date, *, ahead: bool) -> Span:
    exact = all(amount.unit in _EXACT_UNITS for amount in away.amounts)
    if away.way == "past":
        return Span(_moved(anchor, away, -1), anchor, approx=True)
    start = _moved(anchor, away, 1 if ahead else -1)
    if away.count_to is None:
        return Span(start, start, away.amounts[0].unit if not exact else "day", approx=not exact)
    end = shift(anchor, away.amounts[0].unit, away.count_to if ahead else -away.count_to)
    return Span(min(start, end), max(start, end), approx=not exact)


def _ending(last: Span, away: Away) -> Span:
    """The amount of time that ends with a date: "the six months ended 31 March" begin on 1 October."""
    start = _moved(last.end + timedelta(days=1), away, -1)
    return Span(start, last.end, away.amounts[0].unit)


def _is_whole(span: Span, away: Away) -> bool:
    """Whether the date that a distance is counted from is a unit of the calendar no longer than the distance's own."""
    first = away.amounts[0]
    longer = _REACH_DAYS[first.unit] >= (span.end - span.start).days
    several = span.end > span.start and span.unit not in {"week", "weekend"}
    return several and first.count is not None and longer


def _shifted(span: Span, away: Away, sign: int) -> Span:
    """The unit so far from another: "a year earlier" than a quarter is a quarter."""
    start = _moved(span.start, away, sign)
    if span.end != unit_span("month", span.end).end:
        return span._replace(start=start, end=_moved(span.end, away, sign), approx=True)
    if span.start.day > 1:  # the end of a month stays one
        return span._replace(start=start, end=unit_span("month", _moved(span.end, away, sign)).end, approx=True)
    months = (span.end.year - span.start.year) * YEAR_MONTHS + span.end.month - span.start.month + 1
    return span._replace(start=start, end=shift(start, "month", months) - timedelta(days=1), approx=True)


def _moved(anchor: date, away: Away, sign: int) -> date:
    """The anchor moved by all amounts, the largest unit first, so that days are counted from the right month."""
    day = anchor
    for amount in sorted(away.amounts, key=lambda one: _REACH_DAYS[one.unit], reverse=True):
        day = shift(day, amount.unit, sign * (amount.count or 0))
    return day


def _open_span(unit: Unit, anchor: date, *, ahead: bool, recent: bool) -> Span:
    """The span of "the coming days" (from the day after), of "days ago" (to the day before) or "weeks ago"."""
    reach = timedelta(days=_REACH_DAYS[unit])
    if not ahead:
        last = anchor - timedelta(days=1) if unit == "day" and not recent else anchor
        return Span(anchor - reach, last, approx=True)
    return Span(anchor + timedelta(days=min(1, reach.days)), anchor + max(reach, timedelta(days=1)), approx=True)
