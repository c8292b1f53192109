"""Time for tests of pauses: it passes only when everybody sleeps."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable
from itertools import count


class VirtualStopwatch:
    """Time that passes only when everybody sleeps."""

    def __init__(self) -> None:
        """Begin at 1000: no code may take 0 for the beginning."""
        self._now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def monotonic(self) -> float:
        """The virtual moment."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Return when it is that much later."""
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._numbers), woken))
        await woken

    def advance(self, seconds: float) -> None:
        """Let time pass while nobody sleeps."""
        self._now += seconds

    async def run(self, *work: Awaitable) -> list:
        """Do all the work at once, and give what comes of each."""
        tasks = asyncio.gather(*work)
        while not tasks.done():
            for _ in range(4):  # rounds of the loop in which whoever is awake comes to the next sleep
                await asyncio.sleep(0)
            if self._sleepers:
                self._now, _, woken = heapq.heappop(self._sleepers)
                if not woken.cancelled():
                    woken.set_result(None)
        return tasks.result()
