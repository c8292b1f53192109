"""Adds up the parts of a number as they come: groups below a thousand, closed by their scales, and fractions."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

_TEN = 10
_TWELVE = 12
_HUNDRED = 100
_THOUSAND = 1000
_TENS = frozenset(range(20, 100, 10))


class Part(NamedTuple):
    """One part of a number, up to the token ``last``; ``joined`` says that "and" stands before it.

    ``value`` is what the part says: of a ``fraction`` the share itself, of a ``denominator`` how many make a whole.
    ``scale`` is the scale that a fraction is said to be of ("half a million").

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    kind: Literal["digits", "number", "scale", "fraction", "denominator"]
    value: float
    last: int
    joined: bool = False
    scale: float | None = None


class Taken(NamedTuple):
    """The sum after one part, with that part's last token, the scale that it closed, and whether "and" opened it.

    ``is_share`` says that so far it is a part of one alone ("three quarters").

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    value: float
    last: int
    scale: float | None
    joined: bool
    is_share: bool


class Numeral(NamedTuple):
    """A number written in the tokens ``first..last`` (inclusive).

    ``scale`` is the thousand, million … that closes it, None where none does: "two to three thousand" lends it.
    ``shorter`` tells what the number would be if it ended before each "and" in it; ``is_share`` that it is no more
    than a part of one ("three quarters").

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    value: float
    first: int
    last: int
    in_digits: bool
    scale: float | None = None
    shorter: tuple[Taken, ...] = ()
    is_share: bool = False


class Sum:
    """A number in the making; ``taken`` holds what it was worth after each of its parts."""

    __slots__ = (
        "_ceiling",
        "_closed",
        "_closed_last",
        "_group",
        "_is_over",
        "_is_share",
        "_last_kind",
        "_outer_ceiling",
        "_scale",
        "_units_before_tens",
        "taken",
    )

    def __init__(self, *, units_before_tens: bool) -> None:
        """Begin with nothing; ``units_before_tens`` says that the language counts "five and twenty"."""
        self._units_before_tens = units_before_tens
        self._closed = 0.0  # all groups that a scale of a thousand or more closed
        self._closed_last = 0.0  # the last of them
        self._group: float | None = None  # the group that is open
        self._ceiling = math.inf  # what may still be added stays below
        self._outer_ceiling = math.inf  # the ceiling of the number before its last scale
        self._scale: float | None = None
        self._is_share = False
        self._is_over = False
        self._last_kind = ""
        self.taken: list[Taken] = []

    def take(self, part: Part) -> bool:
        """Add one part; False, and nothing added, where it does not belong to this number."""
        if self._is_over or not self._add(part):
            return False
        closing = self._scale if part.kind not in {"digits", "number"} or part.value >= _THOUSAND else None
        value = self._closed + (self._group or 0)
        self.taken.append(Taken(value, part.last, closing, part.joined, self._is_share))
        self._last_kind = part.kind
        return True

    def give_back(self) -> None:
        """Leave out the parts since the last "and" or scale, if others came before: they belong to the next number."""
        starts = [at for at, one in enumerate(self.taken) if at and (one.joined or self.taken[at - 1].scale)]
        del self.taken[starts[-1] if starts else max(1, len(self.taken) - 1) :]

    def _add(self, part: Part) -> bool:
        if part.kind == "scale":
            return self._add_scale(part)
        if part.kind == "fraction":
            return part.joined == bool(self.taken) and self._add_fraction(part.value, part.scale)
        if part.kind == "denominator":
            return self._add_denominator(part)
        return self._add_number(part)

    def _add_number(self, part: Part) -> bool:
        if not self._fits(part):
            return self._add_tens_to_hundreds(part)
        if part.kind == "number" and part.value >= _THOUSAND:  # a dual holds its scale: "ألفين"
            self._close(part.value, 10 ** (len(str(int(part.value))) - 1))
            return True
        self._group = (self._group or 0) + part.value
        self._is_over = not part.value
        return True

    def _add_tens_to_hundreds(self, part: Part) -> bool:
        """As in "one twenty two": one hundred and so many."""
        bare = self._group is not None and self._group < _TEN and self._last_kind == "number"
        if self._units_before_tens or not bare or part.joined or part.value not in _TENS:
            return False
        self._group = (self._group or 0) * _HUNDRED + part.value
        return True

    def _fits(self, part: Part) -> bool:
        if self._group is None:
            return part.value < self._ceiling and (part.value > 0 or not self.taken)
        behind_hundred = part.joined and self._last_kind == "scale"  # "three hundred and 21"
        if part.value != int(part.value) or not part.value or (part.kind == "digits" and not behind_hundred):
            return False
        if self._units_before_tens and part.value in _TENS and 0 < self._group % _HUNDRED < _TEN:
            return True  # "خمسة وعشرين", "مئتين وخمسة وعشرين"
        # "five hundred" + "twenty" + "six": each part is smaller than what stands before it, and fills empty places.
        return self._group > part.value and self._group % (10 ** len(str(int(part.value)))) == 0

    def _add_scale(self, part: Part) -> bool:
        scale, behind_scale = part.value, self._group is None and bool(self._closed)
        if behind_scale and not part.joined:
            return self._multiply_closed(scale)
        if scale >= self._ceiling and self._group is not None and not part.joined:
            return self._multiply_sum(scale)
        if scale >= self._ceiling or (bool(self.taken) and part.joined != behind_scale):
            return False  # "and" adds to a scale ("ألف ومئة") and multiplies nothing ("خمسمئة وألف" is two numbers)
        if scale >= _THOUSAND:
            self._close((1 if self._group is None else self._group) * scale, scale)
            return True
        in_words = self._group is not None and self._group >= _HUNDRED and self._last_kind != "digits"
        if in_words and scale != _TWELVE:
            return False  # "two hundred and three hundred": the three belongs to the next number
        self._group = (1 if self._group is None else self._group) * scale
        return True

    def _close(self, amount: float, scale: float) -> None:
        self._closed, self._closed_last, self._group = self._closed + amount, amount, None
        self._outer_ceiling, self._ceiling, self._scale = self._ceiling, scale, scale

    def _multiply_closed(self, scale: float) -> bool:
        """As in "a hundred thousand million": a larger scale multiplies the one right before it."""
        if self._scale is None or not self._scale < scale < self._outer_ceiling:
            return False
        self._closed += self._closed_last * (scale - 1)
        self._closed_last *= scale
        self._scale = scale
        return True

    def _multiply_sum(self, scale: float) -> bool:
        """As in "ألف وثلاثمئة مليار", thirteen hundred billion: a larger scale multiplies all that stands before it."""
        if self._scale is None or not self._scale < scale < self._outer_ceiling:
            return False
        amount = (self._closed_last + (self._group or 0)) * scale
        self._closed += amount - self._closed_last
        self._closed_last, self._group, self._scale, self._ceiling = amount, None, scale, scale
        return True

    def _add_fraction(self, share: float, scale: float | None) -> bool:
        """A part: of its own scale, of the scale that was closed last ("a million and a half"), or of one."""
        if self._group is None and self._closed:
            if (scale or 0) > (self._scale or 0):
                return False
            self._closed += share * (scale or self._scale or 1)
        elif scale is not None and scale >= _THOUSAND:  # "five and a half million"
            if scale >= self._ceiling:
                return False
            self._close(((self._group or 0) + share) * scale, scale)
            return True
        else:
            self._is_share = self._group is None and scale is None
            self._group = (self._group or 0) + share * (scale or 1)
        self._is_over = True
        return True

    def _add_denominator(self, part: Part) -> bool:
        """Make what was counted so many parts: "three quarters", "a hundred thousand trillionths"."""
        if part.joined or self._is_share:
            return False
        above = self._closed + (self._group or 0)
        self._closed, self._group = 0, None
        return self._add_fraction(above / part.value, part.scale)
