"""What the words of a date name, as a small tree whose open places stay open until it is resolved.

A tree says nothing of the day of publication: "the end of next September" is the part ``end`` of September with the
modifier ``next``, whatever the year. ``resolution`` turns a tree into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from monitor.language.calendars import Calendar

Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]
Modifier = Literal["next", "last", "this", "following", "that", "after_next", "before_last", "preceding"]
Part = Literal["start", "mid", "end", "first_half", "second_half", "first_third", "mid_third", "last_third"]
Way = Literal["within", "ahead", "ago", "past", "lasting"]
Direction = Literal["future", "past"]
"""Where the words of a date say that it lies."""

Lean = Literal["future", "past", "perhaps_future", "perhaps_past", "deadline"]
"""Where the words around a date say that it lies; "perhaps" where they stand far off, so that what is near wins."""


@dataclass(frozen=True, slots=True)
class Named:
    """A date by the names and numbers of a calendar; every field that the words leave open is None.

    ``months`` are the first and the last month meant (both the same for a month; a quarter; a season, which is
    ``loose``). ``day..day_to`` are days of the month; ``swapped`` says that day and month may be meant the other way.
    ``weekday`` counts from 1, Monday; with a day it only confirms it. ``system`` is another calendar than the
    Gregorian. ``within`` is the span in which the date is to be looked for: "of next year", "of last week".
    """

    year: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    feast: str | None = None
    modifier: Modifier | None = None
    within: Node | None = None
    system: Calendar | None = None
    loose: bool = False
    swapped: bool = False

    def in_year(self, year: int, system: Calendar | None) -> Named:
        """The same date in a year of a calendar; in half the time of dataclasses.replace, as most dates have a year."""
        months, day, day_to, weekday = self.months, self.day, self.day_to, self.weekday
        feast, modifier, within, loose, swapped = self.feast, self.modifier, self.within, self.loose, self.swapped
        return Named(year, months, day, day_to, weekday, feast, modifier, within, system, loose, swapped)


@dataclass(frozen=True, slots=True)
class Stepped:
    """So many days from publication: "today" is 0, "overnight" -1 ``to`` 0; ``weekday`` confirms the day."""

    days: int
    to: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A unit of the calendar by its place: "next week", "the following year"; without a modifier the current one."""

    unit: Unit
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """The years ``first..last``: a decade or a century by its name."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units; ``count`` None: an open number of them ("weeks")."""

    count: float | None
    unit: Unit


class Counted(NamedTuple):
    """Numbers of calendar units; ``count_to`` is the upper end of "two or three"."""

    amounts: tuple[Amount, ...]
    first: int
    last: int
    count_to: float | None = None
    bare: bool = False
    """Whether the unit stands alone in the singular: "a week", not "one week"."""

    @property
    def is_open(self) -> bool:
        """Whether only the unit is said: "weeks"."""
        return self.amounts[0].count is None


@dataclass(frozen=True, slots=True)
class Away:
    """A date that is so far away: "within six months", "two weeks ago", "three days after Easter".

    What is ``lasting`` so long covers all days from its anchor on. ``amounts`` add up ("a year and two months");
    ``count_to`` is the other end of "two or three weeks". ``anchor`` is what the amount is counted from where that is
    not the day of publication.
    """

    way: Way
    amounts: tuple[Amount, ...]
    count_to: float | None = None
    anchor: Node | None = None


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of a span: "the end of September", "mid-2027", "the first half of next year"."""

    part: Part
    of: Node


@dataclass(frozen=True, slots=True)
class NthOf:
    """The ``n``-th unit or weekday of a span, from its end where ``n`` is negative; with ``count`` so many of them."""

    n: int
    unit: Unit
    of: Node
    weekday: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class UnitOf:
    """The unit of the calendar in which a date lies: "the week of 7 October"."""

    unit: Unit
    of: Node


@dataclass(frozen=True, slots=True)
class RestOf:
    """What is left of a span after the day of publication."""

    of: Node


@dataclass(frozen=True, slots=True)
class SameIn:
    """The days of a date in another year: "the same month of 2022"."""

    year: int
    of: Node


@dataclass(frozen=True, slots=True)
class Between:
    """All days from the first of one date to the last of another."""

    first: Node
    last: Node


LAST_SPAN = -1


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A date that the text named before: the ``n``-th deadline from the first, or the last date (``n`` 0).

    ``LAST_SPAN`` is the last one that is longer than a day, or the last date where none is.
    """

    n: int = 0


Node = Named | Stepped | Picked | Years | Away | PartOf | NthOf | UnitOf | RestOf | SameIn | Between | Mentioned


class Reading(NamedTuple):
    """A tree with the tokens ``first..last`` (inclusive) from which it was read; ``rule`` names what read it.

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    node: Node
    first: int
    last: int
    rule: str
