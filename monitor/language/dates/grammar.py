"""The grammar of dates: which tokens name a day, a month, a year, a span or a duration.

It is the same for all languages; which word means what, and on which side of a span a language says "next", is data.
A *core* names the calendar ("14 September 2026", "next year", "ten days"); what stands before it adds the part
("the end of") and the relation ("by").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from monitor.language.dates import cores
from monitor.language.dates.durations import read_duration
from monitor.language.dates.words import DateWords, Part
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.records import DateRel

_CORES: tuple[Callable[[Layout, int], DateWords | None], ...] = (
    read_duration,
    cores.numeric_date,
    cores.day_word,
    cores.weekday_date,
    cores.day_of_month,
    cores.month_then_day,
    cores.month_and_year,
    cores.calendar_unit,
    cores.bare_year,
)


def find_date_words(layout: Layout) -> tuple[DateWords, ...]:
    """The dates that the text names, in order and without overlap: at each token the longest reading wins."""
    return tuple(_drop_overlaps(_candidates(layout)))


def _candidates(layout: Layout) -> Iterator[DateWords]:
    at = 0
    while at < len(layout.tokens):
        readings = [words for read in _CORES if (words := read(layout, at)) is not None]
        if not readings:
            at += 1
            continue
        best = max(readings, key=lambda words: words.last)
        at = best.last + 1
        full = _with_lead(layout, _with_tail(layout, best))
        if cores.stands_alone(full):
            yield full


def _drop_overlaps(found: Iterator[DateWords]) -> Iterator[DateWords]:
    reached = -1
    for words in found:
        first = max(words.first, reached + 1)
        yield replace(words, first=first)
        reached = words.last


def _with_tail(layout: Layout, words: DateWords) -> DateWords:
    """Add "or so", "or shortly before" and the like, behind the core."""
    at = words.last + 1
    if at >= len(layout.tokens):
        return words
    hit = layout.meaning(at, "approximate", "after")
    return replace(words, last=hit.last, approx=True) if hit else words


def _with_lead(layout: Layout, words: DateWords) -> DateWords:
    """Add the part of the span, nearness and relation that stand before the core."""
    if words.duration is not None:
        return words
    part = _back_to(layout, words.first - 1, "parts")
    if part is not None:
        words = replace(words, part=cast("Part", part.label.value), first=part.first)
    near = layout.ending_meaning(words.first - 1, "approximate", "before")
    if near is not None:
        words = replace(words, approx=True, first=near.first)
    relation = _back_to(layout, words.first - 1, "relations")
    if relation is not None:
        rel = cast("DateRel", relation.label.value)
        words = replace(words, rel=rel, rel_given=True, first=relation.first)
    return words


def _back_to(layout: Layout, at: int, table: str) -> Hit[Lexeme] | None:
    """The word of a table that ends at a token, or before it with nothing but fillers between; None without one."""
    while at >= 0:
        hit = layout.ending(at, table)
        if hit is not None:
            return hit
        if layout.ending_meaning(at, "fillers", "words") is None:
            return None
        at -= 1
    return None
