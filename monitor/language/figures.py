"""Figures: counts in digits or words, with what the words around them say of their bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from monitor.language.counted import (
    UNCOUNTED,
    counts_otherwise,
    is_loose_dash,
    noun_before,
    unit_before,
    unit_behind,
)
from monitor.language.numerals import Numeral, joined_at, read_numeral
from monitor.language.reading import Layout
from monitor.records import FigureValue

_OPEN_BELOW = frozenset({"under", "at_most"})
_OPEN_ABOVE = frozenset({"over", "at_least"})


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure and the tokens ``first..last`` (inclusive) that say it; ``rule`` names what in the grammar read it."""

    value: FigureValue
    first: int
    last: int
    rule: str

    @property
    def counts_people_or_things(self) -> bool:
        """Whether a noun for what is counted stands beside the number."""
        return self.value.unit != UNCOUNTED


def find_figures(layout: Layout, taken: Collection[int] = ()) -> tuple[FigureWords, ...]:
    """The figures of a text in order; tokens in ``taken`` (those of its dates) are passed over.

    Shares, sums of money, measures, spans of time, numbers of things ("resolution 2790", "F-16") are no figures.
    """
    return tuple(_figures(layout, frozenset(taken)))


def _figures(layout: Layout, taken: frozenset[int]) -> Iterator[FigureWords]:
    at, reached = 0, -1
    while at < len(layout.tokens):
        closed = at in taken or not layout.may_open(at)
        words = None if closed else _figure(layout, at, reached, taken)
        if words is None:
            at += 1
            continue
        at = reached = words.last
        at += 1
        if words.rule != _NO_COUNT:
            yield words


_NO_COUNT = "no_count"


def _figure(layout: Layout, at: int, reached: int, taken: frozenset[int]) -> FigureWords | None:
    vague = layout.starting(at, "vague")
    if vague is not None and not _is_scale_of_number(layout, at):
        low, high = (float(bound) for bound in vague.label.value.split("-"))
        words = FigureWords(FigureValue(low, high, approx=True), at, vague.last, "vague_number")
        return _with_unit(layout, words, reached, taken)
    number = read_numeral(layout, at)
    if number is None or number.last in taken:
        return None
    words = _range(layout, number, reached, taken) or _plain(number)
    if counts_otherwise(layout, at, words.last, words.value.high or 0):
        return FigureWords(words.value, at, words.last, _NO_COUNT)
    return _with_unit(layout, _bounded(layout, words, reached), reached, taken)


_PLAIN = "plain_number"


def _plain(number: Numeral) -> FigureWords:
    return FigureWords(FigureValue(number.value, number.value), number.first, number.last, _PLAIN)


def _range(layout: Layout, low: Numeral, reached: int, taken: frozenset[int]) -> FigureWords | None:
    """Such as "between 2,000 and 2,500", "2,000 to 2,500", "four or five"; a rise "from 500 to 800" is two figures."""
    opened = layout.ending_meaning(low.first - 1, "ranges", "open")
    second = _second_number(layout, low, opened=opened is not None)
    if second is None or second in taken:
        return None
    high = read_numeral(layout, second)
    if high is None or high.last in taken:
        return None
    low_value = low.value
    if low.scale is None and high.scale is not None and low_value * high.scale < high.value:
        low_value *= high.scale  # "two to three thousand"
    if high.value <= low_value:
        return None
    first = opened.first if opened is not None and opened.first > reached else low.first
    return FigureWords(FigureValue(low_value, high.value), first, high.last, "number_range")


def _second_number(layout: Layout, low: Numeral, *, opened: bool) -> int | None:
    """The token where the upper number of a range starts, or None where the words join no range."""
    behind = low.last + 1
    if opened:
        joint = layout.meaning(behind, "ranges", "between")
        return joint.last + 1 if joint is not None else joined_at(layout, behind)
    choice = layout.meaning(behind, "ranges", "or")
    if choice is None and (counted := layout.starting(behind, "people")) is not None:
        choice = layout.meaning(counted.last + 1, "ranges", "or")
    if choice is not None:
        return choice.last + 1
    joint = layout.meaning(behind, "ranges", "between")
    if joint is None or _moves_from(layout, low) or joint.last + 1 >= len(layout.tokens):
        return None
    in_digits = low.in_digits and layout.tokens[joint.last + 1].kind == "number"
    return joint.last + 1 if in_digits or not is_loose_dash(layout, joint.first) else None


def _moves_from(layout: Layout, low: Numeral) -> bool:
    """Whether the number is where something came from: "from 500 to 800" is a step, not a range."""
    before = low.first - 1
    return layout.ending_meaning(before, "ranges", "from") is not None and layout.ending(before, "bounds") is None


def _bounded(layout: Layout, words: FigureWords, reached: int) -> FigureWords:
    """The number with the bound that the words before it set; words of nearness add ``approx``."""
    first, bound, approx = words.first, "exact", False
    while first - 1 > reached:
        hit = layout.ending(first - 1, "bounds")
        if hit is None or hit.first <= reached:
            break
        first = hit.first
        approx = approx or hit.label.value == "approx"
        bound = bound if hit.label.value == "approx" else hit.label.value
    return replace(_with_bound(words, bound, approx=approx), first=first)


def _with_bound(words: FigureWords, bound: str, *, approx: bool) -> FigureWords:
    """The figure open on the side that the bound leaves open; a range keeps both its ends."""
    if words.value.low != words.value.high:
        return replace(words, value=replace(words.value, approx=approx or words.value.approx))
    if bound not in _OPEN_BELOW | _OPEN_ABOVE:
        return replace(words, value=replace(words.value, approx=approx or words.value.approx))
    low = None if bound in _OPEN_BELOW else words.value.low
    high = None if bound in _OPEN_ABOVE else words.value.high
    return replace(words, value=replace(words.value, low=low, high=high, approx=False), rule=f"bound_{bound}")


def _with_unit(layout: Layout, words: FigureWords, reached: int, taken: frozenset[int]) -> FigureWords:
    """The figure with what it counts, and a bound that stands behind either ("500 troops or more")."""
    words = _bounded_behind(layout, words)
    counted = unit_behind(layout, words.last, taken) or noun_before(layout, words.first, reached)
    if counted is None:
        unit = unit_before(layout, words.first, reached) or UNCOUNTED
        return replace(words, value=replace(words.value, unit=unit))
    first, last = min(words.first, counted.first), max(words.last, counted.last)
    words = replace(words, value=replace(words.value, unit=counted.label.value), first=first, last=last)
    return _bounded_behind(layout, words)


def _bounded_behind(layout: Layout, words: FigureWords) -> FigureWords:
    after = layout.starting(words.last + 1, "bounds_after")
    if after is None:
        return words
    return replace(_with_bound(words, after.label.value, approx=after.label.value == "approx"), last=after.last)


def _is_scale_of_number(layout: Layout, at: int) -> bool:
    """Whether the word closes a number before it: "آلاف" after a numeral is its scale, alone it is "thousands"."""
    before = at - 1
    if before < 0 or layout.tokens[at].opens_line:
        return False
    return layout.tokens[before].kind == "number" or any(
        layout.ending(before, table) is not None for table in ("numbers", "scales")
    )
