"""Numbers with their sign: "minus 5", "-5", "سالب عشرة"."""

from __future__ import annotations

from monitor.language.numerals import read_amount
from monitor.language.reading import Layout
from monitor.language.sums import Numeral


def read_signed(layout: Layout, at: int) -> Numeral | None:
    """The number or share at a token with the sign that stands there, or None; a number without one is as it is."""
    word = layout.starting(at, "minus")
    start = word.last + 1 if word is not None else at + 1 if _is_minus(layout, at) else at
    if start >= len(layout.tokens) or (start > at and layout.tokens[start].opens_line):
        return None
    number = read_amount(layout, start)
    return number._replace(value=-number.value, first=at, shorter=()) if number is not None and start > at else number


def _is_minus(layout: Layout, at: int) -> bool:
    """Whether a dash is the sign of the number behind it: it touches that number and neither a word nor another."""
    tokens = layout.tokens
    if tokens[at].folded != "-" or at + 1 >= len(tokens) or tokens[at + 1].kind != "number" or not tokens[at + 1].glued:
        return False
    return not tokens[at].glued or tokens[at - 1].kind == "mark"
