"""Makes one save to a store and stops at a given statement within it until it is killed.

Run as ``dying_writer.py FOLDER SAVE STATEMENT``, SAVE being a name of ``SAVES``: prints ``inside`` when SQLite is about
to run the first statement that begins with STATEMENT.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from saves_made import SAVES

from monitor.store import SqliteStore


def main(folder: Path, save: str, statement: str) -> None:
    """Keep what goes before, then begin the save."""
    connections: list[sqlite3.Connection] = []

    def catch_connection(event: str, arguments: tuple[object, ...]) -> None:
        if event == "sqlite3.connect/handle":
            connections.extend(each for each in arguments if isinstance(each, sqlite3.Connection))

    def stop_at_statement(running: str) -> None:
        if running.strip().startswith(statement):
            print("inside", flush=True)  # noqa: T201 - the sign that the test waits for
            sys.stdin.read()

    sys.addaudithook(catch_connection)
    before, broken_off = SAVES[save]
    store = SqliteStore.open(folder)
    before(store)
    connections[-1].set_trace_callback(stop_at_statement)
    broken_off(store)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
