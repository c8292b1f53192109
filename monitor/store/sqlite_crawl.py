"""The part of the store in SQLite that polling needs: sources, entries, health, manners of hosts, and cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from monitor.records import (
    CycleReport,
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
from monitor.store import crawl_tables, delivery_tables, health_tables
from monitor.store.sqlite_outbox import SqliteOutbox


class SqliteCrawl(SqliteOutbox):
    """Those methods of ``ports.Store``; ``SqliteStore`` adds what is read and claimed."""

    def __init__(self, db: Database, path: Path) -> None:
        """Use an open database. Call ``open`` or ``open_for_reading`` instead."""
        super().__init__(db, path)
        self._states, self._healths = crawl_tables.source_states(), health_tables.all_healths()

    # -- sources and entries --

    def source_states(self) -> Mapping[str, SourceState]:
        """The state of every source ever polled, by its name."""
        with self._reading() as db:
            return self._states.records(db)

    def known_entries(self, source: str) -> Mapping[str, KnownEntry]:
        """What is known of the source's entries, as last seen, by ``entry_key``."""
        with self._reading() as db:
            return crawl_tables.known_entries(db, source)

    def save_poll(self, poll: PollReading) -> None:
        """Keep a source's state and its new or changed entries; one whose content is known stays as it is."""
        with self._writing() as db:
            crawl_tables.keep_poll(db, poll)

    def due_entries(self, now: datetime, limit: int | None = None) -> Sequence[DueEntry]:
        """Pending entries whose ``due_at`` is not after ``now``, by publication (else first sight), then by key."""
        with self._reading() as db:
            return crawl_tables.due_entries(db, now, limit)

    def save_outcome(self, outcome: EntryOutcome) -> None:
        """Keep what became of a due entry, unless its content has changed since."""
        with self._writing() as db:
            crawl_tables.keep_outcome(db, outcome)

    def save_outcomes(self, outcomes: Sequence[EntryOutcome]) -> None:
        """Keep what became of several due entries, in one transaction."""
        with self._writing() as db:
            for outcome in outcomes:
                crawl_tables.keep_outcome(db, outcome)

    def skip_counts(self) -> Mapping[str, int]:
        """How many entries ended in each SkipReason so far."""
        with self._reading() as db:
            return crawl_tables.skip_counts(db)

    def discovered(self, since: datetime) -> Sequence[FeedEntry]:
        """Entries first seen at ``since`` or later that a news query alone told of, the newest published first."""
        with self._reading() as db:
            return crawl_tables.discovered(db, since)

    def titles_since(self, since: datetime) -> Sequence[str]:
        """Titles of entries first seen at ``since`` or later that more than a news query told of, by first sight."""
        with self._reading() as db:
            return crawl_tables.titles_since(db, since)

    # -- health and manners --

    def healths(self) -> Mapping[str, Health]:
        """How every subject ever looked at fares, by its name."""
        with self._reading() as db:
            return self._healths.records(db)

    def save_health(self, reading: HealthReading) -> None:
        """Keep how subjects fare, and the alerts owed for it, as ``save_owed`` does."""
        with self._writing() as db:
            health_tables.keep_healths(db, reading.healths)
            delivery_tables.keep_owed(db, reading.owed)

    def rests(self, now: datetime) -> Sequence[HostRest]:
        """The hosts that asked to be left alone until after ``now``, by name."""
        with self._reading() as db:
            return health_tables.rests_after(db, now)

    def save_rest(self, rest: HostRest) -> None:
        """Keep until when a host is left alone, in place of an older word of it."""
        with self._writing() as db:
            health_tables.keep_rest(db, rest)

    def robots(self, origin: str) -> RobotsText | None:
        """A host's robots.txt as last fetched, or None."""
        with self._reading() as db:
            return health_tables.robots_of(db, origin)

    def save_robots(self, robots: RobotsText) -> None:
        """Keep a host's robots.txt in place of an older one."""
        with self._writing() as db:
            health_tables.keep_robots(db, robots)

    # -- cycles --

    def save_cycle(self, report: CycleReport) -> None:
        """Keep a cycle's report."""
        with self._writing() as db:
            crawl_tables.keep_cycle(db, report)

    def cycles(self, since: datetime | None = None) -> Sequence[CycleReport]:
        """The reports of all cycles, or of those that ended at ``since`` or later, the first kept at the head."""
        with self._reading() as db:
            return crawl_tables.kept_cycles(db, since)

    def last_cycle(self) -> CycleReport | None:
        """The report of the latest cycle by ``ended_at``, the one saved last where several ended together, or None."""
        with self._reading() as db:
            return crawl_tables.last_cycle(db)
