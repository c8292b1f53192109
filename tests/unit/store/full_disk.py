"""Makes one save at 20 points at which there is no room for it, then with room: ``full_disk.py FOLDER SAVE``.

The limit is that on the size of files, which stands for a full disk: a write beyond it fails as one without room does.
Prints, as JSON, what each of the saves that failed raised, and whether the store read as before behind it.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outbox_made import outbox_of
from records_made import NOON
from saves_made import SAVES

from monitor.errors import StoreError
from monitor.store import SqliteStore

POINTS = 20


def main(folder: Path, save: str) -> None:
    """Make the save ever nearer to its last byte, then whole."""
    before, wanted = SAVES[save]
    store = SqliteStore.open(folder)
    before(store)
    kept, first, last = everything(store), log_bytes(folder), bytes_of(save)
    failures = []
    for point in range(POINTS):
        told = ""
        with file_limit(first + (last - first) * point // POINTS):
            try:
                wanted(store)
            except StoreError as error:
                told = str(error)
            as_before = kept == everything(store)
        failures.append({"error": told, "as before": as_before and kept == everything(store)})
    wanted(store)
    store.close()
    print(json.dumps(failures))  # noqa: T201 - what the test reads


def bytes_of(save: str) -> int:
    """How large the log is when the save is made with room."""
    before, wanted = SAVES[save]
    with tempfile.TemporaryDirectory() as twin:
        store = SqliteStore.open(Path(twin))
        before(store)
        wanted(store)
        return log_bytes(Path(twin))


def log_bytes(folder: Path) -> int:
    """How large the write-ahead log is."""
    return (folder / "monitor.sqlite3-wal").stat().st_size


def everything(store: SqliteStore) -> list[object]:
    """What the store gives of what these saves touch."""
    return [outbox_of(store), store.due_entries(NOON), store.article("article-1"), store.claims(), store.changes()]


@contextmanager
def file_limit(most_bytes: int) -> Iterator[None]:
    """No file grows beyond so many bytes; Python ignores the signal, so that the write fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
