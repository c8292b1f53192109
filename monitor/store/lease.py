"""The right to work on a state folder, held by one run at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from monitor.errors import LeaseHeldError, StoreError
from monitor.store.connection import FILE_MODE, FOLDER_MODE

LOCK_NAME: Final = "monitor.lock"
HOLDER_NAME: Final = "monitor.lock.holder"


class FolderLease:
    """``ports.Lease`` by a lock on a file in the state folder, which the kernel drops when its holder dies.

    The file stays when the lease is given back: its presence says nothing. Beside it stands, while the lease is held,
    who holds it; only error messages rely on that.
    """

    def __init__(self, folder: Path, who: str) -> None:
        """Prepare for ``folder``; ``who`` names this run to others, such as "monitor daemon"."""
        self._folder, self._who = folder, who

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the lease for a ``with`` block; the folder is made where missing.

        Raises LeaseHeldError, naming the holder, when it is held: by another process, or in this one, be it by the same
        object. Raises StoreError where the folder cannot be used or its file system knows no locks.
        """
        lock = self._acquire()
        try:
            yield
        finally:
            # A name left behind is overwritten by the next holder, so it must not keep the lock from being dropped.
            with suppress(OSError):
                (self._folder / HOLDER_NAME).unlink()
            lock.release()

    def _acquire(self) -> FileLock:
        path = self._folder / LOCK_NAME
        # Without a fallback: a lock by presence would outlive a holder that was killed.
        lock = FileLock(path, timeout=0, mode=FILE_MODE, thread_local=False, fallback_to_soft=False)
        try:
            self._folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            lock.acquire()
            self._sign()
        except Timeout as error:
            raise LeaseHeldError(str(self._folder), self._holder()) from error
        except OSError as error:
            lock.release()
            found = f"the state folder cannot be locked ({error.strerror or error})"
            raise StoreError(
                str(path), found, "check that this user may write there, and that no file stands in the way"
            ) from error
        return lock

    def _sign(self) -> None:
        # Written aside and moved into place, so that nobody reads half a name.
        draft = self._folder / f"{HOLDER_NAME}.{os.getpid()}"
        draft.write_text(f"{self._who} (pid {os.getpid()})", encoding="utf-8")
        draft.replace(self._folder / HOLDER_NAME)

    def _holder(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return (self._folder / HOLDER_NAME).read_text(encoding="utf-8") or "another run"
        return "another run"
