"""A database that another process holds for itself: the monitor waits for it, and loses nothing where it lasts.

The wait of half a minute that was promised is waited for where the environment variable MONITOR_LONG_TESTS is set, as
by `make crash`.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from command_line import monitor_process, run_monitor
from http_server import answer
from newsroom import SEPTEMBER
from told_desk import TAKEN, NotingDesk, live_post, table_of, warden_alert
from workshop_made import NOON

from monitor.errors import StoreLockedError
from monitor.records import AlertRoute
from monitor.store import SqliteStore
from monitor.store.sqlite_file import SqliteFile

HOLDER = Path(__file__).parents[1] / "unit" / "store" / "database_holder.py"
PATIENCE_SECONDS = 60
"""How long a process may take before a test fails; none waits for it."""

HELD_SECONDS = 1.5
LONG_HELD_SECONDS = 30
IS_LONG = bool(os.environ.get("MONITOR_LONG_TESTS"))


@contextmanager
def held(newsroom):
    """Another process has the database for itself until it is told to let go, at the latest at the end of the block."""
    command = [sys.executable, str(HOLDER), str(newsroom.state / "monitor.sqlite3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603 - our own
        assert b"held\n" == holder.stdout.readline()
        try:
            yield lambda: holder.communicate(timeout=PATIENCE_SECONDS)
        finally:
            if holder.poll() is None:
                holder.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture
def owing(newsroom):
    """A newsroom whose next run has an article to read and an alert to send."""
    newsroom.configure()
    assert 0 == newsroom.run("batch").status
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    return newsroom


def told(newsroom):
    """The ids of the messages in the alerts file."""
    path = newsroom.alerts_file
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def progress(newsroom):
    """How far the sources were read, by the database."""
    with newsroom.store() as store:
        return store.source_states(), store.known_entries("herald"), store.alerts()


SPANS = [
    HELD_SECONDS,
    pytest.param(LONG_HELD_SECONDS, marks=pytest.mark.skipif(not IS_LONG, reason="needs MONITOR_LONG_TESTS=1")),
]


@pytest.mark.parametrize("seconds", SPANS)
def test_batch_waits_for_whoever_holds_the_database(owing, seconds):
    """As long as another process holds it, the run waits; once it lets go, the alert is told, once."""
    with held(owing) as let_go, monitor_process("batch", "--config", owing.config) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=seconds)
        waiting = told(owing)
        let_go()
        process.communicate(timeout=PATIENCE_SECONDS)

    assert ([], 0, 1) == (waiting, process.returncode, len(told(owing)))


@pytest.mark.parametrize("seconds", SPANS)
def test_daemon_waits_for_whoever_holds_the_database(owing, seconds):
    """A daemon that finds the database held waits as well, and tells the alert in the same cycle."""
    command = ("daemon", "--config", owing.config, "--log-format", "json")
    with held(owing) as let_go, monitor_process(*command) as process:
        assert "start" == json.loads(process.stderr.readline())["event"]
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(seconds)
        waiting = told(owing)
        let_go()
        events = []
        while "cycle" not in events:
            events.append(json.loads(process.stderr.readline())["event"])
        process.send_signal(signal.SIGTERM)
        status = process.wait(PATIENCE_SECONDS)

    assert ([], 0, 1) == (waiting, status, len(told(owing)))
    assert "store" not in events


def test_run_that_waited_in_vain_keeps_nothing_by_halves_and_the_next_one_delivers(owing, monkeypatch):
    """Status 3, with what holds it and what to do; the feed counts as not read, so that the next run tells all."""
    before = progress(owing)
    monkeypatch.setitem(SqliteFile.open.__func__.__kwdefaults__, "busy_timeout_seconds", 0.1)
    with held(owing):
        ended = run_monitor("batch", "--config", owing.config)
    between = progress(owing), told(owing)
    again = run_monitor("batch", "--config", owing.config)

    assert 3 == ended.status
    assert "another process holds the database" in ended.err
    assert "wait for the other run to end, or stop it, and run again" in ended.err
    assert "Traceback" not in ended.err
    assert (before, []) == between
    assert (0, 1) == (again.status, len(told(owing)))


def test_lock_that_falls_in_the_middle_of_a_run_keeps_what_was_read(owing, monkeypatch):
    """Held from when the article is fetched, the run ends with status 3; the next one reads it and tells it."""
    monkeypatch.setitem(SqliteFile.open.__func__.__kwdefaults__, "busy_timeout_seconds", 0.1)
    page = answer(SEPTEMBER.html().encode(), content_type="text/html; charset=utf-8")
    with closing(sqlite3.connect(owing.state / "monitor.sqlite3", isolation_level=None, check_same_thread=False)) as db:

        def fetched_while_held(exchange):
            db.execute("BEGIN EXCLUSIVE")
            page(exchange)

        owing.site.routes["/september"] = fetched_while_held
        ended = run_monitor("batch", "--config", owing.config)
        db.execute("ROLLBACK")
    owing.site.routes["/september"] = page
    with owing.store() as store:
        halves = list(store.readings()), list(store.claims()), list(store.alerts())
        waiting = [due.entry.url for due in store.due_entries(store.last_cycle().ended_at + timedelta(days=1))]
    again = run_monitor("batch", "--config", owing.config)

    assert (3, ([], [], [])) == (ended.status, halves)
    assert [owing.site.url("/september")] == waiting
    assert (0, 1) == (again.status, len(told(owing)))


async def test_lock_between_a_sending_and_its_note_costs_one_repeat(tmp_path):
    """A message that went out and could not be noted is sent once more by the next run, under the same id, alone."""
    with closing(SqliteStore.open(tmp_path, busy_timeout_seconds=0.05)) as store:
        with closing(sqlite3.connect(tmp_path / "monitor.sqlite3", isolation_level=None)) as other:

            def taken_while_held(desk, _message, _recipient):
                if len(desk.tried) == 2:
                    other.execute("BEGIN EXCLUSIVE")
                return TAKEN

            desk = NotingDesk("desk", taken_while_held)
            post = live_post([desk], table_of([AlertRoute("desk")]), NOON, store=store)
            post.owe(*(warden_alert(number, NOON) for number in range(4)))
            with pytest.raises(StoreLockedError):
                await post.look()
            other.execute("ROLLBACK")
        await post.look()
    ids = [one.message.message_id for one in desk.taken]

    assert 4 == len(set(ids))
    assert [ids[0], ids[1], ids[1], *ids[3:]] == ids
