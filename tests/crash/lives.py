"""Lives of the daemon as the harness sees them: ordered, watched to their end, and what was on its way when it came."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crash.desk import Desk, Name

TESTS = Path(__file__).parents[1]
PATIENCE_SECONDS = 300
"""How long a life may take before the harness fails. One that tells all that earlier ones left takes a minute."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a life ended: the point at which it was killed, empty where from outside, and what was on its way."""

    status: int
    point: str
    on_their_way: tuple[Name, ...]
    began: float
    seconds: float


@dataclass
class _Story:
    point: str = ""
    on_their_way: list[Name] = field(default_factory=list)

    def hear(self, word: str, said: object) -> None:
        if word == "send":
            self.on_their_way.append(tuple(said))
        elif word == "marked":
            self.on_their_way.clear()
        elif word == "point":
            self.point = said


class Nursery:
    """The process that forks lives."""

    def __init__(self, process: asyncio.subprocess.Process, desk: Desk) -> None:
        """Talk to ``process``; the desk learns the number of each life's process."""
        self._process, self._desk = process, desk

    async def live(
        self, at: datetime, point: str, nth: int = 0, *, end_with: Callable[[int], object] | None = None
    ) -> Ended:
        """One life to its end. ``end_with`` gives, for its process's number, what ends it from outside, if anything."""
        order = {"at": at.isoformat(), "point": point, "nth": nth}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        began, story, ending = time.monotonic(), _Story(), None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                line = await self._process.stdout.readline()
                if not line:
                    msg = "the process that forks lives has ended"
                    raise RuntimeError(msg)
                word, said = json.loads(line)
                if word == "pid":
                    self._desk.pid = said
                    ending = asyncio.ensure_future(end_with(said)) if end_with else None
                elif word == "status":
                    break
                story.hear(word, said)
        died_at = self._desk.died_at
        self._desk.disarm()
        if ending is not None:
            ending.cancel()
            with suppress(asyncio.CancelledError):
                await ending
        way = tuple(story.on_their_way)
        return Ended(said, story.point or died_at, way, began, time.monotonic() - began)


@asynccontextmanager
async def open_nursery(config: Path, desk: Desk, page: Path) -> AsyncIterator[Nursery]:
    """A process that forks lives on a configuration, for the block; it warms up on ``page``."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "crash.dying_daemon", str(config), str(page)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment(),
    )
    try:
        yield Nursery(process, desk)
    finally:
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def real_daemon(config: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """``python -m monitor daemon`` as an operator starts it, for the block; killed at its end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", "daemon", "--config", str(config), "--log-level", "error"),
        env=environment(),
        stderr=asyncio.subprocess.DEVNULL,  # where what Python ran beside it regrets its death
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


def environment() -> dict[str, str]:
    """The environment of a process that finds the monitor, and this harness."""
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}
