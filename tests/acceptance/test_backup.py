"""A copy of the database that is put back: nothing that was owed is lost, and what is told again is known by its id."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from newsroom import SEPTEMBER
from workshop_made import departure_page

LATER = departure_page("by March 2029", "Wardens stay longer in Rivertown")


def told(newsroom):
    """The ids of the messages in the alerts file, in the order in which they were sent."""
    path = newsroom.alerts_file
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def copy_database(source, target):
    """A copy that SQLite makes, as of a running monitor's database."""
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as copy:
        held.backup(copy)


def test_copy_put_back_loses_nothing_that_was_owed_and_repeats_only_what_was_sent_since(newsroom, tmp_path):
    """What was owed in the copy is told once it is put back; what was sent since comes again under the same id."""
    database, copy = newsroom.state / "monitor.sqlite3", tmp_path / "copy.sqlite3"
    newsroom.configure()
    assert 0 == newsroom.run("batch").status
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    newsroom.alerts_file.mkdir()  # nothing can be sent: the alert stays owed
    newsroom.run("batch")
    copy_database(database, copy)
    newsroom.alerts_file.rmdir()
    newsroom.publish("later", LATER)
    newsroom.let_time_pass()
    newsroom.run("batch")
    before = told(newsroom)

    copy_database(copy, database)
    newsroom.let_time_pass()
    again = newsroom.run("batch")

    assert (2, 0) == (len(set(before)), again.status)
    assert sorted(before * 2) == sorted(told(newsroom))
