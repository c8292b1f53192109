"""What is left of the saves of the outbox where they are killed, find no room, or find the database locked."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from outbox_made import outbox_of
from records_made import make_alert, make_owed
from saves_made import SAVES

from monitor.errors import StoreError, StoreLockedError
from monitor.store import MemoryStore, SqliteStore

HERE = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(HERE.parents[1])}


def run_beside(script, *arguments):
    """Another process, that runs a script of this folder."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    )


def outbox_after(*saves):
    """What a store holds after these saves, each made whole."""
    store = MemoryStore()
    for save in saves:
        save(store)
    return outbox_of(store)


# -- killed --


@pytest.mark.parametrize(
    ("save", "statement"),
    [
        ("owed", "INSERT INTO decisions"),
        ("owed", "INSERT INTO deliveries"),
        ("owed", "COMMIT"),
        ("deliveries", "UPDATE deliveries"),
        ("deliveries", "COMMIT"),
        ("seal", "UPDATE deliveries"),
        ("seal", "COMMIT"),
        ("begin", "COMMIT"),
        ("mute", "UPDATE envelopes"),
        ("mute", "UPDATE deliveries"),
        ("mute", "COMMIT"),
        ("end", "UPDATE deliveries"),
        ("end", "INSERT INTO attempts"),
        ("end", "INSERT INTO channel_states"),
        ("end", "COMMIT"),
        ("silence", "COMMIT"),
        ("resend", "UPDATE envelopes"),
        ("resend", "UPDATE deliveries"),
        ("resend", "COMMIT"),
    ],
)
def test_save_killed_half_way_leaves_nothing_and_may_be_made_again(folder, save, statement):
    """A process killed within a save leaves the outbox as it was before; the same save then leaves what it should."""
    before, broken_off = SAVES[save]
    with run_beside("dying_writer.py", folder, save, statement) as writer:
        try:
            assert writer.stdout.readline() == "inside\n"
        finally:
            writer.kill()

    with closing(SqliteStore.open(folder)) as store:
        assert outbox_after(before) == outbox_of(store)

        broken_off(store)

        assert outbox_after(before, broken_off) == outbox_of(store)
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


# -- locked --


@pytest.mark.parametrize("save", ["owed", "seal", "begin", "end", "resend"])
def test_save_waits_for_another_process_and_succeeds(folder, save):
    """While another process holds the database a save waits; it is kept whole once that one lets go."""
    before, waiting = SAVES[save]
    with closing(SqliteStore.open(folder)) as store:
        before(store)
        with run_beside("database_holder.py", folder / "monitor.sqlite3") as holder:
            assert holder.stdout.readline() == "held\n"
            connection = store._db.conn
            connection.set_trace_callback(lambda running: running == "BEGIN IMMEDIATE" and holder.stdin.close())

            waiting(store)

            connection.set_trace_callback(None)

        assert outbox_after(before, waiting) == outbox_of(store)


@pytest.mark.parametrize("save", ["owed", "seal", "begin", "end", "resend"])
def test_save_that_waits_in_vain_leaves_nothing(folder, save):
    """Where another process does not let go, StoreLockedError is raised, nothing is half kept, and it reads on."""
    before, waiting = SAVES[save]
    with closing(SqliteStore.open(folder, busy_timeout_seconds=0.01)) as store:
        before(store)
        with run_beside("database_holder.py", folder / "monitor.sqlite3") as holder:
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(StoreLockedError):
                waiting(store)

            assert outbox_after(before) == outbox_of(store)

        waiting(store)

        assert outbox_after(before, waiting) == outbox_of(store)


# -- a full disk --


@pytest.mark.parametrize("save", ["reading", "owed", "seal", "end"])
def test_save_without_room_leaves_nothing_and_works_once_there_is(folder, save):
    """At 20 points at which the disk is full, a save says so and leaves nothing; with room again it is kept whole."""
    with run_beside("full_disk.py", folder, save) as writer:
        told, _ = writer.communicate()
    failures = json.loads(told)

    assert 20 == len(failures)
    assert {True} == {failure["as before"] for failure in failures}
    assert {True} == {"make room on the disk" in failure["error"] for failure in failures}
    with closing(SqliteStore.open(folder)) as store:
        assert outbox_after(*SAVES[save]) == outbox_of(store)
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


def test_database_that_may_not_grow_says_that_there_is_no_room(folder):
    """Where SQLite itself finds the database full, StoreError says what to do, and the save may be made again."""
    with closing(SqliteStore.open(folder)) as store:
        connection = store._db.conn
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"full.*make room on the disk"):
            owe_many(store, range(1000))
        kept = len(store.alerts())
        connection.execute("PRAGMA max_page_count = 1000000")

        owe_many(store, [kept])

        assert kept + 1 == len(store.alerts())
        assert kept + 1 == len(store.loose_deliveries())


def owe_many(store, numbers):
    """Owe an alert of each number, one save each."""
    for number in numbers:
        store.save_owed([make_owed(make_alert(f"alert-{number}"))])
