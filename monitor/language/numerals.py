"""Numbers in digits and words, as the figure and the date grammar both need them."""

from __future__ import annotations

from itertools import pairwise

from monitor.language.number_parts import first_part, next_part
from monitor.language.reading import Layout
from monitor.language.sums import Numeral, Part, Sum, Taken

_TEN = 10
_THOUSAND = 1000


def read_numeral(layout: Layout, at: int) -> Numeral | None:
    """The number that starts at a token, as long as it goes ("2,500", "two thousand five hundred"), or None.

    Digits may be followed by a scale ("5 thousand", "5k"); after a scale a smaller number may follow
    ("دوو هەزار و 500"), or a part of it ("two and a half million", "مليون ونصف المليون"). A part alone ("half the
    force", "three quarters") is no number.
    """
    number = read_amount(layout, at)
    return number if number is not None and not number.is_share else None


def read_amount(layout: Layout, at: int) -> Numeral | None:
    """The number or the part of one ("half", "three quarters") that starts at a token, or None."""
    known = layout.numbers_read
    if at not in known:
        known[at] = _read_amount(layout, at)
    return known[at]


def _read_amount(layout: Layout, at: int) -> Numeral | None:
    part = first_part(layout, at)
    if part is None:
        return None
    behind = next_part(layout, part.last + 1, part)
    if behind is None and _is_plain(part) and layout.starting(part.last + 1, "points") is None:
        return Numeral(float(part.value), at, part.last, layout.tokens[at].kind == "number")
    taken = _sum(layout, part, behind)
    if not taken:
        return None
    end = taken[-1]
    shorter = tuple(one for one, behind in pairwise(taken) if behind.joined and not one.is_share)
    in_digits = layout.tokens[at].kind == "number"
    number = Numeral(end.value, at, end.last, in_digits, end.scale, shorter, end.is_share)
    point = layout.starting(end.last + 1, "points")
    if point is None or end.is_share:
        return number
    return _with_decimals(layout, number, point.last + 1) or number


def _is_plain(part: Part) -> bool:
    """Whether a part is a number as it stands, with nothing to add up and no scale to lend: most numbers are."""
    return part.kind == "digits" or (part.kind == "number" and part.value < _THOUSAND)


def _sum(layout: Layout, first: Part, behind: Part | None) -> list[Taken]:
    """What a number was worth after each of its parts, of which the first two are given."""
    total = Sum(units_before_tens=bool(layout.pack.connectors))
    total.take(first)
    part = behind
    while part is not None:
        if not total.take(part):
            if part.kind == "scale" and not part.joined:  # "ألفين وثلاثة آلاف": the three belongs to the next number
                total.give_back()
            break
        part = next_part(layout, part.last + 1, part)
    return total.taken


def _with_decimals(layout: Layout, number: Numeral, at: int) -> Numeral | None:
    """The number with what stands behind its point: "two point two million", "صفر فاصلة صفر خمسة"."""
    part = first_part(layout, at)
    taken = _sum(layout, part, next_part(layout, part.last + 1, part)) if part is not None else []
    if not taken or taken[0].is_share:
        return None
    one_by_one = _digit_words(layout, at)
    scale = taken[-1].scale if len(taken) > 1 and taken[-2].scale != taken[-1].scale else None
    scale = scale if scale is not None and taken[-2].value * scale == taken[-1].value else None
    if len(one_by_one) > 1:
        decimals, last, scale = "".join(str(digit) for digit, _ in one_by_one), one_by_one[-1][1], None
    elif scale is not None:
        decimals, last = f"{taken[-2].value:.0f}", taken[-1].last
    else:
        decimals, last = f"{taken[-1].value:.0f}", taken[-1].last
    value = float(f"{number.value:.0f}.{decimals}") * (scale or 1)
    return Numeral(value, number.first, last, number.in_digits, scale)


def _digit_words(layout: Layout, at: int) -> list[tuple[int, int]]:
    """Digits named one by one ("one four one"), each with its last token."""
    digits: list[tuple[int, int]] = []
    while (hit := layout.starting(at, "numbers")) is not None and float(hit.label.value) < _TEN:
        digits.append((int(hit.label.value), hit.last))
        at = hit.last + 1
    return digits
