"""What the words of a date name, open where they are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.records import DateRel

Unit = Literal["hour", "day", "week", "month", "quarter", "year"]
Modifier = Literal["next", "last", "this", "following", "that", "after_next", "before_last"]
Part = Literal[
    "start",
    "mid",
    "end",
    "first_half",
    "second_half",
    "first_week",
    "second_week",
    "third_week",
    "fourth_week",
    "last_week",
]
Duration = Literal["within", "ago", "past", "ahead"]
Direction = Literal["future", "past"]
"""Where the words around a date say that it lies."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as the words give it; every field that they leave open is None.

    ``first..last`` are the tokens covered (inclusive). ``day_step`` counts days from publication ("today" 0). With
    ``month_from`` the months ``month_from..month`` are meant (a quarter, a season). With ``duration`` the date is
    ``count`` units away, or ``count`` to ``count_to``; ``count`` None: "the coming days", "weeks ago". ``anchor`` is
    the date that a duration is counted from, where that is not the day of publication. ``modifier`` says which month,
    weekday or ``unit`` is meant. ``to`` is the other end of a range. ``lies`` is where the words themselves say that
    the date lies. ``rule`` names what in the grammar read it.
    """

    first: int
    last: int
    rule: str
    year: int | None = None
    month: int | None = None
    month_from: int | None = None
    day: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    day_step: int | None = None
    unit: Unit | None = None
    modifier: Modifier | None = None
    duration: Duration | None = None
    count: float | None = None
    count_to: float | None = None
    part: Part | None = None
    anchor: DateWords | None = None
    to: DateWords | None = None
    lies: Direction | None = None
    rel: DateRel = "in"
    rel_given: bool = False
    approx: bool = False
