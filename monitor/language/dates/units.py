"""The spans of the calendar by their place: "next year", "العام المقبل", "ئەم مانگە", "the third quarter"."""

from __future__ import annotations

import re
from typing import cast

from monitor.language.dates.nodes import Modifier, Named, Node, NthOf, Part, PartOf, Picked, Reading, Unit, UnitOf
from monitor.language.dates.search import Search

_QUARTER_STEP = 2
_HALF_STEP = 5


def picked(search: Search, at: int) -> Reading | None:
    """Such as "next year", "this month", "the following year", "العام المقبل", "ساڵی داهاتوو"; and bare, "the year"."""
    named = search.starting(at, "named_units")
    if named is not None:
        modifier, unit, *part = named.label.value.split()
        node = Picked(cast("Unit", unit), cast("Modifier", modifier))
        year = whole_year(search, named.last + 1) if unit == "year" and part else None
        span = Named(year=year) if year is not None else node
        last = named.last + (year is not None)
        return Reading(PartOf(cast("Part", part[0]), span) if part else span, at, last, "calendar_unit")
    before, start = modifier_before(search, at)
    hit = search.starting(start, "units")
    if hit is None or (before is not None and not carries_article(search, start)):
        return None
    modifier_behind, last = (None, hit.last) if before is not None else modifier_after(search, hit.last)
    return Reading(Picked(cast("Unit", hit.label.value), before or modifier_behind), at, last, "calendar_unit")


def calendar_unit(search: Search, at: int) -> Reading | None:
    """The same, with the number that a year may bear too ("next year 2027"); never a noun without an article."""
    reading = picked(search, at)
    if reading is None or not isinstance(reading.node, Picked):
        return reading
    node = reading.node
    if node.modifier is None:
        return reading if carries_article(search, at) else None
    if node.unit != "year":
        return reading
    year = whole_year(search, reading.last + 1)
    if year is None:
        return reading
    named = Named(year=year, modifier=node.modifier)
    return Reading(named, at, reading.last + 1, "calendar_unit")


def whole_year(search: Search, at: int) -> int | None:
    """The four digits that stand at a token of the same line, or None."""
    digits = search.tokens[at].folded if not search.opens_line(at) else ""
    return int(digits) if re.fullmatch(r"\d{4}", digits) else None


def modifier_before(search: Search, at: int) -> tuple[Modifier | None, int]:
    """The modifier at a token and the token behind it; (None, at) without one."""
    hit = search.starting(at, "modifiers")
    if hit is None or hit.last + 1 >= len(search.tokens):
        return None, at
    return cast("Modifier", hit.label.value), hit.last + 1


def modifier_after(search: Search, last: int) -> tuple[Modifier | None, int]:
    """The modifier behind a span and its last token, in the languages that put it there; (None, last) without one."""
    hit = search.starting(last + 1, "modifiers_after")
    if hit is None or search.opens_line(last + 1):
        return None, last
    if search.starting(hit.first, "anchored") is not None and goes_on(search, hit.last + 1):
        return None, last
    return cast("Modifier", hit.label.value), hit.last


def goes_on(search: Search, at: int) -> bool:
    """Whether something is named behind "the year before" ("the year before the vote"): then it is no date."""
    if search.opens_line(at) or search.tokens[at].kind == "mark":
        return False
    return search.starting(at, "stops") is None or search.layout.meaning(at, "stops", "things") is not None


def is_year_picked(node: Node) -> bool:
    """Whether a tree is a year by its place: "next year", "العام المقبل"."""
    return isinstance(node, Picked) and node.unit == "year" and node.modifier is not None


def has_article_written_on(search: Search, at: int) -> bool:
    """Whether a noun carries the article that its language writes onto it; never, where it writes none."""
    opening = search.tokens[at].folded[:4]
    for article in search.layout.pack.articles:  # noqa: SIM110 - asked for every noun of time, any() takes twice as long
        if article in opening:
            return True
    return False


def carries_article(search: Search, at: int) -> bool:
    """Whether a noun is definite, where its language writes the article onto it; always, where it does not."""
    return not search.layout.pack.articles or has_article_written_on(search, at)


def numbered_week(search: Search, at: int) -> Reading | None:
    """Such as "week 31": the week of the current year, as ISO 8601 counts; "week 10 of the war" is None."""
    hit = search.starting(at, "units")
    place = hit.last + 1 if hit is not None and hit.label.value == "week" else len(search.tokens)
    if search.opens_line(place) or search.tokens[place].kind != "number":
        return None
    digits = search.tokens[place].folded
    if not re.fullmatch(r"[1-9]|[1-4]\d|5[0-3]", digits):
        return None
    led = search.meaning(place + 1, "fillers", "words") is not None and not search.is_mark(place + 1, ",")
    if led and whole_year(search, search.over_fillers(place + 1)) is None:  # "week 10 of the war"
        return None
    behind = search.over_fillers(place + 1)
    year = whole_year(search, behind)
    of = Picked("year") if year is None else Named(year=year)
    return Reading(NthOf(int(digits), "week", of), at, place if year is None else behind, "numbered_week")


def unit_of(search: Search, at: int) -> Reading | None:
    """Such as "the week of 7 October", "the week starting on 4 February", "the weekend of 5 May"."""
    hit = search.starting(at, "unit_of")
    if hit is None or search.opens_line(hit.last + 1):
        return None
    of = search.whole(search.over_fillers(hit.last + 1))
    if of is None or not isinstance(of.node, Named) or (of.node.day is None and of.node.feast is None):
        return None
    return Reading(UnitOf(cast("Unit", hit.label.value), of.node), at, of.last, "unit_of")


def months_of_year(search: Search, at: int) -> Reading | None:
    """A quarter, a half or a season: "the third quarter", "Q3", "next summer"; and names that two months share."""
    modifier, start = modifier_before(search, at)
    hit = search.starting(start, "spans")
    if hit is None:
        return None
    first, last = (int(month) for month in hit.label.value.split("-"))
    rule = _rule_of(first, last)
    behind = hit.last
    if modifier is None:
        modifier, behind = modifier_after(search, hit.last)
    node = Named(months=(first, last), modifier=modifier, loose=rule == "season")
    return Reading(node, at, behind, rule)


def _rule_of(first: int, last: int) -> str:
    if last - first == _QUARTER_STEP and first % (_QUARTER_STEP + 1) == 1:
        return "quarter"
    if last - first == _HALF_STEP and first % (_HALF_STEP + 1) == 1:
        return "half"
    return "months" if first == 1 else "season"
