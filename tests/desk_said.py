"""What people say to the monitor, and what it sends them: sound records, whose fields may be overridden by name."""

from __future__ import annotations

from dataclasses import replace

from records_made import NOON, later

from monitor.records import Ack, Attempt, Envelope, Matcher, Recipient, Resend, Silence

MINA = Recipient("mina", "desk-mail", "mina@herald.example")
"""Somebody who is told by mail."""


def make_silence(silence_id: str = "silence-1", **fields) -> Silence:
    """That Mina asked at noon for two hours of silence on figures."""
    default = Silence(
        silence_id, "Mina", "the count is being checked", NOON, later(hours=2), Matcher(frames=("troops_present",))
    )
    return replace(default, **fields)


def make_ack(ack_id: str = "ack-1", **fields) -> Ack:
    """That Sara has the alert of ``make_alert()`` in hand since noon."""
    thread = "coalition-withdrawal/mission_end/iraq"
    return replace(Ack(ack_id, "alert-1", thread, "Sara", "calling the ministry", NOON), **fields)


def make_resend(envelope_id: str = "envelope-1", **fields) -> Resend:
    """That Mina asked at noon for an envelope to be sent again."""
    return replace(Resend(envelope_id, "Mina", NOON), **fields)


def make_envelope(*delivery_ids: str, **fields) -> Envelope:
    """What is owed to Mina since noon."""
    default = Envelope(
        envelope_id="envelope-1",
        form="alert",
        recipient=MINA,
        route="desk",
        delivery_ids=delivery_ids or ("delivery-1",),
        made_at=NOON,
        due_at=NOON,
    )
    return replace(default, **fields)


def make_attempt(number: int = 1, **fields) -> Attempt:
    """A try at ``make_envelope()`` that the mail server took a second after noon."""
    default = Attempt("envelope-1", number, NOON, later(seconds=1), "sent", "250 taken", 250)
    return replace(default, **fields)
