"""What the words of a date name, open where they are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.records import DateRel

Unit = Literal["day", "week", "month", "quarter", "year"]
Modifier = Literal["next", "last", "this", "following", "that"]
Part = Literal["start", "mid", "end", "first_half", "second_half"]
Duration = Literal["within", "ago", "past", "ahead"]


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as the words give it; every field that they leave open is None.

    ``first..last`` are the tokens covered (inclusive). ``day_step`` counts days from publication ("today" 0). With
    ``duration`` the date is ``count`` units away (``count`` None: "the coming days", "weeks ago"). ``modifier`` says
    which month, weekday or unit is meant. ``rule`` names what in the grammar read it.
    """

    first: int
    last: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    month_from: int | None = None
    weekday: int | None = None
    day_step: int | None = None
    unit: Unit | None = None
    modifier: Modifier | None = None
    duration: Duration | None = None
    count: float | None = None
    part: Part | None = None
    rel: DateRel = "in"
    rel_given: bool = False
    approx: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the words name the year themselves, so that no context is needed."""
        return self.year is not None
