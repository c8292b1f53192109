"""What every store promises of sources, feed entries and their outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from records_made import (
    NOON,
    later,
    make_due,
    make_entry,
    make_outcome,
    make_pace,
    make_poll,
    make_route_state,
    make_source_state,
)

from monitor.records import KnownEntry, Pace, RouteState, SourceState

# -- sources --


def test_no_source_is_known_to_an_empty_store(store):
    """An empty store knows no source and no entry."""
    assert {} == dict(store.source_states())
    assert {} == dict(store.known_entries("herald-en"))


def test_source_state_is_read_as_saved(store):
    """Every field of a source's state comes back equal, and so does every field of its routes and its pace."""
    moved = make_route_state(
        conditional_polls=4, moved_to="https://herald.example/new.xml", moved_polls=2, failures=1, problem="status 503",
        retry_at=later(minutes=30), read_as="section ar Asia/Baghdad /خبر/",
    )  # fmt: skip
    gone = RouteState("https://herald.example/old.xml", etag="", gone_at=later(days=-3))
    state = make_source_state(
        routes=(moved, gone, RouteState("https://herald.example/sitemap.xml")),
        route=moved.url,
        pace=make_pace(asked_seconds=1800.5),
        failures=3,
        problem="timeout after 20 s",
    )

    store.save_poll(make_poll(state=state))

    assert {"herald-en": state} == dict(store.source_states())


def test_source_state_with_nothing_known_is_read_as_saved(store):
    """A state whose every field is unknown comes back with every field unknown."""
    store.save_poll(make_poll(state=SourceState("herald-en")))

    assert {"herald-en": SourceState("herald-en")} == dict(store.source_states())


def test_new_state_replaces_that_of_its_source_alone(store):
    """A second poll replaces the state of its source and leaves the other source's."""
    other, second = make_source_state(source="gazette-ar"), make_source_state(routes=(), pace=Pace(), failures=1)
    store.save_poll(make_poll(state=other))
    store.save_poll(make_poll())

    store.save_poll(make_poll(state=second))

    assert {"gazette-ar": other, "herald-en": second} == dict(store.source_states())


def test_poll_without_entries_leaves_those_that_are_known(store):
    """A poll that brings nothing new keeps the new state and every entry as it stands."""
    store.save_poll(make_poll(make_entry()))

    store.save_poll(make_poll(state=make_source_state(polled_at=later(minutes=15))))

    assert {"herald-en": make_source_state(polled_at=later(minutes=15))} == dict(store.source_states())
    assert [make_due()] == list(store.due_entries(NOON))


def test_moments_of_a_source_are_read_in_utc(store):
    """A state whose moments were given in another zone comes back with the same moments in UTC."""
    baghdad = timezone(timedelta(hours=3))
    pace = make_pace(arrivals=(NOON.astimezone(baghdad), later(hours=1)), newest_at=NOON.astimezone(baghdad))
    store.save_poll(make_poll(state=make_source_state(pace=pace, polled_at=NOON.astimezone(baghdad))))

    expected = make_source_state(pace=make_pace(arrivals=(NOON, later(hours=1)), newest_at=NOON))
    assert {"herald-en": expected} == dict(store.source_states())


# -- entries --


def test_entries_of_a_poll_are_known_by_source(store):
    """Known entries are those of the source asked for, with their content, unchanged so far."""
    store.save_poll(make_poll(make_entry("one"), make_entry("two", content_hash="content-2")))
    store.save_poll(make_poll(make_entry("far", source="gazette-ar"), state=make_source_state(source="gazette-ar")))

    known = store.known_entries("herald-en")

    assert {"one": KnownEntry("content-1"), "two": KnownEntry("content-2")} == dict(known)


def test_changes_of_an_entry_are_counted(store):
    """Each new content counts once, also one that was seen before; the same content again, or an outcome, does not."""
    contents = ["content-1", "content-1", "content-2", "content-2", "content-1"]
    counts = []
    for content_hash in contents:
        store.save_poll(make_poll(make_entry(content_hash=content_hash), make_entry("other")))
        store.save_outcome(make_outcome(content_hash=content_hash))
        counts.append(dict(store.known_entries("herald-en")))

    entries = map(KnownEntry, contents, [0, 0, 1, 1, 2])
    assert [{"entry-1": entry, "other": KnownEntry("content-1")} for entry in entries] == counts


def test_new_entry_is_due_at_once_as_saved(store):
    """A new entry is due at the moment of its poll, equal in every field."""
    due = make_due(make_entry(), baseline=True)
    store.save_poll(make_poll(due))

    assert [due] == list(store.due_entries(NOON))


def test_new_entry_is_due_even_when_the_clock_went_back(store):
    """At once means at once: a clock set back after the poll does not hide the entry."""
    store.save_poll(make_poll(make_entry()))

    assert 1 == len(store.due_entries(later(days=-400)))


def test_entry_without_a_date_is_read_as_saved(store):
    """An entry whose feed gave no date comes back without one."""
    due = make_due(make_entry(published_at=None, summary="", url=""))
    store.save_poll(make_poll(due))

    assert [due] == list(store.due_entries(NOON))


def test_same_poll_twice_is_as_once(store):
    """Saving a poll twice leaves one entry, due once."""
    poll = make_poll(make_entry())
    store.save_poll(poll)

    store.save_poll(poll)

    assert [make_due()] == list(store.due_entries(NOON))


def test_poll_saved_again_does_not_wake_a_read_entry(store):
    """An entry that was read stays read when a poll brings the same content again."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome())

    store.save_poll(make_poll(make_entry()))

    assert [] == list(store.due_entries(later(days=1)))


def test_poll_saved_again_does_not_hasten_a_retry(store):
    """An entry that waits for its next attempt keeps waiting when a poll brings the same content again."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome(state="pending", due_at=later(hours=1)))

    store.save_poll(make_poll(make_entry()))

    assert [] == list(store.due_entries(later(minutes=59)))
    assert [make_due(attempts=1, due_at=later(hours=1))] == list(store.due_entries(later(hours=1)))


def test_changed_entry_is_pending_again_and_keeps_its_first_sight(store):
    """New content of a read entry waits to be read, first seen when the entry was, with attempts counted afresh."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome(state="skipped", reason="off_topic", detail="no topic", attempts=4))
    changed = make_entry(title="Coalition takes the month back", content_hash="content-2")

    store.save_poll(make_poll(make_due(changed, first_seen_at=later(hours=5))))

    assert [make_due(changed)] == list(store.due_entries(later(hours=5)))
    assert {} == dict(store.skip_counts())


@pytest.mark.parametrize("content_hash", ["content-1", "content-2"], ids=["new", "changed"])
def test_entry_that_may_wait_is_due_at_its_moment(store, content_hash):
    """A new or changed entry with a moment is due from then on and not a microsecond before; None is at once."""
    store.save_poll(make_poll(make_entry("entry-1" if content_hash == "content-2" else "other")))
    store.save_outcome(make_outcome())
    store.save_outcome(make_outcome("other"))
    due = make_due(make_entry(content_hash=content_hash), due_at=later(minutes=45))

    store.save_poll(make_poll(due))

    assert [] == list(store.due_entries(later(minutes=45) - timedelta(microseconds=1)))
    assert [due] == list(store.due_entries(later(minutes=45)))


def test_changed_entry_that_may_not_wait_is_due_at_once(store):
    """New content of an entry that waits for its next try is due at once where the poll gives no moment."""
    store.save_poll(make_poll(make_due(due_at=later(hours=2))))
    changed = make_due(make_entry(content_hash="content-2"))

    store.save_poll(make_poll(changed))

    assert [changed] == list(store.due_entries(NOON))


def test_changed_entry_never_becomes_a_baseline_one(store):
    """An entry that was no baseline one is none after a change, whatever the poll says."""
    store.save_poll(make_poll(make_entry()))
    changed = make_entry(content_hash="content-2")

    store.save_poll(make_poll(make_due(changed, baseline=True)))

    assert [False] == [due.baseline for due in store.due_entries(NOON)]


def test_baseline_entry_that_changes_is_one_no_more(store):
    """A baseline entry loses that mark with its first change, whatever the poll says."""
    store.save_poll(make_poll(make_due(baseline=True)))
    changed = make_entry(content_hash="content-2")

    store.save_poll(make_poll(make_due(changed, baseline=True)))

    assert [False] == [due.baseline for due in store.due_entries(NOON)]


def test_baseline_entry_seen_again_unchanged_stays_one(store):
    """A baseline entry whose content did not change keeps its mark."""
    store.save_poll(make_poll(make_due(baseline=True)))

    store.save_poll(make_poll(make_due(baseline=False)))

    assert [True] == [due.baseline for due in store.due_entries(NOON)]


def test_one_key_in_two_sources_is_two_entries(store):
    """An entry key identifies within its source alone."""
    store.save_poll(make_poll(make_entry()))
    far = make_due(make_entry(source="gazette-ar"))

    store.save_poll(make_poll(far, state=make_source_state(source="gazette-ar")))

    assert [far, make_due()] == list(store.due_entries(NOON))


def test_key_that_comes_twice_in_one_poll_is_one_entry(store):
    """Of two contents under one key in one poll the later stands, as a change of the earlier."""
    last = make_due(make_entry(content_hash="content-2"))

    store.save_poll(make_poll(make_due(baseline=True), replace(last, baseline=True)))

    assert [last] == list(store.due_entries(NOON))


def test_due_entries_come_by_publication_then_first_sight_then_key(store):
    """The longest published is first; one without a date stands by its first sight; ties go by key."""
    store.save_poll(
        make_poll(
            make_entry("d", published_at=later(minutes=-5)),
            make_due(make_entry("c", published_at=None), first_seen_at=later(minutes=-10)),
            make_entry("b", published_at=later(minutes=-20)),
            make_entry("a", published_at=later(minutes=-20)),
            make_entry("e", published_at=later(minutes=-20) - timedelta(microseconds=1)),
        )
    )

    assert ["e", "a", "b", "c", "d"] == [due.entry.entry_key for due in store.due_entries(NOON)]


@pytest.mark.parametrize(("limit", "expected"), [(None, 3), (0, 0), (2, 2), (9, 3)])
def test_due_entries_are_no_more_than_the_limit(store, limit, expected):
    """A limit cuts the list; none does not."""
    store.save_poll(make_poll(make_entry("a"), make_entry("b"), make_entry("c")))

    assert ["a", "b", "c"][:expected] == [due.entry.entry_key for due in store.due_entries(NOON, limit)]


def test_entry_is_due_at_exactly_its_moment(store):
    """A retry is due at its moment and not a microsecond before."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome(state="pending", due_at=later(minutes=30)))

    assert [] == list(store.due_entries(later(minutes=30) - timedelta(microseconds=1)))
    assert 1 == len(store.due_entries(later(minutes=30)))


@pytest.mark.parametrize(("hours", "expected"), [(29, 0), (29.1, 1), (24 * 365, 1)])
def test_entry_that_waits_longer_than_any_is_due_now(store, hours, expected):
    """What is due further ahead than a day and its two tenths was planned by a clock that has gone back since."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome(state="pending", due_at=later(hours=hours)))

    assert expected == len(store.due_entries(NOON))


def test_moments_of_other_zones_are_the_same_moments(store):
    """A moment given in another zone is compared as a moment, not as text."""
    store.save_poll(make_poll(make_entry()))
    baghdad = timezone(timedelta(hours=3))
    store.save_outcome(make_outcome(state="pending", due_at=later(minutes=30).astimezone(baghdad)))

    assert [] == list(store.due_entries(later(minutes=29).astimezone(baghdad)))
    assert 1 == len(store.due_entries(later(minutes=30).astimezone(baghdad)))


# -- outcomes --


@pytest.mark.parametrize("state", ["read", "skipped", "failed"])
def test_ended_entry_is_due_no_more(store, state):
    """An entry that was read, skipped or given up does not come back."""
    store.save_poll(make_poll(make_entry()))

    store.save_outcome(make_outcome(state=state))

    assert [] == list(store.due_entries(later(days=900)))


def test_pending_outcome_counts_its_attempts(store):
    """A failed attempt comes back with its count, at once where no moment is given."""
    store.save_poll(make_poll(make_entry()))

    store.save_outcome(make_outcome(state="pending", reason="fetch_failed", detail="timeout", attempts=2))

    assert [make_due(attempts=2)] == list(store.due_entries(NOON))


def test_outcome_of_old_content_is_dropped(store):
    """What became of the old content says nothing of the new, which is still to be read."""
    changed = make_entry(content_hash="content-2")
    store.save_poll(make_poll(make_entry()))
    store.save_poll(make_poll(changed))

    store.save_outcome(make_outcome(state="skipped", reason="off_topic", content_hash="content-1"))

    assert [make_due(changed)] == list(store.due_entries(NOON))
    assert {} == dict(store.skip_counts())


def test_outcome_of_an_unknown_entry_leaves_nothing(store):
    """An outcome without its entry makes none."""
    store.save_outcome(make_outcome("nowhere", state="skipped", reason="no_link"))

    assert {} == dict(store.known_entries("herald-en"))
    assert {} == dict(store.skip_counts())


def test_skips_are_counted_by_reason(store):
    """Ended entries are counted by their reason; those that wait or were read are not."""
    keys = ["a", "b", "c", "d", "e"]
    store.save_poll(make_poll(*map(make_entry, keys)))
    store.save_outcome(make_outcome("a", state="skipped", reason="off_topic"))
    store.save_outcome(make_outcome("b", state="skipped", reason="off_topic"))
    store.save_outcome(make_outcome("c", state="failed", reason="fetch_failed"))
    store.save_outcome(make_outcome("d", state="pending", reason="fetch_failed"))
    store.save_outcome(make_outcome("e"))

    assert {"off_topic": 2, "fetch_failed": 1} == dict(store.skip_counts())


def test_skip_saved_twice_counts_once(store):
    """The same outcome twice is one."""
    store.save_poll(make_poll(make_entry()))
    store.save_outcome(make_outcome(state="skipped", reason="too_old"))

    store.save_outcome(make_outcome(state="skipped", reason="too_old"))

    assert {"too_old": 1} == dict(store.skip_counts())


def test_several_outcomes_are_kept_as_one_by_one(store):
    """What became of several entries is kept for each, but for one whose content has changed since."""
    store.save_poll(make_poll(*(make_entry(name) for name in ("one", "two", "three"))))

    store.save_outcomes(
        [
            make_outcome("one", state="skipped", reason="too_old"),
            make_outcome("two", state="skipped", reason="no_link"),
            make_outcome("three", content_hash="older", state="skipped", reason="too_old"),
        ]
    )

    assert {"too_old": 1, "no_link": 1} == dict(store.skip_counts())
    assert ["three"] == [due.entry.entry_key for due in store.due_entries(NOON)]
