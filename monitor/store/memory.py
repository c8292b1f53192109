"""The store in memory: for replays, and for tests of whatever needs a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from monitor.records import (
    Article,
    ArticleReading,
    ClaimKey,
    CycleReport,
    DueEntry,
    EntryOutcome,
    FeedEntry,
    Health,
    HealthReading,
    HostRest,
    Imprint,
    Judgement,
    KeptChange,
    KeptImprint,
    KeptPage,
    KeptReading,
    KeyHistory,
    KnownEntry,
    OwedAlert,
    PollReading,
    RobotsText,
    Said,
    SourceState,
    Support,
    Visit,
)
from monitor.store.memory_articles import MemoryArticles
from monitor.store.memory_crawl import MemoryCrawl
from monitor.store.memory_ledger import MemoryLedger, work_out
from monitor.store.memory_outbox import MemoryOutbox


class MemoryStore(MemoryOutbox):
    """``ports.Store`` for the life of the process. One thread at a time may use it.

    What telling needs stands in ``MemoryOutbox``.

    Every save works out all that it will keep before it keeps any of it, so that an error on the way leaves nothing.
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._crawl = MemoryCrawl()
        self._articles = MemoryArticles()
        self._ledger = MemoryLedger()

    # -- sources and entries --

    def source_states(self) -> Mapping[str, SourceState]:
        """The state of every source ever polled, by its name."""
        return self._crawl.source_states()

    def known_entries(self, source: str) -> Mapping[str, KnownEntry]:
        """What is known of the source's entries, as last seen, by ``entry_key``."""
        return self._crawl.known_entries(source)

    def save_poll(self, poll: PollReading) -> None:
        """Keep a source's state and its new or changed entries; one whose content is known stays as it is."""
        self._crawl.keep_poll(poll)

    def due_entries(self, now: datetime, limit: int | None = None) -> Sequence[DueEntry]:
        """Pending entries whose ``due_at`` is not after ``now``, by publication (else first sight), then by key."""
        return self._crawl.due_entries(now, limit)

    def save_outcome(self, outcome: EntryOutcome) -> None:
        """Keep what became of a due entry, unless its content has changed since."""
        self._crawl.keep_ended(self._crawl.ended(outcome))

    def save_outcomes(self, outcomes: Sequence[EntryOutcome]) -> None:
        """Keep what became of several due entries."""
        for outcome in outcomes:
            self.save_outcome(outcome)

    def skip_counts(self) -> Mapping[str, int]:
        """How many entries ended in each SkipReason so far."""
        return self._crawl.skip_counts()

    def discovered(self, since: datetime) -> Sequence[FeedEntry]:
        """Entries first seen at ``since`` or later that a news query alone told of, the newest published first."""
        return self._crawl.discovered(since)

    def titles_since(self, since: datetime) -> Sequence[str]:
        """Titles of entries first seen at ``since`` or later that more than a news query told of, by first sight."""
        return self._crawl.titles_since(since)

    # -- health and manners --

    def healths(self) -> Mapping[str, Health]:
        """How every subject ever looked at fares, by its name."""
        return self._crawl.healths()

    def save_health(self, reading: HealthReading) -> None:
        """Keep how subjects fare, and the alerts owed for it, as ``save_owed`` does."""
        healths = {health.subject: health for health in reading.healths}
        owed = self._work_out_owed(reading.owed)
        self._crawl.keep_healths(healths)
        self._keep_owed(owed)

    def rests(self, now: datetime) -> Sequence[HostRest]:
        """The hosts that asked to be left alone until after ``now``, by name."""
        return self._crawl.rests(now)

    def save_rest(self, rest: HostRest) -> None:
        """Keep until when a host is left alone, in place of an older word of it."""
        self._crawl.keep_rest(rest)

    def robots(self, origin: str) -> RobotsText | None:
        """A host's robots.txt as last fetched, or None."""
        return self._crawl.robots(origin)

    def save_robots(self, robots: RobotsText) -> None:
        """Keep a host's robots.txt in place of an older one."""
        self._crawl.keep_robots(robots)

    # -- articles and their versions --

    def article(self, article_id: str) -> Article | None:
        """The version of an article that was read last, or None."""
        return self._articles.newest(article_id)

    def articles_at(self, outlet: str, slug: str) -> Sequence[Article]:
        """The newest versions of the outlet's articles whose address has this slug; none for an empty slug."""
        return self._articles.newest_at(outlet, slug)

    def versions(self, article_id: str) -> Sequence[Article]:
        """All versions of an article, the one read first at the head; empty for an unknown one."""
        return self._articles.versions(article_id)

    def page(self, article_id: str, content_hash: str) -> KeptPage | None:
        """The page of one version as it was fetched, or None where none was kept."""
        return self._articles.page(article_id, content_hash)

    def readings(self, article_id: str | None = None) -> Iterator[KeptReading]:
        """The readings of an article, or all, in the order in which they were kept."""
        return self._articles.readings(article_id)

    def last_reading(self, article_id: str) -> KeptReading | None:
        """The reading of an article that was kept last, or None."""
        return self._articles.last_reading(article_id)

    def save_reading(self, reading: ArticleReading) -> None:
        """Keep a version of an article with its claims, changes, new histories, alerts and owed deliveries.

        Topic matches, which no method reads back, are not kept.
        """
        read = self._articles.work_out(reading)
        step = work_out(reading, reading.read_at)
        owed = self._work_out_owed(reading.owed)
        ended = self._crawl.ended(reading.outcome) if reading.outcome else None
        self._articles.keep(read)
        self._ledger.keep(step)
        self._keep_owed(owed)
        self._crawl.keep_ended(ended)

    def save_judgement(self, judgement: Judgement, at: datetime, owed: Sequence[OwedAlert] = ()) -> None:
        """Keep changes that no reading made, with their histories, and what is owed for them."""
        step, owing = work_out(judgement, at), self._work_out_owed(owed)
        self._ledger.keep(step)
        self._keep_owed(owing)

    def save_rebuilt(self, steps: Iterable[ArticleReading | Judgement], at: datetime) -> None:
        """Put claims, changes, histories and supports of these steps in the place of all that is kept."""
        before = self._ledger
        self._ledger = before.begun_anew()
        try:
            for step in steps:
                self._ledger.keep(work_out(step, at))
        except BaseException:
            self._ledger = before
            raise

    def save_visit(self, visit: Visit) -> None:
        """Keep when an article is read again, in the place of what was kept of it."""
        self._articles.keep_visit(visit)

    def visit(self, article_id: str) -> Visit | None:
        """When the article is read again, or None for one that is not."""
        return self._articles.visit(article_id)

    def due_visits(self, now: datetime) -> Sequence[Visit]:
        """Visits whose ``due_at`` is not after ``now``, by that moment, then by article."""
        return self._articles.due_visits(now)

    def alike(self, imprint: Imprint, since: datetime) -> Sequence[KeptImprint]:
        """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
        return self._articles.alike(imprint, since)

    # -- claims and ledger --

    def claim_ids(self, article_id: str) -> frozenset[str]:
        """Ids of the claims that any version of the article made."""
        return self._ledger.claim_ids(article_id)

    def histories(self, keys: Iterable[ClaimKey]) -> Mapping[ClaimKey, KeyHistory]:
        """The history of each key asked for; an empty history for an unknown key."""
        return {key: self._ledger.history(key) for key in keys}

    def said(self, claim_ids: Iterable[str]) -> Mapping[str, Said]:
        """The claims of these ids with where and when they were said; unknown ids are left out."""
        return self._ledger.said(claim_ids)

    def backed_alone(self, article_id: str) -> frozenset[str]:
        """Ids of the positions that this article supports and no other one does."""
        return self._ledger.backed_alone(article_id)

    def supports(self, key: ClaimKey) -> Sequence[Support]:
        """Who backs the positions under a key: by ``said_at``, then article, then position."""
        return self._ledger.supports(key)

    def keys_due(self, day: date) -> Sequence[ClaimKey]:
        """Keys with a planned position whose deadline lies before a day, in alphabetical order of their text form."""
        return self._ledger.keys_due(day)

    def keys(self) -> Sequence[ClaimKey]:
        """All keys that have a claim, in alphabetical order of their text form."""
        return sorted({said.claim.key for said in self._ledger.claims()}, key=str)

    def claims(self, key: ClaimKey | None = None, *, topic: str | None = None) -> Sequence[Said]:
        """The claims under a key, or of a topic, or all; by ``said_at``, then claim id."""
        wanted = [
            said
            for said in self._ledger.claims()
            if key in (None, said.claim.key) and topic in (None, said.claim.key.topic)
        ]
        return sorted(wanted, key=lambda said: (said.said_at, said.claim.claim_id))

    def changes(self, key: ClaimKey | None = None, *, article_id: str | None = None) -> Sequence[KeptChange]:
        """The ledger's verdicts under a key, on an article, or all, in the order in which they were kept."""
        return self._ledger.changes(key, article_id)

    # -- cycles --

    def save_cycle(self, report: CycleReport) -> None:
        """Keep a cycle's report."""
        self._crawl.keep_cycle(report)

    def cycles(self, since: datetime | None = None) -> Sequence[CycleReport]:
        """The reports of all cycles, or of those that ended at ``since`` or later, the first kept at the head."""
        return self._crawl.cycles(since)

    def last_cycle(self) -> CycleReport | None:
        """The report of the latest cycle by ``ended_at``, the one saved last where several ended together, or None."""
        return self._crawl.last_cycle()

    def close(self) -> None:
        """Nothing to let go of."""
