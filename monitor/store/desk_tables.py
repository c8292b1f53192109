"""Rows of what people say: ``silences`` and ``acks``."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from monitor.records import Ack, Silence
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.outbox_json import matcher_from, matcher_text, texts_from, words_from
from monitor.store.rows import insert_rows

_KNOWN_SILENCE: Final = """
    ON CONFLICT (silence_id) DO UPDATE SET
      author = excluded.author, reason = excluded.reason, made_at = excluded.made_at, until = excluded.until,
      ended_at = excluded.ended_at, matcher = excluded.matcher, subjects = excluded.subjects
"""

_KNOWN_ACK: Final = """
    ON CONFLICT (ack_id) DO UPDATE SET
      alert_id = excluded.alert_id, thread = excluded.thread, owner = excluded.owner, note = excluded.note,
      made_at = excluded.made_at, ended_at = excluded.ended_at
"""

ACKS_OF_THREAD: Final = "SELECT * FROM acks WHERE thread = ? ORDER BY made_at, ack_id"


def silences(db: Database) -> list[Silence]:
    """All silences ever asked for."""
    return [_silence(Fields(row)) for row in db.query("SELECT * FROM silences ORDER BY made_at, silence_id")]


def acks(db: Database, thread: str | None) -> list[Ack]:
    """Who has what in hand, of a thread or of all."""
    every = "SELECT * FROM acks ORDER BY made_at, ack_id"
    rows = db.query(every) if thread is None else db.query(ACKS_OF_THREAD, [thread])
    return [_ack(Fields(row)) for row in rows]


def keep_silence(db: Database, silence: Silence) -> None:
    """A silence, in place of what was kept under its id."""
    row = {
        "silence_id": silence.silence_id,
        "author": json_text(silence.author),
        "reason": json_text(silence.reason),
        "made_at": moment_text(silence.made_at),
        "until": moment_text(silence.until),
        "ended_at": moment_text_or_none(silence.ended_at),
        "matcher": matcher_text(silence.matcher),
        "subjects": json_text(silence.subjects),
    }
    insert_rows(db, "silences", [row], _KNOWN_SILENCE)


def keep_ack(db: Database, ack: Ack) -> None:
    """That somebody has an alert in hand, in place of what was kept under its id."""
    row = {
        "ack_id": ack.ack_id,
        "alert_id": ack.alert_id,
        "thread": ack.thread,
        "owner": json_text(ack.owner),
        "note": json_text(ack.note),
        "made_at": moment_text(ack.made_at),
        "ended_at": moment_text_or_none(ack.ended_at),
    }
    insert_rows(db, "acks", [row], _KNOWN_ACK)


def _silence(row: Fields) -> Silence:
    return Silence(
        silence_id=row.text("silence_id"),
        author=words_from(row, "author"),
        reason=words_from(row, "reason"),
        made_at=row.moment("made_at"),
        until=row.moment("until"),
        matcher=matcher_from(row, "matcher"),
        subjects=texts_from(row, "subjects"),
        ended_at=row.moment_or_none("ended_at"),
    )


def _ack(row: Fields) -> Ack:
    return Ack(
        ack_id=row.text("ack_id"),
        alert_id=row.text("alert_id"),
        thread=row.text("thread"),
        owner=words_from(row, "owner"),
        note=words_from(row, "note"),
        made_at=row.moment("made_at"),
        ended_at=row.moment_or_none("ended_at"),
    )
