"""The store whole: what is kept between runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.ports.articles import ArticleStore
from monitor.ports.ledger import LedgerStore
from monitor.ports.outbox import OutboxStore, OwedStore
from monitor.ports.sources import SourceStore
from monitor.records import CycleReport


class Store(SourceStore, ArticleStore, LedgerStore, OwedStore, OutboxStore, Protocol):
    """What is kept between runs.

    Promises of every adapter:

    * Each ``save_…`` is one transaction: after a crash all of it is there, or nothing.
    * A ``save_…`` that returned survives the death of the process, and of the machine.
    * Saving the same thing twice leaves what saving it once leaves.
    * Nothing that was kept is dropped by a later save, but for the superseded state of the same source, entry,
      position or delivery.
    * What is read is what was saved: equal records, moments in UTC.
    * What is due further ahead than anything is planned was planned by a clock that has gone back since, and is due
      now: visits more than 40 days ahead, entries more than 29 hours (``store/waits.py``).
    * Methods raise ``StoreError`` alone.
    """

    def save_cycle(self, report: CycleReport) -> None:
        """Keep a cycle's report."""
        ...

    def cycles(self, since: datetime | None = None) -> Sequence[CycleReport]:
        """The reports of all cycles, or of those that ended at ``since`` or later, the first kept at the head."""
        ...

    def last_cycle(self) -> CycleReport | None:
        """The report of the latest cycle by ``ended_at``, or None."""
        ...

    def close(self) -> None:
        """Let go of files. No other method may be called afterwards; closing twice is allowed."""
        ...
