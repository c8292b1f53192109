"""A date with the event that it dates."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.claims.timing import DatedWords
from monitor.language.events import Event

ANNOUNCED = "_announced"
"""How the rule of a link ends whose day is that on which the event was told."""

LISTED = "_listed"
"""How the rule of a link ends whose event is only told of the rest."""


@dataclass(frozen=True, slots=True)
class DateLink:
    """A date and the event that it dates; ``rule`` names how they were joined."""

    dated: DatedWords
    event: Event
    rule: str
