"""How deliveries, messages and attempts are put into words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from monitor.alerts.inert import make_inert
from monitor.cli.alerts.kept_moments import local_moments
from monitor.cli.alerts.naming import shown_reference
from monitor.cli.wording import counted, moment_words
from monitor.records import (
    Ack,
    Attempt,
    AttemptOutcome,
    Delivery,
    Envelope,
    EnvelopeForm,
    Hold,
    Mute,
    Recipient,
)

HOLDS: Final[Mapping[Hold, str]] = {
    "": "due",
    "group": "waits for others of its group until",
    "digest": "waits for the digest of",
    "quiet": "held for quiet hours until",
    "rate": "held, as much was sent before, until",
}
"""What stands before the moment for which a delivery waits."""

MUTES: Final[Mapping[Mute, str]] = {
    "": "",
    "repeated": "told before",
    "silenced": "silenced",
    "inhibited": "a louder change was told",
    "unrouted": "no longer routed",
}
FORMS: Final[Mapping[EnvelopeForm, str]] = {
    "alert": "by itself",
    "group": "with others of its group",
    "digest": "in a digest",
    "catch_up": "with others that had been held back",
}
OUTCOMES: Final[Mapping[AttemptOutcome, str]] = {
    "sent": "taken",
    "retry_later": "put off",
    "give_up": "refused for good",
    "broken_off": "broken off, it may have arrived",
}


def who_words(recipient: Recipient) -> str:
    """Who is told and how: "sara by desk-mail", or the channel alone where nobody is named, with its address."""
    if recipient.name != recipient.channel:
        return f"{recipient.name} by {recipient.channel}"
    return f"{recipient.channel} {recipient.address}".rstrip()


def state_words(delivery: Delivery, envelope: Envelope | None, zone: str) -> str:
    """How far a delivery is, and why it is no further; ``envelope`` is the one in which it stands."""
    if delivery.state == "sent":
        return "sent"
    if delivery.state == "muted":
        return _with(f"not sent, {MUTES[delivery.mute]}".rstrip(", "), local_moments(delivery.answer, zone))
    if delivery.state == "given_up":
        return _with("given up", delivery.answer)
    if envelope is None:
        return _with(f"owed, {hold_words(delivery, zone)}", local_moments(delivery.answer, zone))
    due = moment_words(envelope.due_at, zone)
    if not envelope.attempts:
        return f"owed, due {due}"
    return f"{_with('owed', envelope.answer)}, tried {counted(envelope.attempts, 'time')}, again {due}"


def hold_words(delivery: Delivery, zone: str) -> str:
    """What a delivery waits for, and until when: "held for quiet hours until 2026-11-27 07:00"."""
    return f"{HOLDS[delivery.hold]} {moment_words(delivery.due_at, zone)}"


def attempt_words(attempt: Attempt, zone: str) -> str:
    """A try with its moment and what was answered."""
    when = moment_words(attempt.began_at, zone)
    if attempt.outcome is None:
        return f"try {attempt.number}, {when}: on its way, or its run died"
    status = f" ({attempt.status})" if attempt.status and str(attempt.status) not in attempt.answer else ""
    answer = f": {make_inert(attempt.answer)}" if attempt.answer else ""
    return f"try {attempt.number}, {when}: {OUTCOMES[attempt.outcome]}{answer}{status}"


def envelope_words(envelope: Envelope, zone: str) -> str:
    """In which message something went: its reference, how it was put together, and when."""
    alone = len(envelope.delivery_ids) == 1
    others = "" if alone else f", {counted(len(envelope.delivery_ids), 'alert')}"
    form = FORMS["alert" if alone else envelope.form]
    return f"message {shown_reference(envelope)}, {form}{others}, made {moment_words(envelope.made_at, zone)}"


def acks_words(acks: Iterable[Ack]) -> str:
    """Who has it in hand and who is done: "in hand: Sara (calling the ministry); done: Ivo"; empty for nobody.

    ``acks`` are those that are about one alert (``monitor.alerts.in_hand.held_for``).
    """
    said: dict[str, dict[str, str]] = {"in hand": {}, "done": {}}
    for ack in acks:
        words = f"{ack.owner} ({ack.note})" if ack.note else ack.owner
        said["in hand" if ack.ended_at is None else "done"][ack.owner] = words
    return "; ".join(f"{how}: {make_inert(', '.join(owners.values()))}" for how, owners in said.items() if owners)


def _with(words: str, answer: str) -> str:
    return f"{words} ({make_inert(answer)})" if answer else words
