"""What a cycle did, counted as it goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.records import ArticleReading, Change, EntryOutcome, Extraction


@dataclass(frozen=True, slots=True)
class Extracted:
    """One page that was read in a cycle: its address, and what came of it."""

    url: str
    extraction: Extraction


@dataclass(slots=True)
class Tally:
    """What was read, told and left out in a cycle. ``visits`` counts articles that were read again, by outcome.

    ``extracted`` holds the pages that were read for the first time, by source.
    """

    articles: int = 0
    claims: int = 0
    alerts: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    visits: Counter[str] = field(default_factory=Counter)
    extracted: defaultdict[str, list[Extracted]] = field(default_factory=lambda: defaultdict(list))

    def count_extraction(self, source: str, url: str, extraction: Extraction) -> None:
        """Add one page that was read for a source."""
        self.extracted[source].append(Extracted(url, extraction))

    def count_reading(self, reading: ArticleReading) -> None:
        """Add one reading."""
        self.articles += 1
        self.claims += len(reading.claims)
        self.count_alerts(len(reading.alerts), reading.judgement.changes)

    def count_alerts(self, alerts: int, changes: Iterable[Change]) -> None:
        """Add alerts and the changes that they tell."""
        self.alerts += alerts
        self.changes.update(change.kind for change in changes if change.told)

    def count_outcome(self, outcome: EntryOutcome) -> None:
        """Add one entry that made no reading, under its reason; those that are tried again are counted apart."""
        reason = outcome.reason or outcome.state
        self.skipped[f"{reason} (to be retried)" if outcome.state == "pending" else reason] += 1
