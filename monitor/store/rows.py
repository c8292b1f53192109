"""Rows of the database as plain mappings, and how they are put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]


def insert_rows(db: Database, table: str, rows: Sequence[Row], on_conflict: str = "") -> int:
    """Insert rows that have the same columns, and give how many were put in or changed.

    ``on_conflict`` is the clause for a row that is known. It names the column by which it is known, so that any other
    fault of a row raises: ``INSERT OR IGNORE`` would pass over that too and lose the row silently.
    """
    if not rows:
        return 0
    columns, marks = ", ".join(rows[0]), ", ".join(f":{column}" for column in rows[0])
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks}) {on_conflict}"  # noqa: S608 - names of this package
    return db.conn.executemany(statement, rows).rowcount
