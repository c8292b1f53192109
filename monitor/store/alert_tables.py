"""Rows of what is told: ``alerts``, and the ``decisions`` that routes made on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, get_args

from sqlite_utils import Database

from monitor.records import Alert, RouteDecision, RouteVerdict
from monitor.store.crawl_json import notice_form, notice_from_fields
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.outbox_json import texts_from, words_from
from monitor.store.record_json import LANGS, changes_form, changes_from_list
from monitor.store.rows import Row, insert_rows

_VERDICTS: Final[tuple[RouteVerdict, ...]] = get_args(RouteVerdict)

ALERTS: Final = "SELECT * FROM alerts ORDER BY created_at DESC, alert_id DESC LIMIT ?"
OF_TOPIC: Final = "SELECT * FROM alerts WHERE topic = ? ORDER BY created_at DESC, alert_id DESC LIMIT ?"
ALERT: Final = "SELECT * FROM alerts WHERE alert_id = ?"
DECISIONS: Final = "SELECT * FROM decisions WHERE alert_id = ? ORDER BY number"


def alerts(db: Database, limit: int | None) -> list[Alert]:
    """Alerts, newest first."""
    return [alert_from_row(Fields(row)) for row in db.query(ALERTS, [-1 if limit is None else limit])]


def alerts_of(db: Database, topics: Iterable[str], limit: int) -> list[Alert]:
    """The newest alerts of any of these topics, newest first: of each so many, by its index, and then the newest."""
    found = [row for topic in set(topics) for row in db.query(OF_TOPIC, [topic, limit])]
    found.sort(key=lambda row: (row["created_at"], row["alert_id"]), reverse=True)
    return [alert_from_row(Fields(row)) for row in found[:limit]]


def alert_of(db: Database, alert_id: str) -> Alert | None:
    """The alert of an id, or None."""
    return next((alert_from_row(Fields(row)) for row in db.query(ALERT, [alert_id])), None)


def decisions(db: Database, alert_id: str) -> list[RouteDecision]:
    """What each route made of an alert, in the order of the tree."""
    return [_decision(Fields(row)) for row in db.query(DECISIONS, [alert_id])]


def keep_alert(db: Database, alert: Alert, decided: Sequence[RouteDecision]) -> bool:
    """An alert with what routes made of it; false, and nothing kept, where its id is known."""
    if not insert_rows(db, "alerts", [_alert_row(alert)], "ON CONFLICT (alert_id) DO NOTHING"):
        return False
    insert_rows(db, "decisions", [_decision_row(alert, number, each) for number, each in enumerate(decided)])
    return True


def alert_from_row(row: Fields) -> Alert:
    """The alert of a row, which may hold columns of other tables too."""
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


def _decision_row(alert: Alert, number: int, decision: RouteDecision) -> Row:
    return {
        "alert_id": alert.alert_id,
        "number": number,
        "route": decision.route,
        "verdict": decision.verdict,
        "reason": json_text(decision.reason),
        "change_ids": json_text(decision.changes),
        "recipients": json_text(decision.recipients),
    }


def _decision(row: Fields) -> RouteDecision:
    return RouteDecision(
        route=row.text("route"),
        verdict=row.choice("verdict", _VERDICTS),
        reason=words_from(row, "reason"),
        changes=texts_from(row, "change_ids"),
        recipients=texts_from(row, "recipients"),
    )
