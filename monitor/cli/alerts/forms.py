"""The JSON forms that the listings of alerts write, one object a line; moments are in UTC."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.cli.alerts.naming import shown_reference
from monitor.json_forms import Form, moment_or_none
from monitor.records import Ack, Alert, Delivery, Envelope, Recipient, Silence


def alert_form(alert: Alert, subject: str, deliveries: Sequence[Form], acks: Sequence[Ack]) -> Form:
    """An alert with its subject, its deliveries (as ``delivery_form`` gives them) and who has it in hand."""
    return {
        "alert": alert.alert_id,
        "created_at": alert.created_at.isoformat(),
        "topic": alert.topic or None,
        "subject": subject,
        "deliveries": list(deliveries),
        "acks": [ack_form(ack) for ack in acks],
    }


def delivery_form(delivery: Delivery, envelope: Envelope | None) -> Form:
    """A delivery; ``envelope`` is the one it stands in."""
    return {
        "delivery": delivery.delivery_id,
        "recipient": recipient_form(delivery.recipient),
        "route": delivery.route,
        "state": delivery.state,
        "hold": delivery.hold or None,
        "mute": delivery.mute or None,
        "due_at": (envelope or delivery).due_at.isoformat(),
        "message": shown_reference(envelope) if envelope else None,
        "envelope": envelope.envelope_id if envelope else None,
        "attempts": delivery.attempts,
        "answer": delivery.answer,
        "sent_at": moment_or_none(delivery.sent_at),
    }


def recipient_form(recipient: Recipient) -> Form:
    """Who is told, by which channel and in which language."""
    return {
        "name": recipient.name,
        "channel": recipient.channel,
        "address": recipient.address,
        "lang": recipient.lang,
    }


def ack_form(ack: Ack) -> Form:
    """Who has what in hand, or had."""
    return {
        "owner": ack.owner,
        "note": ack.note,
        "thread": ack.thread,
        "made_at": ack.made_at.isoformat(),
        "ended_at": moment_or_none(ack.ended_at),
    }


def silence_form(silence: Silence, what: str, muted: int) -> Form:
    """A silence, what it is about in words, and how many deliveries it has muted."""
    return {
        "silence": silence.silence_id,
        "author": silence.author,
        "reason": silence.reason,
        "what": what,
        "made_at": silence.made_at.isoformat(),
        "until": silence.until.isoformat(),
        "ended_at": moment_or_none(silence.ended_at),
        "muted": muted,
    }


def envelope_form(envelope: Envelope, subjects: Sequence[str]) -> Form:
    """A message that was given up, and what it would tell."""
    return {
        "message": shown_reference(envelope),
        "envelope": envelope.envelope_id,
        "recipient": recipient_form(envelope.recipient),
        "route": envelope.route,
        "state": envelope.state,
        "made_at": envelope.made_at.isoformat(),
        "attempts": envelope.attempts,
        "answer": envelope.answer,
        "subjects": list(subjects),
    }
