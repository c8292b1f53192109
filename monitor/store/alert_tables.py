"""Rows of what is told: ``alerts`` and the ``deliveries`` that are owed for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, get_args

from sqlite_utils import Database

from monitor.records import Alert, Delivery, DeliveryState
from monitor.store.crawl_json import notice_form, notice_from_fields
from monitor.store.derived import owed_deliveries
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.record_json import LANGS, changes_form, changes_from_list
from monitor.store.rows import Row, insert_rows
from monitor.store.waits import LONGEST_DELIVERY_WAIT, furthest

_STATES: Final[tuple[DeliveryState, ...]] = get_args(DeliveryState)

_ALERTS: Final = "SELECT * FROM alerts ORDER BY created_at DESC, alert_id DESC LIMIT ?"

_ALL_DELIVERIES: Final = """
    SELECT * FROM deliveries JOIN alerts USING (alert_id) ORDER BY created_at, alert_id, channel
"""

_DELIVERIES_OF_ALERT: Final = """
    SELECT * FROM deliveries JOIN alerts USING (alert_id) WHERE alert_id = ? ORDER BY channel
"""

_DUE_DELIVERIES: Final = """
    SELECT * FROM deliveries JOIN alerts USING (alert_id)
    WHERE state = 'owed' AND (due_at <= ? OR due_at > ?) ORDER BY created_at, alert_id, channel
"""

_CHANGE_DELIVERY: Final = """
    UPDATE deliveries SET state = :state, due_at = :due_at, attempts = :attempts, answer = :answer, sent_at = :sent_at
    WHERE delivery_id = :delivery_id
"""


def alerts(db: Database, limit: int | None) -> list[Alert]:
    """Alerts, newest first."""
    return [_alert(Fields(row)) for row in db.query(_ALERTS, [-1 if limit is None else limit])]


def deliveries(db: Database, alert_id: str | None) -> list[Delivery]:
    """Deliveries of an alert, or all."""
    rows = db.query(_ALL_DELIVERIES) if alert_id is None else db.query(_DELIVERIES_OF_ALERT, [alert_id])
    return [_delivery(Fields(row)) for row in rows]


def due_deliveries(db: Database, now: datetime) -> list[Delivery]:
    """Owed deliveries that are due."""
    moments = [moment_text(now), moment_text(furthest(now, LONGEST_DELIVERY_WAIT))]
    return [_delivery(Fields(row)) for row in db.query(_DUE_DELIVERIES, moments)]


def keep_alerts(db: Database, alerts: Sequence[Alert], channels: Sequence[str], due_at: datetime | None) -> None:
    """Alerts, each with a delivery owed to every channel; a known alert is not owed again.

    Without ``due_at`` they are due from their alert's creation on.
    """
    for alert in alerts:
        if insert_rows(db, "alerts", [_alert_row(alert)], "ON CONFLICT (alert_id) DO NOTHING"):
            insert_rows(db, "deliveries", [_delivery_row(owed) for owed in owed_deliveries(alert, channels, due_at)])


def change_delivery(db: Database, delivery: Delivery) -> bool:
    """The new state of a delivery; false, and nothing changed, where its id is not known."""
    return db.conn.execute(_CHANGE_DELIVERY, _delivery_row(delivery)).rowcount == 1


def _alert_row(alert: Alert) -> Row:
    return {
        "alert_id": alert.alert_id,
        "topic": alert.topic,
        "article_id": alert.article_id,
        "outlet": alert.outlet,
        "lang": alert.lang,
        "title": alert.title,
        "url": alert.url,
        "published_at": moment_text(alert.published_at),
        "created_at": moment_text(alert.created_at),
        "edited": alert.edited,
        "outlet_updated_at": moment_text_or_none(alert.outlet_updated_at),
        "slug_differs": alert.slug_differs,
        "changes": json_text(changes_form(alert.changes)),
        "notice": json_text(notice_form(alert.notice)) if alert.notice else None,
    }


def _alert(row: Fields) -> Alert:
    return Alert(
        alert_id=row.text("alert_id"),
        topic=row.text("topic"),
        article_id=row.text("article_id"),
        outlet=row.text("outlet"),
        lang=row.choice("lang", LANGS),
        title=row.text("title"),
        url=row.text("url"),
        published_at=row.moment("published_at"),
        created_at=row.moment("created_at"),
        changes=changes_from_list(row.parsed("changes").listed("changes")),
        edited=row.flag("edited"),
        outlet_updated_at=row.moment_or_none("outlet_updated_at"),
        slug_differs=row.flag("slug_differs"),
        notice=None if row.found.get("notice") is None else notice_from_fields(row.parsed("notice").inner("notice")),
    )


def _delivery_row(delivery: Delivery) -> Row:
    return {
        "delivery_id": delivery.delivery_id,
        "alert_id": delivery.alert.alert_id,
        "channel": delivery.channel,
        "state": delivery.state,
        "due_at": moment_text(delivery.due_at),
        "attempts": delivery.attempts,
        "answer": delivery.answer,
        "sent_at": moment_text_or_none(delivery.sent_at),
    }


def _delivery(row: Fields) -> Delivery:
    return Delivery(
        delivery_id=row.text("delivery_id"),
        alert=_alert(row),
        channel=row.text("channel"),
        state=row.choice("state", _STATES),
        due_at=row.moment("due_at"),
        attempts=row.whole("attempts"),
        answer=row.text("answer"),
        sent_at=row.moment_or_none("sent_at"),
    )
