"""Rows of what is owed to whom: ``deliveries``, each read together with its alert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, get_args

from sqlite_utils import Database

from monitor.records import Alert, Delivery, DeliveryState, Hold, Mute, OwedAlert, Recipient
from monitor.store.alert_tables import alert_from_row, keep_alert
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.outbox_json import texts_from, words_from
from monitor.store.record_json import LANGS
from monitor.store.rereading import Reread
from monitor.store.rows import Row, insert_rows

_STATES: Final[tuple[DeliveryState, ...]] = get_args(DeliveryState)
_HOLDS: Final[tuple[Hold, ...]] = get_args(Hold)
_MUTES: Final[tuple[Mute, ...]] = get_args(Mute)

_FROM: Final = "SELECT * FROM deliveries JOIN alerts USING (alert_id)"
_ORDER: Final = "ORDER BY created_at, delivery_id"

ALL: Final = f"{_FROM} {_ORDER}"
OF_ALERT: Final = f"{_FROM} WHERE alert_id = ? {_ORDER}"
ON_ARTICLE: Final = f"{_FROM} WHERE article_id = ? AND article_id <> '' {_ORDER}"
SINCE: Final = f"{_FROM} WHERE topic = ? AND created_at >= ? {_ORDER}"
SAYING: Final = f"{_FROM} WHERE fingerprint IN (SELECT value FROM json_each(?)) AND fingerprint <> '' {_ORDER}"  # noqa: S608 - words of this module
ENCLOSED: Final = f"{_FROM} WHERE envelope_id = ? {_ORDER}"
LOOSE: Final = f"{_FROM} WHERE state = 'owed' AND envelope_id IS NULL ORDER BY due_at, created_at, delivery_id"

_CHANGE_LOOSE: Final = """
    UPDATE deliveries SET
      state = :state, due_at = :due_at, hold = :hold, mute = :mute, batch = :batch,
      attempts = :attempts, answer = :answer, sent_at = :sent_at
    WHERE delivery_id = :delivery_id AND envelope_id IS NULL
"""


def deliveries(db: Database, alert_id: str | None) -> list[Delivery]:
    """Deliveries of an alert, or all."""
    return _found(db, ALL, []) if alert_id is None else _found(db, OF_ALERT, [alert_id])


def deliveries_on(db: Database, article_id: str) -> list[Delivery]:
    """Deliveries of the alerts on an article."""
    return _found(db, ON_ARTICLE, [article_id])


def deliveries_saying(db: Database, fingerprints: Iterable[str]) -> list[Delivery]:
    """Deliveries of any of these fingerprints."""
    return _found(db, SAYING, [json_text(sorted(set(fingerprints)))])


def deliveries_since(db: Database, moment: datetime, topic: str) -> list[Delivery]:
    """Deliveries of a topic's alerts that were created at a moment or later."""
    return _found(db, SINCE, [topic, moment_text(moment)])


def enclosed(db: Database, envelope_id: str) -> list[Delivery]:
    """The deliveries in an envelope."""
    return _found(db, ENCLOSED, [envelope_id])


def loose_deliveries() -> Reread[Delivery]:
    """What reads the deliveries that stand in no envelope yet: they may be many while quiet hours hold them."""
    return Reread(LOOSE, _delivery)


def keep_owed(db: Database, owed: Sequence[OwedAlert]) -> None:
    """Alerts with their decisions and deliveries; of an alert that is known nothing is kept again."""
    for one in owed:
        if keep_alert(db, one.alert, one.decisions):
            rows = [_delivery_row(each, one.alert) for each in one.deliveries]
            insert_rows(db, "deliveries", rows, "ON CONFLICT (delivery_id) DO NOTHING")


def unknown_delivery(db: Database, delivery_ids: Iterable[str]) -> str | None:
    """The first of these ids that no delivery has, or None."""
    known = "SELECT 1 FROM deliveries WHERE delivery_id = ?"
    return next((each for each in delivery_ids if db.conn.execute(known, [each]).fetchone() is None), None)


def change_loose(db: Database, deliveries: Sequence[Delivery]) -> None:
    """New states of deliveries; those that stand in an envelope by now keep that one's state."""
    db.conn.executemany(_CHANGE_LOOSE, [_delivery_row(each, each.alert) for each in deliveries])


def recipient_row(recipient: Recipient) -> Row:
    """The columns of a recipient, in deliveries and envelopes alike."""
    return {
        "recipient": recipient.name,
        "channel": recipient.channel,
        "address": recipient.address,
        "reader_lang": recipient.lang,
    }


def recipient_from_row(row: Fields) -> Recipient:
    """The recipient of a ``recipient_row``."""
    return Recipient(row.text("recipient"), row.text("channel"), row.text("address"), row.choice("reader_lang", LANGS))


def _found(db: Database, query: str, wanted: list[str]) -> list[Delivery]:
    return [_delivery(Fields(row)) for row in db.query(query, wanted)]


def _delivery_row(delivery: Delivery, alert: Alert) -> Row:
    return {
        "delivery_id": delivery.delivery_id,
        "alert_id": alert.alert_id,
        **recipient_row(delivery.recipient),
        "route": delivery.route,
        "due_at": moment_text(delivery.due_at),
        "hold": delivery.hold,
        "mute": delivery.mute,
        "change_ids": json_text(delivery.changes),
        "thread": delivery.thread,
        "batch": delivery.batch,
        "fingerprint": delivery.fingerprint,
        "follows": delivery.follows,
        "envelope_id": delivery.envelope_id or None,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "answer": json_text(delivery.answer),
        "sent_at": moment_text_or_none(delivery.sent_at),
    }


def _delivery(row: Fields) -> Delivery:
    return Delivery(
        delivery_id=row.text("delivery_id"),
        alert=alert_from_row(row),
        recipient=recipient_from_row(row),
        route=row.text("route"),
        state=row.choice("state", _STATES),
        due_at=row.moment("due_at"),
        hold=row.choice("hold", _HOLDS),
        mute=row.choice("mute", _MUTES),
        changes=texts_from(row, "change_ids"),
        thread=row.text("thread"),
        batch=row.text("batch"),
        fingerprint=row.text("fingerprint"),
        follows=row.text("follows"),
        envelope_id=row.text_or_none("envelope_id") or "",
        attempts=row.whole("attempts"),
        answer=words_from(row, "answer"),
        sent_at=row.moment_or_none("sent_at"),
    )
