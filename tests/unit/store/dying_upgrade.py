"""Opens a store on an older database and stops at a given statement of the upgrade until it is killed.

Run as ``dying_upgrade.py FOLDER STATEMENT``: prints ``inside`` when SQLite is about to run the first statement that
begins with STATEMENT.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from monitor.store import SqliteStore


def main(folder: Path, statement: str) -> None:
    """Open the store, and stop within the upgrade."""

    def stop_at_statement(running: str) -> None:
        if running.strip().startswith(statement):
            print("inside", flush=True)  # noqa: T201 - the sign that the test waits for
            sys.stdin.read()

    def connect_watched(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*given, **named)
        connection.set_trace_callback(stop_at_statement)
        return connection

    connect, sqlite3.connect = sqlite3.connect, connect_watched
    SqliteStore.open(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
