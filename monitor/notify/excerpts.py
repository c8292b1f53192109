"""Shortens text to a limit without losing the words that matter and without cutting a character in two.

Lengths are counted in UTF-16 code units: providers count in those or in code points, which are never more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"

# What joins a character to the one beside it, after UAX #29; categories and combining classes tell the rest.
_VIRAMA_CLASS = 9  # joins two consonants of an Indic script into one shape
_ZERO_WIDTH_JOINER = "\u200d"
_NEVER_FIRST = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")  # joiners, Thai and Lao AM, half-width sound marks
_NEVER_LAST = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
)  # signs put before numbers
_TAGS = range(0xE0020, 0xE0080)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)
_HANGUL_LEADS = (range(0x1100, 0x1160), range(0xA960, 0xA980))
_HANGUL_TAILS = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
_HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)


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
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * max(limit, 0)].decode("utf-16-le", "ignore")
    cut = next((place for place in range(len(kept), 0, -1) if _may_cut(text, place)), len(kept))
    return text[:cut]


def _tail(text: str, limit: int) -> str:
    kept = text.encode("utf-16-le", "surrogatepass")[-2 * limit :].decode("utf-16-le", "ignore")
    first = len(text) - len(kept)
    cut = next((place for place in range(first, len(text)) if _may_cut(text, place)), first)
    return text[cut:]


def _may_cut(text: str, place: int) -> bool:
    """Whether two characters that a reader tells apart meet at ``place``; in doubt they do not."""
    if place in {0, len(text)}:
        return True
    before, after = text[place - 1], text[place]
    if _attaches(after) or before in _NEVER_LAST:
        return False
    if before == _ZERO_WIDTH_JOINER and unicodedata.category(after) == "So":
        return False
    if unicodedata.combining(before) == _VIRAMA_CLASS and unicodedata.category(after) == "Lo":
        return False
    if ord(before) in _REGIONAL and ord(after) in _REGIONAL:
        return _flag_letters_before(text, place) % 2 == 0
    hangul = (*_HANGUL_LEADS, _HANGUL_SYLLABLES)
    return not (_is_in(before, _HANGUL_LEADS) and _is_in(after, hangul))


def _attaches(character: str) -> bool:
    """Whether the character belongs to the one before it."""
    return (
        unicodedata.category(character)[0] == "M"
        or character in _NEVER_FIRST
        or _is_in(character, (_TAGS, _SKIN_TONES, *_HANGUL_TAILS))
    )


def _flag_letters_before(text: str, place: int) -> int:
    count = 0
    while count < place and ord(text[place - 1 - count]) in _REGIONAL:
        count += 1
    return count


def _is_in(character: str, ranges: Iterable[range]) -> bool:
    return any(ord(character) in one for one in ranges)
