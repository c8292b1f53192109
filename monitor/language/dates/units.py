"""The spans of the calendar, and the words that say which one is meant: "next year", "العام المقبل", "ئەم مانگە"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from monitor.language.counted import noun_at
from monitor.language.dates.numeric import year_at
from monitor.language.dates.words import DateWords, Modifier, Part, Unit
from monitor.language.reading import Layout

FILLER_REACH = 6
"""How many words without meaning of their own may stand between the parts of a date; a judgement."""


def calendar_unit(layout: Layout, at: int) -> DateWords | None:
    """Such as "next year", "العام المقبل 2025", "this month", "the following year", "ساڵی داهاتوو", "ئەم مانگە"."""
    named = layout.starting(at, "named_units")
    if named is not None:
        modifier, unit, *part = named.label.value.split()
        words = DateWords(at, named.last, "calendar_unit", unit=cast("Unit", unit), modifier=cast("Modifier", modifier))
        return replace(words, part=cast("Part", part[0])) if part else words
    before, start = modifier_before(layout, at)
    hit = layout.starting(start, "units")
    if hit is None or (before is not None and not carries_article(layout, start)):
        return None
    words = DateWords(at, hit.last, "calendar_unit", unit=cast("Unit", hit.label.value), modifier=before)
    if before is None:
        words = with_modifier_after(layout, words)
    year = year_at(layout, words.last + 1) if words.unit == "year" else None
    if year is not None:
        return replace(words, year=year, last=words.last + 1)
    return words


def modifier_before(layout: Layout, at: int) -> tuple[Modifier | None, int]:
    """The modifier at a token and the token behind it; (None, at) without one."""
    hit = layout.starting(at, "modifiers")
    if hit is None or hit.last + 1 >= len(layout.tokens):
        return None, at
    return cast("Modifier", hit.label.value), hit.last + 1


def with_modifier_after(layout: Layout, words: DateWords) -> DateWords:
    """Take in a modifier that stands behind its span, in the languages that put it there."""
    hit = layout.starting(words.last + 1, "modifiers_after")
    if hit is None:
        return words
    return replace(words, modifier=cast("Modifier", hit.label.value), last=hit.last)


def carries_article(layout: Layout, at: int) -> bool:
    """Whether a noun is definite, where its language writes the article onto it; always, where it does not."""
    return not layout.pack.articles or any(article in layout.tokens[at].folded[:4] for article in layout.pack.articles)


def over_fillers(layout: Layout, at: int) -> int:
    """The first token from ``at`` on that is no filler and no comma, as far as fillers reach."""
    for place in range(at, min(at + FILLER_REACH, len(layout.tokens))):
        if layout.meaning(place, "fillers", "words") is None and layout.tokens[place].folded != ",":
            return place
    return min(at + FILLER_REACH, len(layout.tokens))


def is_counted(layout: Layout, at: int) -> bool:
    """Whether people or things are counted by the number before a token ("2026 soldiers")."""
    counted = any(layout.starting(at, table) is not None for table in ("scales", "not_counted"))
    return counted or noun_at(layout, at) is not None or layout.meaning(at, "stops", "things") is not None
