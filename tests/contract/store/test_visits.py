"""What every store promises of the moments at which articles are read again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from records_made import NOON, later, make_reading, make_visit


def test_unknown_article_is_not_visited(store):
    """An article that nobody means to read again has no visit, and none is due."""
    assert store.visit("article-1") is None
    assert [] == list(store.due_visits(later(days=999)))


@pytest.mark.parametrize(
    "visit",
    [
        make_visit(),
        make_visit(step=9, due_at=None, page_title="صفحة", body_hash="body-7"),
        make_visit(lapses=3, lapse="page_gone", due_at=later(0.000001)),
    ],
    ids=["first", "last", "lapsed"],
)
def test_visit_is_read_as_saved(store, visit):
    """Every field of a visit comes back equal."""
    store.save_visit(visit)

    assert visit == store.visit("article-1")


def test_reading_keeps_its_visit(store):
    """A reading's visit is kept with it; a reading without one leaves the kept one alone."""
    store.save_reading(make_reading(visit=make_visit()))
    store.save_reading(make_reading(read_at=later(hours=1)))

    assert make_visit() == store.visit("article-1")


def test_visit_is_replaced_by_the_next(store):
    """An article has one visit, the one kept last."""
    store.save_visit(make_visit(lapses=2, lapse="unreachable"))
    store.save_visit(make_visit(step=1, due_at=later(hours=3)))

    assert make_visit(step=1, due_at=later(hours=3)) == store.visit("article-1")
    assert [] == list(store.due_visits(later(hours=2)))


def test_visits_are_due_by_moment_then_by_article(store):
    """Due visits stand by their moment, those of one moment by article; later ones are not among them."""
    for article_id, due_at in (("b", NOON), ("c", later(hours=-1)), ("a", NOON), ("d", later(hours=1))):
        store.save_visit(make_visit(article_id, due_at=due_at))

    assert ["c", "a", "b"] == [visit.article_id for visit in store.due_visits(NOON)]


def test_visit_is_due_at_exactly_its_moment(store):
    """A visit is due at its moment and not a microsecond before."""
    store.save_visit(make_visit())

    assert [] == list(store.due_visits(later(hours=1) - timedelta(microseconds=1)))
    assert [make_visit()] == list(store.due_visits(later(hours=1)))


@pytest.mark.parametrize(("days", "expected"), [(40, []), (40.01, ["article-1"]), (365, ["article-1"])])
def test_visit_further_ahead_than_any_wait_is_due_now(store, days, expected):
    """A visit that lies more than forty days ahead was planned by a clock that has gone back since."""
    store.save_visit(make_visit(due_at=later(days=days)))

    assert expected == [visit.article_id for visit in store.due_visits(NOON)]


def test_due_visits_are_told_up_to_the_end_of_time(store):
    """A moment near the last one that can be written is no error."""
    store.save_visit(make_visit())

    assert [make_visit()] == list(store.due_visits(datetime.max.replace(tzinfo=UTC)))


def test_visit_without_a_moment_is_never_due(store):
    """An article at the end of its ladder is not read again."""
    store.save_visit(make_visit(due_at=None))

    assert [] == list(store.due_visits(later(days=9999)))
