"""The store in one SQLite file of the state folder."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final, Self

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.records import (
    Alert,
    Article,
    ArticleReading,
    ClaimKey,
    CycleReport,
    Delivery,
    DueEntry,
    EntryOutcome,
    Imprint,
    Judgement,
    KeptChange,
    KeptImprint,
    KeptReading,
    KeyHistory,
    PollReading,
    Said,
    SourceState,
    Support,
    Visit,
)
from monitor.store import (
    alert_tables,
    article_tables,
    change_tables,
    claim_tables,
    connection,
    crawl_tables,
    history_tables,
    imprint_tables,
    support_tables,
)
from monitor.store.faults import store_errors

BUSY_TIMEOUT_SECONDS: Final = 5.0
"""How long to wait for another process's write; ours take milliseconds, so a longer wait means a fault."""


READINGS_AT_ONCE: Final = 200
"""Readings that are taken into memory together: a megabyte or two."""


class SqliteStore:
    """``ports.Store`` in the file ``monitor.sqlite3``. May be used from several threads: their calls take turns.

    One run at a time should write (see ``FolderLease``); any number may read beside it.
    """

    def __init__(self, db: Database, path: Path) -> None:
        """Use an open database. Call ``open`` or ``open_for_reading`` instead."""
        self._db, self._path, self._turn = db, path, threading.RLock()

    @classmethod
    def open(cls, folder: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Self:
        """The store of a state folder; folder, file and tables are made, or brought up to date, where needed.

        Raises NewerSchemaError, with nothing changed, for a database of a newer version; StoreLockedError where another
        process holds it; StoreError where folder or file cannot be used.
        """
        db = connection.open_for_work(folder, busy_timeout_seconds=busy_timeout_seconds)
        return cls(db, folder / connection.DATABASE_NAME)

    @classmethod
    def open_for_reading(cls, folder: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Self:
        """The store of a state folder for reading alone, also beside a running writer; every save raises StoreError.

        Raises StoreError where there is no database yet or an older version left it, NewerSchemaError as ``open``.
        """
        db = connection.open_to_read(folder, busy_timeout_seconds=busy_timeout_seconds)
        return cls(db, folder / connection.DATABASE_NAME)

    # -- sources and entries --

    def source_states(self) -> Mapping[str, SourceState]:
        """The state of every source ever polled, by its name."""
        with self._reading() as db:
            return crawl_tables.source_states(db)

    def known_entries(self, source: str) -> Mapping[str, str]:
        """``entry_key`` → ``content_hash`` of the source's entries, as last seen."""
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

    def skip_counts(self) -> Mapping[str, int]:
        """How many entries ended in each SkipReason so far."""
        with self._reading() as db:
            return crawl_tables.skip_counts(db)

    # -- articles and their versions --

    def article(self, article_id: str) -> Article | None:
        """The version of an article that was read last, or None."""
        with self._reading() as db:
            return article_tables.newest_version(db, article_id)

    def articles_at(self, outlet: str, slug: str) -> Sequence[Article]:
        """The newest versions of the outlet's articles whose address has this slug; none for an empty slug."""
        with self._reading() as db:
            return article_tables.newest_at(db, outlet, slug)

    def versions(self, article_id: str) -> Sequence[Article]:
        """All versions of an article, the one read first at the head; empty for an unknown one."""
        with self._reading() as db:
            return article_tables.all_versions(db, article_id)

    def readings(self, article_id: str | None = None) -> Iterator[KeptReading]:
        """The readings of an article, or all, in the order in which they were kept."""
        last = 0
        while True:
            with self._reading() as db:
                found = article_tables.kept_readings(db, article_id, after=last, limit=READINGS_AT_ONCE)
            yield from (reading for _, reading in found)
            if len(found) < READINGS_AT_ONCE:
                return
            last = found[-1][0]

    def last_reading(self, article_id: str) -> KeptReading | None:
        """The reading of an article that was kept last, or None."""
        with self._reading() as db:
            return article_tables.last_reading(db, article_id)

    def save_reading(self, reading: ArticleReading) -> None:
        """Keep a version of an article with its claims, changes, new histories, alerts and owed deliveries."""
        with self._writing() as db:
            article_tables.keep_version(db, reading)
            imprint_tables.keep_imprint(db, reading)
            _keep_step(db, reading, reading.read_at)
            alert_tables.keep_alerts(db, reading.alerts, reading.channels, reading.read_at)
            if reading.outcome:
                crawl_tables.keep_outcome(db, reading.outcome)
            if reading.visit:
                article_tables.keep_visit(db, reading.visit)

    def save_judgement(
        self, judgement: Judgement, at: datetime, alerts: Sequence[Alert], channels: Sequence[str]
    ) -> None:
        """Keep changes that no reading made, with their histories, alerts and owed deliveries."""
        with self._writing() as db:
            _keep_judgement(db, judgement, at)
            alert_tables.keep_alerts(db, alerts, channels, at)

    def save_rebuilt(self, steps: Iterable[ArticleReading | Judgement], at: datetime) -> None:
        """Put claims, changes, histories and supports of these steps in the place of all that is kept.

        What the making of a step raises reaches the caller as it is: it is no fault of the database.
        """
        faults: list[Exception] = []
        try:
            with self._writing() as db:
                claim_tables.retire_claims(db)
                history_tables.drop_histories(db)
                for step in _watched(steps, faults):
                    _keep_step(db, step, at)
        except StoreError:
            if faults:
                raise faults[0] from None
            raise

    def save_visit(self, visit: Visit) -> None:
        """Keep when an article is read again, in the place of what was kept of it."""
        with self._writing() as db:
            article_tables.keep_visit(db, visit)

    def visit(self, article_id: str) -> Visit | None:
        """When the article is read again, or None for one that is not."""
        with self._reading() as db:
            return article_tables.visit_of(db, article_id)

    def due_visits(self, now: datetime) -> Sequence[Visit]:
        """Visits whose ``due_at`` is not after ``now``, by that moment, then by article."""
        with self._reading() as db:
            return article_tables.due_visits(db, now)

    def alike(self, imprint: Imprint, since: datetime) -> Sequence[KeptImprint]:
        """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
        with self._reading() as db:
            return imprint_tables.alike(db, imprint, since)

    # -- claims and ledger --

    def claim_ids(self, article_id: str) -> frozenset[str]:
        """Ids of the claims that any version of the article made."""
        with self._reading() as db:
            return claim_tables.claim_ids(db, article_id)

    def histories(self, keys: Iterable[ClaimKey]) -> Mapping[ClaimKey, KeyHistory]:
        """The history of each key asked for; an empty history for an unknown key."""
        with self._reading() as db:
            return {key: history_tables.history(db, key) for key in keys}

    def said(self, claim_ids: Iterable[str]) -> Mapping[str, Said]:
        """The claims of these ids with where and when they were said; unknown ids are left out."""
        with self._turn, store_errors(self._path):  # no transaction: each claim stands for itself
            return claim_tables.claims_by_id(self._db, claim_ids)

    def backed_alone(self, article_id: str) -> frozenset[str]:
        """Ids of the positions that this article supports and no other one does."""
        with self._reading() as db:
            return support_tables.backed_alone(db, article_id)

    def supports(self, key: ClaimKey) -> Sequence[Support]:
        """Who backs the positions under a key: by ``said_at``, then article, then position."""
        with self._reading() as db:
            return support_tables.supports_of_key(db, key)

    def keys_due(self, day: date) -> Sequence[ClaimKey]:
        """Keys with a planned position whose deadline lies before a day, in alphabetical order of their text form."""
        with self._reading() as db:
            return history_tables.keys_due(db, day.isoformat())

    def keys(self) -> Sequence[ClaimKey]:
        """All keys that have a claim, in alphabetical order of their text form."""
        with self._reading() as db:
            return claim_tables.claimed_keys(db)

    def claims(self, key: ClaimKey | None = None, *, topic: str | None = None) -> Sequence[Said]:
        """The claims under a key, or of a topic, or all; by ``said_at``, then claim id."""
        with self._reading() as db:
            return claim_tables.claims_said(db, key, topic)

    def changes(self, key: ClaimKey | None = None, *, article_id: str | None = None) -> Sequence[KeptChange]:
        """The ledger's verdicts under a key, on an article, or all, in the order in which they were kept."""
        with self._reading() as db:
            return change_tables.kept_changes(db, key, article_id)

    # -- alerts --

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first; of those made together, by id from the last."""
        with self._reading() as db:
            return alert_tables.alerts(db, limit)

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then alert id, then channel."""
        with self._reading() as db:
            return alert_tables.deliveries(db, alert_id)

    def due_deliveries(self, now: datetime) -> Sequence[Delivery]:
        """Owed deliveries whose ``due_at`` is not after ``now``, by alert creation, then alert id, then channel."""
        with self._reading() as db:
            return alert_tables.due_deliveries(db, now)

    def save_delivery(self, delivery: Delivery) -> None:
        """Keep the new state of a delivery; its alert and channel stay. Raises StoreError for an unknown id."""
        with self._writing() as db:
            if not alert_tables.change_delivery(db, delivery):
                found = f"there is no delivery {delivery.delivery_id!r}"
                raise StoreError(str(self._path), found, "save the reading that owes it first")

    # -- cycles --

    def save_cycle(self, report: CycleReport) -> None:
        """Keep a cycle's report."""
        with self._writing() as db:
            crawl_tables.keep_cycle(db, report)

    def cycles(self) -> Sequence[CycleReport]:
        """The reports of all cycles, the first at the head."""
        with self._reading() as db:
            return crawl_tables.all_cycles(db)

    def last_cycle(self) -> CycleReport | None:
        """The report of the latest cycle by ``ended_at``, the one saved last where several ended together, or None."""
        with self._reading() as db:
            return crawl_tables.last_cycle(db)

    def close(self) -> None:
        """Let go of the files. No other method may be called afterwards; closing twice is allowed."""
        with self._turn, store_errors(self._path):
            self._db.close()

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        # One transaction, so that what several queries find belongs together beside a running writer.
        with self._turn, store_errors(self._path), self._db.atomic():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._turn, store_errors(self._path), connection.writing(self._db):
            yield self._db


def _watched(
    steps: Iterable[ArticleReading | Judgement], faults: list[Exception]
) -> Iterator[ArticleReading | Judgement]:
    """The steps, and among ``faults`` what was raised in making one."""
    try:
        yield from steps
    except Exception as error:
        faults.append(error)
        raise


def _keep_step(db: Database, step: ArticleReading | Judgement, at: datetime) -> None:
    """What a reading, or a judgement of none, brings to a ledger that is built anew."""
    judgement = step if isinstance(step, Judgement) else step.judgement
    change_tables.keep_changes_anew(db, judgement.changes, at)
    if isinstance(step, Judgement):
        _keep_histories(db, step)
        return
    claim_tables.keep_claims(db, step)
    _keep_histories(db, step.judgement)
    if step.judgement.supports is not None:
        support_tables.keep_supports(db, step.article.article_id, step.judgement.supports)


def _keep_judgement(db: Database, judgement: Judgement, at: datetime) -> None:
    """Changes and new histories."""
    change_tables.keep_changes(db, judgement.changes, at)
    _keep_histories(db, judgement)


def _keep_histories(db: Database, judgement: Judgement) -> None:
    """New histories; who backed a position that was drawn into another backs that one."""
    for history in judgement.histories:
        history_tables.keep_history(db, history)
    support_tables.merge_supports(db, judgement.merged)
