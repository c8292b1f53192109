"""A figure with the words that say it."""

from __future__ import annotations

from typing import NamedTuple

from monitor.records import FigureValue

UNCOUNTED = "count"
"""The unit of a figure beside which nothing countable stands."""

COUNTED = frozenset({"troops", "advisers", "vehicles", "people"})
"""The units of people and things that are counted one by one."""

AMOUNTS = frozenset({"money", "percent", "measure", "share"})
"""The units of what is paid, measured or parted; such figures count nobody."""


class FigureWords(NamedTuple):
    """A figure and the tokens ``first..last`` (inclusive) that say it; ``rule`` names what in the grammar read it.

    ``of_civilians`` tells people of a figure who belong to no force (civilians, the dead, refugees) from "people".

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    value: FigureValue
    first: int
    last: int
    rule: str
    of_civilians: bool = False

    @property
    def counts_people_or_things(self) -> bool:
        """Whether a noun for what is counted stands beside the number."""
        return self.value.unit in COUNTED

    @property
    def is_amount(self) -> bool:
        """Whether it is a sum of money, a measure, a percentage or a share, and so no count."""
        return self.value.unit in AMOUNTS


def with_unit(value: FigureValue, unit: str) -> FigureValue:
    """The value with another unit; nearly every figure gets one, and dataclasses.replace takes three times as long."""
    return FigureValue(value.low, value.high, value.approx, unit, value.suspect)
