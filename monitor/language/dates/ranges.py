"""Two dates that are the ends of one range, or that share a year: "28 February to 3 March", "June and July 2026"."""

from __future__ import annotations

from dataclasses import replace

from monitor.language.dates.nodes import Between, Named, Node, NthOf, PartOf, Picked, Reading, RestOf, Stepped
from monitor.language.dates.search import Search
from monitor.language.joints import joined_at
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme

_SENTENCE_ENDS = frozenset({".", ";", "؛"})

_SHIFT_REACH = 15
"""How far a word of moving may stand before the dates that it moves; a judgement."""


def with_other_end(search: Search, reading: Reading) -> Reading:
    """A range of two dates ("28 February to 3 March", "2024-2026", "between June and August"); and a shared year.

    Where something is moved from one date to another, both dates stand.
    """
    if not search.has_place_behind(reading.last):
        return reading
    opening = _opening(search, reading.first - 1)
    is_open = opening is not None and opening.label.value == "open"
    joint = _joint(search, reading, opening)
    either = search.meaning(reading.last + 1, "ranges", "or")
    second = joint.last + 1 if joint is not None else joined_at(search.layout, reading.last + 1)
    if second is None and either is not None:
        second = either.last + 1
    if second is None and _is_month(reading.node) and search.is_mark(reading.last + 1, "/"):  # "September/October 2027"
        second = reading.last + 2
    if second is None or search.opens_line(second):
        return reading
    other = search.whole(search.over_article(second))
    if other is None or not _belong_together(reading, other, opened=joint is not None or opening is not None):
        return reading
    shared = _sharing(reading, other)
    is_range = (is_open and (joint is not None or either is None)) or (
        joint is not None and (opening is not None or _joins_alone(search, joint, reading, other))
    )
    moved = not is_open and is_range and _is_moved(search, reading.first, other.last)
    if not is_range or moved or _is_backward(shared, other.node):
        return reading._replace(node=shared)
    first = opening.first if opening is not None and is_open else reading.first
    return Reading(Between(shared, other.node), first, other.last, "range")


def _joint(search: Search, reading: Reading, opening: Hit[Lexeme] | None) -> Hit[Lexeme] | None:
    """The word that joins the other end, behind "from" a comma before it ("from Thursday, 5 November, to")."""
    at = reading.last + 1
    if opening is not None and opening.label.value == "from":
        tail = search.meaning(at, "relations_after", "from")
        at = tail.last + 1 if tail is not None else at
        at += search.is_mark(at, ",", "،")
    joint = search.meaning(at, "ranges", "between")
    if joint is None and (opening is not None or search.opens_line(reading.first - 1)):
        joint = search.starting(at, "until")
    return joint if joint is not None and not search.opens_line(joint.first) else None


def _opening(search: Search, before: int) -> Hit[Lexeme] | None:
    """The word before a range that opens it ("between") or names its start ("from"), or None."""
    opened = search.layout.ending_meaning(before, "ranges", "open")
    return opened or search.layout.ending_meaning(before, "ranges", "from")


def _joins_alone(search: Search, joint: Hit[Lexeme], reading: Reading, other: Reading) -> bool:
    """Whether the joint alone makes a range: a dash between two dates, "to" and "through" between days or months."""
    if search.is_mark(joint.first, "-"):
        return search.tokens[joint.first].glued or (reading.rule == other.rule and reading.rule != "weekday")
    return isinstance(reading.node, Named) and isinstance(other.node, Named)


def _is_moved(search: Search, before: int, behind: int) -> bool:
    """Whether a word of moving governs the dates in the same clause: "moved from June to August"."""
    for at in range(before - 1, max(before - _SHIFT_REACH, -1), -1):
        if search.tokens[at].folded in _SENTENCE_ENDS or search.tokens[at + 1].opens_line:
            break
        if search.layout.ending(at, "shifts") is not None:
            return True
    if "verb_last" not in search.layout.pack.order:
        return False
    for at in range(behind + 1, min(behind + _SHIFT_REACH, len(search.tokens))):
        if search.tokens[at].folded in _SENTENCE_ENDS or search.tokens[at].opens_line:
            break
        if search.starting(at, "shifts") is not None:
            return True
    return False


def _belong_together(reading: Reading, other: Reading, *, opened: bool) -> bool:
    return _is_same_kind(reading, other) or (opened and _are_years_and_months(reading, other))


def _is_same_kind(reading: Reading, other: Reading) -> bool:
    """Whether two dates can be the ends of one range: both years, or both days and months of the calendar."""
    one, two = _innermost(reading.node), _innermost(other.node)
    if isinstance(one, Named) and isinstance(two, Named):
        if (one.months is None and one.day is None and one.weekday is None and one.feast is None) != (
            two.months is None and two.day is None and two.weekday is None and two.feast is None
        ):
            return isinstance(reading.node, PartOf) or isinstance(other.node, PartOf)
        return True
    plain = (Named, Stepped, Picked, NthOf)
    return isinstance(one, plain) and isinstance(two, plain) and not isinstance(other.node, RestOf)


def _are_years_and_months(reading: Reading, other: Reading) -> bool:
    """Whether a year and a date that names one too are joined: "from 2015 to 5 May 2017", "2014 through May 2018"."""
    one, two = _innermost(reading.node), _innermost(other.node)
    return isinstance(one, Named) and isinstance(two, Named) and one.year is not None and two.year is not None


def _is_month(node: Node) -> bool:
    return isinstance(node, Named) and node.months is not None and node.day is None and node.year is None


def _innermost(node: Node) -> Node:
    return node.of if isinstance(node, PartOf) else node


def _is_backward(one: Node, other: Node) -> bool:
    """Whether both ends are years in the wrong order."""
    if not isinstance(one, Named) or not isinstance(other, Named):
        return False
    only_years = one.months is None and other.months is None
    return only_years and one.year is not None and other.year is not None and one.year >= other.year


def _sharing(reading: Reading, other: Reading) -> Node:
    """The first date with the year, or what else places it, of the second: "June and July 2026"."""
    one, two = _innermost(reading.node), _innermost(other.node)
    if isinstance(one, Named) and isinstance(two, Named) and one == Named(weekday=one.weekday) and two.weekday:
        return replace(one, within=two.within)
    if not isinstance(one, Named) or not isinstance(two, Named) or one.months is None or two.months is None:
        return reading.node
    if one.year is not None or one.within is not None or one.modifier is not None or one.system != two.system:
        return reading.node
    if two.year is not None:
        shared = replace(one, year=two.year - (one.months > two.months))
    else:
        shared = replace(one, within=two.within, modifier=two.modifier)
    return replace(reading.node, of=shared) if isinstance(reading.node, PartOf) else shared
