"""The JSON form of a message that a webhook posts: the contract of ``docs/webhook.md`` and its schema."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from monitor.json_forms import Form, change_form, notice_form
from monitor.notify.sendable import make_sendable
from monitor.records import Alert, Change, Message, Said

VERSION = 1
"""Goes up when a key is renamed, dropped or means something else; new keys may come at any time."""


def message_form(message: Message) -> Form:
    """The whole message; its texts hold nothing that cannot be encoded, and no control characters."""
    form: Form = _sendable({"version": VERSION, **_part_form(message)})
    return form


def _part_form(message: Message) -> Form:
    alert = message.alert
    return {
        "id": message.message_id,
        "reference": alert.alert_id if alert is not None else None,
        "subject": message.subject,
        "lead": message.lead,
        "note": message.note,
        "text": message.text,
        "thread": message.thread,
        "language": message.reader_lang,
        "changes": [_change_form(change) for change in alert.changes] if alert is not None else [],
        "article": _article_form(alert) if alert is not None and alert.article_id else None,
        "notice": notice_form(message.notice) if message.notice is not None else None,
        "parts": [_part_form(part) for part in message.parts],
    }


def _change_form(change: Change) -> Form:
    claim = change.said.claim
    return change_form(change) | {
        "id": change.change_id,
        "part": change.part,
        "modality": claim.modality,
        "office": claim.office,
        **_quoted(change.said),
        "against": _said_form(change.against) if change.against is not None else None,
    }


def _said_form(said: Said) -> Form:
    claim = said.claim
    return {
        "article": claim.article_id,
        "outlet": said.outlet,
        "url": said.url,
        "said_at": _moment(said.said_at),
        "speaker": claim.speaker,
        "quote": claim.quote,
        **_quoted(said),
    }


def _quoted(said: Said) -> Form:
    """Where the words of the value stand in the quote, in characters; cut to the quote where they reach beyond it."""
    claim = said.claim
    length = len(claim.quote)
    start, end = (min(max(place - claim.start, 0), length) for place in (claim.value_start, claim.value_end))
    return {"quote_language": said.lang, "value_text": claim.value_text, "value_start": start, "value_end": end}


def _article_form(alert: Alert) -> Form:
    return {
        "id": alert.article_id,
        "topic": alert.topic,
        "outlet": alert.outlet,
        "language": alert.lang,
        "title": alert.title,
        "url": alert.url,
        "published_at": _moment(alert.published_at),
        "outlet_updated_at": _moment(alert.outlet_updated_at) if alert.outlet_updated_at is not None else None,
        "edited": alert.edited,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _sendable(form: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(form, str):
        return make_sendable(form)
    if isinstance(form, dict):
        return {name: _sendable(one) for name, one in form.items()}
    return [_sendable(one) for one in form] if isinstance(form, list) else form
