"""The SQLite file of a state folder, opened, and how each call on it reads or writes in one transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from sqlite_utils import Database

from monitor.store import connection
from monitor.store.faults import store_errors

BUSY_TIMEOUT_SECONDS: Final = 60.0
"""How long a save waits while another process, a backup or a desk tool, holds the database for itself.

A judgement: twice the half minute that such a tool may take. Waiting is sound, as nothing better can be done meanwhile:
a message must not leave before its attempt is kept, and one that left and could not be marked would go out twice. It
must end before a service manager that asked for an end loses patience (systemd: 90 s), as Python hears signals only
between statements.
"""

READ_TIMEOUT_SECONDS: Final = 5.0
"""How long a reader waits. With the log written ahead no write stands in its way, so a longer wait means a fault."""


class SqliteFile:
    """The open database of a state folder. May be used from several threads: their calls take turns."""

    def __init__(self, db: Database, path: Path) -> None:
        """Use an open database. Call ``open`` or ``open_for_reading`` instead."""
        self._db, self._path, self._turn = db, path, threading.RLock()

    @classmethod
    def open(cls, folder: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Self:
        """The store of a state folder; folder, file and tables are made, or brought up to date, where needed.

        Raises NewerSchemaError, with nothing changed, for a database of a newer version; StoreLockedError where another
        process holds it; StoreError where folder or file cannot be used.
        """
        db = connection.open_for_work(folder, busy_timeout_seconds=busy_timeout_seconds)
        return cls(db, folder / connection.DATABASE_NAME)

    @classmethod
    def open_for_reading(cls, folder: Path, *, busy_timeout_seconds: float = READ_TIMEOUT_SECONDS) -> Self:
        """The store of a state folder for reading alone, also beside a running writer; every save raises StoreError.

        Raises StoreError where there is no database yet or an older version left it, NewerSchemaError as ``open``.
        """
        db = connection.open_to_read(folder, busy_timeout_seconds=busy_timeout_seconds)
        return cls(db, folder / connection.DATABASE_NAME)

    def close(self) -> None:
        """Let go of the files. No other method may be called afterwards; closing twice is allowed."""
        with self._turn, store_errors(self._path):
            self._db.close()

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        # One transaction, so that what several queries find belongs together beside a running writer.
        with self._turn, store_errors(self._path), self._db.atomic():
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._turn, store_errors(self._path), connection.writing(self._db):
            yield self._db
