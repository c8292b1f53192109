"""What becomes of a database of the first version of the tables when this version opens it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from first_version_made import CLAIMS, EDITED, GAZETTE, HERALD, make_first_version
from records_made import (
    NOON,
    later,
    make_alert,
    make_change,
    make_claim,
    make_date,
    make_delivery,
    make_denial,
    make_due,
    make_entry,
    make_history,
    make_key,
    make_position,
    make_said,
    make_source_state,
    make_support,
    make_told_reading,
)

from monitor.errors import StoreError
from monitor.records import FigureValue, KeptChange, KeptReading, Pace, Size
from monitor.store import SqliteStore


@pytest.fixture
def first_version(folder):
    """The path of a database as the first version of the tables left it."""
    folder.mkdir()
    path = folder / "monitor.sqlite3"
    with closing(sqlite3.connect(path)) as db, db:
        make_first_version(db)
    return path


@pytest.fixture
def upgraded(folder, first_version):
    """The store that this version opens on it."""
    assert first_version.exists()
    with closing(SqliteStore.open(folder)) as store:
        yield store


def dump(path):
    """All tables with all rows."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def claim_of(frame, claim_id=None):
    """The claim that holds the position of a frame."""
    form, modality = CLAIMS[frame]
    odd = {"count": FigureValue(2500, None, approx=True), "from": make_date(rel="from", suspect=True)}
    value = odd.get(frame) or make_date(rel=form["rel"])
    return make_claim(claim_id or f"c-{frame}", key=make_key(frame), value=value, modality=modality)


def position_of(frame, stage="planned"):
    """The position of a frame."""
    claim = claim_of(frame)
    said = make_said(claim)
    return make_position(said, position_id=f"p-{claim.claim_id}", last_at=NOON, stage=stage)


def history_of(frame, stage="planned"):
    """The history of a frame that has one position, which leads."""
    return make_history(position_of(frame, stage), key=make_key(frame))


# -- articles --


def test_versions_come_back_with_their_texts(upgraded):
    """Every version has its title and text, in any script; the newest is the one read last."""
    assert [HERALD, EDITED] == list(upgraded.versions("article-1"))
    assert EDITED == upgraded.article("article-1")
    assert [GAZETTE] == list(upgraded.versions("article-2"))


def test_journal_begins_with_one_reading_a_version(upgraded):
    """Each version was read once, when and how its row says, in the order of reading."""
    expected = [
        KeptReading(HERALD, NOON, "fresh", "page"),
        KeptReading(GAZETTE, NOON, "fresh", "page"),
        KeptReading(EDITED, later(hours=2), "fresh", "page"),
    ]

    assert expected == list(upgraded.readings())


# -- the ledger --


def test_claims_come_back(upgraded):
    """Claims are given by id, by key and all, as the outlet's own report and of no known rules."""
    frames = dict(upgraded.said(f"c-{frame}" for frame in CLAIMS))

    assert {f"c-{frame}": make_said(claim_of(frame)) for frame in CLAIMS} == frames
    assert len(CLAIMS) + 2 == len(upgraded.claims())
    assert {f"c-{frame}" for frame in CLAIMS} | {"c-narrow"} == upgraded.claim_ids("article-1")
    assert [make_key(frame) for frame in sorted(CLAIMS)] == list(upgraded.keys())


@pytest.mark.parametrize(
    ("frame", "stage"),
    [
        ("in", "planned"),
        ("before", "planned"),
        ("after", "planned"),
        ("from", "planned"),
        ("done", "done"),
        ("moved", "put_off"),
        ("count", "planned"),
    ],
)
def test_position_comes_back_with_its_stage(upgraded, frame, stage):
    """A position has its value and moments; its stage is that of the claim: told as done, put off, or planned."""
    assert history_of(frame, stage) == upgraded.histories([make_key(frame)])[make_key(frame)]


def test_position_backed_last_leads_and_denials_have_their_moments(upgraded):
    """Of several positions the one that was backed last leads; a denial comes back with its value and moment."""
    narrow = make_said(make_claim("c-narrow", key=make_key("by"), value=make_date("2026-09-15")))
    second = make_position(narrow, position_id="p-c-narrow", last_at=NOON)
    denials = (make_denial("c-denied"),)
    expected = make_history(position_of("by"), second, key=make_key("by"), denials=denials, lead="p-c-narrow")

    assert expected == upgraded.histories([make_key("by")])[make_key("by")]


def test_supporters_come_back_with_outlet_and_moment(upgraded):
    """Who supported a position backs it: for the outlet, since the article's publication."""
    expected = [
        make_support("p-c-by", "article-1"),
        make_support("p-c-by", "article-2", origin="Gazette"),
        make_support("p-c-narrow", "article-2", origin="Gazette"),
    ]

    assert expected == list(upgraded.supports(make_key("by")))
    assert frozenset({"p-c-narrow"}) == upgraded.backed_alone("article-2")


@pytest.mark.parametrize(
    ("day", "frames"),
    [
        ("2026-08-31", []),
        ("2026-09-01", ["before"]),
        ("2026-09-16", ["before", "by"]),
        ("2026-09-30", ["before", "by"]),
        ("2026-10-01", ["before", "by", "in"]),
        ("2030-01-01", ["before", "by", "in"]),
    ],
)
def test_promised_days_are_due_as_their_words_say(upgraded, day, frames):
    """A day that stands in the old rows becomes due: "before" the day ahead of it, what only starts then never."""
    assert [make_key(frame) for frame in frames] == list(upgraded.keys_due(date.fromisoformat(day)))


# -- what was told, and the rest --


def test_alerts_and_deliveries_come_back(upgraded):
    """The alert has its change with both claims; the delivery that was sent is sent, the one that is owed is owed."""
    said, against = (make_said(claim_of("by", name)) for name in ("c-narrow", "c-by"))
    change = make_change(
        said, change_id="change-1", kind="changed", against=against, direction="earlier", size=Size(15)
    )
    alert = make_alert(changes=(change,))
    (envelope,) = upgraded.envelopes()
    sent = make_delivery(alert, "desk", state="sent", attempts=1, sent_at=NOON)
    desk = replace(sent, envelope_id=envelope.envelope_id)
    mail = make_delivery(alert, "mail", attempts=1)

    assert [alert] == list(upgraded.alerts())
    assert [desk, mail] == list(upgraded.deliveries())
    assert [mail] == list(upgraded.loose_deliveries())
    assert [desk] == list(upgraded.enclosed(envelope.envelope_id))


def test_changes_come_back_with_the_claims_that_they_name(upgraded):
    """A change of the first version, which names its claims alone, comes with both."""
    known = upgraded.said(["c-narrow", "c-by"])
    change = make_change(
        known["c-narrow"],
        change_id="change-1",
        kind="changed",
        against=known["c-by"],
        direction="earlier",
        size=Size(15),
    )

    assert [KeptChange(change, NOON)] == list(upgraded.changes())


def test_sources_entries_and_cycles_come_back(upgraded):
    """What is polled, what waits to be read and how runs went stand as before."""
    (cycle,) = upgraded.cycles()

    assert {"herald-en": make_source_state(routes=(), route="", pace=Pace())} == dict(upgraded.source_states())
    assert [make_due(make_entry())] == list(upgraded.due_entries(NOON))
    assert (2, 8, {"off_topic": 1}, {}) == (cycle.articles, cycle.claims, cycle.skipped, cycle.visits)


# -- the upgrade itself --


def test_second_opening_changes_nothing(folder, first_version):
    """A database that was brought up to date is left to the letter when it is opened again."""
    SqliteStore.open(folder).close()
    once = dump(first_version)

    SqliteStore.open(folder).close()

    assert once == dump(first_version)


def test_upgraded_database_is_sound(folder, first_version):
    """No row points nowhere, and no page is damaged."""
    SqliteStore.open(folder).close()

    with closing(sqlite3.connect(first_version)) as db:
        assert [("ok",)] == db.execute("PRAGMA integrity_check").fetchall()
        assert [] == db.execute("PRAGMA foreign_key_check").fetchall()


def test_upgraded_store_goes_on(upgraded):
    """New readings are kept beside what was there, and a known article's journal is continued."""
    upgraded.save_reading(make_told_reading(read_at=later(hours=3)))

    assert [NOON, later(hours=2), later(hours=3)] == [each.read_at for each in upgraded.readings("article-1")]
    assert HERALD == upgraded.article("article-1")
    assert make_history() == upgraded.histories([make_key()])[make_key()]


def test_upgrade_that_fails_leaves_the_first_version_whole(folder, first_version):
    """Where something stands in the way of the new tables, every old row stays where it was."""
    with closing(sqlite3.connect(first_version)) as db, db:
        db.execute("CREATE TABLE standings (feet INTEGER)")
    before = dump(first_version)

    with pytest.raises(StoreError, match="standings already exists"):
        SqliteStore.open(folder)

    assert before == dump(first_version)
