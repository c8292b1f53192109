"""Dates that are so far away: "within six months", "two weeks ago", "in the coming days", "three days after Easter"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from monitor.language.dates.amounts import read_amount
from monitor.language.dates.nodes import (
    Amount,
    Away,
    Between,
    Counted,
    Mentioned,
    Named,
    Node,
    Picked,
    Reading,
    Unit,
    UnitOf,
    Way,
)
from monitor.language.dates.pointers import Pointed, find_pointed, tail_ahead
from monitor.language.dates.search import Search
from monitor.language.dates.units import carries_article
from monitor.language.numerals import read_numeral

_GRANT_REACH = 7
"""How many words may stand between who gives time and the time ("gave the government in the north"); a judgement."""

_RATE_REACH = 3
"""How many words may stand between a number and the time to which it is set ("9 million barrels a day")."""


def duration(search: Search, at: int) -> Reading | None:
    """The distance that starts at a token with what it is counted from, or None.

    Without an anchor it is counted from the day of publication; "within a year of the vote", whose anchor names no
    day, is None.
    """
    if not search.has_time_near(at):
        return None
    if search.starting(at, "durations") is None and read_amount(search, at) is None:
        return _weekdays_ahead(search, at)
    pointed = find_pointed(search, at)
    if pointed is None:
        found = ending_span(search, at) or _granted(search, at) or _lasting(search, at) or _weekdays_ahead(search, at)
        return found or _anchored(search, at, None)
    if _is_before_an_event(search, at, pointed):
        return _anchored(search, at, pointed)
    if pointed.from_named or pointed.settled or pointed.way not in {"within", "ahead"}:
        return _reading(at, pointed, Mentioned() if pointed.from_named else pointed.anchor)
    return _anchored(search, at, pointed)


def _is_before_an_event(search: Search, at: int, pointed: Pointed) -> bool:
    """Whether the words tell how long before something it was: "قبل خمسة أيام من الحفل"."""
    leads = search.meaning(at, "durations", "before") is not None
    behind = pointed.last + 1
    goes_on = search.starting(behind, "fillers") is not None and search.starting(behind, "relations") is None
    return leads and pointed.way == "ago" and goes_on


def _reading(at: int, pointed: Pointed, anchor: Node | None, last: int | None = None) -> Reading:
    node: Node = _whole_quarters(pointed) or Away(pointed.way, pointed.amount.amounts, pointed.amount.count_to, anchor)
    return Reading(node, at, last if last is not None else pointed.last, f"{pointed.way}_duration")


def _whole_quarters(pointed: Pointed) -> Between | None:
    """The quarters of "the last two quarters", which are whole, as books are kept."""
    count = pointed.amount.amounts[0].count
    if not pointed.whole or pointed.amount.amounts[0].unit != "quarter" or count is None:
        return None
    way: Way = "ago" if pointed.way == "past" else "ahead"
    far = UnitOf("quarter", Away(way, (Amount(count, "quarter"),)))
    near = Picked("quarter", "last" if way == "ago" else "next")
    return Between(far, near) if way == "ago" else Between(near, far)


def _anchored(search: Search, at: int, pointed: Pointed | None) -> Reading | None:
    """The distance counted from a date behind it: "two weeks before 13 May", "within a year of", "بعد شهر من"."""
    found = pointed
    if found is None:
        amount = read_amount(search, at)
        if amount is None or amount.is_open or _is_rate(search, at, amount):
            return None
        found = Pointed("ahead", amount, amount.last)
    mentioned = _mentioned_behind(search, found) if pointed is not None else None
    if mentioned is not None:
        return _reading(at, found, mentioned.node, mentioned.last)
    anchor = search.starting(found.last + 1, "anchored")
    if anchor is not None and anchor.label.value == "of" and pointed is None:
        return None
    named = anchor
    if anchor is None and pointed is not None and pointed.way in {"ahead", "ago"}:
        named = search.starting(found.last + 1, "fillers")  # "بعد يوم من …" tells of the day after something
    if named is None or search.opens_line(named.last + 1):
        return _reading(at, found, None) if pointed is not None and pointed.way != "ago" else None
    start = search.over_fillers(named.last + 1)
    date = search.whole(start) or search.whole(named.last + 1)
    if date is not None and _can_anchor(date):
        way: Way = found.way
        if anchor is not None and anchor.label.value == "before":
            way = "ago"
        return _reading(at, found._replace(way=way), _ahead(date.node), date.last)
    whole = pointed is not None and pointed.whole and anchor is not None and anchor.label.value == "before"
    return _reading(at, found, None) if whole else None  # "over the next three days before it eases"


def _mentioned_behind(search: Search, found: Pointed) -> Reading | None:
    """The date named before from which a distance is counted: "بعد عامين من ذلك التاريخ"."""
    start = search.over_fillers(found.last + 1)
    if start == found.last + 1 or search.starting(start, "references") is None:
        return None
    return search.whole(start)


def _is_rate(search: Search, at: int, amount: Counted) -> bool:
    """Whether "a day" says how often: "nine million barrels a day from May"."""
    near = range(at - 1, max(at - 1 - _RATE_REACH, -1), -1)
    numbers = (place for place in near if search.tokens[place].kind == "number")
    return amount.bare and any(search.starting(place + 1, "and") is None for place in numbers)  # "in 2024 and a year"


def _lasting(search: Search, at: int) -> Reading | None:
    """Such as "for three days from Monday", "لمدة ثلاثة أيام ابتداء من الأحد": all days from the anchor on."""
    lead = search.meaning(at, "durations", "lasting")
    amount = read_amount(search, lead.last + 1) if lead is not None else None
    if amount is None or amount.is_open:
        return None
    place = amount.last + 1
    place += search.is_mark(place, ",", "،")
    begins = search.meaning(place, "relations", "from") or search.meaning(place, "anchored", "after")
    date = search.whole(search.over_fillers(begins.last + 1)) if begins is not None else None
    if date is None or not _can_anchor(date):
        return None
    return Reading(Away("lasting", amount.amounts, anchor=date.node), at, date.last, "lasting_duration")


def ending_span(search: Search, at: int) -> Reading | None:
    """The span of "the six months ended 31 March", "the 12 months through April"; its end is a date by itself."""
    amount = _one_unit(search, at) or read_amount(search, at)
    ends = search.starting(amount.last + 1, "ending") if amount is not None and not amount.is_open else None
    if amount is None or ends is None or search.opens_line(ends.last + 1):
        return None
    counted_down = amount.amounts[0].unit in {"hour", "day", "week"} and amount.amounts[0].count != 1
    if counted_down and ends.label.value == "long":  # "two weeks to Christmas" are left
        return None
    date = search.whole(search.over_fillers(ends.last + 1))
    if date is None or not _can_anchor(date) or date.rule == "now":  # "the year to date" is the year
        return None
    return Reading(Away("past", amount.amounts, anchor=date.node), at, amount.last, "ending_duration")


def _granted(search: Search, at: int) -> Reading | None:
    """Time that somebody is given: "أمهلت النقابة الحكومة 72 ساعة"."""
    amount = read_amount(search, at)
    if amount is None or amount.is_open or amount.bare or "grants" not in search.layout.tables:
        return None
    near = range(max(at - _GRANT_REACH, 0), at)
    given = any(search.starting(place, "grants") is not None for place in near)
    ended = any(search.is_mark(place, ".", ";", "؛") or search.tokens[place + 1].opens_line for place in near)
    return Reading(Away("within", amount.amounts), at, amount.last, "within_duration") if given and not ended else None


def _one_unit(search: Search, at: int) -> Counted | None:
    """The one unit of "the quarter ended 30 September"."""
    hit = search.starting(at, "units")
    if hit is None or not carries_article(search, at):
        return None
    return Counted((Amount(1, cast("Unit", hit.label.value)),), at, hit.last)


def _weekdays_ahead(search: Search, at: int) -> Reading | None:
    """Such as "two Sundays from now": the second one to come."""
    if "weekdays" not in search.layout.tables or not search.layout.opens_number(at):
        return None
    number = read_numeral(search.layout, at)
    day = search.starting(number.last + 1, "weekdays") if number is not None else None
    tail = tail_ahead(search, day.last + 1) if day is not None else None
    if number is None or day is None or tail is None or number.value != int(number.value):
        return None
    first = Named(weekday=int(day.label.value), modifier="next")
    return Reading(Away("ahead", (Amount(number.value - 1, "week"),), anchor=first), at, tail.last, "weekdays_ahead")


def _ahead(node: Node) -> Node:
    """A bare weekday that something is counted from is the coming one: "a week from Friday"."""
    if isinstance(node, Named) and node == Named(weekday=node.weekday):
        return replace(node, modifier="next")
    return node


def _can_anchor(date: Reading) -> bool:
    node = date.node
    if isinstance(node, Away):
        return False
    return not (isinstance(node, Named) and date.rule == "bare_year" and node.months is None)
