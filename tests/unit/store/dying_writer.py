"""Saves a reading or a look at health, or rebuilds, and stops at a given statement within it until it is killed.

Run as ``dying_writer.py FOLDER reading STATEMENT``, ``… health STATEMENT`` or ``… rebuilt STATEMENT``: prints
``inside`` when SQLite is about to run the first statement that begins with STATEMENT.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from records_made import (
    NOON,
    make_claim,
    make_entry,
    make_health,
    make_health_reading,
    make_notice_alert,
    make_outcome,
    make_page,
    make_poll,
    make_reading,
    make_told_reading,
)

from monitor.store import SqliteStore


def main(folder: Path, save: str, statement: str) -> None:
    """Keep a poll, then begin to keep the reading of its entry; or keep that, then begin to rebuild from another.

    Or keep that a source is well, then begin to keep that it is down and who is told.
    """
    connections: list[sqlite3.Connection] = []

    def catch_connection(event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect/handle":
            connections.extend(each for each in arguments if isinstance(each, sqlite3.Connection))

    def stop_at_statement(running: str) -> None:
        if running.strip().startswith(statement):
            print("inside", flush=True)  # noqa: T201 - the sign that the test waits for
            sys.stdin.read()

    sys.addaudithook(catch_connection)
    store = SqliteStore.open(folder)
    store.save_poll(make_poll(make_entry()))
    if save == "rebuilt":
        store.save_reading(make_told_reading(outcome=make_outcome()))
    if save == "health":
        store.save_health(make_health_reading())
    connections[-1].set_trace_callback(stop_at_statement)
    if save == "reading":
        store.save_reading(make_told_reading(outcome=make_outcome(), page=make_page()))
    elif save == "health":
        store.save_health(make_health_reading(make_health(state="down"), alerts=(make_notice_alert(),)))
    else:
        store.save_rebuilt([make_reading(claims=(make_claim("found"),)), make_told_reading().judgement], NOON)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
