"""The parts of numbers as they stand in a text: digits, number words, scales and fractions."""

from __future__ import annotations

from monitor.language.fractions import (
    counted_fraction,
    denominator_at,
    fraction_at,
    fraction_in_digits,
    is_vulgar,
    scale_at,
    with_scale,
)
from monitor.language.joints import carries_article, joined_at
from monitor.language.reading import Layout
from monitor.language.sums import Part
from monitor.language.tokens import decimal_number, whole_number

_GROUP_DIGITS = 3
_COUNTED = frozenset({"people", "civilians", "not_counted"})

_GOING_ON = frozenset({"numbers", "scales", "scales_glued", "denominators", "denominators_one"})
"""The tables of words with which a number goes on without "and"."""


def first_part(layout: Layout, at: int) -> Part | None:
    """The part that opens a number at a token, or None."""
    part = _part(layout, at)
    fraction = fraction_at(layout, at) if part is None or layout.starting(at, "fractions_more") is not None else None
    return fraction if fraction is not None and (part is None or fraction.last > part.last) else part


def next_part(layout: Layout, at: int, before: Part) -> Part | None:
    """The part at a token behind another one, or None where the number ends."""
    if at >= len(layout.tokens) or layout.tokens[at].opens_line:
        return None
    behind = joined_at(layout, at)
    if behind is None:
        if layout.tokens[at].kind == "word" and not layout.opens(at, _GOING_ON):
            return None
        fraction = fraction_in_digits(layout, at) if before.kind == "digits" else None
        return fraction or _unjoined(layout, at, before)
    dashed = layout.tokens[at].folded == "-"
    if dashed and not layout.tokens[at].glued:  # a dash between phrases
        return None
    if dashed:
        return _unjoined(layout, behind, before)
    part = counted_fraction(layout, behind) or _part(layout, behind) or fraction_at(layout, behind, behind_number=True)
    if part is not None and part.kind == "scale" and _is_said_twice(layout, part):
        part = Part("number", 1, part.last)
    return Part(part.kind, part.value, part.last, joined=True, scale=part.scale) if part is not None else None


def _is_said_twice(layout: Layout, part: Part) -> bool:
    """Whether a scale stands there twice, once as one of itself: "مائة وألف ألف", as num2words writes 101,000."""
    again = scale_at(layout, part.last + 1)
    return again is not None and again.value == part.value


def _unjoined(layout: Layout, at: int, before: Part) -> Part | None:
    comma = layout.tokens[at].folded == "," and before.kind == "scale"
    if comma:  # "one million, two hundred thousand"
        number = layout.starting(at + 1, "numbers")
        return _part(layout, at + 1) if number is not None else None
    part = denominator_at(layout, at, before) or _part(layout, at)
    if part is not None and part.kind == "scale" and before.kind == "digits" and carries_article(layout, at):
        return None  # "عيار 21 المليون": the million is another number
    return part


def _part(layout: Layout, at: int) -> Part | None:
    if at >= len(layout.tokens):
        return None
    if layout.tokens[at].kind == "number":
        return _digits(layout, at)
    number, scale = layout.starting(at, "numbers"), scale_at(layout, at)
    if number is not None and (scale is None or number.last >= scale.last):
        doubled = scale is not None and float(number.label.value) > scale.value
        if not doubled or _is_dual(layout, at, number.last):
            return Part("number", float(number.label.value), number.last)
    return scale


def _digits(layout: Layout, at: int) -> Part | None:
    digits = whole_number(layout.tokens[at])
    if digits is None:
        return None
    if is_vulgar(layout, at):
        return with_scale(layout, Part("fraction", digits, at))
    spaced = _spaced_thousands(layout, at)
    if spaced is not None:
        return spaced
    scaled = scale_at(layout, at + 1) is not None
    return Part("digits", (decimal_number(layout.tokens[at]) if scaled else None) or digits, at)


def _spaced_thousands(layout: Layout, at: int) -> Part | None:
    """Such as "12 500" where what is counted stands right behind: else these may be two numbers that meet."""
    tokens = layout.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].kind != "number" or tokens[at + 1].glued or tokens[at + 1].opens_line:
        return None
    high, low = tokens[at].folded, tokens[at + 1].folded
    if not (high.isdecimal() and low.isdecimal() and len(high) <= len(low) == _GROUP_DIGITS and high[0] != "0"):
        return None
    counted = layout.opens(at + 2, _COUNTED)
    return Part("digits", int(high + low), at + 1) if counted else None


def _is_dual(layout: Layout, at: int, last: int) -> bool:
    """Whether "ألفا" is two thousand, in construct with its noun: no number stands before and no "and" behind it.

    Else it is the scale with tanwin ("12 ألفاً", "ألفاً و500").
    """
    before = at - 1
    if joined_at(layout, last + 1) is not None:
        return False
    return before < 0 or (
        whole_number(layout.tokens[before]) is None
        and layout.ending(before, "numbers") is None
        and layout.ending(before, "scales") is None
    )
