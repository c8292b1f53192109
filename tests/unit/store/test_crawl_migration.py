"""What becomes of a database of the second version of the tables when this version opens it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from first_version_made import HERALD, NOON_TEXT, insert, make_second_version
from records_made import (
    EVER,
    NOON,
    TITLE,
    later,
    make_cycle,
    make_due,
    make_entry,
    make_health,
    make_health_reading,
    make_notice_alert,
    make_outcome,
    make_page,
    make_poll,
    make_reading,
    make_rest,
    make_robots,
    make_source_state,
)

from monitor.errors import StoreError
from monitor.records import KnownEntry, Pace, SourceReport
from monitor.store import SqliteStore

KEPT_TABLES = (
    "articles", "versions", "texts", "readings", "visits", "imprints", "bands", "claims", "changes", "positions",
    "supports", "denials", "standings", "cycles",
)  # fmt: skip
"""Tables whose rows the migration leaves to the letter."""


@pytest.fixture
def second_version(folder):
    """The path of a database as the second version of the tables left it."""
    folder.mkdir()
    path = folder / "monitor.sqlite3"
    with closing(sqlite3.connect(path)) as db, db:
        make_second_version(db)
    return path


@pytest.fixture
def upgraded(folder, second_version):
    """The store that this version opens on it."""
    assert second_version.exists()
    with closing(SqliteStore.open(folder)) as store:
        yield store


def rows_of(path, table):
    """All rows of a table."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a name of this test


def dump(path):
    """All tables with all rows."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


@pytest.mark.parametrize("table", KEPT_TABLES)
def test_rows_are_left_to_the_letter(folder, second_version, table):
    """Every row of what was read, claimed, and judged stands as before, and there is one at least."""
    before = rows_of(second_version, table)

    SqliteStore.open(folder).close()

    assert before
    assert before == rows_of(second_version, table)


def test_entries_stand_as_before_and_count_no_change(folder, second_version):
    """Every entry has the columns that it had, and was not seen to change so far."""
    before = rows_of(second_version, "entries")

    SqliteStore.open(folder).close()

    assert [(*row, 0) for row in before] == rows_of(second_version, "entries")


def test_source_states_come_back_without_validators(upgraded):
    """When a source was polled, is due, and how it failed stand as before; it is asked unconditionally once."""
    ailing = make_source_state(
        source="gazette-ar", routes=(), route="", pace=Pace(), failures=3, problem='the server said "\\no\n\\"'
    )
    expected = {"gazette-ar": ailing, "herald-en": make_source_state(routes=(), route="", pace=Pace())}

    assert expected == dict(upgraded.source_states())


def test_alerts_of_before_are_no_notices(upgraded):
    """Every alert of before comes back with its changes, as one of an article."""
    (alert,) = upgraded.alerts()

    assert (None, ["change-1"]) == (alert.notice, [change.change_id for change in alert.changes])


def test_reports_of_cycles_of_before_come_back(upgraded):
    """How sources fared in old cycles is read as it was written then: no kind of failure, no host."""
    expected = (SourceReport("herald-en", "polled", seen=30, fresh=2), SourceReport("gazette-ar", "failed", detail="x"))

    assert expected == upgraded.last_cycle().sources


def test_entries_of_before_are_found_by_first_sight(upgraded):
    """Entries that were kept before count by when they were first seen."""
    assert [TITLE] == list(upgraded.titles_since(NOON))
    assert [] == list(upgraded.titles_since(later(minutes=1)))
    assert [] == list(upgraded.discovered(EVER))


def test_nothing_is_known_yet_of_health_manners_and_pages(upgraded):
    """Tables that came anew are empty."""
    assert {} == dict(upgraded.healths())
    assert [] == list(upgraded.rests(EVER))
    assert upgraded.robots("https://herald.example:443") is None
    assert upgraded.page("article-1", "hash-1") is None


def test_upgraded_store_goes_on(upgraded):
    """Polls, looks at health, rests, robots and pages are kept beside what was there."""
    upgraded.save_poll(make_poll(make_entry("entry-2")))
    upgraded.save_outcome(make_outcome("entry-2", state="skipped", reason="discovery_only"))
    upgraded.save_health(make_health_reading(alerts=(make_notice_alert(created_at=later(days=1)),)))
    upgraded.save_robots(make_robots())
    upgraded.save_rest(make_rest())
    upgraded.save_reading(make_reading(HERALD, read_at=later(hours=3), page=make_page()))
    upgraded.save_cycle(make_cycle(ended_at=later(days=1)))

    assert make_source_state() == upgraded.source_states()["herald-en"]
    assert [make_entry("entry-2")] == list(upgraded.discovered(EVER))
    assert [make_due(make_entry())] == list(upgraded.due_entries(NOON))
    assert {"herald-en": make_health()} == dict(upgraded.healths())
    assert ["notice-1", "alert-1"] == [alert.alert_id for alert in upgraded.alerts()]
    assert [make_rest()] == list(upgraded.rests(NOON))
    known = {"entry-1": KnownEntry("content-1"), "entry-2": KnownEntry("content-1")}
    assert known == upgraded.known_entries("herald-en")
    assert make_robots() == upgraded.robots("https://herald.example:443")
    assert make_page() == upgraded.page("article-1", "hash-1")
    assert [make_cycle(ended_at=later(days=1))] == list(upgraded.cycles(since=later(days=1)))


# -- the upgrade itself --


def test_second_opening_changes_nothing(folder, second_version):
    """A database that was brought up to date is left to the letter when it is opened again."""
    SqliteStore.open(folder).close()
    once = dump(second_version)

    SqliteStore.open(folder).close()

    assert once == dump(second_version)


def test_upgraded_database_is_sound(folder, second_version):
    """No row points nowhere, and no page is damaged."""
    SqliteStore.open(folder).close()

    with closing(sqlite3.connect(second_version)) as db:
        assert [("ok",)] == db.execute("PRAGMA integrity_check").fetchall()
        assert [] == db.execute("PRAGMA foreign_key_check").fetchall()


def test_upgrade_that_fails_leaves_the_second_version_whole(folder, second_version):
    """Where something stands in the way of the new tables, every old row and column stays where it was."""
    with closing(sqlite3.connect(second_version)) as db, db:
        db.execute("CREATE TABLE robots (arms INTEGER)")
    before = dump(second_version)

    with pytest.raises(StoreError, match="robots already exists"):
        SqliteStore.open(folder)

    assert before == dump(second_version)


@pytest.mark.usefixtures("second_version")
def test_reader_asks_for_the_upgrade_first(folder):
    """A database of the second version cannot be read alone; the error names what it lacks."""
    with pytest.raises(StoreError, match="without 0003_crawl"):
        SqliteStore.open_for_reading(folder)


@pytest.mark.parametrize("column", ["routes", "pace", "problem"])
def test_source_row_that_makes_no_record_is_told(folder, upgraded, column):
    """A row edited by hand into nonsense raises StoreError."""
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as editor, editor:
        editor.execute(f"UPDATE sources SET {column} = '[7]'")  # noqa: S608 - a name of this test

    with pytest.raises(StoreError, match="expected"):
        upgraded.source_states()


def test_page_that_is_damaged_is_told(folder, upgraded):
    """A kept page whose bytes were damaged raises StoreError."""
    upgraded.save_reading(make_reading(HERALD, page=make_page()))
    with closing(sqlite3.connect(folder / "monitor.sqlite3")) as editor, editor:
        editor.execute("UPDATE pages SET body = ?", [NOON_TEXT.encode()])

    with pytest.raises(StoreError, match="damaged"):
        upgraded.page("article-1", "hash-1")


def test_rows_are_put_in_as_the_second_version_did(second_version):
    """The database of this test has the columns that the second version wrote, validators among them."""
    with closing(sqlite3.connect(second_version)) as db:
        columns = {name for _, name, *_ in db.execute("PRAGMA table_info(sources)")}
        with db:
            insert(db, "sources", source="courier", failures=0, problem="", etag='"b2"')

    assert {"etag", "last_modified", "body_hash"} <= columns
