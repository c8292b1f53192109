"""Digits that are no numbers: telephones, times of day, scores, and other runs of digits and marks."""

from __future__ import annotations

from collections.abc import Collection

from monitor.language.fractions import slashed_at
from monitor.language.reading import Layout
from monitor.language.tokens import whole_number

_JOINTS = frozenset({"-", "/", ":", ".", "(", ")", "~"})
_FEWEST_NUMBERS = 3
"""So many numbers with nothing but spaces and marks between are a telephone, a date or a table; a judgement."""

_FEWEST_DIGITS = 6
"""A telephone has no fewer digits; "+5" is a rise. A judgement."""

_SCORE_REACH = 4
"""How many tokens before its digits a score is announced; a judgement."""


def code_at(layout: Layout, at: int, taken: Collection[int]) -> int | None:
    """The last token of a code that starts with the digits at a token, or None where they are a number."""
    run = _run(layout, at, taken)
    last = run[-1]
    if _is_telephone(layout, at, run):
        return last
    if len(run) >= _FEWEST_NUMBERS:
        mixed = len(run) == _FEWEST_NUMBERS and not layout.tokens[run[1]].glued
        return None if mixed and slashed_at(layout, run[1]) is not None else last
    if len(run) == 1 or not layout.tokens[run[1]].glued:
        return None
    mark = layout.tokens[at + 1].folded
    if _is_score(layout, at) or mark in {":", ".", "(", ")"}:
        return last
    if mark == "/":
        return None if slashed_at(layout, at) is not None else last
    low, high = whole_number(layout.tokens[at]), whole_number(layout.tokens[run[1]])
    rises = low is not None and high is not None and low < high
    return None if rises or layout.starting(last + 1, "scales") is not None else last


def _run(layout: Layout, at: int, taken: Collection[int]) -> list[int]:
    """The numbers from a token on with nothing but spaces and touching marks between."""
    tokens, run, next_at = layout.tokens, [at], at + 1
    while next_at < len(tokens) and not tokens[next_at].opens_line:
        marked = tokens[next_at].folded in _JOINTS and tokens[next_at].glued and next_at + 1 < len(tokens)
        number = next_at + marked
        if tokens[number].kind != "number" or number in taken or (marked and not tokens[number].glued):
            break
        run.append(number)
        next_at = number + 1
    return run


def _is_telephone(layout: Layout, at: int, run: list[int]) -> bool:
    tokens = layout.tokens
    digits = sum([len(tokens[number].folded) for number in run])
    if digits < _FEWEST_DIGITS:
        return False
    if layout.ending(at - 1, "telephones") is not None:
        return True
    opened = at > 0 and tokens[at - 1].folded == "+" and tokens[at].glued
    round_number = "," in tokens[at].folded or tokens[at].folded.endswith(" 000")
    if opened:
        return not round_number
    return tokens[at].folded.startswith("0") and tokens[at].folded.isdecimal() and len(run) > 1


def _is_score(layout: Layout, at: int) -> bool:
    return any(layout.ending(at - back, "scores") is not None for back in range(1, _SCORE_REACH + 1))
