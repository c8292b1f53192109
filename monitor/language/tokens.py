"""Words, numbers and marks of a text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from monitor.language.folding import fold

TokenKind = Literal["word", "number", "mark"]

LONGEST_NUMBER_DIGITS = 15
"""A longer run of digits is an account or a telephone, and no float holds it exactly."""

_GROUP_DIGITS = 3
_COMMA_DECIMALS = 2

# Signs within words that say nothing: marks of vowels, tatweel, joiners, soft hyphens; and marks of direction.
_VOWELS = r"\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c\u200d\u00ad"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

# Digits of any script with separators inside (an Arabic comma only before three digits), or behind a point that opens
# them; letters with their signs, those of direction only where the word goes on; else one character.
_TOKEN = re.compile(
    r"(?P<number>(?:(?<![\w.٫])[.٫])?\d+(?:(?:[.,٬٫]|،(?=\d{3}(?!\d)))\d+)*)"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_VOWELS}]|[{_DIRECTIONS}](?=[{_VOWELS}{_DIRECTIONS}]{{0,6}}[^\W\d_]))*)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; ``start..end`` are offsets in the text, ``folded`` is its form for comparison."""

    text: str
    folded: str
    start: int
    end: int
    kind: TokenKind
    glued: bool
    """No white space stands between this token and the one before."""
    opens_line: bool = False
    """A line break stands between this token and the one before."""


def tokenize(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; nothing but white space and silent marks lies between them."""
    tokens: list[Token] = []
    last_end = -1
    for found in _TOKEN.finditer(text):
        folded = fold(found.group())
        if not folded:  # a mark that nobody sees parts nothing
            last_end = found.end() if found.start() == last_end else last_end
            continue
        kind: TokenKind = "number" if found["number"] else "word" if found["word"] else "mark"
        opens_line = bool(tokens) and "\n" in text[last_end : found.start()]
        glued = found.start() == last_end
        tokens.append(Token(found.group(), folded, found.start(), found.end(), kind, glued, opens_line))
        last_end = found.end()
    return tuple(tokens)


def whole_number(token: Token) -> float | None:
    """The number that a token writes in digits, or None (a number of version, an account, a telephone).

    Three digits behind a mark are a group of thousands ("2,500", "2.500", "٢٬٥٠٠"), as newsrooms write counts; behind
    a leading zero, or where other than three digits follow, the mark is a decimal one ("0.125", "9.9", "10,5").
    ``decimal_number`` reads "1.250" as newsrooms write it before a scale.
    """
    if token.kind != "number" or _is_too_long(token):
        return None
    groups = re.split(r"[.,]", token.folded)
    marks = re.findall(r"[.,]", token.folded)
    if not marks:
        return int(groups[0])
    grouped = all(_is_group_of_thousands(group) for group in groups[1:])
    if grouped and len(set(marks)) == 1 and groups[0].strip("0") and len(groups[0]) <= _GROUP_DIGITS:
        return int("".join(groups))
    whole, decimals = groups[:-1], groups[-1]
    one_decimal_mark = len(set(marks[:-1])) <= 1 and marks[-1] not in marks[:-1]
    if not one_decimal_mark or not all(_is_group_of_thousands(group) for group in whole[1:]):
        return None
    if marks[-1] == "," and len(decimals) > _COMMA_DECIMALS:
        return None
    return float(f"{''.join(whole) or 0}.{decimals}")


def decimal_number(token: Token) -> float | None:
    """The number with its only mark taken as a decimal one: "1.250" is one and a quarter before "million"."""
    if re.fullmatch(r"\d+[.]\d+", token.folded) and not _is_too_long(token):
        return float(token.folded)
    return whole_number(token)


def _is_group_of_thousands(group: str) -> bool:
    return len(group) == _GROUP_DIGITS


def _is_too_long(token: Token) -> bool:
    return len(token.folded) > LONGEST_NUMBER_DIGITS
