"""A pool of worker processes that outlives its workers, and itself: pebble's, started late and replaced when broken."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TypeVar

from pebble import ProcessPool

from monitor.errors import WorkersError
from monitor.parsing.confinement import confine, run_confined
from monitor.parsing.limits import ParsingLimits

Answer = TypeVar("Answer")

_START_SECONDS = 60.0
"""How long a worker may take to start beside the deadline of its task, on a busy machine. Judgement."""

_WAITING_TASKS = 1
"""So many tasks lie ready for the next free worker; the others wait in this process, where they cost no memory."""

_MOST_POOLS = 3
"""So many pools in a row may break under a task, before it is no accident. Judgement."""

_NOT_STARTED = (OSError, MemoryError, RuntimeError, EOFError)
"""What the system's refusals of a process, a thread, a pipe or memory are raised as, and a fork server that died."""

_PRELOADED = ["__main__", "monitor.parsing.confinement", "monitor.articles", "monitor.feeds"]


class KillablePool:
    """Runs tasks in worker processes. Nothing is started before the first task.

    Processes come from a fork server: it has no threads, so that forking it is safe, it has the libraries loaded, so
    that a worker stands in some milliseconds in place of a killed one (``spawn`` takes a second of processor time
    each), and it ignores Ctrl-C from its start.
    """

    def __init__(self, limits: ParsingLimits) -> None:
        """Keep the limits; start nothing."""
        self._limits = limits
        self._pool: ProcessPool | None = None
        self._running: set[Future[object]] = set()
        self._slots = asyncio.Semaphore(limits.workers + _WAITING_TASKS)
        self._closed = False

    @property
    def started(self) -> bool:
        """Whether there are worker processes."""
        return self._pool is not None

    async def run(self, task: Callable[..., Answer], args: tuple[object, ...], deadline_seconds: float) -> Answer:
        """The task's answer. Both have to be picklable.

        Raises TimeoutError after the deadline, ``pebble.ProcessExpired`` where the worker died, and what the task
        raises. A pool that broke (a worker died that had no task) is replaced, and the task is run again; where that
        happens several times in a row, WorkersError is raised: workers cannot be started here. After ``aclose`` it
        raises CancelledError.
        """
        async with self._slots:
            for _ in range(_MOST_POOLS - 1):
                with suppress(BrokenProcessPool):
                    return await self._run_once(task, args, deadline_seconds)
            try:
                return await self._run_once(task, args, deadline_seconds)
            except BrokenProcessPool as error:
                raise WorkersError(_told(error)) from error

    async def aclose(self) -> None:
        """Kill the workers, also those at work; whoever waits for an answer gets CancelledError."""
        self._closed = True
        if self._pool is not None:
            await self._discard(self._pool)
        for future in self._running:
            future.cancel()

    async def _run_once(self, task: Callable[..., Answer], args: tuple[object, ...], seconds: float) -> Answer:
        if self._closed:
            raise asyncio.CancelledError
        pool = self._pool = self._pool or self._make()
        try:
            await _start(pool)
            return await self._wait(_schedule(pool, task, args, seconds), seconds)
        except BrokenProcessPool:
            await self._discard(pool)
            raise

    async def _wait(self, future: Future[Answer], seconds: float) -> Answer:
        """The answer; a task of which nothing is heard for too long was lost by its pool, which is then broken."""
        self._running.add(future)  # type: ignore[arg-type]  # Future is invariant; nothing is put into these
        try:
            answer = asyncio.wrap_future(future)
            done, _ = await asyncio.wait([answer], timeout=seconds + _START_SECONDS)
            if done:
                return answer.result()
            message = "a task was lost"
            raise BrokenProcessPool(message)
        finally:
            future.cancel()
            self._running.discard(future)

    def _make(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        limits = self._limits
        return ProcessPool(limits.workers, limits.tasks_per_worker, confine, (limits.memory_bytes,), context)

    async def _discard(self, pool: ProcessPool) -> None:
        if self._pool is not pool:
            return
        self._pool = None
        running = tuple(self._running)
        # What the system lets nobody stop, for want of a thread, ends with this process.
        with suppress(*_NOT_STARTED):
            await asyncio.to_thread(_stop, pool)
        for future in running:
            with suppress(InvalidStateError):
                future.set_exception(BrokenProcessPool("the pool of workers was stopped"))


async def _start(pool: ProcessPool) -> None:
    """Start the workers, if there are none; raise BrokenProcessPool where that fails or the pool broke before."""
    try:
        # Asking whether it is active starts it, which takes a moment.
        active = await asyncio.to_thread(lambda: pool.active)
    except _NOT_STARTED as error:
        message = "the pool of workers could not be started"
        raise BrokenProcessPool(message) from error
    if not active:
        message = "the pool of workers broke"
        raise BrokenProcessPool(message)


def _told(error: BaseException) -> str:
    """What a failure to start began with, in words."""
    while error.__cause__ is not None:
        error = error.__cause__
    words = error.strerror if isinstance(error, OSError) else str(error)
    return f"{words or type(error).__name__} ({_MOST_POOLS} times in a row)"


def _schedule(
    pool: ProcessPool, task: Callable[..., Answer], args: tuple[object, ...], seconds: float
) -> Future[Answer]:
    try:
        return pool.schedule(run_confined, (task, args, seconds), timeout=seconds)
    except RuntimeError as error:  # pebble's word for a pool that broke since it was asked
        raise BrokenProcessPool(*error.args) from error


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # this method of pebble's has no types
    pool.join()
