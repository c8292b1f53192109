"""Tasks that are tried twice, and what is never tried again."""

from __future__ import annotations

import hashlib
import signal
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pebble import ProcessExpired

from monitor.parsing.confinement import OUT_OF_MEMORY
from monitor.parsing.limits import ParsingLimits
from monitor.parsing.pool import KillablePool

Answer = TypeVar("Answer")

_TRIES = 2
_MOST_REMEMBERED = 1_000
"""So many quarantined bodies are remembered, the latest ones. Judgement."""

_FAILURES = (TimeoutError, ProcessExpired, RecursionError)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A body that is not read. ``detail`` says why, in words."""

    detail: str


class QuarantiningPool:
    """Runs tasks on bodies in a KillablePool; a body that harmed two workers is not given to a third."""

    def __init__(self, limits: ParsingLimits) -> None:
        """Keep the limits; start nothing."""
        self._limits = limits
        self._pool = KillablePool(limits)
        self._details: OrderedDict[tuple[str, bytes], str] = OrderedDict()

    @property
    def started(self) -> bool:
        """Whether there are worker processes."""
        return self._pool.started

    async def ask(
        self, task: Callable[..., Answer], args: tuple[object, ...], body: bytes, deadline_seconds: float
    ) -> Answer | Quarantined:
        """The task's answer, or why there is none.

        ``body`` is what the task reads: the same task is never tried again on one that was quarantined, as long as
        this pool lives. What the task raises is raised here, but for the signs of a body that goes beyond the bounds;
        WorkersError, which is nobody's fault here, where no worker can be started.
        """
        if len(body) > self._limits.max_page_bytes:
            return Quarantined(
                f"its {len(body):,} bytes are more than {self._limits.max_page_bytes:,} and were not read"
            )
        key = (task.__name__, hashlib.blake2b(body, digest_size=16).digest())
        if key in self._details:
            return Quarantined(self._details[key])
        failures = []
        for _ in range(_TRIES):
            try:
                return await self._pool.run(task, args, deadline_seconds)
            except _FAILURES as error:
                failures.append(_describe(error, deadline_seconds, self._limits.memory_bytes))
        return self._remember(key, f"reading it failed twice, and is not tried again: {', then '.join(failures)}")

    async def aclose(self) -> None:
        """Kill the workers, also those at work."""
        await self._pool.aclose()

    def _remember(self, key: tuple[str, bytes], detail: str) -> Quarantined:
        self._details[key] = detail
        while len(self._details) > _MOST_REMEMBERED:
            self._details.popitem(last=False)
        return Quarantined(detail)


def _describe(error: Exception, deadline_seconds: float, memory_bytes: int) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if not isinstance(error, ProcessExpired) or error.exitcode == -signal.SIGALRM:
        return f"it took longer than {deadline_seconds:g} s"
    if error.exitcode == OUT_OF_MEMORY:
        return f"it needed more than {memory_bytes // 1_000_000:,} MB of memory"
    if error.exitcode < 0:
        return f"its worker died by signal {-error.exitcode}"
    return f"its worker ended with status {error.exitcode}"
