"""What is kept of sources: their states and entries, how they fare, and what hosts ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.records import (
    DueEntry,
    EntryOutcome,
    FeedEntry,
    Health,
    HealthReading,
    HostRest,
    KnownEntry,
    PollReading,
    RobotsText,
    SourceState,
)


class SourceStore(Protocol):
    """The part of ``Store`` that polling needs."""

    # -- sources and entries --

    def source_states(self) -> Mapping[str, SourceState]:
        """The state of every source ever polled, by its name."""
        ...

    def known_entries(self, source: str) -> Mapping[str, KnownEntry]:
        """What is known of the source's entries, as last seen, by ``entry_key``."""
        ...

    def save_poll(self, poll: PollReading) -> None:
        """Keep a source's state and its new or changed entries; each becomes pending, due at its ``due_at``.

        Without one it is due at once. A change of its content is counted (``KnownEntry.changes``).
        A changed entry keeps its ``first_seen_at``, and its ``due_at`` if it is still to be read and that is earlier.
        It never becomes a baseline entry if it was not one, and a baseline entry that changes is one no more.
        """
        ...

    def due_entries(self, now: datetime, limit: int | None = None) -> Sequence[DueEntry]:
        """Pending entries whose ``due_at`` is not after ``now``, by publication (else first sight), then by key."""
        ...

    def save_outcome(self, outcome: EntryOutcome) -> None:
        """Keep what became of a due entry that made no reading.

        The outcome is dropped when the entry's content has changed since (its ``content_hash`` differs): the new
        content is still to be read.
        """
        ...

    def save_outcomes(self, outcomes: Sequence[EntryOutcome]) -> None:
        """Keep what became of several due entries, all of it or nothing; each as ``save_outcome`` does."""
        ...

    def skip_counts(self) -> Mapping[str, int]:
        """How many entries ended in each SkipReason so far."""
        ...

    def discovered(self, since: datetime) -> Sequence[FeedEntry]:
        """Entries first seen at ``since`` or later that a news query alone told of (``discovery_only``).

        The newest at the head: by publication (else first sight), then by key, both backwards.
        """
        ...

    def titles_since(self, since: datetime) -> Sequence[str]:
        """Titles of all other entries first seen at ``since`` or later, whatever became of them; by first sight.

        Those that were seen together stand by key.
        """
        ...

    # -- health and manners --

    def healths(self) -> Mapping[str, Health]:
        """How every subject ever looked at fares, by its name."""
        ...

    def save_health(self, reading: HealthReading) -> None:
        """Keep how subjects fare, and the alerts owed for it, as ``save_owed`` does."""
        ...

    def rests(self, now: datetime) -> Sequence[HostRest]:
        """The hosts that asked to be left alone until after ``now``, by name."""
        ...

    def save_rest(self, rest: HostRest) -> None:
        """Keep until when a host is left alone, in place of an older word of it."""
        ...

    def robots(self, origin: str) -> RobotsText | None:
        """A host's robots.txt as last fetched, or None."""
        ...

    def save_robots(self, robots: RobotsText) -> None:
        """Keep a host's robots.txt in place of an older one."""
        ...
