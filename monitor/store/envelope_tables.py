"""Rows of the outbox: ``envelopes``, the ``attempts`` to send them, and the ``channel_states``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, get_args

from sqlite_utils import Database

from monitor.records import (
    Attempt,
    AttemptOutcome,
    ChannelState,
    Delivery,
    Envelope,
    EnvelopeForm,
    EnvelopeState,
    Recipient,
    Resend,
)
from monitor.store.delivery_tables import recipient_from_row, recipient_row
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.outbox_json import texts_from, words_from
from monitor.store.rereading import Reread
from monitor.store.rows import Row, insert_rows

_FORMS: Final[tuple[EnvelopeForm, ...]] = get_args(EnvelopeForm)
_STATES: Final[tuple[EnvelopeState, ...]] = get_args(EnvelopeState)
_OUTCOMES: Final[tuple[AttemptOutcome, ...]] = get_args(AttemptOutcome)

ENVELOPE: Final = "SELECT * FROM envelopes WHERE envelope_id = ?"
MADE_SINCE: Final = "SELECT * FROM envelopes WHERE made_at >= :since ORDER BY +number"
IN_STATE: Final = """
    SELECT * FROM envelopes WHERE state = :state AND made_at >= :since ORDER BY +number
"""
OWED: Final = "SELECT * FROM envelopes INDEXED BY envelopes_owed WHERE state = 'owed' ORDER BY number"
IN_THREAD: Final = """
    SELECT * FROM envelopes
    WHERE thread = ? AND channel = ? AND address = ? AND state = 'sent' AND thread <> '' ORDER BY sent_at, envelope_id
"""
ATTEMPTS: Final = "SELECT * FROM attempts WHERE envelope_id = ? ORDER BY number"
OPEN_ATTEMPTS: Final = "SELECT * FROM attempts WHERE ended_at IS NULL ORDER BY began_at, envelope_id, number"

_ENCLOSE: Final = """
    UPDATE deliveries SET envelope_id = :envelope_id, hold = '', mute = '',
      state = :state, attempts = :attempts, answer = :answer, sent_at = :sent_at
    WHERE delivery_id = :delivery_id AND envelope_id IS NULL
"""

_CHANGE: Final = """
    UPDATE envelopes SET due_at = :due_at, state = :state, attempts = :attempts, answer = :answer,
      sent_at = :sent_at, reference = :reference
    WHERE envelope_id = :envelope_id
"""

CHANGE_ENCLOSED: Final = """
    UPDATE deliveries SET state = :state, attempts = :attempts, answer = :answer, sent_at = :sent_at
    WHERE envelope_id = :envelope_id
"""

_MUTE: Final = """
    UPDATE envelopes SET state = 'muted', answer = :answer WHERE envelope_id = :envelope_id AND state = 'owed'
"""

_MUTE_ENCLOSED: Final = """
    UPDATE deliveries SET state = 'muted', mute = :mute, answer = :answer
    WHERE delivery_id = :delivery_id AND envelope_id = :envelope_id
"""

_KNOWN_ATTEMPT: Final = """
    ON CONFLICT (envelope_id, number) DO UPDATE SET
      ended_at = excluded.ended_at, outcome = excluded.outcome, answer = excluded.answer, status = excluded.status
"""

_KNOWN_CHANNEL: Final = """
    ON CONFLICT (channel) DO UPDATE SET
      failures = excluded.failures, rests_until = excluded.rests_until, failing_since = excluded.failing_since,
      told_at = excluded.told_at, dead_told_at = excluded.dead_told_at, answer = excluded.answer,
      sent_at = excluded.sent_at
"""

_OWED_AGAIN: Final = """
    UPDATE envelopes SET state = 'owed', due_at = :made_at, attempts = 0
    WHERE envelope_id = :envelope_id AND state = 'given_up'
"""

_ENCLOSED_OWED_AGAIN: Final = "UPDATE deliveries SET state = 'owed', attempts = 0 WHERE envelope_id = :envelope_id"


# -- envelopes --


def envelope_of(db: Database, envelope_id: str) -> Envelope | None:
    """The envelope of an id, or None."""
    return next((_envelope(Fields(row)) for row in db.query(ENVELOPE, [envelope_id])), None)


def envelopes(db: Database, state: EnvelopeState | None, since: datetime | None) -> list[Envelope]:
    """Envelopes in a state, or all, made at a moment or later, or ever."""
    wanted = {"state": state, "since": "" if since is None else moment_text(since)}
    return [_envelope(Fields(row)) for row in db.query(IN_STATE if state else MADE_SINCE, wanted)]


def owed_envelopes() -> Reread[Envelope]:
    """What reads the owed envelopes, by their making: they are many while a channel fails."""
    return Reread(OWED, _envelope)


def thread_of(db: Database, recipient: Recipient, thread: str) -> list[Envelope]:
    """The envelopes of a thread that a recipient was sent."""
    rows = db.query(IN_THREAD, [thread, recipient.channel, recipient.address])
    return [_envelope(Fields(row)) for row in rows]


def keep_envelope(db: Database, envelope: Envelope) -> str | None:
    """An envelope with its deliveries in it, unless its id is known; else the delivery that is not there to put in."""
    row = _envelope_row(envelope)
    if not insert_rows(db, "envelopes", [row], "ON CONFLICT (envelope_id) DO NOTHING"):
        return None
    for delivery_id in envelope.delivery_ids:
        if not db.conn.execute(_ENCLOSE, row | {"delivery_id": delivery_id}).rowcount:
            return delivery_id
    return None


def change_envelope(db: Database, envelope: Envelope) -> bool:
    """The new state of an envelope and of its deliveries; false, and nothing changed, where its id is not known."""
    row = _envelope_row(envelope)
    if not db.conn.execute(_CHANGE, row).rowcount:
        return False
    db.conn.execute(CHANGE_ENCLOSED, row)
    return True


def mute_envelope(db: Database, envelope_id: str, deliveries: Sequence[Delivery]) -> None:
    """That an envelope is not sent, and why each of its deliveries is not; one that is not owed stays as it is."""
    rows = [
        {
            "envelope_id": envelope_id,
            "delivery_id": each.delivery_id,
            "mute": each.mute,
            "answer": json_text(each.answer),
        }
        for each in deliveries
    ]
    if rows and db.conn.execute(_MUTE, rows[0]).rowcount:
        db.conn.executemany(_MUTE_ENCLOSED, rows)


def owe_again(db: Database, resend: Resend) -> None:
    """That an envelope be sent again, where it was given up, and where this was not asked for already."""
    row = {
        "envelope_id": resend.envelope_id,
        "author": json_text(resend.author),
        "made_at": moment_text(resend.made_at),
    }
    known = "ON CONFLICT (envelope_id, made_at, author) DO NOTHING"
    if insert_rows(db, "resends", [row], known) and db.conn.execute(_OWED_AGAIN, row).rowcount:
        db.conn.execute(_ENCLOSED_OWED_AGAIN, row)


# -- attempts and channels --


def begin_attempt(db: Database, attempt: Attempt) -> None:
    """An attempt that begins; a known one stays as it is."""
    insert_rows(db, "attempts", [_attempt_row(attempt)], "ON CONFLICT (envelope_id, number) DO NOTHING")


def end_attempt(db: Database, attempt: Attempt) -> None:
    """What came of an attempt."""
    insert_rows(db, "attempts", [_attempt_row(attempt)], _KNOWN_ATTEMPT)


def attempts(db: Database, envelope_id: str) -> list[Attempt]:
    """The attempts at an envelope, by number."""
    return [_attempt(Fields(row)) for row in db.query(ATTEMPTS, [envelope_id])]


def open_attempts(db: Database) -> list[Attempt]:
    """Attempts that began and did not end."""
    return [_attempt(Fields(row)) for row in db.query(OPEN_ATTEMPTS)]


def channel_states(db: Database) -> dict[str, ChannelState]:
    """How every channel fares, by its name."""
    found = (_channel(Fields(row)) for row in db.query("SELECT * FROM channel_states ORDER BY channel"))
    return {state.channel: state for state in found}


def keep_channel(db: Database, state: ChannelState) -> None:
    """How a channel fares."""
    row = {
        "channel": state.channel,
        "failures": state.failures,
        "rests_until": moment_text_or_none(state.rests_until),
        "failing_since": moment_text_or_none(state.failing_since),
        "told_at": moment_text_or_none(state.told_at),
        "dead_told_at": moment_text_or_none(state.dead_told_at),
        "answer": json_text(state.answer),
        "sent_at": moment_text_or_none(state.sent_at),
    }
    insert_rows(db, "channel_states", [row], _KNOWN_CHANNEL)


# -- rows --


def _envelope_row(envelope: Envelope) -> Row:
    return {
        "envelope_id": envelope.envelope_id,
        "form": envelope.form,
        **recipient_row(envelope.recipient),
        "route": envelope.route,
        "delivery_ids": json_text(envelope.delivery_ids),
        "made_at": moment_text(envelope.made_at),
        "due_at": moment_text(envelope.due_at),
        "thread": envelope.thread,
        "slot_at": moment_text_or_none(envelope.slot_at),
        "state": envelope.state,
        "attempts": envelope.attempts,
        "answer": json_text(envelope.answer),
        "sent_at": moment_text_or_none(envelope.sent_at),
        "reference": json_text(envelope.reference),
    }


def _envelope(row: Fields) -> Envelope:
    return Envelope(
        envelope_id=row.text("envelope_id"),
        form=row.choice("form", _FORMS),
        recipient=recipient_from_row(row),
        route=row.text("route"),
        delivery_ids=texts_from(row, "delivery_ids"),
        made_at=row.moment("made_at"),
        due_at=row.moment("due_at"),
        thread=row.text("thread"),
        slot_at=row.moment_or_none("slot_at"),
        state=row.choice("state", _STATES),
        attempts=row.whole("attempts"),
        answer=words_from(row, "answer"),
        reference=words_from(row, "reference"),
        sent_at=row.moment_or_none("sent_at"),
    )


def _attempt_row(attempt: Attempt) -> Row:
    return {
        "envelope_id": attempt.envelope_id,
        "number": attempt.number,
        "began_at": moment_text(attempt.began_at),
        "ended_at": moment_text_or_none(attempt.ended_at),
        "outcome": attempt.outcome,
        "answer": json_text(attempt.answer),
        "status": attempt.status,
    }


def _attempt(row: Fields) -> Attempt:
    return Attempt(
        envelope_id=row.text("envelope_id"),
        number=row.whole("number"),
        began_at=row.moment("began_at"),
        ended_at=row.moment_or_none("ended_at"),
        outcome=row.choice_or_none("outcome", _OUTCOMES),
        answer=words_from(row, "answer"),
        status=row.whole_or_none("status"),
    )


def _channel(row: Fields) -> ChannelState:
    return ChannelState(
        channel=row.text("channel"),
        failures=row.whole("failures"),
        rests_until=row.moment_or_none("rests_until"),
        failing_since=row.moment_or_none("failing_since"),
        told_at=row.moment_or_none("told_at"),
        dead_told_at=row.moment_or_none("dead_told_at"),
        answer=words_from(row, "answer"),
        sent_at=row.moment_or_none("sent_at"),
    )
