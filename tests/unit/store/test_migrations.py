"""How the tables come about and grow."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.store import SqliteStore
from monitor.store.migrations import NAMES, migrations


def tables_of(connection):
    """The statements that made all tables and indexes, by name."""
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_fresh_database_has_what_migrations_one_by_one_give(database):
    """The tables of a new database are those of an old one that took every migration on its own."""
    with closing(sqlite3.connect(":memory:")) as stepwise, closing(sqlite3.connect(database)) as fresh:
        for after in (*NAMES[1:], None):
            db = Database(stepwise, execute_plugins=False)
            migrations().apply(db, stop_before=after)

        assert tables_of(stepwise) == tables_of(fresh)


def test_migrations_are_numbered_without_gaps():
    """Migrations are numbered from one, in the order in which they are applied."""
    assert [f"{number:04}" for number in range(1, len(NAMES) + 1)] == [name.split("_")[0] for name in NAMES]


def test_database_names_the_migrations_it_took(database):
    """A new database names every migration of this version."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()

    assert [("monitor", name) for name in NAMES] == rows


def test_tables_have_the_names_of_the_domain(database):
    """Somebody who opens the file finds the words of the domain as its tables."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()

    expected = (
        "sources entries articles versions texts readings visits imprints bands claims positions supports denials "
        "standings changes alerts deliveries cycles healths rests robots pages envelopes attempts decisions "
        "channel_states silences acks resends"
    )
    assert set(expected.split()) == {name for (name,) in rows} - {"_sqlite_migrations"}


def test_migration_that_fails_leaves_nothing(folder):
    """Where a table stands in the way, no migration leaves a trace and the store says so."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as other, other:
        other.execute("CREATE TABLE cycles (wheels INTEGER)")

    with pytest.raises(StoreError, match="cycles already exists"):
        SqliteStore.open(folder)

    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as other:
        assert {"cycles": "CREATE TABLE cycles (wheels INTEGER)"} == tables_of(other)
