"""What every store promises of entries by when they were seen first, and of those that lead to no page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_made import EVER, NOON, later, make_due, make_entry, make_outcome, make_poll, make_source_state


def discover(store, *entries):
    """Keep entries of a poll, first seen at noon or as they say, and that each was found to lead to no page."""
    poll = make_poll(*entries)
    store.save_poll(poll)
    for due in poll.entries:
        store.save_outcome(make_outcome(due.entry.entry_key, state="skipped", reason="discovery_only"))


def test_nothing_is_discovered_in_an_empty_store(store):
    """An empty store has discovered nothing and knows no title."""
    assert [] == list(store.discovered(EVER))
    assert [] == list(store.titles_since(EVER))


def test_discovered_entry_is_given_as_saved(store):
    """An entry that leads to no page is given, equal in every field, and its title is none of the others'."""
    entry = make_entry(title="قافلة أخيرة", published_at=None)
    discover(store, entry)

    assert [entry] == list(store.discovered(EVER))
    assert [] == list(store.titles_since(EVER))


@pytest.mark.parametrize(
    "outcome",
    [
        None,
        make_outcome(),
        make_outcome(state="skipped", reason="off_topic"),
        make_outcome(state="failed", reason="fetch_failed"),
        make_outcome(state="pending", reason="fetch_failed", due_at=later(hours=1)),
    ],
    ids=["waiting", "read", "skipped", "failed", "to be tried again"],
)
def test_title_of_any_other_entry_is_given(store, outcome):
    """An entry that waits, was read, skipped or given up counts by its title, and is no discovery."""
    store.save_poll(make_poll(make_entry(title="Last convoy leaves")))
    if outcome:
        store.save_outcome(outcome)

    assert ["Last convoy leaves"] == list(store.titles_since(EVER))
    assert [] == list(store.discovered(EVER))


def test_entries_count_from_exactly_their_first_sight(store):
    """An entry first seen at the moment asked for is given, one seen a microsecond earlier is not."""
    discover(store, make_entry("found"))
    store.save_poll(make_poll(make_entry("read", title="Read")))

    after = NOON + timedelta(microseconds=1)
    assert ["found"] == [entry.entry_key for entry in store.discovered(NOON)]
    assert ["Read"] == list(store.titles_since(NOON))
    assert ([], []) == (list(store.discovered(after)), list(store.titles_since(after)))


def test_discovered_entries_come_newest_first(store):
    """The latest published is first, one without a date stands by its first sight, ties go by key backwards."""
    discover(
        store,
        make_entry("a", published_at=later(minutes=-20)),
        make_entry("b", published_at=later(minutes=-20)),
        make_due(make_entry("c", published_at=None), first_seen_at=later(minutes=-10)),
        make_entry("d", published_at=later(minutes=-5)),
    )

    assert ["d", "c", "b", "a"] == [entry.entry_key for entry in store.discovered(EVER)]


def test_titles_come_by_first_sight_then_key_of_every_source(store):
    """Titles stand by first sight; those seen together by key, and under one key by source."""
    store.save_poll(
        make_poll(make_entry("b", title="3"), make_due(make_entry("z", title="1"), first_seen_at=later(-1)))
    )
    store.save_poll(
        make_poll(
            make_entry("b", title="2", source="gazette-ar"),
            make_due(make_entry("c", title="4", source="gazette-ar")),
            state=make_source_state(source="gazette-ar"),
        )
    )

    assert ["1", "2", "3", "4"] == list(store.titles_since(EVER))


def test_discovered_entry_that_changes_waits_again(store):
    """An entry whose words changed is no discovery until it is looked at again; its first sight stays."""
    discover(store, make_entry())
    changed = make_entry(title="Reworded", content_hash="content-2")

    store.save_poll(make_poll(make_due(changed, first_seen_at=later(hours=5))))

    assert [] == list(store.discovered(EVER))
    assert ["Reworded"] == list(store.titles_since(NOON))
    assert [] == list(store.titles_since(later(hours=1)))


def test_discovery_saved_twice_is_one(store):
    """The same poll and outcome saved again leave one entry."""
    for _ in range(2):
        discover(store, make_entry())

    assert [make_entry()] == list(store.discovered(EVER))
