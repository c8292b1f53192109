"""What is left of a save whose process is killed in the middle of it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from records_made import (
    NOON,
    make_change,
    make_claim,
    make_delivery,
    make_due,
    make_entry,
    make_health,
    make_health_reading,
    make_history,
    make_key,
    make_notice_alert,
    make_outcome,
    make_poll,
    make_reading,
    make_said,
    make_told_reading,
)

from monitor.errors import StoreError
from monitor.records import KeptChange
from monitor.store import SqliteStore

HERE = Path(__file__).parent
TESTS = HERE.parents[1]


def kill_inside_save(folder, save, statement):
    """Run the writer until it is about to run the statement within its save, then kill it."""
    command = [sys.executable, str(HERE / "dying_writer.py"), str(folder), save, statement]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        try:
            assert writer.stdout.readline() == "inside\n"
        finally:
            writer.kill()


@pytest.mark.parametrize(
    "statement", ["INSERT INTO claims", "INSERT INTO pages", "INSERT INTO deliveries", "UPDATE entries", "COMMIT"]
)
def test_reading_killed_half_way_leaves_nothing(folder, statement):
    """A process killed within a reading's save leaves no part of it; the entry is still due, and reads anew."""
    kill_inside_save(folder, "reading", statement)

    with closing(SqliteStore.open(folder)) as store:
        left = [store.article("article-1"), *store.claims(), *store.alerts(), *store.deliveries(), *store.keys()]
        page = store.page("article-1", "hash-1")
        due = list(store.due_entries(NOON))
        store.save_reading(make_told_reading(outcome=make_outcome()))

        assert [None, None] == [*left, page]
        assert [make_due()] == due
        assert [make_said()] == list(store.claims())
        assert [] == list(store.due_entries(NOON))
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


@pytest.mark.parametrize("statement", ["INSERT INTO healths", "INSERT INTO alerts", "INSERT INTO deliveries", "COMMIT"])
def test_look_at_health_killed_half_way_leaves_nothing(folder, statement):
    """A process killed while it keeps how sources fare leaves the state before, nobody told, and may look anew."""
    kill_inside_save(folder, "health", statement)

    with closing(SqliteStore.open(folder)) as store:
        before = dict(store.healths())
        left = [*store.alerts(), *store.deliveries()]
        store.save_health(make_health_reading(make_health(state="down"), alerts=(make_notice_alert(),)))

        assert {"herald-en": make_health()} == before
        assert [] == left
        assert {"herald-en": make_health(state="down")} == dict(store.healths())
        assert [make_delivery(make_notice_alert())] == list(store.loose_deliveries())


@pytest.mark.parametrize(
    "statement", ["UPDATE claims", "DELETE FROM positions", "INSERT INTO claims", "INSERT INTO positions", "COMMIT"]
)
def test_rebuild_killed_half_way_loses_nothing(folder, statement):
    """A process killed while it rebuilds leaves claims, histories and changes as they were, and may rebuild anew."""
    kill_inside_save(folder, "rebuilt", statement)

    with closing(SqliteStore.open(folder)) as store:
        assert [make_said()] == list(store.claims())
        assert {make_key(): make_history()} == dict(store.histories([make_key()]))
        assert [KeptChange(make_change(), NOON)] == list(store.changes())
        assert {} == dict(store.said(["found"]))

        store.save_rebuilt([make_reading(claims=(make_claim("found"),))], NOON)

        assert [make_said(make_claim("found"))] == list(store.claims())
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()


def test_error_within_a_rebuild_loses_nothing(store, folder):
    """A rebuild that SQLite refuses half way leaves everything as it was, and the store goes on working."""
    store.save_reading(make_told_reading())
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as operator, operator:
        operator.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON standings BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )

    with pytest.raises(StoreError, match="no room"):
        store.save_rebuilt([make_told_reading(said=())], NOON)

    assert [make_said()] == list(store.claims())
    assert {make_key(): make_history()} == dict(store.histories([make_key()]))


def test_error_within_a_look_at_health_leaves_nothing(store, folder):
    """A look that SQLite refuses half way leaves how sources fared before, and nobody is told."""
    store.save_health(make_health_reading())
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as operator, operator:
        operator.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )

    with pytest.raises(StoreError, match="no room"):
        store.save_health(make_health_reading(make_health(state="down"), alerts=(make_notice_alert(),)))

    assert {"herald-en": make_health()} == dict(store.healths())
    assert [] == list(store.alerts())


def test_error_within_a_save_leaves_nothing(store, folder):
    """A save that SQLite refuses half way leaves no part of it, and the store goes on working."""
    store.save_poll(make_poll(make_entry()))
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as operator, operator:
        operator.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )

    with pytest.raises(StoreError, match="no room"):
        store.save_reading(make_told_reading(outcome=make_outcome()))

    assert [None] == [store.article("article-1"), *store.claims(), *store.alerts()]
    assert [make_due()] == list(store.due_entries(NOON))
