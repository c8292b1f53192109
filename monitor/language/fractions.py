"""Fractions as they stand in a text: "half", "three quarters", "1/2", "¾", with the scale that they are part of."""

from __future__ import annotations

from monitor.language.joints import stands_alone
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.language.sums import Part
from monitor.language.tokens import whole_number

FRACTION_TABLES = ("fractions", "fractions_more", "fractions_of", "fractions_short")
_FRACTIONS = frozenset(FRACTION_TABLES)
_DENOMINATORS = frozenset({"denominators", "denominators_one"})
_GUARDED = frozenset({"fractions_of", "fractions_short"})

_SCALES = frozenset({"scales", "scales_glued"})

_TENS = frozenset(range(20, 100, 10))

_LARGEST_TERM = 1000
"""More parts of a whole are no fraction but a number of something ("242/2006"); a judgement."""


def fraction_at(layout: Layout, at: int, *, behind_number: bool = False) -> Part | None:
    """A part of one, or of the scale behind it: "half", "half a million", "نص مية", or None.

    Words that are ordinals or other nouns too ("a fifth", "نص") count only before a scale, or behind a number
    (``behind_number``: "and" joins them to it) where nothing follows that they could belong to.
    """
    if not layout.opens(at, _FRACTIONS):
        return None
    hit = next((hit for table in FRACTION_TABLES if (hit := layout.starting(at, table)) is not None), None)
    if hit is None:
        return None
    share = share_of(hit)
    scale = scale_of_fraction(layout, hit.last)
    if scale is not None:
        return Part("fraction", share, scale.last, scale=scale.value)
    if hit.label.table in _GUARDED and not (behind_number and stands_alone(layout, hit.last)):
        return None
    return Part("fraction", share, hit.last)


def share_of(hit: Hit[Lexeme]) -> float:
    """The share that a word for one means, written "0.5" or "1/3" in the packs."""
    above, _, below = hit.label.value.partition("/")
    return float(above) / int(below or 1)


def counted_fraction(layout: Layout, at: int) -> Part | None:
    """A fraction in words behind "and": "three quarters", "fifty-four hundredths"; None where it makes a whole."""
    number = layout.starting(at, "numbers") if not _DENOMINATORS.isdisjoint(layout.tables) else None
    if number is None:
        return None
    above, last = float(number.label.value), number.last
    dashed = last + 1 < len(layout.tokens) and layout.tokens[last + 1].folded == "-"
    unit = layout.starting(last + 1 + dashed, "numbers") if above in _TENS else None
    if unit is not None and float(unit.label.value) < min(_TENS):
        above, last = above + float(unit.label.value), unit.last
    below = denominator_at(layout, last + 1, Part("number", above, last))
    if below is None or above >= below.value:
        return None
    return Part("fraction", above / below.value, below.last, scale=below.scale)


def denominator_at(layout: Layout, at: int, before: Part) -> Part | None:
    """Such as "quarters", "أثمان", "fifth" behind one, "twenty fifths"."""
    if _DENOMINATORS.isdisjoint(layout.tables):  # as in most texts
        return None
    hit = layout.starting(at, "denominators")
    if hit is None and before.kind == "number" and before.value == 1:
        hit = layout.starting(at, "denominators_one")
    if hit is not None:
        return with_scale(layout, Part("denominator", int(hit.label.value), hit.last))
    tens = layout.starting(at, "numbers")
    if tens is None or float(tens.label.value) not in _TENS:
        return None
    unit = layout.starting(tens.last + 1, "denominators")
    if unit is None or int(unit.label.value) >= min(_TENS) // 2:
        return None
    return with_scale(layout, Part("denominator", float(tens.label.value) + int(unit.label.value), unit.last))


def slashed_at(layout: Layout, at: int) -> Part | None:
    """A fraction in digits with a slash ("1/2"), or None; one that goes on ("1/2/3") is none."""
    tokens = layout.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].folded != "/" or not (tokens[at + 1].glued and tokens[at + 2].glued):
        return None
    above, below = whole_number(tokens[at]), whole_number(tokens[at + 2])
    goes_on = at + 3 < len(tokens) and tokens[at + 3].glued and tokens[at + 3].folded in {"/", "-"}
    if not above or not below or goes_on or not (above <= _LARGEST_TERM and 1 < below <= _LARGEST_TERM):
        return None
    if above != int(above) or below != int(below):
        return None
    return with_scale(layout, Part("fraction", above / below, at + 2))


def fraction_in_digits(layout: Layout, at: int) -> Part | None:
    """A fraction behind a whole number, both in digits: "2½", "2 1/4"."""
    token = layout.tokens[at]
    if token.kind != "number":
        return None
    if is_vulgar(layout, at):
        return with_scale(layout, Part("fraction", whole_number(token) or 0, at))._replace(joined=True)
    slashed = slashed_at(layout, at) if not token.glued else None
    return slashed._replace(joined=True) if slashed is not None and slashed.value < 1 else None


def is_vulgar(layout: Layout, at: int) -> bool:
    """Whether a token is a fraction of one sign ("½")."""
    return "\N{FRACTION SLASH}" in layout.tokens[at].folded


def scale_of_fraction(layout: Layout, last: int) -> Part | None:
    """The scale that a fraction is part of: "half a million", "two thirds of a million", "نصف المليون"."""
    link = layout.starting(last + 1, "links")
    at = last + 1 if link is None else link.last + 1
    return scale_at(layout, at) if at < len(layout.tokens) else None


def with_scale(layout: Layout, part: Part) -> Part:
    """The fraction as a part of the scale behind it, where one stands there."""
    scale = scale_of_fraction(layout, part.last)
    return part if scale is None else part._replace(last=scale.last, scale=scale.value)


def scale_at(layout: Layout, at: int) -> Part | None:
    """The thousand, million … at a token, in words or as letters written onto digits ("5k"), or None."""
    tables = layout.tables_at(at)
    if _SCALES.isdisjoint(tables) or "not_counted" in tables:
        return None  # "20 بالمئة" is a share, not twenty hundreds
    behind_digits = at > 0 and layout.tokens[at].glued and layout.tokens[at - 1].kind == "number"
    glued = layout.starting(at, "scales_glued") if behind_digits else None
    hit = layout.starting(at, "scales") or glued
    return Part("scale", float(hit.label.value), hit.last) if hit is not None else None
