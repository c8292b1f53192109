"""Rows of who backs which position: ``supports``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlite_utils import Database

from monitor.records import ClaimKey, Support
from monitor.store.claim_tables import key_row
from monitor.store.fields import Fields, moment_text
from monitor.store.rows import insert_rows

_ALONE: Final = """
    SELECT position_id FROM supports AS own WHERE article_id = :article_id AND NOT EXISTS (
      SELECT 1 FROM supports AS other WHERE other.position_id = own.position_id AND other.article_id <> :article_id
    )
"""

_OF_KEY: Final = """
    SELECT supports.* FROM supports JOIN positions USING (position_id)
    WHERE topic = :topic AND frame = :frame AND place = :place AND force IS :force
    ORDER BY said_at, article_id, position_id
"""

_MERGE: Final = """
    INSERT INTO supports
    SELECT :into, article_id, origin, said_at FROM supports WHERE position_id = :merged
    ON CONFLICT (position_id, article_id) DO NOTHING
"""


def merge_supports(db: Database, merged: Mapping[str, str]) -> None:
    """Who backed a position that another one stands for now backs that one."""
    for position_id, into in merged.items():
        db.conn.execute(_MERGE, {"into": into, "merged": position_id})
        db.conn.execute("DELETE FROM supports WHERE position_id = ?", [position_id])


def keep_supports(db: Database, article_id: str, supports: Sequence[Support]) -> None:
    """What an article backs now, in the place of what it backed before."""
    db.conn.execute("DELETE FROM supports WHERE article_id = ?", [article_id])
    rows = [
        {
            "position_id": support.position_id,
            "article_id": support.article_id,
            "origin": support.origin,
            "said_at": moment_text(support.said_at),
        }
        for support in supports
    ]
    insert_rows(db, "supports", rows, "ON CONFLICT (position_id, article_id) DO NOTHING")


def backed_alone(db: Database, article_id: str) -> frozenset[str]:
    """Ids of the positions that this article supports and no other one does."""
    return frozenset(row["position_id"] for row in db.query(_ALONE, {"article_id": article_id}))


def supports_of_key(db: Database, key: ClaimKey) -> list[Support]:
    """Who backs the positions under a key: by the moment, then article, then position."""
    return [
        Support(row.text("position_id"), row.text("article_id"), row.text("origin"), row.moment("said_at"))
        for row in map(Fields, db.query(_OF_KEY, key_row(key)))
    ]
