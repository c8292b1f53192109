"""What the order of work needs from the outside world, as protocols, with the promises that every adapter keeps.

One contract suite (``tests/contract``) runs on every adapter of a port, the in-memory ones included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from monitor.records import (
    Alert,
    Article,
    ArticleReading,
    ClaimKey,
    CycleReport,
    Delivery,
    DueEntry,
    EntryOutcome,
    Extraction,
    FeedEntry,
    FeedReading,
    FetchRequest,
    FetchResult,
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
    Message,
    PlainReading,
    PollReading,
    RawPage,
    RobotsText,
    Route,
    Said,
    Selectors,
    SendAnswer,
    Source,
    SourceState,
    Support,
    Visit,
)


class Fetcher(Protocol):
    """The only door to the web."""

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Get one address. Never raises for anything a server or a network does: that is ``FetchResult.problem``."""
        ...

    async def post_json(self, url: str, payload: Mapping[str, object]) -> FetchResult:
        """Post a JSON body to one address. The answer's body and status stand in the result, also for 4xx and 5xx."""
        ...


class Parser(Protocol):
    """Reads the bytes of strangers: within bounds of time and memory, and never raising for anything they hold.

    What cannot be read within the bounds is read no more: the answer's problem is then ``quarantined``.
    """

    async def read_list(self, fetched: FetchResult, source: Source, route: Route) -> FeedReading:
        """The entries that a fetched feed, sitemap, section page or news query lists."""
        ...

    async def read_plain(self, page: RawPage) -> PlainReading:
        """All words of a page: cheap, and enough to see that it names nothing of interest."""
        ...

    async def extract(self, page: RawPage, selectors: Selectors | None) -> Extraction:
        """The article of a page; by the outlet's own selectors where they are given and find something."""
        ...


class Notifier(Protocol):
    """A channel that takes messages to people."""

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        ...

    async def send(self, message: Message) -> SendAnswer:
        """Send one message. Never raises for what the provider or the network does: the answer says it.

        Sending the same message again is allowed and carries the same ``message_id``.
        """
        ...


class Store(Protocol):
    """What is kept between runs.

    Promises of every adapter:

    * Each ``save_…`` is one transaction: after a crash all of it is there, or nothing.
    * A ``save_…`` that returned survives the death of the process, and of the machine.
    * Saving the same thing twice leaves what saving it once leaves.
    * Nothing that was kept is dropped by a later save, but for the superseded state of the same source, entry,
      position or delivery.
    * What is read is what was saved: equal records, moments in UTC.
    * What is due further ahead than anything is planned was planned by a clock that has gone back since, and is due
      now: visits more than 40 days ahead, entries more than 29 hours, deliveries more than 26 (``store/waits.py``).
    * Methods raise ``StoreError`` alone.
    """

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
        """Keep how subjects fare, and the alerts owed for it; a known alert is not owed again.

        The deliveries are due at ``reading.read_at``, else from their alert's creation on.
        """
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

    # -- articles and their versions --

    def article(self, article_id: str) -> Article | None:
        """The version of an article that was read last, or None."""
        ...

    def articles_at(self, outlet: str, slug: str) -> Sequence[Article]:
        """The newest versions of the outlet's articles whose address has this slug; none for an empty slug."""
        ...

    def versions(self, article_id: str) -> Sequence[Article]:
        """All versions of an article, the one read first at the head; empty for an unknown one."""
        ...

    def page(self, article_id: str, content_hash: str) -> KeptPage | None:
        """The page of one version as it was fetched, or None where none was kept."""
        ...

    def readings(self, article_id: str | None = None) -> Iterator[KeptReading]:
        """The readings of an article, or all, in the order in which they were kept.

        A version that was read again after another one stands there twice: A, B, A are three readings.
        """
        ...

    def last_reading(self, article_id: str) -> KeptReading | None:
        """The reading of an article that was kept last, or None."""
        ...

    def save_reading(self, reading: ArticleReading) -> None:
        """Keep a version of an article with its claims, changes, new histories, alerts and owed deliveries.

        A delivery is owed to each of ``reading.channels`` for each alert, due at once. ``reading.outcome`` is kept as
        by ``save_outcome``, ``reading.visit`` as by ``save_visit``, in the same transaction, and so is ``reading.page``
        unless its version has a page already. The histories replace those of their keys, the supports those of the
        article. A claim that is known keeps its first words; one that the article's newest version does not make stays
        kept, as history.
        """
        ...

    def save_judgement(
        self, judgement: Judgement, at: datetime, alerts: Sequence[Alert], channels: Sequence[str]
    ) -> None:
        """Keep changes that no reading made (a day that passed), with their histories, alerts and owed deliveries."""
        ...

    def save_rebuilt(self, steps: Iterable[ArticleReading | Judgement], at: datetime) -> None:
        """Put claims, changes, histories and supports of these steps, in their order, in the place of all that is kept.

        Versions, readings, alerts and deliveries stay as they are, and so does a change that was told; one that was not
        takes the kind and reason that it has in the steps. Claims that none
        of the readings makes are kept as retired, and no longer given by ``claims``, ``keys`` and ``claim_ids``. The
        steps may be made from what this store gives while they are kept.
        """
        ...

    def save_visit(self, visit: Visit) -> None:
        """Keep when an article is read again, in the place of what was kept of it."""
        ...

    def visit(self, article_id: str) -> Visit | None:
        """When the article is read again, or None for one that is not."""
        ...

    def due_visits(self, now: datetime) -> Sequence[Visit]:
        """Visits whose ``due_at`` is not after ``now``, by that moment, then by article."""
        ...

    def alike(self, imprint: Imprint, since: datetime) -> Sequence[KeptImprint]:
        """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
        ...

    # -- claims and ledger --

    def claim_ids(self, article_id: str) -> frozenset[str]:
        """Ids of the claims that any version of the article made."""
        ...

    def histories(self, keys: Iterable[ClaimKey]) -> Mapping[ClaimKey, KeyHistory]:
        """The history of each key asked for; an empty history for an unknown key."""
        ...

    def said(self, claim_ids: Iterable[str]) -> Mapping[str, Said]:
        """The claims of these ids with where and when they were said; unknown ids are left out."""
        ...

    def backed_alone(self, article_id: str) -> frozenset[str]:
        """Ids of the positions that this article supports and no other one does."""
        ...

    def keys_due(self, day: date) -> Sequence[ClaimKey]:
        """Keys with a planned position whose deadline lies before a day, in alphabetical order of their text form."""
        ...

    def supports(self, key: ClaimKey) -> Sequence[Support]:
        """Who backs the positions under a key: by ``said_at``, then article, then position."""
        ...

    def keys(self) -> Sequence[ClaimKey]:
        """All keys that have a claim, in alphabetical order of their text form."""
        ...

    def claims(self, key: ClaimKey | None = None, *, topic: str | None = None) -> Sequence[Said]:
        """The claims under a key, or of a topic, or all; by ``said_at``, then claim id. Background ones included."""
        ...

    def changes(self, key: ClaimKey | None = None, *, article_id: str | None = None) -> Sequence[KeptChange]:
        """The ledger's verdicts under a key, on an article, or all, in the order in which they were kept."""
        ...

    # -- alerts --

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first."""
        ...

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then channel."""
        ...

    def due_deliveries(self, now: datetime) -> Sequence[Delivery]:
        """Owed deliveries whose ``due_at`` is not after ``now``, by alert creation, then alert id, then channel."""
        ...

    def save_delivery(self, delivery: Delivery) -> None:
        """Keep the new state of a delivery (its ``delivery_id`` must be known, else StoreError)."""
        ...

    # -- cycles --

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


class Lease(Protocol):
    """The right to work on a state folder: at most one process holds it; the holder's death frees it."""

    def hold(self) -> AbstractContextManager[None]:
        """Hold the lease for a ``with`` block. Raises LeaseHeldError, naming the holder, when another has it."""
        ...
