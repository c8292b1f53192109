"""What harms a worker harms nothing else."""

from __future__ import annotations

import asyncio
import errno
import os
import resource
import signal
from contextlib import asynccontextmanager, contextmanager

import poisoned_tasks as poison
import pytest
from news_pages import ENGLISH, PAGES

from monitor.errors import MonitorError, WorkersError
from monitor.parsing import ParsingLimits, WorkerParser, tasks
from monitor.parsing.quarantine import Quarantined, QuarantiningPool
from monitor.records import RawPage

DEADLINE_SECONDS = 0.5
PATIENT_SECONDS = 60.0
LIMITS = ParsingLimits(workers=2, memory_bytes=1_000_000_000)


@asynccontextmanager
async def opened(limits: ParsingLimits = LIMITS):
    """A pool for the block."""
    pool = QuarantiningPool(limits)
    try:
        yield pool
    finally:
        await pool.aclose()


async def harm(pool: QuarantiningPool, task, body: bytes = b"poison", seconds: float = PATIENT_SECONDS):
    """Run a task that reads nothing but its body."""
    return await pool.ask(task, (body,), body, seconds)


@pytest.mark.parametrize(
    ("task", "seconds", "told"),
    [
        (poison.hang, DEADLINE_SECONDS, "it took longer than 0.5 s, then it took longer than 0.5 s"),
        (poison.hang_in_c, DEADLINE_SECONDS, "it took longer than 0.5 s, then it took longer than 0.5 s"),
        (poison.take_memory, PATIENT_SECONDS, "more than 1,000 MB of memory, then it needed more than 1,000 MB"),
        (poison.die, PATIENT_SECONDS, "its worker died by signal 9, then its worker died by signal 9"),
        (poison.crash, PATIENT_SECONDS, "its worker died by signal 11, then its worker died by signal 11"),
        (poison.leave, PATIENT_SECONDS, "its worker ended with status 3, then its worker ended with status 3"),
        (poison.recurse, PATIENT_SECONDS, "it is nested too deep, then it is nested too deep"),
    ],
)
async def test_body_that_harms_two_workers_is_quarantined(task, seconds: float, told: str) -> None:
    """Whatever becomes of the worker is told in words, and the pool goes on."""
    async with opened() as pool:
        answer = await harm(pool, task, seconds=seconds)

        assert isinstance(answer, Quarantined)
        assert told in answer.detail
        assert isinstance(await harm(pool, poison.process_id), int)


async def test_harm_done_once_is_forgiven(tmp_path) -> None:
    """A body that fails once and then is read was no poison."""
    async with opened() as pool:
        assert await harm(pool, poison.harm_once, os.fsencode(tmp_path / "seen")) == "fine"


async def test_quarantined_body_is_not_tried_again(tmp_path) -> None:
    """It is remembered what harmed, for the task that it harmed alone."""
    path = os.fsencode(tmp_path / "seen")
    async with opened() as pool:
        first = await pool.ask(poison.die, (path,), path, PATIENT_SECONDS)
        again = await pool.ask(poison.die, (), path, PATIENT_SECONDS)  # it would raise if it were tried
        other = await pool.ask(poison.process_id, (path,), path, PATIENT_SECONDS)

    assert (again, type(other)) == (first, int)


async def test_faults_of_the_program_are_raised() -> None:
    """An exception that no body explains goes to the caller, in words where it cannot travel, and nothing breaks."""
    async with opened() as pool:
        with pytest.raises(LookupError, match="a fault of the program"):
            await harm(pool, poison.fail)
        with pytest.raises(RuntimeError, match="OddError: subject: found"):
            await harm(pool, poison.fail_oddly)

        assert isinstance(await harm(pool, poison.process_id), int)


async def test_poison_among_good_pages_harms_none_of_them() -> None:
    """Of 110 readings at once, the ten poisoned ones are quarantined and all others read."""
    poisons = [poison.die, poison.crash, poison.leave, poison.hang, poison.recurse] * 2
    async with opened() as pool:
        good = [
            pool.ask(tasks.extract, (page, None), page.body, PATIENT_SECONDS)
            for number in range(100)
            for page in [RawPage(PAGES[number % 3].html(f"<meta name=n content={number}>").encode(), "utf-8")]
        ]
        bad = [harm(pool, task, b"%d" % number, DEADLINE_SECONDS) for number, task in enumerate(poisons)]
        mixed = [reading for ten in range(10) for reading in (*good[ten * 10 : ten * 10 + 10], bad[ten])]
        answers = await asyncio.gather(*mixed)

    assert [type(answer) for answer in answers[10::11]] == [Quarantined] * 10
    assert [answer.text for n, answer in enumerate(answers) if n % 11 != 10] == [PAGES[n % 3].text for n in range(100)]


async def test_worker_killed_while_it_rests_is_replaced() -> None:
    """A death that no task explains breaks pebble's pool; ours starts another."""
    async with opened(ParsingLimits(workers=1)) as pool:
        resting = await harm(pool, poison.process_id)
        os.kill(resting, signal.SIGKILL)

        assert await harm(pool, poison.process_id) != resting


async def test_workers_are_renewed() -> None:
    """After so many tasks another process takes over."""
    async with opened(ParsingLimits(workers=1, tasks_per_worker=2)) as pool:
        numbers = [await harm(pool, poison.process_id) for _ in range(6)]

    assert len(set(numbers)) == 3


async def test_workers_that_cannot_start_are_told() -> None:
    """Bounds too narrow for the libraries are no fault of a page: the error is raised, and nothing hangs."""
    async with opened(ParsingLimits(workers=1, memory_bytes=1_000)) as pool:
        with pytest.raises(WorkersError) as raised:
            await harm(pool, poison.process_id)

    assert isinstance(raised.value, MonitorError)
    assert "expired (3 times in a row)" in raised.value.found


async def test_every_reading_that_waits_is_told() -> None:
    """Readings at once, those in the queue among them, all end with the error; none of their bodies is quarantined."""
    async with opened(ParsingLimits(workers=1, memory_bytes=1_000)) as pool:
        tries = [harm(pool, poison.process_id, b"%d" % number) for number in range(5)]
        ended = await asyncio.gather(*tries, return_exceptions=True)

    assert [type(error) for error in ended] == [WorkersError] * 5


@contextmanager
def no_more_files():
    """Let this process open no further file, pipe or socket for the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_refusal_of_the_system_is_told_in_its_words() -> None:
    """Where no process can be had, the error gives the cause, and the same pool works when it is gone."""
    async with opened(ParsingLimits(workers=1)) as pool:
        # The event loop and its thread are there before the bound.
        await asyncio.to_thread(os.getpid)
        with no_more_files(), pytest.raises(WorkersError) as raised:
            await harm(pool, poison.process_id)

        assert raised.value.found == f"{os.strerror(errno.EMFILE)} (3 times in a row)"
        assert isinstance(await harm(pool, poison.process_id), int)


async def test_no_process_is_started_for_nothing() -> None:
    """A parser that is asked nothing, or for what it need not read, starts no worker."""
    async with WorkerParser(ParsingLimits(max_page_bytes=10)) as parser:
        too_large = await parser.extract(RawPage(bytes(11)), None)

        assert not parser.started
        assert (too_large.problem, too_large.detail) == (
            "quarantined",
            "its 11 bytes are more than 10 and were not read",
        )


async def test_closing_stops_workers_at_work(tmp_path) -> None:
    """Whoever waits for an answer, at work or in the queue, is cancelled; the processes are gone."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pool = QuarantiningPool(ParsingLimits(workers=1))
    worker = await harm(pool, poison.process_id)
    waiting = [asyncio.create_task(harm(pool, poison.say_and_hang, os.fsencode(pipe))) for _ in range(5)]
    with await asyncio.to_thread(pipe.open):
        await pool.aclose()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    await pool.aclose()

    assert [type(error) for error in ended] == [asyncio.CancelledError] * 5
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


async def test_reading_that_is_cancelled_frees_its_worker() -> None:
    """Who gives up waiting leaves the worker to others."""
    async with opened(ParsingLimits(workers=1)) as pool:
        await harm(pool, poison.process_id)
        hanging = asyncio.create_task(harm(pool, poison.hang_in_c))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(hanging, DEADLINE_SECONDS)

        assert isinstance(await harm(pool, poison.process_id), int)


async def test_same_page_gives_the_same_text_fifty_times() -> None:
    """Nothing is remembered by a worker from one extraction to the next."""
    page = RawPage(ENGLISH.html().encode(), "utf-8")
    async with WorkerParser(ParsingLimits(workers=1)) as parser:
        texts = {(await parser.extract(page, None)).text for _ in range(50)}

    assert texts == {ENGLISH.text}
