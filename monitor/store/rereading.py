"""Rows that are read in whole again and again, of which only those that changed are made into records anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlite_utils import Database

from monitor.store.fields import Fields

Record = TypeVar("Record")


class Reread(Generic[Record]):
    """Records by the first column of a query, with the rows that they were made of.

    Every row is fetched each time, so that what another process wrote is seen; but a row that stands as before gives
    the record of before. Of ten thousand sources some hundred change within a minute. Holds rows and records in memory:
    about 5 kB for a source with all that is remembered of it.
    """

    def __init__(self, query: str, make: Callable[[Fields], Record]) -> None:
        """Begin with nothing read."""
        self._query, self._make = query, make
        self._read: dict[str, tuple[tuple[object, ...], Record]] = {}

    def records(self, db: Database) -> dict[str, Record]:
        """The records as they stand now, in the order of the query."""
        cursor = db.conn.execute(self._query)
        names = [name for name, *_ in cursor.description]
        before, self._read = self._read, {}
        for row in cursor:
            known = before.get(row[0])
            self._read[row[0]] = known if known and known[0] == row else (row, self._made(names, row))
        return {key: record for key, (_, record) in self._read.items()}

    def _made(self, names: list[str], row: tuple[object, ...]) -> Record:
        return self._make(Fields(dict(zip(names, row, strict=True))))
