"""Several runs of ``monitor batch`` at once on one state folder: one works, the others name it and end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager

from command_line import monitor_process
from http_server import answer
from newsroom import SEPTEMBER
from workshop_made import item, rss

AT_ONCE = 10
PATIENCE_SECONDS = 120
"""How long a process may take before a test fails; none waits for it."""


@contextmanager
def slow_feed(newsroom) -> Iterator[tuple[threading.Event, threading.Event]]:
    """The newsroom's feed, which says when it is asked and answers when it is told to, at the latest behind the block.

    Gives the two events.
    """
    asked, opened = threading.Event(), threading.Event()
    newsroom.publish("september", SEPTEMBER)
    feed = answer(rss(item("september", SEPTEMBER.title, host=newsroom.site.url(""))))

    def wait(exchange) -> None:
        asked.set()
        opened.wait(PATIENCE_SECONDS)
        feed(exchange)

    newsroom.serve_feed("herald", wait)
    try:
        yield asked, opened
    finally:
        opened.set()


def batch(newsroom):
    """One run, as a process."""
    return monitor_process("batch", "--config", newsroom.config)


def told(process) -> tuple[int, str]:
    """How a process ended, and its last words."""
    _, err = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, err


def test_of_ten_batches_at_once_one_runs_and_nine_name_it(newsroom):
    """Nine end with status 4 while the first still works, and name it by its pid; commands that only read go on."""
    newsroom.configure()
    with slow_feed(newsroom) as (asked, opened), ThreadPoolExecutor(AT_ONCE) as pool, ExitStack() as stack:
        processes = [stack.enter_context(batch(newsroom)) for _ in range(AT_ONCE)]
        ends = {pool.submit(told, process): process for process in processes}
        finished = as_completed(ends)
        refused = [next(finished) for _ in range(AT_ONCE - 1)]
        assert asked.wait(PATIENCE_SECONDS)
        (holder,) = {ends[end] for end in ends} - {ends[end] for end in refused}
        reading = [newsroom.run(*words).status for words in (["sources", "status"], ["alerts", "list"])]
        still_at_work = holder.poll() is None
        opened.set()
        last = next(finished).result()

    assert {4} == {end.result()[0] for end in refused}
    assert all(f"in use by monitor batch (pid {holder.pid})" in end.result()[1] for end in refused)
    assert ([0, 0], True) == (reading, still_at_work)
    assert (0, "") == last
    # Each thing was asked once: by the one that ran.
    assert ["/robots.txt", "/herald.xml", "/september"] == newsroom.site.paths_asked()


def test_kill_of_the_batch_at_work_frees_the_folder(newsroom):
    """After kill -9 in the middle of a poll, the next run works at once, and reads what the first one had begun."""
    newsroom.configure()
    with slow_feed(newsroom) as (asked, _opened), batch(newsroom) as first:
        assert asked.wait(PATIENCE_SECONDS)
        first.kill()
        first.wait(PATIENCE_SECONDS)

    after = newsroom.run("batch")

    assert (-9, 0) == (first.returncode, after.status)
    with newsroom.store() as store:
        assert ["/september"] == [one.article.url.removeprefix(newsroom.site.url("")) for one in store.readings()]
