"""What a cycle found on the pages of a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.records import Extraction

CanaryOutcome = Literal[
    "unread",  # nobody looked at it in this cycle
    "fine",  # all its words were found
    "missing",  # its page was read, or could not be, and words are missing
    "gone",  # its page is no more: 404 or 410
]
"""What came of the article that is read each day."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of a source that was read in the cycle: its address, and what came of it, be it a wall."""

    url: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Findings:
    """What a cycle found on the pages of a source. ``canary_detail`` says what is missing."""

    pages: tuple[ReadPage, ...] = ()
    canary: CanaryOutcome = "unread"
    canary_detail: str = ""

    @property
    def walls(self) -> tuple[ReadPage, ...]:
        """The pages in whose place a wall against robots stood."""
        return tuple(one for one in self.pages if one.extraction.problem == "challenge")

    @property
    def well_read(self) -> int:
        """How many pages were read well, that of the canary included."""
        return sum(one.extraction.problem is None for one in self.pages) + (self.canary == "fine")
