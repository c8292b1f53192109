"""The store in one SQLite file of the state folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.records import (
    Article,
    ArticleReading,
    ClaimKey,
    Imprint,
    Judgement,
    KeptChange,
    KeptImprint,
    KeptPage,
    KeptReading,
    KeyHistory,
    OwedAlert,
    Said,
    Support,
    Visit,
)
from monitor.store import (
    article_tables,
    change_tables,
    claim_tables,
    crawl_tables,
    delivery_tables,
    history_tables,
    imprint_tables,
    page_tables,
    support_tables,
)
from monitor.store.faults import store_errors
from monitor.store.sqlite_crawl import SqliteCrawl

READINGS_AT_ONCE: Final = 200
"""Readings that are taken into memory together: a megabyte or two."""


class SqliteStore(SqliteCrawl):
    """``ports.Store`` in the file ``monitor.sqlite3``. May be used from several threads: their calls take turns.

    One run at a time should write (see ``FolderLease``); any number may read beside it. What polling needs stands in
    ``SqliteCrawl``, what telling needs in ``SqliteOutbox``, opening and transactions in ``SqliteFile``.
    """

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

    def page(self, article_id: str, content_hash: str) -> KeptPage | None:
        """The page of one version as it was fetched, or None where none was kept."""
        with self._reading() as db:
            return page_tables.page_of(db, article_id, content_hash)

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
            if reading.page:
                page_tables.keep_page(db, reading.page)
            _keep_step(db, reading, reading.read_at)
            delivery_tables.keep_owed(db, reading.owed)
            if reading.outcome:
                crawl_tables.keep_outcome(db, reading.outcome)
            if reading.visit:
                article_tables.keep_visit(db, reading.visit)

    def save_judgement(self, judgement: Judgement, at: datetime, owed: Sequence[OwedAlert] = ()) -> None:
        """Keep changes that no reading made, with their histories, and what is owed for them."""
        with self._writing() as db:
            _keep_judgement(db, judgement, at)
            delivery_tables.keep_owed(db, owed)

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
