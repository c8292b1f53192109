"""The part of the store in SQLite that telling needs: alerts, what is owed for them, envelopes, and what people say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.records import (
    Ack,
    Alert,
    Attempt,
    ChannelState,
    Delivery,
    DeskAct,
    Envelope,
    EnvelopeState,
    OwedAlert,
    Recipient,
    RouteDecision,
    Silence,
)
from monitor.store import alert_tables, delivery_tables, desk_tables, envelope_tables
from monitor.store.sqlite_file import SqliteFile

_SEAL_FIRST: Final = "seal it first"


class SqliteOutbox(SqliteFile):
    """Those methods of ``ports.Store``; ``SqliteCrawl`` and ``SqliteStore`` add the rest."""

    def __init__(self, db: Database, path: Path) -> None:
        """Use an open database. Call ``open`` or ``open_for_reading`` instead."""
        super().__init__(db, path)
        self._loose, self._owed = delivery_tables.loose_deliveries(), envelope_tables.owed_envelopes()

    # -- alerts and what is owed for them --

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first; of those made together, by id from the last."""
        with self._reading() as db:
            return alert_tables.alerts(db, limit)

    def alerts_of(self, topics: Iterable[str], limit: int) -> Sequence[Alert]:
        """The newest alerts on claims of any of these topics, newest first, as many as ``limit`` in all."""
        with self._reading() as db:
            return alert_tables.alerts_of(db, topics, limit)

    def alert(self, alert_id: str) -> Alert | None:
        """The alert of that id, or None."""
        with self._reading() as db:
            return alert_tables.alert_of(db, alert_id)

    def decisions(self, alert_id: str) -> Sequence[RouteDecision]:
        """What each route made of an alert when it was owed, in the order of the tree."""
        with self._reading() as db:
            return alert_tables.decisions(db, alert_id)

    def save_owed(self, owed: Sequence[OwedAlert]) -> None:
        """Keep alerts with their decisions and deliveries; of an alert that is known nothing is kept again."""
        with self._writing() as db:
            delivery_tables.keep_owed(db, owed)

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then delivery id."""
        with self._reading() as db:
            return delivery_tables.deliveries(db, alert_id)

    def deliveries_on(self, article_id: str) -> Sequence[Delivery]:
        """Deliveries of the alerts on an article; none for an empty id, which notices have."""
        with self._reading() as db:
            return delivery_tables.deliveries_on(db, article_id)

    def deliveries_saying(self, fingerprints: Iterable[str]) -> Sequence[Delivery]:
        """Deliveries of any of these fingerprints; an empty one says nothing, and is none."""
        with self._reading() as db:
            return delivery_tables.deliveries_saying(db, fingerprints)

    def deliveries_since(self, moment: datetime, topic: str) -> Sequence[Delivery]:
        """Deliveries of a topic's alerts that were created at a moment or later."""
        with self._reading() as db:
            return delivery_tables.deliveries_since(db, moment, topic)

    def loose_deliveries(self) -> Sequence[Delivery]:
        """Deliveries that are owed and stand in no envelope yet; by ``due_at``, then alert creation, then id."""
        with self._reading() as db:
            return list(self._loose.records(db).values())

    def save_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Keep new states of loose deliveries; alert, recipient, and what it says stay.

        One that stands in an envelope stays as it is: its state is the envelope's.
        """
        with self._writing() as db:
            if unknown := delivery_tables.unknown_delivery(db, (each.delivery_id for each in deliveries)):
                self._refuse(f"there is no delivery {unknown!r}", "save the alert that owes it first")
            delivery_tables.change_loose(db, deliveries)

    # -- the outbox --

    def seal(self, envelopes: Sequence[Envelope]) -> None:
        """Keep envelopes; their deliveries stand in them from now on.

        Raises StoreError, with nothing kept, where a delivery is not known or stands in another envelope.
        """
        with self._writing() as db:
            for envelope in envelopes:
                if missing := envelope_tables.keep_envelope(db, envelope):
                    found = f"there is no loose delivery {missing!r} for the envelope {envelope.envelope_id!r}"
                    self._refuse(found, "make envelopes of loose deliveries alone")

    def envelope(self, envelope_id: str) -> Envelope | None:
        """The envelope of that id, or None."""
        with self._reading() as db:
            return envelope_tables.envelope_of(db, envelope_id)

    def enclosed(self, envelope_id: str) -> Sequence[Delivery]:
        """The deliveries in an envelope; by alert creation, then id."""
        with self._reading() as db:
            return delivery_tables.enclosed(db, envelope_id)

    def envelopes(self, state: EnvelopeState | None = None, *, since: datetime | None = None) -> Sequence[Envelope]:
        """Envelopes in a state, or all, made at ``since`` or later, or ever; in the order in which they were sealed."""
        with self._reading() as db:
            if state == "owed" and since is None:
                return list(self._owed.records(db).values())
            return envelope_tables.envelopes(db, state, since)

    def mute_enclosed(self, envelope_id: str, deliveries: Sequence[Delivery]) -> None:
        """Keep that an owed envelope is not sent, and why each of its deliveries is not.

        Raises StoreError for an unknown envelope.
        """
        with self._writing() as db:
            if envelope_tables.envelope_of(db, envelope_id) is None:
                self._refuse(f"there is no envelope {envelope_id!r}", _SEAL_FIRST)
            envelope_tables.mute_envelope(db, envelope_id, deliveries)

    def thread_of(self, recipient: Recipient, thread: str) -> Sequence[Envelope]:
        """The envelopes of a thread that a recipient was sent; none for an empty thread, which is none."""
        with self._reading() as db:
            return envelope_tables.thread_of(db, recipient, thread)

    def begin_attempt(self, attempt: Attempt) -> None:
        """Keep that an envelope is about to be handed over. Raises StoreError for an unknown envelope."""
        with self._writing() as db:
            if envelope_tables.envelope_of(db, attempt.envelope_id) is None:
                self._refuse(f"there is no envelope {attempt.envelope_id!r}", _SEAL_FIRST)
            envelope_tables.begin_attempt(db, attempt)

    def end_attempt(self, attempt: Attempt, envelope: Envelope, channel: ChannelState | None) -> None:
        """Keep what came of an attempt, with the new states of envelope and channel (None: as it was).

        Of the envelope, what it holds and to whom it goes stays. Raises StoreError for an unknown one.
        """
        with self._writing() as db:
            if not envelope_tables.change_envelope(db, envelope):
                self._refuse(f"there is no envelope {envelope.envelope_id!r}", _SEAL_FIRST)
            envelope_tables.end_attempt(db, attempt)
            if channel:
                envelope_tables.keep_channel(db, channel)

    def attempts(self, envelope_id: str) -> Sequence[Attempt]:
        """The attempts at an envelope, by number."""
        with self._reading() as db:
            return envelope_tables.attempts(db, envelope_id)

    def open_attempts(self) -> Sequence[Attempt]:
        """Attempts that began and did not end, by ``began_at``."""
        with self._reading() as db:
            return envelope_tables.open_attempts(db)

    def channel_states(self) -> Mapping[str, ChannelState]:
        """How every channel that was ever used fares, by its name."""
        with self._reading() as db:
            return envelope_tables.channel_states(db)

    def save_channel(self, state: ChannelState) -> None:
        """Keep how a channel fares."""
        with self._writing() as db:
            envelope_tables.keep_channel(db, state)

    # -- what people say --

    def silences(self) -> Sequence[Silence]:
        """All silences ever asked for; by ``made_at``, then id."""
        with self._reading() as db:
            return desk_tables.silences(db)

    def acks(self, thread: str | None = None) -> Sequence[Ack]:
        """Who has what in hand, of a thread or of all; by ``made_at``, then id."""
        with self._reading() as db:
            return desk_tables.acks(db, thread)

    def keep_act(self, act: DeskAct) -> None:
        """Keep what somebody said; a resend that was kept before, or of an unknown envelope, changes nothing."""
        with self._writing() as db:
            if isinstance(act, Silence):
                desk_tables.keep_silence(db, act)
            elif isinstance(act, Ack):
                desk_tables.keep_ack(db, act)
            else:
                envelope_tables.owe_again(db, act)

    def _refuse(self, found: str, cure: str) -> NoReturn:
        raise StoreError(str(self._path), found, cure)
