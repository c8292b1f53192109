"""Holds a database for itself until its input ends: ``database_holder.py DATABASE``."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

if __name__ == "__main__":
    with closing(sqlite3.connect(sys.argv[1], isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        print("held", flush=True)  # noqa: T201 - the sign that the test waits for
        sys.stdin.read()
        connection.execute("ROLLBACK")
