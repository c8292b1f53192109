"""Between which waits a source is polled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest wait between two good polls, before jitter.

    A ceiling below the floor counts as the floor: who asks for one poll a week means it. Raises ValueError for a floor
    that is not above zero.
    """

    floor: timedelta
    ceiling: timedelta

    def __post_init__(self) -> None:
        """Refuse a floor that would poll without a pause."""
        if self.floor <= timedelta(0):
            msg = f"the shortest wait is {self.floor}; give more than 0"
            raise ValueError(msg)

    @property
    def longest(self) -> timedelta:
        """The ceiling, or the floor where that is longer."""
        return max(self.floor, self.ceiling)
