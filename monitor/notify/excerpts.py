"""Shortens text to a limit without losing the words that matter and without cutting a character in two.

Lengths are counted in UTF-16 code units: providers count in those or in code points, which are never more.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

ELLIPSIS = "…"

_CHARACTER = regex.compile(r"\X")
"""A character as readers count them, an extended grapheme cluster. Source: UAX #29, as the library has it."""


def count_units(text: str) -> int:
    """The length of the text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, limit: int) -> str:
    """The text if it has at most ``limit`` units, else its beginning with an ellipsis, together at most ``limit``."""
    if count_units(text) <= limit:
        return text
    return _head(text, limit - len(ELLIPSIS)) + ELLIPSIS


def excerpt_around(opening: str, value: str, closing: str, limit: int) -> tuple[str, str, str]:
    """The three parts of a quote in at most ``limit`` units; what is cut off is what stands farthest from the value.

    The value is whole unless it alone is longer than ``limit``: then its beginning is all that is left.
    """
    value = shorten(value, limit)
    room = limit - count_units(value)
    before, after = count_units(opening), count_units(closing)
    if before + after <= room:
        return opening, value, closing
    half = room // 2
    for_opening = max(half, room - after)
    kept_opening = opening if before <= for_opening else _end_of(opening, for_opening)
    kept_closing = shorten(closing, room - count_units(kept_opening)) if room > count_units(kept_opening) else ""
    return kept_opening, value, kept_closing


def _end_of(text: str, limit: int) -> str:
    return ELLIPSIS + _tail(text, limit - len(ELLIPSIS)) if limit > len(ELLIPSIS) else ""


def _head(text: str, limit: int) -> str:
    """The longest beginning of whole characters; of one that alone is too long, as much as there is room for."""
    cut = 0
    for end, units in _ends(text):
        if units > limit:
            break
        cut = end
    return text[:cut] or text.encode("utf-16-le", "surrogatepass")[: 2 * max(limit, 0)].decode("utf-16-le", "ignore")


def _tail(text: str, limit: int) -> str:
    """The longest ending of whole characters; of one that alone is too long, as much as there is room for."""
    whole = count_units(text)
    found = next((text[end:] for end, units in _ends(text) if whole - units <= limit and end < len(text)), "")
    return found or text.encode("utf-16-le", "surrogatepass")[-2 * limit :].decode("utf-16-le", "ignore")


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each character ends, with the units up to there."""
    units = 0
    for found in _CHARACTER.finditer(text):
        units += count_units(found[0])
        yield found.end(), units
