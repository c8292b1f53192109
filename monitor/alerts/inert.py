"""Makes what others wrote safe to stand inside a line of ours: it can neither break the line nor turn its direction."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

TextDirection = Literal["ltr", "rtl"]
"""How a text runs."""

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Control characters, C0 and C1, and the line and paragraph separators of Unicode.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Embeddings, overrides and isolates (UAX #9, section 2). The marks LRM, RLM and ALM stay: they reach no further.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")

# Letters that run the other way; in a line from right to left, numbers too, which take signs beside them along.
_FOREIGN: dict[TextDirection, frozenset[str]] = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L", "EN", "AN"})}


def make_inert(text: str) -> str:
    """The text on one line, without direction controls, with U+FFFD for every lone surrogate; else as it was.

    Markup is left as it stands: escaping belongs to each layout.
    """
    return _LONE_SURROGATES.sub("\ufffd", _DIRECTIONS.sub("", _BREAKS.sub(" ", text)))


def isolate(text: str) -> str:
    """The text between U+2068 and U+2069, so that its direction neither takes from nor gives to what stands beside."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def isolate_foreign(text: str, direction: TextDirection = "ltr") -> str:
    """The text, isolated if it holds what runs otherwise than a line of that direction.

    For a line from left to right that is any Arabic, Kurdish or Hebrew letter; for one from right to left any other
    letter and any number.
    """
    foreign = any(unicodedata.bidirectional(character) in _FOREIGN[direction] for character in text)
    return isolate(text) if foreign else text


def runs_right_to_left(text: str) -> bool:
    """Whether any letter of the text runs from right to left."""
    return any(unicodedata.bidirectional(character) in _FOREIGN["ltr"] for character in text)
