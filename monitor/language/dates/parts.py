"""Parts of a span: "the end of September", "mid-2027", "the third Tuesday of October", "the rest of the week"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

from monitor.language.dates.amounts import counted_number
from monitor.language.dates.daynumbers import LAST_DAY, day_number
from monitor.language.dates.nodes import (
    LAST_SPAN,
    Amount,
    Away,
    Mentioned,
    Named,
    Node,
    NthOf,
    Part,
    PartOf,
    Picked,
    Reading,
    RestOf,
    SameIn,
    Unit,
    UnitOf,
    Way,
)
from monitor.language.dates.search import Search
from monitor.language.dates.units import modifier_after, modifier_before, picked
from monitor.language.dates.years import bare_year, led_year
from monitor.language.numerals import read_numeral


def part_of(search: Search, at: int) -> Reading | None:
    """Such as "the end of September", "early next week", "نهاية العام المقبل", "کۆتایی ئەم مانگە"."""
    hit = search.starting(at, "parts")
    if hit is None or search.opens_line(hit.last + 1):
        return None
    of = _operand(search, hit.last + 1)
    if of is None:
        return None
    if hit.label.value == "rest":
        led = any(search.starting(hit.last + 1, table) is not None for table in ("relations", "durations"))
        if led or (isinstance(of.node, Away) and of.node.way in {"ahead", "ago"}):
            return None  # people: "they leave in May, the rest in June", "the rest a year later"
        return Reading(RestOf(of.node), at, of.last, "rest_of")
    if hit.label.value == "whole" or not has_parts(of):
        return of._replace(first=at)
    return Reading(PartOf(cast("Part", hit.label.value), of.node), at, of.last, "part_of")


def _operand(search: Search, at: int) -> Reading | None:
    """The date of which a part is meant, fillers before it or not; a bare unit ("the year") is the current one."""
    places = search.places_behind(at - 1)
    for read in (search.whole, partial(picked, search)):
        found = [date for place in places if (date := read(place)) is not None and not _is_day_unit(date)]
        if found:
            return max(found, key=lambda date: date.last)
    year = led_year(search, places[-1]) if places and search.is_small(places[-1] - 1, "of") else None
    if year is not None:
        return Reading(Named(year=year[0]), places[-1], year[1], "year")
    near = search.meaning(at, "approximate", "before")
    return _operand(search, near.last + 1) if near is not None and near.last + 1 < len(search.tokens) else None


def _is_day_unit(found: Reading) -> bool:
    return isinstance(found.node, Picked) and found.node.unit in {"day", "hour"} and found.node.modifier is None


def has_parts(of: Reading) -> bool:
    """Whether a date is longer than a day, so that it has a start and an end."""
    node = of.node
    if isinstance(node, Named):
        return node.day is None and (node.weekday is None or node.months is not None)
    if isinstance(node, Picked):
        return node.unit not in {"day", "hour"}
    return not isinstance(node, Mentioned) and of.rule != "day_word"


_NTH = frozenset({"nth", "nth_behind", "ordinals", "ordinal_marks"})


def nth_of(search: Search, at: int) -> Reading | None:
    """Such as "the third Tuesday of October", "last week of 2015", "آخر يوم من الشهر", "first nine months of 1989"."""
    if _NTH.isdisjoint(search.layout.tables) or not search.has_time_near(at):
        return None
    start = search.over_article(at)
    for ordinal in (_ordinal_before, _ordinal_behind):
        found = ordinal(search, start)
        if found is None:
            continue
        n, unit, weekday, count, last = found
        for place in search.places_behind(last)[0 if _needs_no_of(search) else 1 :]:
            of = _operand(search, place)
            if of is not None and has_parts(of) and _is_longer(of, unit, weekday):
                return Reading(NthOf(n, unit, of.node, weekday, count), at, of.last, "nth_of")
    return None


def _needs_no_of(search: Search) -> bool:
    """Whether the span follows its unit at once, as in Arabic and Sorani; English puts "of" between."""
    return bool(search.layout.pack.articles) or "verb_last" in search.layout.pack.order


_Nth = tuple[int, Unit, int | None, int, int]


def _ordinal_before(search: Search, at: int) -> _Nth | None:
    """An ordinal with the unit behind it: "third week", "last Friday", "ثالث ثلاثاء", "first nine months"."""
    hit = search.starting(at, "nth") or (search.starting(at, "ordinals") if not search.layout.pack.articles else None)
    if hit is None:
        return _marked_digits(search, at)
    n, last = int(hit.label.value), hit.last
    from_end = search.meaning(last + 1, "nth", "-1")
    if from_end is not None and n > 0:  # "fifth last day"
        n, last = -n, from_end.last
    return _counted_unit(search, n, last)


def _marked_digits(search: Search, at: int) -> _Nth | None:
    number = day_number(search, at)
    if number is None or not number.marked or number.in_words:
        return None
    from_end = search.meaning(number.last + 1, "nth", "-1")
    n, last = (-number.day, from_end.last) if from_end is not None else (number.day, number.last)
    return _counted_unit(search, n, last)


def _counted_unit(search: Search, n: int, last: int) -> _Nth | None:
    number = counted_number(search, last + 1) if search.layout.opens_number(last + 1) else None
    if number is not None and number.value == int(number.value) and 1 < number.value <= LAST_DAY:
        many = search.starting(number.last + 1, "units_many") or search.starting(number.last + 1, "units")
        if many is not None:
            return n, cast("Unit", many.label.value), None, int(number.value), many.last
    two = search.starting(last + 1, "units_two")
    if two is not None:
        return n, cast("Unit", two.label.value), None, 2, two.last
    found = _unit_or_weekday(search, last + 1)
    return (n, found[0], found[1], 1, found[2]) if found is not None else None


def _unit_or_weekday(search: Search, at: int) -> tuple[Unit, int | None, int] | None:
    for table in ("weekdays", "weekdays_bare"):
        day = search.starting(at, table)
        if day is not None:
            return "day", int(day.label.value), day.last
    unit = search.starting(at, "units")
    return (cast("Unit", unit.label.value), None, unit.last) if unit is not None else None


def _ordinal_behind(search: Search, at: int) -> _Nth | None:
    """A unit with its ordinal behind, in the languages that put it there: "الأسبوع الأول", "هەفتەی یەکەم"."""
    several = _units_behind(search, at)
    found = _unit_or_weekday(search, at) if several is None else None  # "الأحد" is Sunday, "الأحد عشر" eleven
    if found is None:
        return several
    unit, weekday, last = found
    ordinal = search.starting(last + 1, "nth_behind")
    return (int(ordinal.label.value), unit, weekday, 1, ordinal.last) if ordinal is not None else None


def _units_behind(search: Search, at: int) -> _Nth | None:
    """So many units with their ordinal behind: "الأشهر الستة الأولى", "سێ مانگی یەکەم"."""
    many, layout = search.starting(at, "units_many"), search.layout
    place = many.last + 1 if many is not None else at
    number = read_numeral(layout, place) if layout.opens_number(place) else None
    if number is None or not 1 < number.value <= LAST_DAY:
        return None
    last = number.last
    if many is None:
        many = search.starting(last + 1, "units_many") or search.starting(last + 1, "units")
        last = many.last if many is not None else last
    ordinal = search.starting(last + 1, "nth_behind")
    if many is None or ordinal is None:
        return None
    return int(ordinal.label.value), cast("Unit", many.label.value), None, int(number.value), ordinal.last


_LENGTHS: tuple[Unit, ...] = (
    "hour",
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
)


def _is_longer(of: Reading, unit: Unit, weekday: int | None) -> bool:
    """Whether a span can hold the unit: weeks lie in months, months in years."""
    node = of.node
    if isinstance(node, Picked):
        return _LENGTHS.index(node.unit) > _LENGTHS.index(unit)
    if isinstance(node, Named) and node.months is not None and node.months[0] == node.months[1]:
        return unit in {"day", "week", "weekend"} or weekday is not None
    return True


_YEAR_AWAY: Mapping[str, Way] = {"last": "ago", "preceding": "ago", "next": "ahead", "following": "ahead"}


def same_of_other_year(search: Search, at: int) -> Reading | None:
    """Such as "the same quarter last year", "الشهر نفسه من العام المقبل": the span named before, a year off."""
    before, start = modifier_before(search, at)
    hit = search.meaning(start, "periods", "words")
    if hit is None:
        return None
    behind, last = (None, hit.last) if before is not None else modifier_after(search, hit.last)
    if "that" not in {before, behind}:
        return None
    for place in search.places_behind(last):
        year = bare_year(search, place)
        if year is not None and isinstance(year.node, Named) and year.node.year is not None:
            return Reading(SameIn(year.node.year, Mentioned(LAST_SPAN)), at, year.last, "same_of_year")
        unit = picked(search, place)
        if unit is not None and isinstance(unit.node, Picked) and unit.node.unit == "year":
            way = _YEAR_AWAY.get(unit.node.modifier or "")
            if way is None:
                return None
            node: Node = Away(way, (Amount(1, "year"),), anchor=Mentioned(LAST_SPAN))
            month = search.meaning(start, "units", "month") if way == "ahead" else None
            if month is not None:
                node = UnitOf("month", node)
            return Reading(node, at, unit.last, "year_earlier" if way == "ago" else "year_later")
    return None


def mentioned(search: Search, at: int) -> Reading | None:
    """Such as "that date", "the first deadline", "the year-earlier quarter": told by a date named before."""
    back = search.starting(at, "year_earlier")
    if back is not None:
        return Reading(Away("ago", (Amount(1, "year"),), anchor=Mentioned(LAST_SPAN)), at, back.last, "year_earlier")
    hit = search.starting(at, "references")
    return Reading(Mentioned(int(hit.label.value)), at, hit.last, "mentioned") if hit is not None else None


def mentioned_then(search: Search, at: int) -> Reading | None:
    """Such as "by then", "حتى ذلك الحين": told by the date named before, where a word sets it as a bound."""
    hit = search.starting(at, "references_led")
    layout = search.layout
    bounds = (("relations", "by"), ("relations", "before"), ("until", "words"))
    led = any(layout.ending_meaning(at - 1, table, meaning) is not None for table, meaning in bounds)
    return Reading(Mentioned(0), at, hit.last, "mentioned") if hit is not None and led else None
