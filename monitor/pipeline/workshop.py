"""What the order of work works with: the ports, the newsroom's sources and topics, and its configured rules."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from monitor.clock import Clock
from monitor.health import HealthRules
from monitor.pipeline.outputs import Heartbeats, Publication
from monitor.pipeline.posting.rules import PostRules
from monitor.pipeline.reading import Reader
from monitor.ports import Fetcher, Notifier, Parser, Store
from monitor.records import RoutingTable, Source, Topic
from monitor.rhythm import Bounds
from monitor.routing import Surroundings

Stopping = Callable[[], bool]
"""Asked between two steps: True once the run is to finish the step in hand and end."""


class Progress(Protocol):
    """Hears how far a cycle is, for a bar in a terminal."""

    def advance(self, step: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` parts of a step are finished; None where nobody knows how many there are."""
        ...


class NoProgress:
    """Shows nothing."""

    def advance(self, step: str, done: int, total: int | None) -> None:
        """Nothing is shown."""


def _nothing_waits() -> None:
    """For fetchers that make nobody wait."""


def _nobody_says_anything() -> None:
    """For runs to which nobody speaks."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The configured limits of the order of work. ``zone`` is the IANA name of the newsroom's own time zone.

    ``slowest_minutes`` is the longest interval between two polls of a source that answers well; ``polls_per_host`` are
    those that one host gets in one cycle, ``host_share`` is how long it may take for them. ``keeps_pages`` says whether
    the page of a version that claims something is kept as it came. ``post_share`` is how long a cycle waits at its end
    for messages that are still due.
    """

    look_back_days: int = 7
    article_attempts: int = 5
    slowest_minutes: int = 120
    polls_per_host: int = 100
    host_share: timedelta = timedelta(seconds=150)
    keeps_pages: bool = True
    health: HealthRules = field(default_factory=HealthRules)
    post: PostRules = field(default_factory=PostRules)
    post_share: timedelta = timedelta(seconds=150)
    zone: str = "UTC"

    def rhythm(self, source: Source) -> Bounds:
        """Between which intervals a source is polled."""
        floor = timedelta(minutes=source.every_minutes)
        return Bounds(floor, max(floor, timedelta(minutes=self.slowest_minutes)))


@dataclass(frozen=True, slots=True)
class Workshop:
    """The ports and the knowledge of one run. ``notifiers`` are the channels by name, in the order of their sending.

    ``routing`` says who is told what, ``surroundings`` what it has to know of places and outlets. ``desk`` keeps what
    people said since, where there is a place for it. ``heartbeats`` are signs of life for whoever watches from outside,
    ``publication`` says where alerts are written as files. ``chance`` gives numbers in [0, 1), by which polls and
    retries are spread; ``end_waits`` ends every wait for a host's turn, when the run is asked to end.
    """

    store: Store
    fetcher: Fetcher
    parser: Parser
    notifiers: Mapping[str, Notifier]
    routing: RoutingTable
    surroundings: Surroundings
    sources: tuple[Source, ...]
    topics: Mapping[str, Topic]
    reader: Reader
    clock: Clock
    rules: Rules = field(default_factory=Rules)
    progress: Progress = field(default_factory=NoProgress)
    chance: Callable[[], float] = random.random
    end_waits: Callable[[], None] = _nothing_waits
    desk: Callable[[], object] = _nobody_says_anything
    heartbeats: Heartbeats = field(default_factory=Heartbeats)
    publication: Publication | None = None
