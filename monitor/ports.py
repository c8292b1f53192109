"""What the order of work needs from the outside world, as protocols, with the promises that every adapter keeps.

One contract suite (``tests/contract``) runs on every adapter of a port, the in-memory ones included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from monitor.records import (
    Ack,
    Alert,
    Article,
    ArticleReading,
    Attempt,
    ChannelState,
    ClaimKey,
    CycleReport,
    Delivery,
    DeskAct,
    DueEntry,
    EntryOutcome,
    Envelope,
    EnvelopeState,
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
    OwedAlert,
    PlainReading,
    PollReading,
    PostRequest,
    RawPage,
    Recipient,
    RobotsText,
    Route,
    RouteDecision,
    Said,
    Selectors,
    SendAnswer,
    Silence,
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

    async def post(self, request: PostRequest) -> FetchResult:
        """Post a body to one address, once. The answer's body and status stand in the result, also for 4xx and 5xx."""
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

    async def turn(self) -> None:
        """Wait until the channel may be given another message, as its provider asks; at once where it asks nothing."""
        ...

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Send one message to one recipient. Never raises for what the provider or the network does.

        Sending the same message again is allowed and carries the same ``message_id``. The recipient is one of this
        channel; without an address, it is whom the channel itself leads to.
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
      now: visits more than 40 days ahead, entries more than 29 hours (``store/waits.py``).
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

        ``reading.owed`` is kept as by ``save_owed``, ``reading.outcome`` as by ``save_outcome``, ``reading.visit`` by
        ``save_visit``, in one transaction, and so is ``reading.page`` unless its version has a page already. The
        histories replace those of their keys, the supports those of the article. A claim that is known keeps its first
        words; one that the article's newest version does not make stays kept, as history.
        """
        ...

    def save_judgement(self, judgement: Judgement, at: datetime, owed: Sequence[OwedAlert] = ()) -> None:
        """Keep changes that no reading made (a day that passed), with their histories, and what is owed for them."""
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

    # -- alerts and what is owed for them --

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first."""
        ...

    def alerts_of(self, topics: Iterable[str], limit: int) -> Sequence[Alert]:
        """The newest alerts on claims of any of these topics, newest first: notices are of no topic, and left out."""
        ...

    def alert(self, alert_id: str) -> Alert | None:
        """The alert of that id, or None."""
        ...

    def decisions(self, alert_id: str) -> Sequence[RouteDecision]:
        """What each route made of an alert when it was owed, in the order of the tree; empty for an unknown one."""
        ...

    def save_owed(self, owed: Sequence[OwedAlert]) -> None:
        """Keep alerts with their decisions and deliveries; of an alert that is known nothing is kept again."""
        ...

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then delivery id."""
        ...

    def deliveries_on(self, article_id: str) -> Sequence[Delivery]:
        """Deliveries of the alerts on an article; by alert creation, then delivery id."""
        ...

    def deliveries_saying(self, fingerprints: Iterable[str]) -> Sequence[Delivery]:
        """Deliveries of any of these fingerprints; by alert creation, then delivery id."""
        ...

    def deliveries_since(self, moment: datetime, topic: str) -> Sequence[Delivery]:
        """Deliveries of a topic's alerts that were created at a moment or later; by alert creation, then id."""
        ...

    def loose_deliveries(self) -> Sequence[Delivery]:
        """Deliveries that are owed and stand in no envelope yet; by ``due_at``, then alert creation, then id."""
        ...

    def save_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Keep new states of loose deliveries, all or nothing (each ``delivery_id`` must be known, else StoreError)."""
        ...

    # -- the outbox --

    def seal(self, envelopes: Sequence[Envelope]) -> None:
        """Keep envelopes; their deliveries stand in them from now on. A known envelope stays as it is."""
        ...

    def envelope(self, envelope_id: str) -> Envelope | None:
        """The envelope of that id, or None."""
        ...

    def enclosed(self, envelope_id: str) -> Sequence[Delivery]:
        """The deliveries in an envelope; by alert creation, then id."""
        ...

    def envelopes(self, state: EnvelopeState | None = None, *, since: datetime | None = None) -> Sequence[Envelope]:
        """Envelopes in a state, or all, made at ``since`` or later, or ever; in the order in which they were sealed."""
        ...

    def mute_enclosed(self, envelope_id: str, deliveries: Sequence[Delivery]) -> None:
        """Keep that an owed envelope is not sent: it is muted, with the answer of the first of its ``deliveries``.

        These take their ``mute`` and ``answer``, all in one transaction; attempts stay kept. An envelope that is not
        owed stays as it is.
        """
        ...

    def thread_of(self, recipient: Recipient, thread: str) -> Sequence[Envelope]:
        """The envelopes of a thread that a recipient (channel and address) was sent; by ``sent_at``, then id."""
        ...

    def begin_attempt(self, attempt: Attempt) -> None:
        """Keep that an envelope is about to be handed over: before anything leaves the machine."""
        ...

    def end_attempt(self, attempt: Attempt, envelope: Envelope, channel: ChannelState | None) -> None:
        """Keep what came of an attempt, with the new states of envelope and channel (None: as it was).

        The envelope's deliveries take its state, attempts, answer and moment, in the same transaction.
        """
        ...

    def attempts(self, envelope_id: str) -> Sequence[Attempt]:
        """The attempts at an envelope, by number."""
        ...

    def open_attempts(self) -> Sequence[Attempt]:
        """Attempts that began and did not end, by ``began_at``: of a run that died, or of one at work."""
        ...

    def channel_states(self) -> Mapping[str, ChannelState]:
        """How every channel that was ever used fares, by its name."""
        ...

    def save_channel(self, state: ChannelState) -> None:
        """Keep how a channel fares."""
        ...

    # -- what people say --

    def silences(self) -> Sequence[Silence]:
        """All silences ever asked for; by ``made_at``, then id."""
        ...

    def acks(self, thread: str | None = None) -> Sequence[Ack]:
        """Who has what in hand, of a thread or of all; by ``made_at``, then id."""
        ...

    def keep_act(self, act: DeskAct) -> None:
        """Keep what somebody said. A silence and an ack replace the one of their id.

        A resend makes an envelope that was given up owed again, due at its moment, with its attempts counted anew; one
        that was not given up stays as it is.
        """
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
