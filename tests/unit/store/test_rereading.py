"""That states which did not change are not made anew, and that those which did are never given as before."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from records_made import later, make_health, make_health_reading, make_poll, make_source_state

from monitor.errors import StoreError
from monitor.store import SqliteStore


@pytest.fixture
def reader(folder, store):
    """A second store on the same folder, which has read two sources and their health before."""
    for name in ("herald-en", "gazette-ar"):
        store.save_poll(make_poll(state=make_source_state(source=name)))
    store.save_health(make_health_reading(make_health("herald-en"), make_health("gazette-ar")))
    with closing(SqliteStore.open_for_reading(folder)) as opened:
        opened.source_states()
        opened.healths()
        yield opened


def test_what_did_not_change_is_the_very_same_record(reader):
    """Ten thousand sources are read at every cycle: what stands as before is given as before."""
    assert reader.source_states()["herald-en"] is reader.source_states()["herald-en"]
    assert reader.healths()["herald-en"] is reader.healths()["herald-en"]


def test_what_another_process_changed_is_seen(reader, store):
    """A state that somebody else saved since is given as it stands now, and the others with it."""
    changed, fresh = make_source_state(polled_at=later(minutes=15)), make_source_state(source="courier-ckb")
    store.save_poll(make_poll(state=changed))
    store.save_poll(make_poll(state=fresh))
    store.save_health(make_health_reading(make_health(state="down")))

    gazette = make_source_state(source="gazette-ar")
    assert {"courier-ckb": fresh, "gazette-ar": gazette, "herald-en": changed} == dict(reader.source_states())
    assert {"gazette-ar": make_health("gazette-ar"), "herald-en": make_health(state="down")} == dict(reader.healths())


def test_what_was_taken_away_is_given_no_more(reader, database):
    """A row that an operator deleted leaves no state behind."""
    with closing(sqlite3.connect(database)) as operator, operator:
        operator.execute("DELETE FROM sources WHERE source = 'herald-en'")

    assert {"gazette-ar"} == set(reader.source_states())


def test_caller_may_do_what_it_likes_with_the_states(reader):
    """What is given is the caller's own: taking a state out of it does not take it out of the store."""
    states = reader.source_states()
    states.pop("herald-en")

    assert {"gazette-ar", "herald-en"} == set(reader.source_states())


def test_row_that_was_spoiled_since_is_told_each_time(reader, database):
    """A row that was made into nonsense raises StoreError however often it is read, and is read again once mended."""
    with closing(sqlite3.connect(database)) as operator, operator:
        (sound,) = operator.execute("SELECT form FROM healths WHERE subject = 'herald-en'").fetchone()
        operator.execute("UPDATE healths SET form = '{}' WHERE subject = 'herald-en'")
    for _ in range(2):
        with pytest.raises(StoreError, match="expected a text"):
            reader.healths()
    with closing(sqlite3.connect(database)) as operator, operator:
        operator.execute("UPDATE healths SET form = ? WHERE subject = 'herald-en'", [sound])

    assert make_health() == reader.healths()["herald-en"]
