"""How the database of a state folder is opened, and what stands in its way."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing

import pytest
from records_made import NOON, make_due, make_entry, make_poll, make_source_state

from monitor.errors import NewerSchemaError, StoreError, StoreLockedError
from monitor.store import SqliteStore
from monitor.store.connection import open_for_work


def mode_of(path):
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 1250),
        ("mmap_size", 0),
    ],
)
def test_connection_is_set_for_durability(folder, pragma, expected):
    """The log is written ahead and in full, keys are checked, waiting is bounded, and nothing is memory-mapped."""
    with closing(open_for_work(folder, busy_timeout_seconds=1.25)) as db:
        rows = db.execute(f"PRAGMA {pragma}").fetchall()

    assert [expected] == [value for row in rows for value in row]


def test_store_waits_a_minute_for_a_lock_and_a_reader_five_seconds():
    """Unless told otherwise, a store waits longer for another process than a backup takes; a reader need not."""
    assert {"busy_timeout_seconds": 60.0} == SqliteStore.open.__func__.__kwdefaults__
    assert {"busy_timeout_seconds": 5.0} == SqliteStore.open_for_reading.__func__.__kwdefaults__


def test_folder_and_files_are_the_owners_alone(folder, store):
    """A folder made by the store has mode 0700; the database and the files of its log have 0600."""
    previous = os.umask(0)
    try:
        SqliteStore.open(folder / "inner").close()
    finally:
        os.umask(previous)
    store.save_poll(make_poll())

    assert 0o700 == mode_of(folder)
    assert 0o700 == mode_of(folder / "inner")
    assert 0o600 == mode_of(folder / "inner" / "monitor.sqlite3")
    assert {
        "monitor.sqlite3": 0o600,
        "monitor.sqlite3-shm": 0o600,
        "monitor.sqlite3-wal": 0o600,
    } == {path.name: mode_of(path) for path in folder.glob("monitor.*")}


def test_folder_of_a_new_database_becomes_the_owners_alone(tmp_path):
    """A state folder that lies ready, open to all, is closed when the first database is made in it."""
    ready = tmp_path / "state"
    ready.mkdir(0o755)

    SqliteStore.open(ready).close()

    assert 0o700 == mode_of(ready)


def test_modes_that_the_operator_set_are_left(folder, database):
    """Opening a store again leaves the modes of a folder and file that exist."""
    folder.chmod(0o750)
    database.chmod(0o640)

    SqliteStore.open(folder).close()

    assert (0o750, 0o640) == (mode_of(folder), mode_of(database))


def test_what_was_kept_is_there_when_opened_again(folder):
    """A store opened again has what an earlier one kept."""
    with closing(SqliteStore.open(folder)) as first:
        first.save_poll(make_poll(make_entry()))

    with closing(SqliteStore.open(folder)) as second:
        assert [make_due()] == list(second.due_entries(NOON))


def test_folder_with_signs_in_its_name_is_opened(tmp_path):
    """Signs that mean something in an address are plain letters in a folder's name."""
    folder = tmp_path / "state?mode=memory#50%"

    SqliteStore.open(folder).close()

    assert (folder / "monitor.sqlite3").is_file()


# -- what stands in the way --


def test_file_in_place_of_the_folder_is_refused(folder):
    """A file where the folder should be raises StoreError that names it and keeps the cause."""
    folder.write_text("not a folder")

    with pytest.raises(StoreError, match=str(folder)) as caught:
        SqliteStore.open(folder)

    assert isinstance(caught.value.__cause__, OSError)


def test_folder_that_cannot_be_made_is_refused(tmp_path):
    """A folder under a file, where nobody may write, raises StoreError with its cause."""
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="this user may write") as caught:
        SqliteStore.open(tmp_path / "file" / "state")

    assert isinstance(caught.value.__cause__, NotADirectoryError)


def test_folder_in_place_of_the_database_is_refused(folder):
    """A folder where the file should be raises StoreError with its cause."""
    (folder / "monitor.sqlite3").mkdir(parents=True)

    with pytest.raises(StoreError, match=r"monitor\.sqlite3") as caught:
        SqliteStore.open(folder)

    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)


@pytest.mark.parametrize("open_store", [SqliteStore.open, SqliteStore.open_for_reading])
def test_file_that_is_no_database_is_refused_and_left(folder, open_store):
    """A file of something else raises StoreError with its cause, and is not touched."""
    folder.mkdir()
    (folder / "monitor.sqlite3").write_text("Minutes of the morning meeting\n" * 40)

    with pytest.raises(StoreError, match="no database of the monitor") as caught:
        open_store(folder)

    assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)
    assert (folder / "monitor.sqlite3").read_text().startswith("Minutes")


def test_locked_database_is_told_from_a_broken_one(folder, database):
    """Another connection's lock raises StoreLockedError with its cause, and the store works once it is gone."""
    with closing(SqliteStore.open(folder, busy_timeout_seconds=0.01)) as store:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreLockedError, match="wait for the other run") as caught:
                store.save_poll(make_poll())
        store.save_poll(make_poll())

        assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
        assert {"herald-en": make_source_state()} == dict(store.source_states())


def test_database_locked_before_its_tables_are_made_is_told(folder):
    """A lock on an empty file keeps the store from opening, and StoreLockedError says so."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "monitor.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(StoreLockedError):
            SqliteStore.open(folder, busy_timeout_seconds=0.01)


def test_row_that_makes_no_record_is_told(folder, database):
    """A row edited by hand into nonsense raises StoreError that names the field."""
    with closing(SqliteStore.open(folder)) as store:
        store.save_poll(make_poll())
        with closing(sqlite3.connect(database)) as editor, editor:
            editor.execute("UPDATE sources SET polled_at = 'yesterday'")

        with pytest.raises(StoreError, match="yesterday") as caught:
            store.source_states()

    assert isinstance(caught.value.__cause__, ValueError)


def test_moment_without_a_zone_is_refused_and_nothing_kept(store):
    """A naive moment has no place in time: StoreError says so, and the poll leaves nothing."""
    naive = make_due(make_entry("naive"), first_seen_at=NOON.replace(tzinfo=None))

    with pytest.raises(StoreError, match="time zone"):
        store.save_poll(make_poll(make_entry(), naive))

    assert {} == dict(store.source_states())
    assert {} == dict(store.known_entries("herald-en"))


# -- reading alone --


def test_reader_sees_what_a_running_writer_keeps(folder, store):
    """A store opened for reading sees each save of a writer that is still open."""
    with closing(SqliteStore.open_for_reading(folder)) as reader:
        before = dict(reader.source_states())
        store.save_poll(make_poll())

        assert ({}, {"herald-en": make_source_state()}) == (before, dict(reader.source_states()))


def test_reader_works_without_a_writer(folder, database):
    """A store opened for reading works where no writer runs, and leaves the database as it was."""
    before = database.read_bytes()

    with closing(SqliteStore.open_for_reading(folder)) as reader:
        assert {} == dict(reader.source_states())

    assert before == database.read_bytes()


def test_reader_reads_while_a_writer_holds_the_lock(folder, database):
    """A write in progress does not keep a reader waiting."""
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as writer,
        closing(SqliteStore.open_for_reading(folder, busy_timeout_seconds=0.01)) as reader,
    ):
        writer.execute("BEGIN EXCLUSIVE")

        assert {} == dict(reader.source_states())


@pytest.mark.usefixtures("database")
def test_reader_refuses_to_save(folder):
    """Every save on a store opened for reading raises StoreError."""
    with closing(SqliteStore.open_for_reading(folder)) as reader, pytest.raises(StoreError, match="may write"):
        reader.save_poll(make_poll())


def test_reader_needs_a_database(folder):
    """Without a database, reading raises StoreError that says how to make one, and makes none itself."""
    with pytest.raises(StoreError, match=r"no database yet.*monitor batch"):
        SqliteStore.open_for_reading(folder)

    assert not folder.exists()


def test_reader_refuses_tables_that_are_not_up_to_date(folder):
    """A database that still lacks a migration cannot be read alone; the error says what to do."""
    folder.mkdir()
    (folder / "monitor.sqlite3").touch()

    with pytest.raises(StoreError, match=r"older version.*monitor batch"):
        SqliteStore.open_for_reading(folder)


@pytest.mark.parametrize("open_store", [SqliteStore.open, SqliteStore.open_for_reading])
def test_newer_database_is_refused_with_nothing_changed(folder, database, open_store):
    """A migration unknown to this version raises NewerSchemaError that names it, and not a byte changes."""
    with closing(sqlite3.connect(database)) as future, future:
        future.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '9999_moods', '')"
        )
    before = database.read_bytes()

    with pytest.raises(NewerSchemaError, match=r"9999_moods.*install that version"):
        open_store(folder)

    assert before == database.read_bytes()
