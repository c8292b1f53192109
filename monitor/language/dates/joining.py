"""Two dates side by side that specify each other: "Friday, 14 March", "today (11 March)", "Monday of next week"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.language.dates.nodes import Away, Named, Node, NthOf, PartOf, Picked, Reading, Stepped
from monitor.language.dates.search import Search
from monitor.language.dates.years import with_year
from monitor.language.tokens import Token

_MOST_JOINS = 3
_CLOSE = frozenset({"'", "-"})
"""What ties a year to the part of it behind: "2027's first half", "2027-Q1"."""


def specified(search: Search, reading: Reading) -> Reading:
    """The date with all that stands behind it and specifies it, commas, brackets and fillers between."""
    for _ in range(_MOST_JOINS):
        if not search.has_place_behind(reading.last):
            break
        joined = _joined(search, reading)
        if joined is None:
            break
        reading = joined
    return reading


def _joined(search: Search, reading: Reading) -> Reading | None:
    for place in _places(search, reading):
        bracketed = search.tokens[place].folded == "("
        other = search.atom(place + bracketed)
        if other is None or search.opens_line(other.first):
            continue
        closed = search.is_mark(other.last + 1, ")")
        between = search.tokens[reading.last + 1 : place]
        if _opens_anew(search, reading, between):
            continue
        apart = any(
            token.folded not in _CLOSE and not search.is_small(at, "possessive")
            for at, token in enumerate(between, reading.last + 1)
        )
        paused = len(between) == 1 and between[0].folded == ","
        node = _join(
            reading.node, other.node, apart=apart and not (paused and isinstance(other.node, Away)), bracketed=bracketed
        )
        if node is None or (bracketed and not closed):
            continue
        day_named = isinstance(reading.node, Named | Stepped) and isinstance(node, Named) and node.day is not None
        rule = f"{reading.rule}_specified" if day_named and reading.rule in {"day_word", "weekday"} else reading.rule
        if reading.rule in {"year", "bare_year"}:
            rule = other.rule
        return with_year(search, Reading(node, reading.first, other.last + (bracketed and closed), rule))
    return None


def _opens_anew(search: Search, reading: Reading, between: Sequence[Token]) -> bool:
    """Whether one small word before both says that they are two: "on Thursday on the 29 March date"."""
    led = search.tokens[reading.first - 1].folded if reading.first > 0 else ""
    return bool(between) and between[0].folded == led and not search.layout.pack.articles


def _places(search: Search, reading: Reading) -> Sequence[int]:
    places = search.places_behind(reading.last)
    joint = search.starting(reading.last + 1, "matching") if "matching" in search.layout.tables else None
    if joint is None or search.opens_line(joint.last + 1):
        return places
    return [*places, *search.places_behind(joint.last)]


def _join(one: Node, other: Node, *, apart: bool, bracketed: bool) -> Node | None:
    if isinstance(one, Stepped):
        return _step_and_date(one, other)
    if isinstance(one, Named):
        found = _weekday_and_date(one, other, apart=apart) if one.weekday is not None and one.day is None else None
        return found or _date_and_more(one, other, apart=apart and not bracketed)
    if isinstance(other, Named) and other.weekday is not None and other.day is None and other.modifier is None:
        return _span_and_weekday(one, other)
    if isinstance(one, Picked) and one.unit == "year" and one.modifier is not None and not apart:
        return _year_and_months(one, other)
    return None


def _step_and_date(one: Stepped, other: Node) -> Node | None:
    """For "Today, Wednesday", "yesterday (10 March)"."""
    if not isinstance(other, Named) or other.modifier is not None or other.within is not None:
        return None
    if other.day is not None and (other.months is not None or other.weekday is not None):
        return replace(other, weekday=other.weekday or one.weekday)
    if other.weekday is not None and other.months is None and one.weekday is None:
        return replace(one, weekday=other.weekday)
    return None


def _weekday_and_date(one: Named, other: Node, *, apart: bool) -> Node | None:
    """For "Friday, 14 March", "Tuesday the 19th", "Monday of next week", "Thursday in two weeks"."""
    if isinstance(other, Named) and other.weekday is None and other.day is not None and other.feast is None:
        return replace(other, weekday=one.weekday)
    if one.modifier is not None or one.within is not None:
        return None
    weeklong = (isinstance(other, Picked) and other.unit == "week" and other.modifier is not None) or (
        isinstance(other, NthOf) and other.unit == "week"
    )
    counted = isinstance(other, Away) and other.amounts[0].count is not None and other.way in {"ahead", "within", "ago"}
    if weeklong or (counted and not apart):
        return replace(one, within=other)
    return None


def _date_and_more(one: Named, other: Node, *, apart: bool) -> Node | None:
    """For "18 July, Friday", "Thanksgiving in a year", "2016 Q3", "1989's first half"."""
    if (
        isinstance(other, Named)
        and one.day is not None
        and one.weekday is None
        and other == Named(weekday=other.weekday)
    ):
        return replace(one, weekday=other.weekday) if one.months is not None else None
    if apart:
        return None
    if one == Named(year=one.year):
        return _year_and_months(one, other)
    is_open = one.year is None and one.within is None and one.modifier is None
    named = one.months is not None or one.feast is not None
    if (
        isinstance(other, Away)
        and is_open
        and named
        and other.way in {"ahead", "ago"}
        and other.amounts[0].count
        and other.anchor is None
    ):
        return replace(one, within=other)
    return None


def _year_and_months(one: Node, other: Node) -> Node | None:
    """A year before what it places: "2016 Q3", "this year's third quarter", "1989's first half"."""
    if isinstance(other, PartOf):
        inner = _year_and_months(one, other.of)
        return replace(other, of=inner) if inner is not None else None
    if not isinstance(other, Named) or other.months is None or other.year is not None or other.within is not None:
        return None
    if other.modifier is not None:
        return None
    return replace(other, year=one.year) if isinstance(one, Named) else replace(other, within=one)


def _span_and_weekday(one: Node, other: Named) -> Node | None:
    """For "Last week Sunday", "the first week of October on Friday", "two months from today on Tuesday"."""
    week = isinstance(one, Picked | NthOf) and one.unit == "week"
    counted = (
        isinstance(one, Away) and one.way in {"ahead", "within"} and one.amounts[0].unit in {"week", "month", "year"}
    )
    return replace(other, within=one) if week or counted else None
