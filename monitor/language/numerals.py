"""Numbers in digits and words, as the figure and the date grammar both need them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from monitor.language.reading import Layout
from monitor.language.tokens import decimal_number, whole_number

_TEN = 10
_HUNDRED = 100
_THOUSAND = 1000
_TENS = frozenset(range(20, 100, 10))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number written in the tokens ``first..last`` (inclusive).

    ``scale`` is the thousand, million … that closes it, None where none does: "two to three thousand" lends it.
    """

    value: float
    first: int
    last: int
    in_digits: bool
    scale: float | None = None


def read_numeral(layout: Layout, at: int) -> Numeral | None:
    """The number that starts at a token, as long as it goes ("2,500", "two thousand five hundred"), or None.

    Digits may be followed by a scale ("5 thousand", "5k"); after a scale a smaller number may follow
    ("دوو هەزار و 500"), or a part of it ("two and a half million", "مليون ونصف المليون"). A part alone ("half the
    force") is no number.
    """
    sum_so_far = _Sum(units_before_tens=bool(layout.pack.connectors))
    position = at
    while position < len(layout.tokens):
        step = _next_step(layout, position, sum_so_far)
        if step is None:
            break
        if not sum_so_far.take(step):
            if step.kind == "scale" and not step.joined:  # "ألفين وثلاثة آلاف": the three belongs to the next number
                sum_so_far.give_back()
            break
        position = step.last + 1
    if not sum_so_far.whole:
        return None
    taken = sum_so_far.taken[-1]
    return Numeral(taken.value, at, taken.last, layout.tokens[at].kind == "number", taken.scale)


def joined_at(layout: Layout, at: int) -> int | None:
    """Where what is joined by "and" begins: behind that word, or at a token that it is written onto; else None."""
    joint = layout.starting(at, "and")
    if joint is not None:
        return joint.last + 1 if joint.last + 1 < len(layout.tokens) else None
    connected = at < len(layout.tokens) and layout.tokens[at].folded.startswith(layout.pack.connectors)
    return at if connected else None


@dataclass(frozen=True, slots=True)
class _Step:
    kind: Literal["digits", "number", "scale", "fraction"]
    value: float
    last: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """The sum after one part, with the last token of that part and the scale that it closed."""

    value: float
    last: int
    scale: float | None


class _Sum:
    """Adds the parts of a number as they come: groups below a thousand, closed by their scales."""

    def __init__(self, *, units_before_tens: bool) -> None:
        self._units_before_tens = units_before_tens
        self._closed = 0.0
        self._group: float | None = None
        self._ceiling = math.inf
        self._scale: float | None = None
        self._awaits_scale = False
        self.taken: list[_Taken] = []

    @property
    def whole(self) -> bool:
        """Whether what was taken is a number: something, and no part that still waits for its scale."""
        return bool(self.taken) and not self._awaits_scale

    def take(self, step: _Step) -> bool:
        """Add one part; False, and nothing added, where it does not belong to this number."""
        takes = {"scale": self._take_scale, "fraction": self._take_fraction}.get(step.kind, self._take_number)
        if not takes(step):
            return False
        closing = self._scale if step.kind in {"scale", "fraction"} or step.value >= _THOUSAND else None
        self.taken.append(_Taken(self._closed + (self._group or 0), step.last, closing))
        return True

    def give_back(self) -> None:
        """Leave out the part that was added last, if another came before it."""
        if len(self.taken) > 1:
            self.taken.pop()

    def _take_number(self, step: _Step) -> bool:
        if self._awaits_scale or not self._fits(step):
            return False
        if step.kind == "number" and step.value >= _THOUSAND:  # a dual holds its scale: "ألفين"
            self._closed, self._ceiling = self._closed + step.value, 10 ** (len(str(int(step.value))) - 1)
            self._scale = self._ceiling
        else:
            self._group = (self._group or 0) + step.value
        return True

    def _take_scale(self, step: _Step) -> bool:
        scale = step.value
        follows_scale = self._group is None and bool(self._closed)
        if scale >= self._ceiling or (bool(self.taken) and step.joined != follows_scale):
            return False  # "and" adds to a scale ("ألف ومئة") and multiplies nothing ("خمسمئة وألف" is two numbers)
        if scale < _THOUSAND and self._group is not None and self._group >= _HUNDRED:
            return False  # "two hundred and three hundred": the three belongs to the next number
        self._group = (1 if self._group is None else self._group) * scale
        self._scale, self._awaits_scale = scale, False
        if scale >= _THOUSAND:
            self._closed, self._group, self._ceiling = self._closed + self._group, None, scale
        return True

    def _take_fraction(self, step: _Step) -> bool:
        """A part: of the scale to come ("half a million"), of the last one ("a million and a half"), or of one."""
        if self._awaits_scale:
            return False
        if self._group is None and self._closed:
            self._closed += step.value * (self._scale or 1)
            self._ceiling = 0
            return True
        self._awaits_scale = self._group is None
        self._group = (self._group or 0) + step.value
        return True

    def _fits(self, step: _Step) -> bool:
        if self._group is None:
            return step.value < self._ceiling
        if step.kind == "digits" or step.value != int(step.value):
            return False
        if self._units_before_tens and step.value in _TENS and 0 < self._group % _HUNDRED < _TEN:
            return True  # "خمسة وعشرين", "مئتين وخمسة وعشرين"
        # "five hundred" + "twenty" + "six": each part is smaller than what stands before it, and fills empty places.
        return self._group > step.value and self._group % (10 ** len(str(int(step.value)))) == 0


def _next_step(layout: Layout, at: int, sum_so_far: _Sum) -> _Step | None:
    if layout.tokens[at].opens_line and sum_so_far.taken:
        return None
    step = _step(layout, at)
    if not sum_so_far.taken:
        return step or _fraction(layout, at, sum_so_far)
    behind = joined_at(layout, at)
    if behind is None or _is_dash_between_words(layout, at):
        return step
    step = step if behind == at else _step(layout, behind)
    return replace(step, joined=True) if step is not None else _fraction(layout, behind, sum_so_far)


def _step(layout: Layout, at: int) -> _Step | None:
    if at >= len(layout.tokens):
        return None
    digits = whole_number(layout.tokens[at])
    if digits is not None:
        scaled = layout.starting(at + 1, "scales") is not None
        return _Step("digits", (decimal_number(layout.tokens[at]) if scaled else None) or digits, at)
    number, scale = layout.starting(at, "numbers"), _scale(layout, at)
    if number is not None and (scale is None or number.last >= scale.last):
        doubled = scale is not None and float(number.label.value) > scale.value
        if not doubled or _closes_number(layout, at):
            return _Step("number", float(number.label.value), number.last)
    return scale


def _scale(layout: Layout, at: int) -> _Step | None:
    if layout.starting(at, "not_counted") is not None:  # "20 بالمئة" is a share, not twenty hundreds
        return None
    behind_digits = at > 0 and layout.tokens[at].glued and layout.tokens[at - 1].kind == "number"
    glued = layout.starting(at, "scales_glued") if behind_digits else None
    hit = layout.starting(at, "scales") or glued
    return _Step("scale", float(hit.label.value), hit.last) if hit is not None else None


def _fraction(layout: Layout, at: int, sum_so_far: _Sum) -> _Step | None:
    """A part such as "half a"; behind a scale it takes in that scale said again ("مليون ونصف المليون")."""
    hit = layout.starting(at, "fractions")
    if hit is None:
        return None
    again = layout.starting(hit.last + 1, "scales")
    scaled = bool(sum_so_far.taken) and sum_so_far.taken[-1].scale
    last = again.last if again is not None and scaled == float(again.label.value) else hit.last
    if not sum_so_far.taken and again is None:
        return None
    return _Step("fraction", float(hit.label.value), last)


def _is_dash_between_words(layout: Layout, at: int) -> bool:
    """Whether a dash stands with spaces around it: it parts two phrases and joins no number."""
    return layout.tokens[at].folded == "-" and not layout.tokens[at].glued


def _closes_number(layout: Layout, at: int) -> bool:
    """Whether no number stands right before: "ألفا" is then two thousand (construct), else the scale with tanwin."""
    before = at - 1
    return before < 0 or (
        whole_number(layout.tokens[before]) is None
        and layout.ending(before, "numbers") is None
        and layout.ending(before, "scales") is None
    )
