"""Amounts with the way that the words around them point: "within six months", "two weeks ago", "in the coming days"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from monitor.language.dates.amounts import read_amount
from monitor.language.dates.nodes import (
    Counted,
    Node,
    Stepped,
    Way,
)
from monitor.language.dates.search import Search
from monitor.language.dates.units import goes_on, has_article_written_on
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme

LONGEST_AHEAD_YEARS = 9
"""More years than these are looked back on ("the first in 25 years"), not set as a deadline; a judgement."""

_YESTERDAY = Stepped(-1)


class Pointed(NamedTuple):
    """An amount with the way that the words around it point.

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    way: Way
    amount: Counted
    last: int
    from_named: bool = False
    """Counted from the date that the text named before."""
    settled: bool = False
    """Counted from publication, as the words say: "from now"."""
    anchor: Node | None = None
    """What it is counted from, as the words say."""
    whole: bool = False
    """Whether all of it is meant, not its end alone: "the last two quarters", "over the next two quarters"."""


def find_pointed(search: Search, at: int) -> Pointed | None:
    """The amount that starts at a token, or behind a word for a way, with its way; None where no way is pointed."""
    meanings = search.layout.meanings_at(at, "durations")
    for meaning, read in _LED_FORMS if meanings else ():
        found = read(search, at) if meaning in meanings else None
        if found is not None:
            return found
    return _before_pointer(search, at)


def _after_within(search: Search, at: int) -> Pointed | None:
    """Such as "within six months", "خلال الأشهر الستة المقبلة", "in the past two weeks", "في غضون أيام قليلة"."""
    lead = search.meaning(at, "durations", "within")
    if lead is None:
        return None
    start = lead.last + 1
    amount = read_amount(search, start) or read_amount(search, search.over_fillers(start))
    if amount is None:
        return _after_coming(search, start) or _after_past(search, start)
    past = search.meaning(amount.last + 1, "durations", "past") or search.meaning(amount.last + 1, "durations", "ago")
    if past is not None:
        return Pointed("past", amount, past.last)
    if _is_too_long(amount):
        return None
    ahead = search.meaning(amount.last + 1, "durations", "ahead") or search.meaning(
        amount.last + 1, "durations", "hence"
    )
    if ahead is None and has_article_written_on(search, amount.first):  # "خلال الأشهر": no way is pointed
        return None
    return Pointed("within", amount, ahead.last if ahead else amount.last)


def tail_ahead(search: Search, at: int) -> Hit[Lexeme] | None:
    """The words behind an amount that say once more where it points: "المقبلة", "from now"."""
    return search.meaning(at, "durations", "ahead") or search.meaning(at, "durations", "hence")


def _after_after(search: Search, at: int) -> Pointed | None:
    """Such as "in two weeks", "بعد شهرين": on the day so far ahead; never "بعد أيام", which may tell of the past."""
    lead = search.meaning(at, "durations", "after")
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    if lead is None or amount is None or amount.is_open:
        return None
    if search.meaning(lead.last + 1, "bounds", "over") is not None:  # "the first cut in more than four years"
        return None
    alone = at == 0 and amount.last == len(search.tokens) - 1
    if _is_too_long(amount) and not alone:
        return None
    past = search.meaning(amount.last + 1, "durations", "past")
    if past is not None or search.meaning(amount.last + 1, "durations", "ago") is not None:
        return None
    if has_article_written_on(search, amount.first):
        return None
    ahead = search.meaning(amount.last + 1, "durations", "ahead") or search.meaning(
        amount.last + 1, "durations", "hence"
    )
    return Pointed("ahead", amount, ahead.last if ahead else amount.last)


def _after_coming(search: Search, at: int) -> Pointed | None:
    """Such as "over the next two weeks", "the coming days"; "next week" is a unit of the calendar."""
    lead = search.meaning(at, "durations", "coming")
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    return None if amount is None or amount.bare else Pointed("within", amount, amount.last, whole=True)


def _after_ago(search: Search, at: int) -> Pointed | None:
    """Such as "قبل أسبوعين", "منذ أشهر", "پێش دوو ڕۆژ"."""
    lead = search.meaning(at, "durations", "before")
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    if amount is None or has_article_written_on(search, amount.first):
        return None
    if amount.bare and search.starting(amount.last + 1, "fillers") is not None:  # "قبل يوم من …": the day before it
        return None
    return Pointed("ago", amount, amount.last)


def _after_earlier(search: Search, at: int) -> Pointed | None:
    """Such as "قبل ذلك بيوم": counted back from the date that was named before."""
    return _from_named(search, at, "earlier", "ago")


def _after_later(search: Search, at: int) -> Pointed | None:
    """Such as "بعدها بعامين": counted on from the date that was named before."""
    return _from_named(search, at, "later", "ahead")


def _from_named(search: Search, at: int, pointer: str, way: Way) -> Pointed | None:
    lead = search.meaning(at, "durations", pointer)
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    return Pointed(way, amount, amount.last, from_named=True) if amount is not None else None


def _after_past(search: Search, at: int) -> Pointed | None:
    """Such as "the past two weeks", "over the last year"; "last year" is a unit of the calendar."""
    lead = search.meaning(at, "durations", "past")
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    will = search.layout.ending_meaning(at - 1, "cues", "planned") is not None  # "will last six weeks"
    if lead is None or amount is None or will:
        return None
    named = search.starting(at, "modifiers") is not None or search.starting(amount.last + 1, "fillers") is not None
    if search.is_small(amount.last + 1, "of") and search.whole(search.over_fillers(amount.last + 2)) is not None:
        return None  # "the last three weeks of the year"
    if amount.bare and named:
        return None
    full = not amount.is_open and _is_previous(search, lead)
    return Pointed("past", amount, amount.last, anchor=_YESTERDAY if full else None, whole=True)


def _is_previous(search: Search, lead: Hit[Lexeme]) -> bool:
    """Whether the words leave out the day of publication itself: "the previous three weeks"."""
    return any(search.meaning(at, "modifiers", "preceding") is not None for at in range(lead.first, lead.last + 1))


def _before_pointer(search: Search, at: int) -> Pointed | None:
    """The forms that begin with the amount: "two weeks ago", "weeks ago", "الأسبوعين الماضيين", "a year earlier"."""
    amount = read_amount(search, at)
    if amount is None:
        return None
    ways: tuple[tuple[str, Way], ...] = (
        ("ago", "ago"),
        ("past", "past"),
        ("ahead", "within"),
        ("hence", "ahead"),
        ("earlier", "ago"),
        ("later", "ahead"),
    )
    for pointer, way in ways:
        tail = search.meaning(amount.last + 1, "durations", pointer)
        if tail is None or search.opens_line(tail.first) or _opens_clause(search, tail):
            continue
        one = search.starting(at, "units_one") is not None  # "a year later", where "the later year" has the same word
        modified = amount.bare and not one and search.starting(tail.first, "modifiers_after") is not None
        if not modified:
            named = pointer in {"earlier", "later"}
            return Pointed(way, amount, tail.last, from_named=named, settled=pointer == "hence")
    return _pointed_inside(search, amount)


def _pointed_inside(search: Search, amount: Counted) -> Pointed | None:
    """Such as "two coming weeks", "the three past years": the word stands between the number and its unit."""
    if amount.is_open or amount.bare:
        return None
    between = range(amount.first + 1, amount.last)
    if any(search.meaning(place, "durations", "coming") for place in between):
        return Pointed("within", amount, amount.last, whole=True)
    past = any(search.meaning(place, "durations", "past") for place in between)
    return Pointed("past", amount, amount.last, whole=True) if past else None


_LED_FORMS: tuple[tuple[str, Callable[[Search, int], Pointed | None]], ...] = (
    ("within", _after_within),
    ("coming", _after_coming),
    ("earlier", _after_earlier),
    ("later", _after_later),  # before "after": "بعدها بيوم" is a day after what was named
    ("after", _after_after),
    ("before", _after_ago),
    ("past", _after_past),
)
"""The forms that a word for a way opens, by its meaning."""


def _opens_clause(search: Search, tail: Hit[Lexeme]) -> bool:
    """Whether "before" and the like go on to what they are counted from: "weeks before the vote" is no date."""
    if any(search.starting(at, "references") is not None for at in range(tail.first + 1, tail.last + 1)):
        return True  # "after that" before "date"
    anchor = search.starting(tail.first, "anchored")
    return anchor is not None and anchor.last >= tail.last and goes_on(search, tail.last + 1)


def _is_too_long(amount: Counted) -> bool:
    first = amount.amounts[0]
    return first.unit in {"year", "decade", "century"} and (first.count or 0) > (
        LONGEST_AHEAD_YEARS if first.unit == "year" else 0
    )
