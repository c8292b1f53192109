"""Which days a date's words mean, counted from the day of publication in the outlet's own zone.

The second pass: the first left a tree (``nodes``) with open places; this fills them from cue words, from the tense of
the words around and from the policy of reports, and never from the wall clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TypeGuard

from monitor.language.dates.distances import resolve_away
from monitor.language.dates.nodes import (
    LAST_SPAN,
    Away,
    Between,
    Lean,
    Mentioned,
    Modifier,
    Named,
    Node,
    NthOf,
    PartOf,
    Picked,
    RestOf,
    SameIn,
    Stepped,
    UnitOf,
    Years,
)
from monitor.language.dates.occurrences import Moment, choose, choose_weekend, in_year, occurrences
from monitor.language.dates.ordinals import resolve_nth
from monitor.language.dates.spans import (
    WEEK_DAYS,
    Span,
    day_span,
    long_weekend,
    part_span,
    shift,
    unit_span,
    years_span,
)
from monitor.language.dates.words import DateWords
from monitor.records import DateRel, DateValue

_LONGEST_MONTH = 31

_STEPS: Mapping[Modifier | None, int] = {
    None: 0,
    "this": 0,
    "next": 1,
    "last": -1,
    "preceding": -1,
    "after_next": 2,
    "before_last": -2,
}


def resolve_date(
    words: DateWords,
    published_on: date,
    direction: Lean | None = None,
    earlier: Sequence[DateValue] = (),
) -> DateValue | None:
    """The days that the words mean, or None where they mean no day ("31 February", "the following year" of nothing).

    ``direction`` decides where a bare month, day or weekday lies, unless the words say so themselves; without it the
    nearest one is taken, and for a weekday the nearest past one. ``earlier`` are the dates that the text named before,
    for "the following year". What else the words may mean is kept on the value.
    """
    return _resolved(words, _moment(words, published_on, direction, earlier))


def explain_date(
    words: DateWords,
    published_on: date,
    direction: Lean | None = None,
    earlier: Sequence[DateValue] = (),
) -> tuple[DateValue | None, tuple[str, ...]]:
    """The same, with the steps that were taken from the words to the days."""
    moment = _moment(words, published_on, direction, earlier)
    value = _resolved(words, moment)
    return value, tuple(step.format(*shown) for step, shown in moment.notes)


def _moment(words: DateWords, published_on: date, direction: Lean | None, earlier: Sequence[DateValue]) -> Moment:
    deadline = words.rel_given and words.rel in {"by", "before"}
    return Moment(_span, published_on, words.lies or direction or ("deadline" if deadline else None), earlier)


def _resolved(words: DateWords, moment: Moment) -> DateValue | None:
    try:
        span = _span(words.node, moment)
    except (ValueError, OverflowError):  # a day that the month does not have, or a year out of the calendar
        return None
    if span is None:
        return None
    rel: DateRel = "by" if words.is_deadline_duration and not words.rel_given else words.rel
    others = tuple([(other.start, other.end) for other in moment.others]) if moment.others else ()
    return DateValue(span.start, span.end, rel, words.approx or span.approx, span.suspect, others)


def _span(node: Node, moment: Moment) -> Span | None:
    resolve = _RESOLVERS[type(node)]
    return resolve(node, moment)


def _named(named: Named, moment: Moment) -> Span | None:
    if named.within is not None:
        return _named_within(named, moment)
    if named.year is not None:
        span = next(in_year(named, named.year), None)
        if named.swapped and named.months is not None and named.day is not None:
            swapped = replace(named, months=(named.day, named.day), day=named.months[0])
            moment.others.extend(in_year(swapped, named.year))
        return _confirmed(span, named, moment) if span is not None else None
    if named.weekday is not None and (named.day is not None or named.months is not None):
        on_weekday = [span for span in occurrences(named, moment) if span.start.isoweekday() == named.weekday]
        if named.months is None and moment.lean is not None:
            return choose(on_weekday, named.modifier, named, moment)
        fitting = [span for span in on_weekday if abs(span.start.year - moment.published_on.year) <= 1]
        if fitting and named.modifier is None:
            moment.note("the nearest one that falls on the weekday named")
            return min(fitting, key=lambda span: abs((span.start - moment.published_on).days))
        if named.months is not None and named.modifier is None:  # a weekday is told of what is near
            moment = replace(moment, lean=None)
    chosen = choose(occurrences(named, moment), named.modifier, named, moment)
    return _confirmed(chosen, named, moment) if chosen is not None else None


def _confirmed(span: Span, named: Named, moment: Moment) -> Span:
    """The span, suspect where the words beside it say another weekday or another year."""
    wrong_day = named.weekday is not None and named.day is not None and span.start.isoweekday() != named.weekday
    step = _STEPS.get(named.modifier, 0)
    wrong_year = (
        named.year is not None
        and named.months is None
        and step != 0
        and span.start.year != moment.published_on.year + step
    )
    if not (wrong_day or wrong_year):
        return span
    moment.note("the words contradict the calendar: read literally, suspect")
    return span._replace(suspect=True)


def _named_within(named: Named, moment: Moment) -> Span | None:
    """The date in the span that holds it: September of next year, Monday of this week, the 20th of last month."""
    container = _span(named.within, moment) if named.within is not None else None
    if container is None:
        return None
    if isinstance(named.within, Away):
        week = Span(container.start, container.start + timedelta(days=WEEK_DAYS - 1))
        container = unit_span("year", container.start) if named.months is not None or named.feast is not None else week
    if named.months is None and named.feast is None and named.day is None and named.weekday is not None:
        first = container.start + timedelta(days=(named.weekday - container.start.isoweekday()) % WEEK_DAYS)
        return day_span(first) if first <= container.end else None
    if named.months is None and named.feast is None:
        start = container.start.replace(day=named.day or 1)
        span = Span(start, start.replace(day=named.day_to or named.day or 1))
        return _confirmed(span, named, moment)
    years = range(container.start.year, container.end.year + 1)
    if named.system is not None:
        years = range(container.start.year - 622, container.end.year + 1)
    inside = [span for year in years for span in in_year(named, year) if container.start <= span.start <= container.end]
    return _confirmed(inside[0], replace(named, modifier=None), moment) if inside else None


def _stepped(stepped: Stepped, moment: Moment) -> Span:
    day = moment.published_on + timedelta(days=stepped.days)
    wrong = stepped.weekday is not None and day.isoweekday() != stepped.weekday
    last = moment.published_on + timedelta(days=stepped.to) if stepped.to is not None else day
    return Span(day, last, suspect=wrong)


def _picked(picked: Picked, moment: Moment) -> Span | None:
    """The unit of the calendar that the modifier picks, counted from publication or from the date named before."""
    if picked.modifier in {"following", "that"}:
        before = _antecedent(picked, moment)
        if before is not None:
            moment.note("counted from {}, a date named before", before.start)
            return unit_span(picked.unit, before.end, int(picked.modifier == "following"))
        ahead = picked.unit != "year" or moment.lean in {"future", "deadline"}
        if picked.modifier == "that" or not ahead:  # "the following year" of nothing lies ahead where words say so
            return None
        return unit_span(picked.unit, moment.published_on, 1)
    alike = (span for span in moment.recent() if span.unit == picked.unit)
    last = next(alike, None) if picked.modifier == "preceding" else None
    if last is not None:
        moment.note("counted from {}, a date named before", last.start)
        return unit_span(picked.unit, last.start, -1)
    if picked.unit == "weekend" and picked.modifier is None:
        around = tuple(unit_span("weekend", moment.published_on, step) for step in (-1, 0, 1))
        return choose_weekend(around, moment)
    return unit_span(picked.unit, moment.published_on, _STEPS[picked.modifier])


def _antecedent(picked: Picked, moment: Moment) -> Span | None:
    """The date named before that a unit refers to: the last one, for a day or a month the last as short as it."""
    if moment.before is not None and picked.unit in {"day", "month"}:
        longest = 1 if picked.unit == "day" else _LONGEST_MONTH
        short = next((span for span in moment.recent() if (span.end - span.start).days < longest), None)
        if short is not None:
            return short
        if picked.unit == "day" and picked.modifier == "that":
            return day_span(moment.published_on)
    if picked.unit == "year":  # not the day on which somebody said so, where another date stands before it
        told = (span for span in moment.recent() if not _is_of_report(span, moment))
        return next(told, moment.before)
    return moment.before


def _is_of_report(span: Span, moment: Moment) -> bool:
    """Whether a date is a day of the week before publication, or that week, in which news are told."""
    ago = (moment.published_on - span.end).days
    return (span.end - span.start).days < WEEK_DAYS and 0 <= ago <= WEEK_DAYS


def _years(years: Years, _: Moment) -> Span:
    return years_span(years.first, years.last)


def _part_of(part: PartOf, moment: Moment) -> Span | None:
    known = len(moment.others)
    span = _span(part.of, moment)
    if span is None:
        return None
    moment.turn_others(known, lambda other: part_span(part.part, other))
    moment.note("the {} of {}..{}", part.part.replace("_", " "), span.start, span.end)
    if part.part == "end" and isinstance(part.of, Picked) and span.unit in {"decade", "century"}:
        return years_span(span.end.year, span.end.year)  # as the end of a year is its last month
    return part_span(part.part, span)


def _unit_of(unit: UnitOf, moment: Moment) -> Span | None:
    known = len(moment.others)
    span = _span(unit.of, moment)
    of_feast = isinstance(unit.of, Named) and unit.of.feast is not None
    around = long_weekend if unit.unit == "weekend" and of_feast else partial(unit_span, unit.unit)
    moment.turn_others(known, lambda other: around(other.start))
    return around(span.start) if span is not None else None


def _rest_of(rest: RestOf, moment: Moment) -> Span | None:
    span = _span(rest.of, moment)
    if span is None or span.end < moment.published_on:
        return span
    return Span(max(span.start, moment.published_on), span.end)


def _same_in(same: SameIn, moment: Moment) -> Span | None:
    span = _span(same.of, moment)
    if span is None or not date.min.year < same.year < date.max.year:
        return None
    start = shift(span.start, "year", same.year - span.start.year)
    if span.unit in {"month", "quarter", "half", "year"}:
        return unit_span(span.unit, start)
    return Span(start, start + (span.end - span.start), span.unit, span.approx)


def _between(between: Between, moment: Moment) -> Span | None:
    """All days from the first date to the last; an end that lies open is the first of its kind after the other."""
    fixed = len(moment.others)
    first = _span(between.first, moment)
    if first is None:
        return None
    last = _end_behind(between.last, first, moment)
    if last is not None and last.end < first.start:
        first = _start_before(between.first, last, moment)
    if first is None or last is None or last.end < first.start:
        return None
    starts = moment.others[fixed:]
    ends = [_end_behind(between.last, other, moment) for other in starts]
    moment.others[fixed:] = [
        Span(start.start, end.end) for start, end in zip(starts, ends, strict=True) if end and end.end >= start.start
    ]
    return Span(first.start, last.end, "day", first.approx or last.approx, first.suspect or last.suspect)


def _end_behind(node: Node, first: Span, moment: Moment) -> Span | None:
    """The end of a range that begins with a span: where the words leave it open, the next one behind that."""
    anew = replace(moment, values=[DateValue(first.start, first.end)], others=[], notes=[])
    if _recurs(node):
        if node.day is not None and node.months is None and node.weekday is None:
            return _day_behind(node, first)
        return choose(occurrences(replace(node, modifier="following"), anew), "following", node, anew)
    if isinstance(node, PartOf) and _recurs(node.of):
        parts = (part_span(node.part, whole) for whole in occurrences(replace(node.of, modifier="following"), anew))
        return next((part for part in parts if part.start > first.end), None)
    return _span(node, anew)


def _start_before(node: Node, last: Span, moment: Moment) -> Span | None:
    """The start of a range whose end is fixed, where the words leave it open: the last one before that end."""
    if not isinstance(node, Named) or not _recurs(node):
        return None
    return next((span for span in reversed(occurrences(node, moment)) if span.start <= last.end), None)


def _recurs(node: Node) -> TypeGuard[Named]:
    """Whether a date names no year and nothing else that fixes it, so that it comes again and again."""
    return isinstance(node, Named) and node.year is None and node.within is None and node.modifier is None


def _day_behind(named: Named, first: Span) -> Span | None:
    """The day of the month of a span, or of the next month: "from 27 April to the third"."""
    for step in (0, 1, 2):
        month = unit_span("month", first.start, step)
        day = (named.day or 1) - 1
        found = month.start + timedelta(days=day)
        if first.end < found <= month.end:
            return day_span(found)
    return None


def _mentioned(mentioned: Mentioned, moment: Moment) -> Span | None:
    if mentioned.n == LAST_SPAN:
        return next((span for span in moment.recent() if span.end > span.start), moment.before)
    if mentioned.n == 0:
        return moment.before
    return moment.deadline(mentioned.n)


_RESOLVERS: Mapping[type, Callable[..., Span | None]] = {
    Named: _named,
    Stepped: _stepped,
    Picked: _picked,
    Years: _years,
    Away: resolve_away,
    PartOf: _part_of,
    NthOf: resolve_nth,
    UnitOf: _unit_of,
    RestOf: _rest_of,
    SameIn: _same_in,
    Between: _between,
    Mentioned: _mentioned,
}
