"""Numbers in digits and words, as the figure and the date grammar both need them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from monitor.language.reading import Layout
from monitor.language.tokens import whole_number

_THOUSAND = 1000
_TEN = 10
_TENS = frozenset(range(20, 100, 10))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number written in the tokens ``first..last`` (inclusive)."""

    value: float
    first: int
    last: int
    in_digits: bool


def read_numeral(layout: Layout, at: int) -> Numeral | None:
    """The number that starts at a token, as long as it goes ("2,500", "two thousand five hundred"), or None.

    Digits may be followed by a scale ("5 thousand"); after a scale a smaller number may follow ("دوو هەزار و 500").
    """
    sum_so_far = _Sum()
    position = at
    while position < len(layout.tokens):
        step = _step(layout, position)
        if step is None:
            joined = _joint(layout, position) if sum_so_far.taken else None
            step = _step(layout, joined) if joined is not None else None
        if step is None:
            break
        if not sum_so_far.take(step):
            if step.kind == "scale":  # "ألفين وثلاثة آلاف": the three belongs to the next number
                sum_so_far.give_back()
            break
        position = step.last + 1
    if not sum_so_far.taken:
        return None
    value, last = sum_so_far.taken[-1]
    return Numeral(value, at, last, layout.tokens[at].kind == "number")


@dataclass(frozen=True, slots=True)
class _Step:
    kind: Literal["digits", "number", "scale"]
    value: float
    last: int


class _Sum:
    """Adds the parts of a number as they come: groups below a thousand, closed by their scales."""

    def __init__(self) -> None:
        self._closed = 0.0
        self._group: float | None = None
        self._ceiling = math.inf
        self.taken: list[tuple[float, int]] = []
        """The sum after each part, with the last token of that part."""

    def take(self, step: _Step) -> bool:
        """Add one part; False, and nothing added, where it does not belong to this number."""
        if not (self._take_scale(step.value) if step.kind == "scale" else self._take_number(step)):
            return False
        self.taken.append((self._closed + (self._group or 0), step.last))
        return True

    def give_back(self) -> None:
        """Leave out the part that was added last, if another came before it."""
        if len(self.taken) > 1:
            self.taken.pop()

    def _take_number(self, step: _Step) -> bool:
        if not self._fits(step):
            return False
        if step.kind == "number" and step.value >= _THOUSAND:  # a dual holds its scale: "ألفين"
            self._closed, self._ceiling = self._closed + step.value, 10 ** (len(str(int(step.value))) - 1)
        else:
            self._group = (self._group or 0) + step.value
        return True

    def _take_scale(self, scale: float) -> bool:
        if scale >= self._ceiling or (self._group is None and self._closed):
            return False
        self._group = (1 if self._group is None else self._group) * scale
        if scale >= _THOUSAND:
            self._closed, self._group, self._ceiling = self._closed + self._group, None, scale
        return True

    def _fits(self, step: _Step) -> bool:
        if self._group is None:
            return step.value < self._ceiling
        if step.kind == "digits" or step.value != int(step.value):
            return False
        if self._group < _TEN and step.value in _TENS:  # Arabic says the units before the tens
            return True
        # "five hundred" + "twenty" + "six": each part is smaller than what stands before it, and fills empty places.
        return self._group > step.value and self._group % (10 ** len(str(int(step.value)))) == 0


def _step(layout: Layout, at: int) -> _Step | None:
    if at >= len(layout.tokens):
        return None
    digits = whole_number(layout.tokens[at])
    if digits is not None:
        return _Step("digits", digits, at)
    number, scale = layout.starting(at, "numbers"), layout.starting(at, "scales")
    if number is not None and (scale is None or number.last >= scale.last):
        doubled = scale is not None and float(number.label.value) > float(scale.label.value)
        if not doubled or _closes_number(layout, at):
            return _Step("number", float(number.label.value), number.last)
    if scale is not None:
        return _Step("scale", float(scale.label.value), scale.last)
    return None


def _closes_number(layout: Layout, at: int) -> bool:
    """Whether no number stands right before: "ألفا" is then two thousand (construct), else the scale with tanwin."""
    before = at - 1
    return before < 0 or (
        whole_number(layout.tokens[before]) is None
        and layout.ending(before, "numbers") is None
        and layout.ending(before, "scales") is None
    )


def _joint(layout: Layout, at: int) -> int | None:
    """Where a number goes on after the word "and", or None."""
    joint = layout.starting(at, "and")
    return joint.last + 1 if joint is not None and joint.last + 1 < len(layout.tokens) else None
