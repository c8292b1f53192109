"""The board's rows: what leads, who disagrees, what is due, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from claims_said import FIRST_MORNING, KEY, count, days, month, said
from ledger_told import dossier_of, let_pass, told_store

from monitor.boards import Labels, label_key, make_row, sort_rows
from monitor.ledger.positions import with_stage
from monitor.records import ClaimKey, Force, Frame, Place, Topic

TODAY = date(2026, 2, 10)

TOPIC = Topic(
    "causeway-garrison",
    "The garrison leaves",
    "north_pier",
    (Frame("garrison_leaves", "date", "completes", "Departure"),),
    (Place("north_pier", "the North Pier"),),
    (Force("pilots", "the pilots"),),
)


def row_of(*story, today: date = TODAY, topic: Topic | None = None):
    """The row of a story's one key."""
    return make_row(dossier_of(told_store(story)), topic, today)


def test_row_tells_what_leads_and_who_disagrees():
    """The leading value with its backers; the positions beside it, the one said last at the head."""
    row = row_of(
        said(month("2026-09"), 0, outlet="Gazette"),
        said(month("2026-11"), 8, outlet="Herald"),
        said(month("2026-12"), 9, outlet="Courier"),
        said(month("2026-09"), 10, outlet="Post"),
    )

    assert (month("2026-09"), ("Gazette", "Post"), "Gazette") == (
        row.lead.position.value,
        row.lead.origins,
        row.lead.first_by,
    )
    assert [month("2026-12"), month("2026-11")] == [one.position.value for one in row.others]


def test_what_was_taken_back_and_what_nobody_backs_does_not_disagree():
    """Neither a withdrawn position nor one without supporters stands among the others."""
    dossier = dossier_of(told_store([said(month("2026-09"), 0), said(month("2026-11"), 8, outlet="Herald")]))
    (other,) = make_row(dossier, None, TODAY).others
    withdrawn = with_stage(dossier.history, {other.position.position_id}, "withdrawn")
    unbacked = tuple(one for one in dossier.supports if one.position_id != other.position.position_id)

    assert () == make_row(replace(dossier, history=withdrawn), None, TODAY).others
    assert () == make_row(replace(dossier, supports=unbacked), None, TODAY).others


@pytest.mark.parametrize(
    ("value", "today", "due", "left"),
    [
        (month("2026-02", "by"), TODAY, "ahead", 18),
        (days("2026-02-10"), TODAY, "ahead", 0),
        (days("2026-02-09"), TODAY, "passed", -1),
        (month("2026-02", "after"), TODAY, "none", None),
        (count(300), TODAY, "none", None),
    ],
)
def test_days_are_counted_to_the_promised_day(value, today, due, left):
    """The day itself is still ahead; figures and what only starts then have no day to wait for."""
    row = row_of(said(value, 0), today=today)

    assert (due, left) == (row.due, row.days_left)


def test_a_plan_that_nobody_reported_done_is_overdue():
    """The ledger's verdict counts, not the calendar alone."""
    store = told_store([said(days("2026-02-04"), 0)])
    let_pass(store, KEY, TODAY, FIRST_MORNING)

    row = make_row(dossier_of(store), None, TODAY)

    assert ("overdue", -6) == (row.due, row.days_left)


def test_a_plan_that_is_reported_done_is_done():
    """Neither ahead nor passed."""
    row = row_of(said(days("2026-02-04"), 0), said(days("2026-02-04"), 60, outlet="Herald", modality="occurred"))

    assert "done" == row.due


@pytest.mark.parametrize("stage", ["put_off", "withdrawn"])
def test_what_no_longer_stands_is_not_due(stage):
    """The stage is told in place of the days."""
    dossier = dossier_of(told_store([said(days("2026-03-04"), 0)]))
    history = with_stage(dossier.history, {dossier.history.lead}, stage)

    assert stage == make_row(replace(dossier, history=history), None, TODAY).due


def test_a_key_without_a_position_has_no_row():
    """A denial of what nobody said leaves nothing to show."""
    assert None is row_of(said(month("2026-09"), 0, modality="denied"))


def test_rows_stand_by_topic_then_by_what_is_due_soonest():
    """Within a topic: overdue and soon ahead of later; done and without a day behind; then by key."""

    def row(topic: str, place: str, *story_values, **fields):
        key = ClaimKey(topic, "leaves", place)
        return row_of(*(said(value, at, key=key, **fields) for at, value in enumerate(story_values)))

    done = row("a", "p5", days("2026-02-01"), modality="occurred")
    rows = [
        row("b", "p1", days("2026-02-11")),
        done,
        row("a", "p4", count(300)),
        row("a", "p3", days("2026-05-01")),
        row("a", "p2", days("2026-03-01")),
        row("a", "p1", days("2026-05-01")),
    ]

    ordered = [f"{one.key.topic} {one.key.place}" for one in sort_rows(rows)]

    assert ["a p2", "a p1", "a p3", "a p4", "a p5", "b p1"] == ordered


def test_names_come_from_the_topic():
    """Frame, place and force by their labels; ids where the topic does not name them, or is not configured."""
    key = replace(KEY, force="pilots")

    assert Labels("Departure", "the North Pier", "the pilots") == label_key(key, TOPIC)
    assert Labels("garrison_leaves", "north_pier", "pilots") == label_key(key, None)
    assert Labels("arrival", "south gate", "tugs") == label_key(
        ClaimKey("causeway-garrison", "arrival", "other:south_gate", "tugs"), TOPIC
    )
