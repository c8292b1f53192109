"""What the words around a number say of its bounds: "about", "up to", "or more", ">="."""

from __future__ import annotations

from dataclasses import replace

from monitor.language.figure_words import FigureWords
from monitor.language.joints import before_article
from monitor.language.reading import FIGURE_OPENINGS, Layout
from monitor.records import FigureValue

OPEN_BELOW = frozenset({"under", "at_most"})
OPEN_ABOVE = frozenset({"over", "at_least"})
OPEN = OPEN_BELOW | OPEN_ABOVE

_COUNT_REACH = 8
"""How many words may stand between "the number of" and the number; a judgement."""


def with_bound_before(layout: Layout, words: FigureWords, reached: int) -> FigureWords:
    """The number with the bound that the words before it set; words of nearness add ``approx``."""
    number = before_article(layout, words.first)
    first, bound, approx = number, "exact", False
    while first - 1 > reached:
        hit = layout.ending(first - 1, "bounds")
        if hit is None or hit.first <= reached:
            break
        first = hit.first
        approx = approx or hit.label.value == "approx"
        bound = bound if hit.label.value in {"approx", "exact"} else hit.label.value
    if first == number:
        return _with_bound_of_count(layout, words, reached)
    return with_bound(words, bound, approx=approx)._replace(first=first)


def _with_bound_of_count(layout: Layout, words: FigureWords, reached: int) -> FigureWords:
    """The number with the bound that is set on its count: "لا يتجاوز عدد الجنود في القاعدة 500"."""
    if "counting" not in layout.tables:
        return words
    for at in range(words.first - 1, max(reached, words.first - 2 - _COUNT_REACH), -1):
        if layout.tokens[at].kind != "word" or layout.tokens[at + 1].opens_line:
            break
        if layout.ending_meaning(at, "counting", "words") is not None:
            hit = layout.ending(at, "bounds")
            set_on = hit is not None and hit.last > hit.first
            return with_bound(words, hit.label.value, approx=False) if hit is not None and set_on else words
    return words


def with_bound_behind(layout: Layout, words: FigureWords) -> FigureWords:
    """The number with the bound that stands behind it; "200 or more than 300" bounds the second number."""
    after = layout.starting(words.last + 1, "bounds_after")
    if after is None:
        return _with_bound_around(layout, words)
    if layout.ending(after.last, "bounds") is not None and layout.opens(after.last + 1, FIGURE_OPENINGS):
        return words
    longer = (layout.starting(at, "bounds") for at in range(after.first, after.last + 1))
    if any(hit is not None and hit.last > after.last for hit in longer):
        return words
    return with_bound(words, after.label.value, approx=after.label.value == "approx")._replace(last=after.last)


def _with_bound_around(layout: Layout, words: FigureWords) -> FigureWords:
    """The number between the two halves of a comparison: "لە 500 کەس زیاتر"."""
    around = layout.starting(words.last + 1, "bounds_around") if "bounds_around" in layout.tables else None
    lead = layout.ending_meaning(words.first - 1, "ranges", "from") if around is not None else None
    if around is None or lead is None:
        return words
    return with_bound(words, around.label.value, approx=False)._replace(first=lead.first, last=around.last)


def with_bound(words: FigureWords, bound: str, *, approx: bool) -> FigureWords:
    """The figure open on the side that the bound leaves open; a range keeps both its ends."""
    value = words.value
    if value.low != value.high or bound not in OPEN:
        return words._replace(value=replace(value, approx=True)) if approx and not value.approx else words
    low = None if bound in OPEN_BELOW else value.low
    high = None if bound in OPEN_ABOVE else value.high
    return words._replace(value=FigureValue(low, high, unit=value.unit), rule=f"bound_{bound}")
