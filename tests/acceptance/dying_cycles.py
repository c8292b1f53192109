"""Runs cycles as ``monitor batch`` does, each in a process of its own that kills itself at a given step.

Each line of the input asks for one cycle: ``{"config": FOLDER, "at": MOMENT, "die_at": STEP}``; 0 lets it live. Each
line of the output says how it went: ``{"died": bool, "steps": N, "in_flight": [[TO, MESSAGE], …]}``. A step is a
statement that SQLite is about to run, or one look of the event loop at its connections, so that a process may die
within a transaction, a request or a mail. In flight is a message between its handing over and the note of its answer;
TO is an address of mail, or the name of a channel.

The first cycle runs in this process, the others in processes forked from it, which so find everything imported.
"""

from __future__ import annotations

import asyncio
import json
import os
import selectors
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from monitor.assemble import make_lease, open_workshop
from monitor.cli.logs import configure_logs
from monitor.clock import HandClock
from monitor.parsing import DirectParser
from monitor.pipeline.cycle import run_cycle
from monitor.settings import load_settings

_connect = sqlite3.connect


class Steps:
    """Counts the steps of a process and ends it by SIGKILL at the one it was born to die at."""

    def __init__(self, die_at: int, report: int) -> None:
        """Die at that step, after a last word to the file descriptor ``report``."""
        self._die_at, self._report = die_at, report
        self._count = 0
        self.in_flight: set[tuple[str, str]] = set()

    def take(self, _statement: str = "") -> None:
        """One step."""
        self._count += 1
        if self._count == self._die_at:
            self.tell(died=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def tell(self, *, died: bool) -> None:
        """Say how it went."""
        word = {"died": died, "steps": self._count, "in_flight": sorted(self.in_flight)}
        os.write(self._report, json.dumps(word).encode())

    def watched_connect(self, *arguments: object, **options: object) -> sqlite3.Connection:
        """A connection to a database, each of whose statements is a step."""
        connection = _connect(*arguments, **options)
        connection.set_trace_callback(self.take)
        return connection


class CountingSelector(selectors.DefaultSelector):
    """Tells of each look at the connections."""

    def __init__(self, look: Callable[[], None]) -> None:
        """Call ``look`` each time."""
        super().__init__()
        self._look = look

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Look."""
        self._look()
        return super().select(timeout)


class WatchedNotifier:
    """A channel that notes what is in flight. It keeps no pace: the stand-ins ask for none."""

    def __init__(self, notifier, steps):
        """Watch ``notifier``."""
        self._notifier, self._steps = notifier, steps
        self.name = notifier.name

    async def turn(self):
        """At once."""

    async def send(self, message, recipient):
        """Send, with the message in flight."""
        self._steps.in_flight.add((recipient.address or self.name, message.message_id))
        return await self._notifier.send(message, recipient)


class WatchedStore:
    """A store that notes when a message has landed."""

    def __init__(self, store, steps):
        """Watch ``store``."""
        self._store, self._steps = store, steps

    def __getattr__(self, name):
        """Everything else is the store's."""
        return getattr(self._store, name)

    def end_attempt(self, attempt, envelope, channel):
        """Keep the answer; then the message has landed: one at a time is in flight."""
        self._store.end_attempt(attempt, envelope, channel)
        self._steps.in_flight.clear()


async def run_watched(config: Path, at: datetime, steps: Steps) -> None:
    """One cycle, as ``monitor batch`` runs it, at that moment."""
    settings = load_settings(config)
    with make_lease(settings.state_folder, "monitor batch").hold():
        async with open_workshop(settings, HandClock(at)) as workshop:
            watched = {name: WatchedNotifier(one, steps) for name, one in workshop.notifiers.items()}
            store = WatchedStore(workshop.store, steps)
            # Steps of worker processes would be none of this process's, and a fork has no workers of its own.
            await run_cycle(replace(workshop, notifiers=watched, store=store, parser=DirectParser()))


def live(order: dict, report: int) -> None:
    """The life of one process."""
    steps = Steps(order["die_at"], report)
    sqlite3.connect = steps.watched_connect
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(CountingSelector(steps.take))) as runner:
        runner.run(run_watched(Path(order["config"]), datetime.fromisoformat(order["at"]), steps))
    steps.tell(died=False)


def run_here(order: dict) -> bytes:
    """Live, and what was said."""
    read_end, write_end = os.pipe()
    live(order, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        return pipe.read()


def run_in_child(order: dict) -> bytes:
    """Fork, live, and what the child said; nothing where it failed in another way."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            live(order, write_end)
        except BaseException:  # noqa: BLE001 - whatever it was, the child must not go on as its parent
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def main() -> None:
    """Answer one order after the other."""
    configure_logs("error", "console")
    run = run_here
    for line in sys.stdin:
        said = run(json.loads(line))
        print(said.decode() or '{"failed": true}', flush=True)  # noqa: T201 - the answer that the test waits for
        run = run_in_child


if __name__ == "__main__":
    main()
