"""Figures: counts in digits or words, with what the words around them say of their bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from monitor.language.numerals import Numeral, read_numeral
from monitor.language.reading import Layout
from monitor.records import FigureValue

UNIT_REACH = 5
"""How many tokens may stand between a number and the people that it counts ("2,500 US-led coalition troops")."""

UNCOUNTED = "count"
"""The unit of a figure beside which nothing countable stands."""


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
    """The figures of a text in order; tokens in ``taken`` (those of its dates) are passed over."""
    return tuple(_figures(layout, frozenset(taken)))


def _figures(layout: Layout, taken: frozenset[int]) -> Iterator[FigureWords]:
    at, reached = 0, -1
    while at < len(layout.tokens):
        words = None if at in taken else _figure(layout, at, reached, taken)
        if words is None:
            at += 1
            continue
        at = reached = words.last
        at += 1
        if not _counts_otherwise(layout, words):
            yield words


def _figure(layout: Layout, at: int, reached: int, taken: frozenset[int]) -> FigureWords | None:
    vague = layout.starting(at, "vague")
    if vague is not None and not _is_scale_of_number(layout, at):
        low, high = (float(bound) for bound in vague.label.value.split("-"))
        return _with_unit(layout, FigureWords(FigureValue(low, high, approx=True), at, vague.last, "vague_number"))
    number = read_numeral(layout, at)
    if number is None or number.last in taken:
        return None
    ranged = _range(layout, number, reached)
    if ranged is not None:
        return _with_unit(layout, ranged)
    return _with_unit(layout, _bounded(layout, number, reached))


def _range(layout: Layout, low: Numeral, reached: int) -> FigureWords | None:
    """Such as "between 2,000 and 2,500", "2,000 to 2,500"; "from 500 to 30" is no range but two figures."""
    opened = layout.ending_meaning(low.first - 1, "ranges", "open")
    behind = low.last + 1
    joint = layout.meaning(behind, "ranges", "between") or (
        layout.meaning(behind, "ranges", "and") if opened is not None else None
    )
    second = joint.last + 1 if joint is not None else behind
    glued = opened is not None and joint is None and _has_connector(layout, behind)
    if (joint is None and not glued) or second >= len(layout.tokens):
        return None
    high = read_numeral(layout, second)
    if high is None or high.value <= low.value:
        return None
    first = opened.first if opened is not None and opened.first > reached else low.first
    return FigureWords(FigureValue(low.value, high.value), first, high.last, "number_range")


def _bounded(layout: Layout, number: Numeral, reached: int) -> FigureWords:
    """The number with the bound that the words before or behind it set; touching words of nearness add ``approx``."""
    first, last, bound, approx = number.first, number.last, "exact", False
    while first - 1 > reached:
        hit = layout.ending(first - 1, "bounds")
        if hit is None or hit.first <= reached:
            break
        first = hit.first
        if hit.label.value == "approx":
            approx = True
        else:
            bound = hit.label.value
    after = layout.starting(last + 1, "bounds_after")
    if after is not None:
        last = after.last
        approx, bound = (True, bound) if after.label.value == "approx" else (approx, after.label.value)
    low = None if bound in {"under", "at_most"} else number.value
    high = None if bound in {"over", "at_least"} else number.value
    rule = "plain_number" if bound == "exact" else f"bound_{bound}"
    return FigureWords(FigureValue(low, high, approx=approx and bound == "exact"), first, last, rule)


def _with_unit(layout: Layout, words: FigureWords) -> FigureWords:
    """The figure with the unit that stands behind it, or right before it ("العسكريين الـ5200")."""
    for step in range(1, UNIT_REACH + 2):
        at = words.last + step
        if at >= len(layout.tokens) or layout.tokens[at].folded in {",", ".", "(", ";"}:
            break
        hit = layout.starting(at, "people")
        if hit is not None:
            return _of_unit(words, hit.label.value, words.first, hit.last)
        if step > 1 and layout.tokens[at].kind == "number":
            break
    for back in (1, 2):
        before = layout.ending(words.first - back, "people")
        if before is not None:
            return _of_unit(words, before.label.value, before.first, words.last)
    return _of_unit(words, UNCOUNTED, words.first, words.last)


def _of_unit(words: FigureWords, unit: str, first: int, last: int) -> FigureWords:
    value = FigureValue(words.value.low, words.value.high, approx=words.value.approx, unit=unit)
    return FigureWords(value, first, last, words.rule)


def _counts_otherwise(layout: Layout, words: FigureWords) -> bool:
    """Whether the number is a share, a sum of money or a time of day."""
    behind = layout.starting(words.last + 1, "not_counted")
    if behind is not None:
        return True
    before = words.first - 1
    return before >= 0 and layout.tokens[before].folded in {"$", "€", "£", ":", "#"}


def _is_scale_of_number(layout: Layout, at: int) -> bool:
    """Whether the word closes a number before it: "آلاف" after a numeral is its scale, alone it is "thousands"."""
    before = at - 1
    if before < 0:
        return False
    return layout.tokens[before].kind == "number" or layout.ending(before, "numbers") is not None


def _has_connector(layout: Layout, at: int) -> bool:
    """Whether the word at a token begins with a connector of its language ("ما بين ألفين وثلاثة آلاف")."""
    if at >= len(layout.tokens):
        return False
    return any(layout.tokens[at].folded.startswith(connector) for connector in layout.pack.connectors)
