"""When a date that comes again and again (a month, a weekday, a feast) falls, and which time of these is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from monitor.language.calendars import Calendar, calendar_span, calendar_year_of
from monitor.language.dates.nodes import Lean, Modifier, Named, Node, Unit
from monitor.language.dates.spans import WEEK_DAYS, Span, day_span, months_span, shift, unit_span, years_span
from monitor.language.feasts import feast_spans
from monitor.records import DateValue

_NEAR = timedelta(days=120)
"""A date so near is meant even where a verb far off tells another tense: a judgement."""

_JUST_OVER = timedelta(days=92)
"""A deadline that passed a quarter ago or less may still be the one that a report speaks of: a judgement."""

_YEARS_AROUND = 2
_MONTHS_AROUND = 2
_LEAP_YEARS_AROUND = 8

_COMPARED = frozenset({"quarter", "half"})
"""Spans that reports set against one another: "up from 2 per cent in the second quarter"."""

_RECENT = 12
"""How many dates back "that month" may refer; a judgement."""


@dataclass(slots=True)
class Moment:
    """What a date is resolved against, and the notes taken on the way.

    ``resolve`` gives the span of a tree within another. ``published_on`` is the day of publication in the outlet's
    zone; ``lean`` says where the words around point; ``values`` are the dates that the text named before, in
    order. ``others`` collects the readings that were not chosen; ``notes`` the steps taken, for people.
    """

    resolve: Callable[[Node, Moment], Span | None]
    published_on: date
    lean: Lean | None
    values: Sequence[DateValue] = ()
    others: list[Span] = field(default_factory=list)
    notes: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)

    def note(self, step: str, *shown: object) -> None:
        """Take down a step; ``shown`` fills its braces where somebody asks for it, since writing dates takes time."""
        self.notes.append((step, shown))

    @property
    def before(self) -> Span | None:
        """The date that the text named last, or None."""
        return _as_span(self.values[-1]) if self.values else None

    def recent(self) -> Iterator[Span]:
        """The dates that the text named last, the last first; no word refers to those far above."""
        return (_as_span(value) for value in reversed(self.values[-_RECENT:]))

    def turn_others(self, since: int, turned: Callable[[Span], Span | None]) -> None:
        """Turn the readings not chosen, from place ``since`` on, into the part of each that is meant."""
        found = (turned(other) for other in self.others[since:])
        self.others[since:] = [span for span in found if span is not None]

    def deadline(self, n: int) -> Span | None:
        """The ``n``-th deadline that the text named, counted from 1, or None."""
        deadlines = (value for value in self.values if value.rel in {"by", "before"})
        found = next(islice(deadlines, n - 1, None), None)
        return _as_span(found) if found is not None else None


def _as_span(value: DateValue) -> Span:
    unit: Unit = "day"
    for candidate in ("week", "weekend", "month", "quarter", "half", "year"):
        whole = unit_span(candidate, value.start)
        if (whole.start, whole.end) == (value.start, value.end):
            unit = candidate
    return Span(value.start, value.end, unit)


def occurrences(named: Named, moment: Moment) -> tuple[Span, ...]:
    """The times of a date without a year around the day of publication (or the date named before), in order."""
    around = moment.published_on
    if named.modifier in {"following", "that"} and moment.before is not None:
        around = moment.before.start
    if named.feast is not None or named.months is not None or named.system is not None:
        reach = _LEAP_YEARS_AROUND if named.day == 29 else _YEARS_AROUND  # noqa: PLR2004 - the leap day
        years = range(around.year - reach, around.year + reach + 1)
        if named.system is not None:
            own = calendar_year_of(named.system, around)
            years = range(own - 1, own + 2) if own is not None else range(0)
        return tuple(span for year in years for span in in_year(named, year))
    if named.day is not None:
        return tuple(_days_of_months(named, around))
    start = around - timedelta(days=around.isoweekday() - (named.weekday or 1))
    return tuple(day_span(start + timedelta(days=WEEK_DAYS * step)) for step in range(-3, 4))


def in_year(named: Named, year: int) -> Iterator[Span]:
    """When a date falls in a year of its calendar; nothing where the year does not have it."""
    if named.feast is not None:
        for start, end in feast_spans(named.feast, year):
            yield Span(start, end, "day")
        return
    if named.system is not None:
        yield from _in_other_year(named, named.system, year)
        return
    if named.months is None:
        yield years_span(year, year)
        return
    try:
        span = months_span(year, *named.months)
        if named.day is not None:
            span = Span(span.start.replace(day=named.day), span.start.replace(day=named.day_to or named.day))
    except ValueError:
        return
    yield span._replace(approx=True, unit="season") if named.loose else span


def _in_other_year(named: Named, system: Calendar, year: int) -> Iterator[Span]:
    unit: Unit = "day"
    if named.months is None:
        found = calendar_span(system, year)
    else:
        found = calendar_span(system, year, named.months[0], named.day)
        unit = "month" if named.day is None else "day"
    if found is None:
        return
    start, end = found
    if named.day_to is not None and named.months is not None:
        later = calendar_span(system, year, named.months[0], named.day_to)
        end = later[1] if later is not None else end
    yield Span(start, end, unit)


def _days_of_months(named: Named, around: date) -> Iterator[Span]:
    """The 13th of the months around; a weekday named with it must fall on that day."""
    reach = 24 if named.weekday is not None else _MONTHS_AROUND
    for step in range(-reach, reach + 1):
        month = shift(around.replace(day=1), "month", step)
        try:
            start = month.replace(day=named.day or 1)
            end = month.replace(day=named.day_to or named.day or 1)
        except ValueError:
            continue
        if named.weekday is None or start.isoweekday() == named.weekday:
            yield Span(start, end)


def choose(found: Sequence[Span], modifier: Modifier | None, named: Named, moment: Moment) -> Span | None:
    """The time that is meant: the modifier says so, else the lean of the words around, else the nearest.

    A bare weekday and a bare day of the month are the nearest past one; a deadline is the coming one unless it has
    only just gone by. None where no time fits.
    """
    today = moment.published_on
    if modifier in {"following", "that"}:
        return _by_reference(found, modifier, moment)
    if modifier is not None and modifier != "this":
        after = [span for span in found if span.start > today]
        before = [span for span in found if span.end < today]
        side, index = {
            "next": (after, 0),
            "after_next": (after, 1),
            "last": (before, -1),
            "preceding": (before, -1),
            "before_last": (before, -2),
        }[modifier]
        place = index if index >= 0 else len(side) + index
        return side[place] if 0 <= place < len(side) else None
    if modifier == "this" and named.months is not None:
        return next((span for span in found if span.start.year == today.year), None)
    return _chosen(found, moment, modifier, is_day=named.months is None and named.feast is None)


def choose_weekend(found: Sequence[Span], moment: Moment) -> Span | None:
    """The weekend that is meant: the nearest, unless the words around say where it lies."""
    return _chosen(found, moment, None, is_day=moment.lean is not None)


def _chosen(found: Sequence[Span], moment: Moment, modifier: Modifier | None, *, is_day: bool) -> Span | None:
    chosen = _by_lean(found, moment, modifier, is_day=is_day)
    if chosen is not None:
        moment.others.extend(_beside(found, chosen))
    return chosen


def _by_lean(found: Sequence[Span], moment: Moment, modifier: Modifier | None, *, is_day: bool) -> Span | None:
    today = moment.published_on
    beside = _beside_last(found, moment)
    if beside is not None:
        return beside
    lean = moment.lean or ("future" if modifier == "this" else "past" if is_day else None)
    if lean == "deadline" and is_day:
        lean = "future"
    if lean in {"perhaps_future", "perhaps_past"}:
        near = _nearest(found, today)
        if near is not None and not is_day and abs(_middle(near) - today) <= _NEAR:
            moment.note("the nearest one")
            return near
        lean = "future" if lean == "perhaps_future" else "past"
    if lean == "future":
        moment.note("the coming one")
        return _coming(found, today)
    if lean == "past":
        moment.note("the last one")
        return _gone(found, today)
    if lean == "deadline":
        gone, coming = _gone(found, today), _coming(found, today)
        just_over = gone is not None and gone.end < today and _middle(gone) >= today - _JUST_OVER
        moment.note("a deadline that has only just gone by" if just_over else "a deadline: the coming one")
        return gone if just_over else coming
    moment.note("the nearest one")
    return _nearest(found, today)


def _beside_last(found: Sequence[Span], moment: Moment) -> Span | None:
    """Of quarters and halves the one nearest to another that the text named last, where no verb stands near."""
    named = next((value for value in reversed(moment.values) if not value.approx), None)  # never "a year earlier"
    before = _as_span(named) if named is not None else None
    if before is None or moment.lean not in {None, "perhaps_future", "perhaps_past"}:
        return None
    if before.unit not in _COMPARED or not found or found[0].unit not in _COMPARED:
        return None
    moment.note("the one nearest to the date named before")
    return min(found, key=lambda span: abs((_middle(span) - _middle(before)).days))


def _nearest(found: Sequence[Span], today: date) -> Span | None:
    return min(found, key=lambda span: abs((_middle(span) - today).days), default=None)


def _coming(found: Sequence[Span], today: date) -> Span | None:
    return next((span for span in found if span.end >= today), None)


def _gone(found: Sequence[Span], today: date) -> Span | None:
    return next((span for span in reversed(found) if span.start <= today), None)


def _by_reference(found: Sequence[Span], modifier: Modifier, moment: Moment) -> Span | None:
    """The time that follows the date named before ("the following Friday"), or falls in its year ("that September")."""
    before = moment.before
    if before is None:
        return next((span for span in found if span.start > moment.published_on), None)
    if modifier == "following":
        return next((span for span in found if span.start > before.end), None)
    same = (span for span in found if span.start.year == before.start.year)
    return next(same, None)


def _beside(found: Sequence[Span], chosen: Span) -> Sequence[Span]:
    """The times right before and after the chosen one: what else the words may mean."""
    at = found.index(chosen)
    return [found[near] for near in (at - 1, at + 1) if 0 <= near < len(found)]


def _middle(span: Span) -> date:
    return span.start + (span.end - span.start) / 2
