"""Opens the database of a state folder, ready for work or for reading alone, and runs writes on it.

Durability: write-ahead log with ``synchronous=FULL``, so that what was committed survives a power cut
(https://sqlite.org/pragma.html#pragma_synchronous). No memory map: SQLite before 3.51.3 can damage the log where two
connections check-point at once, which was seen with ``mmap_size`` set; the lease keeps a second writer away.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from sqlite_utils import Database

from monitor.errors import NewerSchemaError, StoreError
from monitor.store.faults import store_errors
from monitor.store.migrations import NAMES, migrations

DATABASE_NAME: Final = "monitor.sqlite3"
CACHE_KIB: Final = 32 * 1024
"""How much of the database a run holds in memory, in place of SQLite's 2 MB: the claims and keys of a running story, of
which a few are asked for again and again."""

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600


def open_for_work(folder: Path, *, busy_timeout_seconds: float) -> Database:
    """The database of a state folder, its tables brought up to date; folder and file are made where missing.

    A database made here is the owner's alone, and so becomes its folder, even one that a checkout brought along; the
    modes of a folder and database that were there before are left as the operator set them.
    Raises NewerSchemaError, with nothing changed, for a database of a newer version, and StoreError or StoreLockedError
    where it cannot be opened.
    """
    path = folder / DATABASE_NAME
    with store_errors(path):
        folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        _create_private(path)
        db = _connect(path, "rw", busy_timeout_seconds)
        with _closed_on_failure(db):
            _refuse_newer(db, path)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA mmap_size = 0")
            db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            db.execute("PRAGMA foreign_keys = ON")
            if migrations().pending(db):
                with writing(db):
                    migrations().apply(db)
    return db


def open_to_read(folder: Path, *, busy_timeout_seconds: float) -> Database:
    """The database of a state folder for reading alone, also beside a running writer.

    Raises StoreError where there is none yet or an older version left it, NewerSchemaError for one of a newer version.
    """
    path = folder / DATABASE_NAME
    with store_errors(path):
        if not path.exists():
            raise StoreError(
                str(path), "there is no database yet", "run 'monitor batch' once, or name the state folder"
            )
        db = _connect(path, "ro", busy_timeout_seconds)
        with _closed_on_failure(db):
            _refuse_newer(db, path)
            if pending := migrations().pending(db):
                found = f"the tables are of an older version (without {pending[0].name})"
                raise StoreError(str(path), found, "run 'monitor batch' once to bring them up to date")
    return db


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that holds the right to write from its first moment on: all of the block is kept, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _create_private(path: Path) -> None:
    # The side files of the log take the mode of the database. An existing file must not be opened here: closing it
    # would drop the locks that another connection of this process holds on it (https://sqlite.org/howtocorrupt.html).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
        with suppress(PermissionError):  # a folder of somebody else's, who let us write there
            path.parent.chmod(FOLDER_MODE)


def _connect(path: Path, mode: Literal["rw", "ro"], busy_timeout_seconds: float) -> Database:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        timeout=busy_timeout_seconds,
        isolation_level=None,
        check_same_thread=False,  # the store lets one thread work at a time
        uri=True,
    )
    return Database(connection, recursive_triggers=False, execute_plugins=False)


@contextmanager
def _closed_on_failure(db: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def _refuse_newer(db: Database, path: Path) -> None:
    unknown = [migration.name for migration in migrations().applied(db) if migration.name not in NAMES]
    if unknown:
        found = f"a newer version of the monitor wrote it ({', '.join(unknown)})"
        raise NewerSchemaError(str(path), found, "install that version or a later one; nothing was changed")
