"""What the words of a date name, with the place where they stand and what the words around them add."""

from __future__ import annotations

from typing import NamedTuple

from monitor.language.dates.nodes import Away, Direction, Named, Node
from monitor.records import DateRel


class DateWords(NamedTuple):
    """A date as the words give it.

    ``first..last`` are the tokens covered (inclusive), ``rule`` names what in the grammar read it. ``rel`` is the
    relation, ``rel_given`` whether words say it. ``lies`` is where the words themselves say that the date lies, None
    where they leave it to those around.

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    first: int
    last: int
    rule: str
    node: Node
    rel: DateRel = "in"
    rel_given: bool = False
    lies: Direction | None = None
    approx: bool = False

    @property
    def is_deadline_duration(self) -> bool:
        """Whether a counted time runs out on the date: "within six months"."""
        return isinstance(self.node, Away) and self.node.way == "within" and self.node.amounts[0].count is not None

    @property
    def is_vague(self) -> bool:
        """Whether the words name no time that could change: "in recent months", "years ago", "over the winter"."""
        node = self.node
        if isinstance(node, Away):
            uncounted = node.amounts[0].count is None
            return uncounted and (node.way == "past" or (node.way == "ago" and node.amounts[0].unit == "year"))
        return isinstance(node, Named) and node.loose and (node.year, node.within, node.modifier) == (None, None, None)
