"""The daemon: the same cycle as ``monitor batch``, at every tick, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]  # it ships no types
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]  # it ships no types

from monitor.assemble import check_store, make_lease, open_store_for_reading, open_workshop, people_wait
from monitor.clock import Clock
from monitor.errors import StoreError, WorkersError
from monitor.health import heartbeat
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.posting.lanes import post_is_due
from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.settings import Settings

_log = structlog.get_logger()

HEARTBEAT = timedelta(hours=1)
"""How often the daemon says in the log how it fares."""

POST_SECONDS = 10
"""How often the daemon looks between two ticks for what came due, and for what people said. A judgement: quiet hours,
digests and pauses of channels end to within so many seconds."""

Work = Callable[[Workshop, Stopping], Awaitable[object]]


async def run_daemon(settings: Settings, clock: Clock) -> None:
    """Run a cycle now and at every tick, until SIGTERM or SIGINT: then the step in hand is finished, and it returns.

    Between two ticks, messages that have come due are sent. The scheduler only ticks: what is due stands in the store.
    A tick that comes while a cycle runs is left out. Raises LeaseHeldError where another run works on the state folder,
    and StoreError where the store cannot be used at the start; one that fails later is logged and tried again at the
    next tick.
    """
    stop = asyncio.Event()

    def ask_to_stop() -> None:
        _log.info("stopping")
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ask_to_stop)
    with make_lease(settings.state_folder, "monitor daemon").hold():
        check_store(settings)
        await _tick_until(stop, settings, clock)


async def _tick_until(stop: asyncio.Event, settings: Settings, clock: Clock) -> None:
    working = asyncio.Lock()

    tick_waits = asyncio.Event()

    async def tick() -> None:
        tick_waits.set()
        async with working:
            tick_waits.clear()
            await _run_once(settings, clock, stop, run_cycle)

    async def send_owed(workshop: Workshop, stopping: Stopping) -> None:
        await Postman(workshop).send_owed(lambda: stopping() or tick_waits.is_set())

    async def look_at_post() -> None:
        if not working.locked() and _has_post(settings, clock):  # a cycle sends what is owed itself
            async with working:
                await _run_once(settings, clock, stop, send_owed)

    async def beat() -> None:
        log_heartbeat(settings, clock)

    minutes = settings.general.schedule.tick_minutes
    scheduler = AsyncIOScheduler(timezone=UTC)
    # However late a tick is noticed, it is run: what is due is due.
    punctual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler.add_job(tick, IntervalTrigger(minutes=minutes, timezone=UTC), next_run_time=clock.now(), **punctual)
    scheduler.add_job(look_at_post, IntervalTrigger(seconds=POST_SECONDS, timezone=UTC), **punctual)
    scheduler.add_job(beat, IntervalTrigger(hours=1, timezone=UTC), **punctual)
    _log.info("start", tick_minutes=minutes, state=str(settings.state_folder))
    scheduler.start()
    await stop.wait()
    scheduler.pause()
    async with working:  # the cycle in hand ends its step first
        scheduler.shutdown(wait=False)
    _log.info("stop")


def _has_post(settings: Settings, clock: Clock) -> bool:
    """Whether something is to be sent, or somebody said something. A store in trouble is told by the next tick."""
    try:
        with closing(open_store_for_reading(settings)) as store:
            channels = frozenset(channel.name for channel in settings.enabled_channels)
            return people_wait(settings) or post_is_due(store, clock.now(), channels)
    except StoreError:
        return False


async def _run_once(settings: Settings, clock: Clock, stop: asyncio.Event, work: Work) -> None:
    try:
        async with open_workshop(settings, clock) as workshop:
            ending = asyncio.create_task(_end_waits_at(stop, workshop))
            try:
                await work(workshop, stop.is_set)
            finally:
                ending.cancel()
    except StoreError as error:
        _log.error("store", problem=str(error))
    except WorkersError as error:
        _log.error("workers", problem=str(error))
    except Exception:  # noqa: BLE001 - the edge of a cycle: what nobody foresaw must not end the daemon
        _log.exception("cycle_failed")


async def _end_waits_at(stop: asyncio.Event, workshop: Workshop) -> None:
    await stop.wait()
    workshop.end_waits()


def log_heartbeat(settings: Settings, clock: Clock) -> None:
    """One line in the log: how many sources are fresh, and what the last hour brought. A store in trouble is told."""
    now = clock.now()
    try:
        with closing(open_store_for_reading(settings)) as store:
            cycles = store.cycles(now - HEARTBEAT)
            beat = heartbeat(settings.sources, store.source_states(), store.healths(), cycles, now)
    except StoreError as error:
        _log.error("store", problem=str(error))
        return
    _log.info("heartbeat", says=beat.line())
