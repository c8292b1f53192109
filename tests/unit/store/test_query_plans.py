"""How SQLite finds what the outbox asks for: by an index, however much was sent before."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from monitor.store import alert_tables, delivery_tables, desk_tables, envelope_tables

GROWING = ("deliveries", "alerts", "envelopes", "attempts", "decisions", "acks")
"""Tables that are never emptied."""

WANTED = {
    "the alert of an id": alert_tables.ALERT,
    "alerts of a topic": alert_tables.OF_TOPIC,
    "decisions on an alert": alert_tables.DECISIONS,
    "deliveries of an alert": delivery_tables.OF_ALERT,
    "deliveries on an article": delivery_tables.ON_ARTICLE,
    "deliveries of a topic": delivery_tables.SINCE,
    "deliveries that say the same": delivery_tables.SAYING,
    "loose deliveries": delivery_tables.LOOSE,
    "deliveries in an envelope": delivery_tables.ENCLOSED,
    "the envelope of an id": envelope_tables.ENVELOPE,
    "owed envelopes": envelope_tables.OWED,
    "envelopes in a state": envelope_tables.IN_STATE,
    "envelopes made since": envelope_tables.MADE_SINCE,
    "a recipient's thread": envelope_tables.IN_THREAD,
    "attempts at an envelope": envelope_tables.ATTEMPTS,
    "open attempts": envelope_tables.OPEN_ATTEMPTS,
    "what becomes of the deliveries in an envelope": envelope_tables.CHANGE_ENCLOSED,
    "acks of a thread": desk_tables.ACKS_OF_THREAD,
}


def plan_of(path, query):
    """The steps in which SQLite would run a query."""
    with closing(sqlite3.connect(path)) as db:
        wanted = dict.fromkeys(("state", "since", "envelope_id", "attempts", "answer", "sent_at"), "")
        given = wanted if ":" in query else [""] * query.count("?")
        return [step for *_, step in db.execute(f"EXPLAIN QUERY PLAN {query}", given)]


@pytest.mark.parametrize("what", WANTED)
def test_query_looks_at_no_table_in_whole(database, what):
    """No table that grows is read in whole; where one is walked, it is by an index of the few that are wanted."""
    steps = plan_of(database, WANTED[what])
    walked = [step for step in steps if step.startswith(tuple(f"SCAN {table}" for table in GROWING))]

    few = ("INDEX deliveries_loose", "INDEX attempts_open", "INDEX envelopes_owed")

    assert [] == [step for step in walked if not step.endswith(few)]
    assert steps


@pytest.mark.parametrize(
    "what",
    ["owed envelopes", "a recipient's thread", "acks of a thread"],
)
def test_query_finds_what_it_wants_in_order(database, what):
    """What many people wait for comes from its index in the order in which it is given, unsorted."""
    assert [] == [step for step in plan_of(database, WANTED[what]) if "TEMP B-TREE" in step]
