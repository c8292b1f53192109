"""Words, numbers and marks of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.language.folding import fold

TokenKind = Literal["word", "number", "mark"]

# Digits of any script with separators inside; letters with their marks, joiners and tatweel; else one character.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,٬٫]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c\u200d\u00ad])*)"
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


def tokenize(text: str) -> tuple[Token, ...]:
    """The text's tokens in order; nothing but white space and silent marks lies between them."""
    tokens: list[Token] = []
    last_end = -1
    for found in _TOKEN.finditer(text):
        folded = fold(found.group())
        if not folded:
            continue
        kind: TokenKind = "number" if found["number"] else "word" if found["word"] else "mark"
        tokens.append(Token(found.group(), folded, found.start(), found.end(), kind, found.start() == last_end))
        last_end = found.end()
    return tuple(tokens)


def whole_number(token: Token) -> float | None:
    """The number that a token writes in digits, or None.

    A group of three digits after a comma, a point or an Arabic thousands mark is thousands ("2,500", "2.500" with more
    than one group); a single point or comma before other than three digits is a decimal mark.
    """
    if token.kind != "number":
        return None
    groups = re.split(r"[.,]", token.folded)
    if len(groups) == 1:
        return int(groups[0])
    marks = set(re.findall(r"[.,]", token.folded))
    thousands = all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - digits in a group of thousands
    if thousands and len(marks) == 1 and (len(groups) > 2 or marks == {","}):  # noqa: PLR2004 - one separator
        return int("".join(groups))
    if len(groups) == 2:  # noqa: PLR2004 - a whole and its decimals
        return float(".".join(groups))
    return None


def span_text(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The text from the first token to the last, as it stands."""
    return text[tokens[first].start : tokens[last].end]
