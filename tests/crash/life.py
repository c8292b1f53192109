"""Where a life of the daemon stands, what it says, and the point at which it ends itself."""

from __future__ import annotations

import json
import os
import selectors
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

CHECKPOINT_SECONDS = 0.004
"""Within so long after a COMMIT that a checkpoint follows, a life dies. About what both take on a common disk."""

END_OF_CYCLE = "after save_cycle"
"""Where a life ends that never came to its point."""

NONE = "none"

_connect = sqlite3.connect


def say(*words: object) -> None:
    """One line of output, in one write: a process may die at once."""
    os.write(sys.stdout.fileno(), json.dumps(words).encode() + b"\n")


class Life:
    """Where a life stands, and where it ends."""

    def __init__(self, point: str, nth: int) -> None:
        """End when ``point`` comes for the ``nth`` time."""
        self._point, self._nth = point, nth
        self._came: Counter[str] = Counter()
        self._inside: list[str] = []

    def at(self, point: str) -> None:
        """The life is at a point."""
        self._came[point] += 1
        if point == self._point and self._came[point] == self._nth:
            self.end(point)
        if point == END_OF_CYCLE and self._point != NONE:
            self.end(point)

    def end(self, point: str) -> None:
        """End it, with a last word."""
        say("point", point)
        os.kill(os.getpid(), signal.SIGKILL)

    def inside(self, method: str, call: Callable[[], object]) -> object:
        """What the call gives; before, inside and after it are points."""
        self.at(f"before {method}")
        self._inside.append(method)
        try:
            found = call()
        finally:
            self._inside.pop()
        if method == "end_attempt":
            say("marked", None)
        self.at(f"after {method}")
        return found

    def hear_statement(self, statement: str) -> None:
        """SQLite is about to run a statement."""
        self.at("a step")
        if not self._inside:
            return
        method = self._inside[-1]
        if statement.upper() != "COMMIT":
            self.at(f"inside {method}")
            return
        self.at(f"COMMIT of {method}")
        if self._point == f"checkpoint in {method}":
            self._came[self._point] += 1
            if self._came[self._point] == self._nth:
                self._end_within(CHECKPOINT_SECONDS * (self._nth % 8) / 8)

    def _end_within(self, seconds: float) -> None:
        """End in a moment, wherever SQLite is then: it lets other threads work while it writes."""

        def end() -> None:
            time.sleep(seconds)
            self.end(self._point)

        threading.Thread(target=end, daemon=True).start()

    def connect(self, *arguments: object, **options: object) -> sqlite3.Connection:
        """A connection to a database that tells of its statements."""
        connection = _connect(*arguments, **options)
        if self._point.startswith("checkpoint"):
            connection.execute("PRAGMA wal_autocheckpoint = 1")
        connection.set_trace_callback(self.hear_statement)
        return connection


class Looking(selectors.DefaultSelector):
    """Makes each look of the event loop at its connections a step."""

    def __init__(self, life: Life) -> None:
        """Tell ``life``."""
        super().__init__()
        self._life = life

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Look."""
        self._life.at("a step")
        return super().select(timeout)
