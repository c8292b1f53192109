"""What the order of work works with: the ports, the newsroom's sources and topics, and its configured rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from monitor.clock import Clock
from monitor.pipeline.reading import Reader
from monitor.ports import Fetcher, Notifier, Store
from monitor.records import Source, Topic

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


@dataclass(frozen=True, slots=True)
class Rules:
    """The configured limits of the order of work. ``zone`` is the IANA name of the newsroom's own time zone."""

    look_back_days: int = 7
    article_attempts: int = 5
    at_once: int = 8
    retry_first_seconds: float = 60
    retry_ceiling_seconds: float = 3600
    retry_attempts: int = 20
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Workshop:
    """The ports and the knowledge of one run. ``notifiers`` are the channels by name, in the order of their sending."""

    store: Store
    fetcher: Fetcher
    notifiers: Mapping[str, Notifier]
    sources: tuple[Source, ...]
    topics: Mapping[str, Topic]
    reader: Reader
    clock: Clock
    rules: Rules = Rules()
    progress: Progress = field(default_factory=NoProgress)
