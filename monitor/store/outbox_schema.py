"""The tables of what is owed and sent, as the statements of the migration ``0004_outbox``, and how old rows move there.

What people and servers wrote (answers, reasons, notes, names) is JSON text, which holds whatever they may have said;
so are lists and matchers. All else stands in columns of its own, and may be looked up and mended by hand.
"""

from __future__ import annotations

import json
from typing import Final

from sqlite_utils import Database

from monitor.identity import stable_id
from monitor.store.fields import Fields, fields_of, json_text
from monitor.store.record_json import key_from_fields

FORMER_ROUTE: Final = "everything"
"""The route of what was owed before there were routes: every alert went to every channel."""

_RECIPIENT: Final = "recipient TEXT NOT NULL, channel TEXT NOT NULL, address TEXT NOT NULL, reader_lang TEXT NOT NULL"
_PROGRESS: Final = "state TEXT NOT NULL, attempts INTEGER NOT NULL, answer TEXT NOT NULL, sent_at TEXT"

OUTBOX_TABLES: Final = (
    # -- envelopes: what goes out in one sending --
    f"""
    CREATE TABLE envelopes (
      number INTEGER PRIMARY KEY, envelope_id TEXT NOT NULL UNIQUE, form TEXT NOT NULL, {_RECIPIENT},
      route TEXT NOT NULL, delivery_ids TEXT NOT NULL, made_at TEXT NOT NULL, due_at TEXT NOT NULL,
      thread TEXT NOT NULL, slot_at TEXT, {_PROGRESS}, reference TEXT NOT NULL
    )
    """,
    "CREATE INDEX envelopes_by_state ON envelopes (state, made_at)",
    "CREATE INDEX envelopes_owed ON envelopes (number) WHERE state = 'owed'",
    "CREATE INDEX envelopes_by_making ON envelopes (made_at)",
    """
    CREATE INDEX envelopes_by_thread ON envelopes (thread, channel, address, sent_at, envelope_id)
    WHERE state = 'sent' AND thread <> ''
    """,
    # -- deliveries, made anew: to a recipient in place of a channel; without envelope_id they are loose --
    "ALTER TABLE deliveries RENAME TO former_deliveries",
    f"""
    CREATE TABLE deliveries (
      delivery_id TEXT NOT NULL PRIMARY KEY, alert_id TEXT NOT NULL REFERENCES alerts, {_RECIPIENT},
      route TEXT NOT NULL, due_at TEXT NOT NULL, hold TEXT NOT NULL, mute TEXT NOT NULL, change_ids TEXT NOT NULL,
      thread TEXT NOT NULL, batch TEXT NOT NULL, fingerprint TEXT NOT NULL, follows TEXT NOT NULL,
      envelope_id TEXT REFERENCES envelopes (envelope_id), {_PROGRESS}
    )
    """,
    # -- every attempt to send --
    """
    CREATE TABLE attempts (
      envelope_id TEXT NOT NULL REFERENCES envelopes (envelope_id), number INTEGER NOT NULL, began_at TEXT NOT NULL,
      ended_at TEXT, outcome TEXT, answer TEXT NOT NULL, status INTEGER,
      PRIMARY KEY (envelope_id, number)
    )
    """,
    "CREATE INDEX attempts_open ON attempts (began_at, envelope_id, number) WHERE ended_at IS NULL",
    # -- what each route made of an alert: number is the place in the tree --
    """
    CREATE TABLE decisions (
      alert_id TEXT NOT NULL REFERENCES alerts, number INTEGER NOT NULL,
      route TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, change_ids TEXT NOT NULL,
      recipients TEXT NOT NULL, PRIMARY KEY (alert_id, number)
    )
    """,
    # -- how channels fare --
    """
    CREATE TABLE channel_states (
      channel TEXT NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, rests_until TEXT, failing_since TEXT,
      told_at TEXT, dead_told_at TEXT, answer TEXT NOT NULL, sent_at TEXT
    )
    """,
    # -- what people say; resends are known by who asked when, so that none is heard twice --
    """
    CREATE TABLE silences (
      silence_id TEXT NOT NULL PRIMARY KEY, author TEXT NOT NULL, reason TEXT NOT NULL,
      made_at TEXT NOT NULL, until TEXT NOT NULL, ended_at TEXT, matcher TEXT NOT NULL, subjects TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE acks (
      ack_id TEXT NOT NULL PRIMARY KEY, alert_id TEXT NOT NULL, thread TEXT NOT NULL,
      owner TEXT NOT NULL, note TEXT NOT NULL, made_at TEXT NOT NULL, ended_at TEXT
    )
    """,
    "CREATE INDEX acks_by_thread ON acks (thread, made_at, ack_id)",
    """
    CREATE TABLE resends (
      envelope_id TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL,
      PRIMARY KEY (envelope_id, made_at, author)
    )
    """,
    # -- alerts are looked up by what they are about --
    "CREATE INDEX alerts_by_article ON alerts (article_id) WHERE article_id <> ''",
    "CREATE INDEX alerts_by_topic ON alerts (topic, created_at)",
)

AFTER_MOVING: Final = (
    "DROP TABLE former_deliveries",  # its indexes go with it, and their names are free
    """
    CREATE INDEX deliveries_loose ON deliveries (due_at, delivery_id) WHERE state = 'owed' AND envelope_id IS NULL
    """,
    "CREATE INDEX deliveries_by_alert ON deliveries (alert_id)",
    "CREATE INDEX deliveries_by_envelope ON deliveries (envelope_id) WHERE envelope_id IS NOT NULL",
    "CREATE INDEX deliveries_by_fingerprint ON deliveries (fingerprint) WHERE fingerprint <> ''",
)

_FORMER: Final = """
    SELECT former_deliveries.*, created_at, changes, notice FROM former_deliveries JOIN alerts USING (alert_id)
"""

_MOVE_ENVELOPE: Final = f"""
    INSERT INTO envelopes VALUES (
      NULL, :envelope_id, 'alert', :channel, :channel, '', 'en', '{FORMER_ROUTE}',
      :delivery_ids, :created_at, :due_at,
      :thread, NULL, :state, :attempts, :answer, :sent_at, '""'
    )
"""  # noqa: S608 - a word of this module

_MOVE_DELIVERY: Final = f"""
    INSERT INTO deliveries VALUES (
      :delivery_id, :alert_id, :channel, :channel, '', 'en', '{FORMER_ROUTE}', :due_at, '', '', '[]',
      :thread, '', '', '', :envelope_id, :state, :attempts, :answer, :sent_at
    )
"""  # noqa: S608 - a word of this module


def make_outbox(db: Database) -> None:
    """Make the tables, and move what was owed, sent and given up into them."""
    for statement in OUTBOX_TABLES:
        db.execute(statement)
    for found in db.query(_FORMER):
        row = _moved(found)
        if row["envelope_id"]:
            db.conn.execute(_MOVE_ENVELOPE, row)
        db.conn.execute(_MOVE_DELIVERY, row)
    for statement in AFTER_MOVING:
        db.execute(statement)


def _moved(found: dict[str, object]) -> dict[str, object]:
    """The parts of the new rows: what ended gets an envelope of its own, what is owed stays loose."""
    delivery_id = Fields(found).text("delivery_id")
    return found | {
        "thread": _thread(Fields(found)),
        "answer": json_text(found["answer"]),
        "delivery_ids": json_text([delivery_id]),
        "envelope_id": None if found["state"] == "owed" else stable_id("former delivery", delivery_id),
    }


def _thread(row: Fields) -> str:
    """The key of the alert's first change, or the source of its notice; empty where it has neither."""
    if row.found["notice"] is not None:
        return f"source/{row.parsed('notice').inner('notice').text('subject')}"
    changes = json.loads(row.text("changes"))
    claims = (fields_of(change, "a change").inner("said").inner("claim") for change in changes)
    return next((str(key_from_fields(claim)) for claim in claims), "")
