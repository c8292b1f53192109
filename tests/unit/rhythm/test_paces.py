from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.records import FeedEntry, Pace
from monitor.rhythm import own_pace, with_arrivals

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
FLOOR = timedelta(minutes=15)
MOMENTS = st.datetimes(timezones=st.just(UTC))


def ago(**parts: float) -> datetime:
    """So long before now."""
    return NOW - timedelta(**parts)


def entry(published_at: datetime | None) -> FeedEntry:
    """An item of an invented feed."""
    return FeedEntry("lantern-en", "key", "https://lantern.example/1", "Lamps lit", "", published_at, "hash")


def entries(*published: datetime | None) -> list[FeedEntry]:
    """Items that were published then."""
    return [entry(at) for at in published]


ENTRIES = st.lists(st.builds(entry, st.none() | MOMENTS), max_size=30)
PACES = st.builds(Pace, arrivals=st.lists(MOMENTS, max_size=20).map(sorted).map(tuple), newest_at=st.none() | MOMENTS)


def test_arrivals_are_moments_of_publication():
    """New entries come in order of publication, each moment once; what is only listed again arrives no second time."""
    pace = with_arrivals(
        Pace((ago(hours=5),)),
        entries(ago(hours=1), ago(hours=3), ago(hours=1)),
        entries(ago(hours=1), ago(hours=3), ago(hours=9)),
        None,
        NOW,
    )

    assert pace == Pace((ago(hours=5), ago(hours=3), ago(hours=1)), ago(hours=1))


def test_an_entry_without_a_date_arrives_now():
    """Where a feed gives no date, or one of the future, the entry arrived when it was first seen."""
    fresh = entries(None, ago(hours=-6))

    assert with_arrivals(Pace(), fresh, fresh, None, NOW) == Pace((NOW,), None)


def test_the_newest_moment_is_kept_when_a_feed_forgets_it():
    """A feed that lists only old entries does not make the source look older."""
    pace = Pace(newest_at=ago(hours=2))

    assert with_arrivals(pace, [], entries(ago(days=3)), None, NOW).newest_at == ago(hours=2)


def test_the_feeds_own_wish_is_the_latest_one():
    """A feed that no longer asks for an interval is no longer held to it."""
    assert with_arrivals(Pace(asked_seconds=3600), [], [], None, NOW).asked_seconds is None


@pytest.mark.parametrize(
    ("hours_ago", "expected"),
    [
        ((), None),
        ((9, 6, 3), None),
        ((12, 9, 6, 3), timedelta(hours=1.5)),
        ((24, 23, 22, 21), timedelta(minutes=30)),
        ((30, 20, 10, 0.5), timedelta(minutes=15)),
        ((30, 20, 10, -4), None),
    ],
)
def test_half_the_usual_gap_is_the_pace(hours_ago, expected):
    """Too few arrivals tell no habit; just after news the wait is half the silence; the future counts for nothing."""
    pace = Pace(tuple(ago(hours=hours) for hours in hours_ago))

    assert own_pace(pace, FLOOR, NOW) == expected


def test_a_morning_batch_is_one_arrival():
    """An outlet that publishes five articles within minutes each day is one that publishes daily."""
    pace = Pace(tuple(ago(days=day, minutes=minute) for day in (4, 3, 2, 1) for minute in (4, 3, 2, 1, 0)))

    assert own_pace(pace, FLOOR, NOW) == timedelta(hours=12)


@given(PACES, ENTRIES, ENTRIES, MOMENTS)
def test_no_pace_holds_the_future_or_too_much(pace, fresh, seen, now):
    """Arrivals are in order, each once, twenty at most; neither they nor the newest moment lie ahead of the clock."""
    after = with_arrivals(pace, fresh, seen, None, now)

    assert list(after.arrivals) == sorted(set(after.arrivals))
    assert len(after.arrivals) <= 20
    assert all(moment <= now for moment in (*after.arrivals, after.newest_at) if moment)


@given(PACES, ENTRIES, MOMENTS)
def test_the_same_poll_twice_is_one(pace, fresh, now):
    """Learning the same entries again changes nothing."""
    once = with_arrivals(pace, fresh, fresh, 60.0, now)

    assert with_arrivals(once, fresh, fresh, 60.0, now) == once
