"""Translates what SQLite, the file system and faulty rows raise into the store's own errors, once, at its edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from monitor.errors import StoreError, StoreLockedError

_PRIMARY_CODE_MASK: Final = 0xFF
"""An extended result code carries its primary code in the low byte. Source: https://sqlite.org/rescode.html."""

_LOCKED_CODES: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})

_CURES: Final = {
    sqlite3.SQLITE_CANTOPEN: "check that the folder exists, that it is no file, and that this user may write to it",
    sqlite3.SQLITE_PERM: "check that this user may read and write the file",
    sqlite3.SQLITE_READONLY: "check that this user may write to the file and its folder",
    sqlite3.SQLITE_NOTADB: "it is no database of the monitor; move it away, or name another state folder",
    sqlite3.SQLITE_CORRUPT: "restore it from a backup; the damaged file is left as it is",
    sqlite3.SQLITE_IOERR: "check the disk and run again; nothing is half kept",
}

_NO_ROOM_CODES: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)
"""What a full disk, a quota or a limit on the size of files comes as: SQLite tells the first alone from a bad disk."""

_ROOM_CURE: Final = "make room on the disk, or check it, and run again; nothing is half kept"

_OTHER_CURE: Final = "check the file with 'PRAGMA integrity_check', or restore it from a backup"


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Run a block of work on the database at ``path``; what goes wrong in it leaves as a StoreError with its cause.

    Raises StoreLockedError where another process held the database for longer than the busy timeout, and StoreError for
    any other fault of the database, the file system, or a row that does not make a record.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _database_error(path, error) from error
    except OSError as error:
        found = f"cannot be used ({error.strerror or error})"
        raise StoreError(str(error.filename or path), found, _CURES[sqlite3.SQLITE_CANTOPEN]) from error
    except (ValueError, OverflowError) as error:
        found = f"a record cannot be kept or read back: {error}"
        raise StoreError(str(path), found, "if the file was edited by hand, restore it from a backup") from error


def _database_error(path: Path, error: sqlite3.Error) -> StoreError:
    # Misuse of the driver, such as work on a closed connection, carries no result code.
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & _PRIMARY_CODE_MASK
    if code in _LOCKED_CODES:
        found = f"another process holds the database ({error})"
        return StoreLockedError(str(path), found, "wait for the other run to end, or stop it, and run again")
    if extended in _NO_ROOM_CODES:
        return StoreError(str(path), f"there is no room to write, or the disk fails ({error})", _ROOM_CURE)
    return StoreError(str(path), f"the database cannot be used ({error})", _CURES.get(code, _OTHER_CURE))
