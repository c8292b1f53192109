"""Words, numbers and marks of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Literal, NamedTuple, cast

from monitor.language.folding import fold

TokenKind = Literal["word", "number", "mark"]

LONGEST_NUMBER_DIGITS = 15
"""A longer run of digits is an account or a telephone, and no float holds it exactly."""

_LONGEST_NUMBER = 2 * LONGEST_NUMBER_DIGITS
"""No number of so few digits is written longer, its marks included."""

_KEPT_WORDS = 50_000
_LONGEST_KEPT = 30
"""How many folded words are remembered, and how long ones: those of a day of news, in a few megabytes. Judgements."""

_KEPT_NUMBERS = 5_000
"""How many numbers are remembered with what they are worth: those of some pages. A judgement."""

_GROUP_DIGITS = 3
_COMMA_DECIMALS = 2

# Signs within words that say nothing: marks of vowels, tatweel, joiners, soft hyphens; and marks of direction.
_VOWELS = r"\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c\u200d\u00ad"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

# Direction marks may hide inside a number; a comma of Arabic or an apostrophe parts thousands alone, and so do spaces:
# a narrow or unbreakable one at once, a plain one where two groups or more follow ("1 234 567").
_HIDDEN = f"[{_DIRECTIONS}]*"
_THREE_DIGITS = r"(?=\d{3}(?!\d))"
_MARK_INSIDE = rf"{_HIDDEN}(?:[.,٬٫]|[،'’\u00a0\u2007\u2009\u202f]{_THREE_DIGITS})"
_SPACED = r"(?<![\w.,٫])\d{1,3}(?:[ ٬,]\d{3}){2,4}(?:[.,٫]\d+)?(?!\d)"
_EXPONENT = r"(?:[eE][+-]?\d{1,2}(?!\w))?"
_VULGAR = "[¼-¾⅐-⅞]"

# Digits of any script with separators inside, or behind a point that opens them; letters with their signs, those of
# direction only where the word goes on; else one character, or a line drawn with eight marks or more.
_TOKEN = re.compile(
    rf"(?P<number>{_SPACED}|(?:(?<![\w.٫])[.٫])?\d+(?:{_MARK_INSIDE}\d+)*{_EXPONENT}|{_VULGAR})"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_VOWELS}]|[{_DIRECTIONS}](?=[{_VOWELS}{_DIRECTIONS}]{{0,6}}[^\W\d_]))*)"
    r"|(?P<mark>(?P<drawn>[^\w\s])(?P=drawn){7,}|\S)"
)


COMMAS = frozenset({",", "،"})
"""The commas of the three languages, as tokens are folded."""


class Token(NamedTuple):
    """One word, number or mark; ``start..end`` are offsets in the text, ``folded`` is its form for comparison.

    A tuple, because every word of every text becomes one, and tuples are made four times as fast as dataclasses.
    """

    text: str
    folded: str
    start: int
    end: int
    kind: TokenKind
    glued: bool
    """No white space stands between this token and the one before."""
    opens_line: bool = False
    """A line break stands between this token and the one before."""


_Piece = tuple[str, str, int, int, TokenKind, bool]
"""A token of a piece of text without white space: as ``Token``, its offsets counted in the piece."""

_Token = tuple[str, str, int, int, TokenKind, bool, bool]

_SPACE_IN_NUMBER = re.compile(r"\d\s\d{3}(?!\d)")

_pieces: dict[str, tuple[_Piece, ...]] = {}


def tokenize(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; nothing but white space and silent marks lies between them.

    A day of news has few pieces between spaces that are new, so how each is cut is remembered.
    """
    if _SPACE_IN_NUMBER.search(text) is not None:
        return tuple(Token(*piece) for piece in _cut(text))
    written, kept = text.split(), _pieces
    pieces = [kept.get(piece) or _pieces_of(piece) for piece in written]
    if " ".join(written) != text:
        return _in_lines(text, written, pieces)
    starts = accumulate([len(piece) + 1 for piece in written], initial=0)
    tokens = [
        (word, folded, start + first, start + last, kind, glued, False)
        for start, piece in zip(starts, pieces, strict=False)
        for word, folded, first, last, kind, glued in piece
    ]
    return _made(tokens)


def _in_lines(text: str, written: Sequence[str], pieces: Sequence[tuple[_Piece, ...]]) -> tuple[Token, ...]:
    """The tokens of pieces that more than single spaces part."""
    tokens: list[_Token] = []
    lined, last_end, opens_line = "\n" in text, 0, False
    for letters, piece in zip(written, pieces, strict=True):
        start = text.index(letters, last_end)
        if lined:
            opens_line = bool(tokens) and text.find("\n", last_end, start) >= 0
        for word, folded, first, last, kind, glued in piece:
            tokens.append((word, folded, start + first, start + last, kind, glued, opens_line))
            opens_line = False
        last_end = start + len(letters)
    return _made(tokens)


def _made(tokens: Sequence[_Token]) -> tuple[Token, ...]:
    return tuple(map(tuple.__new__, repeat(Token), tokens))  # a third of the time of Token(…) for each


def _pieces_of(written: str) -> tuple[_Piece, ...]:
    pieces = tuple(piece[:6] for piece in _cut(written))
    if len(written) <= _LONGEST_KEPT:
        if len(_pieces) >= _KEPT_WORDS:
            _pieces.clear()
        _pieces[written] = pieces
    return pieces


def _cut(text: str) -> Iterator[tuple[str, str, int, int, TokenKind, bool, bool]]:
    """The tokens of a text one by one, as tuples."""
    last_end = -1
    for found in _TOKEN.finditer(text):
        written, (start, end) = found.group(), found.span()
        folded = fold(written)
        if not folded:  # a mark that nobody sees parts nothing
            last_end = end if start == last_end else last_end
            continue
        glued = start == last_end
        opens_line = not glued and last_end >= 0 and text.find("\n", last_end, start) >= 0
        yield written, folded, start, end, cast("TokenKind", found.lastgroup), glued, opens_line
        last_end = end


def whole_number(token: Token) -> float | None:
    """The number that a token writes in digits, or None (a number of version, an account, a telephone).

    Three digits behind a mark are a group of thousands ("2,500", "2.500", "٢٬٥٠٠", "1 234 567"), as newsrooms write
    counts; behind a leading zero, or where other than three digits follow, the mark is a decimal one ("0.125", "9.9",
    "10,5", "26,013,94"). "½" and "1e10" are numbers. ``decimal_number`` reads "1.250" as newsrooms write it before a
    scale.
    """
    return _number_of(token.folded) if token.kind == "number" and len(token.folded) <= _LONGEST_NUMBER else None


@lru_cache(_KEPT_NUMBERS)
def _number_of(folded: str) -> float | None:
    """The number that folded digits write; kept, because dates and figures ask for the same one several times."""
    if _is_too_long(folded):
        return None
    if folded.isdecimal():
        return int(folded)
    if "\N{FRACTION SLASH}" in folded:
        above, below = folded.split("\N{FRACTION SLASH}")
        return int(above) / int(below)
    plain, _, exponent = folded.partition("e")
    number = _number(plain)
    return float(f"{number}e{exponent}") if exponent and number is not None else number


def _number(digits: str) -> float | None:
    groups = re.split(r"[., ']", digits)
    marks = re.findall(r"[., ']", digits)
    if not marks:
        return int(digits)
    grouped = all(_is_group_of_thousands(group) for group in groups[1:])
    if grouped and _parts_thousands(marks) and groups[0].strip("0") and len(groups[0]) <= _GROUP_DIGITS:
        return int("".join(groups))
    whole, decimals = groups[:-1], groups[-1]
    if not _opens_decimals(marks, decimals, groups) or not all(_is_group_of_thousands(one) for one in whole[1:]):
        return None
    return float(f"{''.join(whole) or 0}.{decimals}")


def _parts_thousands(marks: Sequence[str]) -> bool:
    """Whether all marks are those between thousands; a comma and a space may stand in one number."""
    return len(set(marks)) == 1 or {",", " "} == set(marks)


def _opens_decimals(marks: Sequence[str], decimals: str, groups: Sequence[str]) -> bool:
    """Whether the last mark is a decimal one: a comma before one or two digits, or behind a zero; a point at will."""
    if marks[-1] == ",":
        few = len(decimals) <= _COMMA_DECIMALS or (len(marks) == 1 and groups[0] == "0")
        return few and len(set(marks[:-1])) <= 1
    return marks[-1] == "." and _parts_thousands(marks[:-1] or ",") and marks[-1] not in marks[:-1]


def decimal_number(token: Token) -> float | None:
    """The number with its only mark taken as a decimal one: "1.250" is one and a quarter before "million"."""
    if re.fullmatch(r"\d+[.]\d+", token.folded) and not _is_too_long(token.folded):
        return float(token.folded)
    return whole_number(token)


def _is_group_of_thousands(group: str) -> bool:
    return len(group) == _GROUP_DIGITS


def _is_too_long(folded: str) -> bool:
    if len(folded) <= LONGEST_NUMBER_DIGITS:
        return False
    return len(folded) > _LONGEST_NUMBER or sum(map(str.isdecimal, folded)) > LONGEST_NUMBER_DIGITS
