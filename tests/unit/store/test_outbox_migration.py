"""What becomes of a database of the third version of the tables when this version opens it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from desk_said import make_resend
from first_version_made import STRANGE_ANSWER, make_first_version, make_second_version, make_third_version
from outbox_made import make_enclosed, make_envelope
from records_made import (
    EVER,
    NOON,
    later,
    make_delivery,
    make_key,
    make_notice,
    make_notice_alert,
    make_owed,
    make_recipient,
)

from monitor.errors import StoreError
from monitor.store import SqliteStore

HERE = Path(__file__).parent
TESTS = HERE.parents[1]
VERSIONS = {"first": make_first_version, "second": make_second_version, "third": make_third_version}
LEFT_TABLES = (
    "sources", "entries", "articles", "versions", "texts", "readings", "visits", "imprints", "bands", "pages", "claims",
    "changes", "positions", "supports", "denials", "standings", "alerts", "cycles", "healths",
)  # fmt: skip
"""Tables whose rows the migration leaves to the letter."""

NOTICE = make_notice_alert(
    outlet="Gazette",
    lang="ar",
    url="https://gazette.example/feed",
    created_at=later(hours=1),
    notice=make_notice(subject="gazette-ar"),
)


def make_database(folder, version="third"):
    """A database as that version of the tables left it, and its path."""
    folder.mkdir()
    path = folder / "monitor.sqlite3"
    with closing(sqlite3.connect(path)) as db, db:
        VERSIONS[version](db)
    return path


@pytest.fixture
def third_version(folder):
    """The path of a database as the third version of the tables left it."""
    return make_database(folder)


@pytest.fixture
def upgraded(folder, third_version):
    """The store that this version opens on it."""
    assert third_version.exists()
    with closing(SqliteStore.open(folder)) as store:
        yield store


def dump(path):
    """All tables with all rows."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def rows_of(path, query):
    """What a query finds."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


def former(channel, **fields):
    """A delivery of the notice, as it was owed to a channel."""
    return make_delivery(NOTICE, channel, due_at=later(minutes=90), **fields)


# -- what was told and owed --


@pytest.mark.parametrize("table", LEFT_TABLES)
def test_rows_of_all_else_are_left_to_the_letter(folder, third_version, table):
    """Every row that is of no delivery stands as before, and there is one at least."""
    before = rows_of(third_version, f"SELECT * FROM {table}")  # noqa: S608 - a name of this test

    SqliteStore.open(folder).close()

    assert before
    assert before == rows_of(third_version, f"SELECT * FROM {table}")  # noqa: S608 - a name of this test


@pytest.mark.parametrize("version", VERSIONS)
def test_no_alert_and_no_delivery_is_lost(folder, version):
    """From whichever version of the tables, all alerts and deliveries are there, in the state in which they were."""
    delivered = "SELECT delivery_id, alert_id, channel, state, due_at, attempts, sent_at FROM deliveries ORDER BY 1"
    path = make_database(folder, version)
    before = rows_of(path, delivered), rows_of(path, "SELECT alert_id FROM alerts ORDER BY 1")

    with closing(SqliteStore.open(folder)) as store:
        assert len(before[0]) == len(store.deliveries())
        assert [alert_id for (alert_id,) in before[1]] == sorted(alert.alert_id for alert in store.alerts())

    assert before == (rows_of(path, delivered), rows_of(path, "SELECT alert_id FROM alerts ORDER BY 1"))
    assert [("ok",)] == rows_of(path, "PRAGMA integrity_check")
    assert [] == rows_of(path, "PRAGMA foreign_key_check")


def test_what_is_owed_stays_owed_and_loose(upgraded):
    """What was owed is owed to its channel, with its tries and last answer, in the thread of what it tells."""
    key = str(replace(make_key(), frame="by"))
    (alert,) = (one for one in upgraded.alerts() if not one.notice)
    mail = make_delivery(alert, "mail", attempts=1)

    assert [mail, former("slack", attempts=3, answer="451 later")] == list(upgraded.loose_deliveries())
    assert [key, "source/gazette-ar"] == [each.thread for each in upgraded.loose_deliveries()]


def test_what_was_given_up_stands_among_the_dead_letters(upgraded):
    """A delivery that was given up has an envelope of its own, with its tries and its answer to the letter."""
    delivery = former("desk")
    (envelope,) = upgraded.envelopes("given_up")
    expected = make_envelope(
        delivery,
        envelope_id=envelope.envelope_id,
        made_at=later(hours=1),
        due_at=later(minutes=90),
        state="given_up",
        attempts=9,
        answer=STRANGE_ANSWER,
    )

    assert expected == envelope
    assert [make_enclosed(expected, delivery)] == list(upgraded.enclosed(envelope.envelope_id))


def test_what_was_sent_stands_in_its_thread(upgraded):
    """What was sent has an envelope of its own, which its channel was sent in the thread of what it tells."""
    (notice,) = upgraded.thread_of(make_recipient("mail"), "source/gazette-ar")
    (claim,) = upgraded.thread_of(make_recipient("desk"), str(make_key("by")))

    assert (later(hours=1), 2, "250 taken", "everything") == (
        notice.sent_at,
        notice.attempts,
        notice.answer,
        notice.route,
    )
    assert (NOON, ("alert-1/desk",)) == (claim.sent_at, claim.delivery_ids)
    assert len(upgraded.envelopes("sent")) == 2


def test_deliveries_are_found_by_what_they_are_about(upgraded):
    """Old deliveries are found by article and by topic; of what they say nothing is known."""
    assert ["alert-1/desk", "alert-1/mail"] == [each.delivery_id for each in upgraded.deliveries_on("article-1")]
    assert 3 == len(upgraded.deliveries_since(EVER, ""))
    assert [] == list(upgraded.deliveries_saying([""]))


def test_nothing_is_known_yet_of_attempts_channels_and_people(upgraded):
    """Tables that came anew are empty."""
    assert [] == [*upgraded.open_attempts(), *upgraded.silences(), *upgraded.acks(), *upgraded.decisions("alert-1")]
    assert {} == dict(upgraded.channel_states())


def test_upgraded_store_goes_on(upgraded):
    """What was owed is sealed, a dead letter is sent again, and new alerts are owed beside old ones."""
    (dead,) = upgraded.envelopes("given_up")
    loose = upgraded.loose_deliveries()
    upgraded.seal([make_envelope(each) for each in loose])
    upgraded.keep_act(make_resend(dead.envelope_id, made_at=later(hours=2)))
    upgraded.save_owed([make_owed(make_notice_alert("notice-2"))])

    assert {"notice-1/slack", "alert-1/mail", "notice-1/desk"} == {
        delivery_id for envelope in upgraded.envelopes("owed") for delivery_id in envelope.delivery_ids
    }
    assert ["notice-2/desk"] == [each.delivery_id for each in upgraded.loose_deliveries()]


# -- the upgrade itself --


def test_second_opening_changes_nothing(folder, third_version):
    """A database that was brought up to date is left to the letter when it is opened again."""
    SqliteStore.open(folder).close()
    once = dump(third_version)

    SqliteStore.open(folder).close()

    assert once == dump(third_version)


def test_upgrade_that_fails_leaves_the_third_version_whole(folder, third_version):
    """Where something stands in the way of the new tables, every old row and column stays where it was."""
    with closing(sqlite3.connect(third_version)) as db, db:
        db.execute("CREATE TABLE acks (grunts INTEGER)")
    before = dump(third_version)

    with pytest.raises(StoreError, match="acks already exists"):
        SqliteStore.open(folder)

    assert before == dump(third_version)


def test_alert_that_cannot_be_read_stops_the_upgrade(folder, third_version):
    """An alert edited by hand into nonsense raises StoreError, and every delivery stays where it was."""
    with closing(sqlite3.connect(third_version)) as db, db:
        db.execute("UPDATE alerts SET changes = '[7]' WHERE alert_id = 'alert-1'")
    before = dump(third_version)

    with pytest.raises(StoreError, match="a change is 7"):
        SqliteStore.open(folder)

    assert before == dump(third_version)


def kill_inside_upgrade(folder, statement):
    """Run the upgrade until it is about to run the statement, then kill it."""
    command = [sys.executable, str(HERE / "dying_upgrade.py"), str(folder), statement]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as upgrade:
        try:
            assert upgrade.stdout.readline() == "inside\n"
        finally:
            upgrade.kill()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE envelopes",
        "ALTER TABLE deliveries",
        "INSERT INTO envelopes",
        "INSERT INTO deliveries",
        "DROP TABLE former_deliveries",
        "CREATE INDEX deliveries_loose",
        "COMMIT",
    ],
)
def test_upgrade_killed_half_way_leaves_the_third_version_whole(folder, third_version, statement):
    """A process killed within the upgrade leaves the old database to the letter, and the next opening upgrades it."""
    before = dump(third_version)

    kill_inside_upgrade(folder, statement)

    assert before == dump(third_version)
    with closing(SqliteStore.open(folder)) as store:
        assert 5 == len(store.deliveries())


@pytest.mark.usefixtures("third_version")
def test_reader_asks_for_the_upgrade_first(folder):
    """A database of the third version cannot be read alone; the error names what it lacks."""
    with pytest.raises(StoreError, match="without 0004_outbox"):
        SqliteStore.open_for_reading(folder)
