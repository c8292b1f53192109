from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.records import FetchResult, Pace
from monitor.rhythm import Bounds, wait_after_failure, wait_after_success

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
URL = "https://lantern.example/feed.xml"
QUARTER = timedelta(minutes=15)
BOUNDS = Bounds(QUARTER, timedelta(hours=2))
DAY = timedelta(days=1)
UNKNOWN = Pace()

DATES = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.strftime("%a, %d %b %Y %H:%M:%S GMT"))
NUMBERS = st.integers(-10, 10**12).map(str)
WISHES = st.one_of(st.none(), NUMBERS, DATES, st.text(max_size=12))
CACHES = st.one_of(WISHES, NUMBERS.map("max-age={}".format))
RESULTS = st.builds(
    FetchResult,
    url=st.just(URL),
    final_url=st.just(URL),
    retry_after=WISHES,
    cache_control=CACHES,
    expires=WISHES,
    served_at=WISHES,
)
SPANS = st.timedeltas(timedelta(seconds=1), timedelta(days=30))
ALL_BOUNDS = st.builds(Bounds, SPANS, SPANS)
MOMENTS = st.datetimes(timezones=st.just(UTC))
PACES = st.builds(
    Pace,
    arrivals=st.lists(MOMENTS, max_size=20).map(sorted).map(tuple),
    newest_at=st.none() | MOMENTS,
    asked_seconds=st.none() | st.floats(),
)
CHANCES = st.floats(0, 1, exclude_max=True)
FAILURES = st.integers(0, 10_000)


def answered(**headers: str) -> FetchResult:
    """An answer with these headers."""
    return FetchResult(URL, URL, 200, **headers)


def every(gap: timedelta, last: timedelta, count: int = 6) -> Pace:
    """A source that brought something each ``gap``, the last time so long ago."""
    return Pace(tuple(NOW - last - gap * number for number in reversed(range(count))))


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({}, 15),
        ({"cache_control": "no-cache"}, 15),
        ({"cache_control": "max-age=60"}, 15),
        ({"cache_control": "public, max-age=2400"}, 40),
        ({"cache_control": "max-age=999999"}, 120),
        ({"expires": "Mon, 09 Mar 2026 06:45:00 GMT"}, 40),
        ({"expires": "Mon, 09 Mar 2026 06:45:00 GMT", "served_at": "Mon, 09 Mar 2026 06:15:00 GMT"}, 30),
        ({"expires": "0"}, 15),
    ],
)
def test_a_server_can_ask_for_longer_waits(headers, minutes):
    """How long an answer is fresh counts where it lies between the floor and the ceiling."""
    assert wait_after_success(answered(**headers), UNKNOWN, BOUNDS, NOW, 0) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("asked_seconds", "minutes"),
    [(None, 15), (60, 15), (3600, 60), (1e300, 120), (float("inf"), 120), (float("nan"), 15), (-3600, 15)],
)
def test_a_feed_can_ask_for_longer_waits(asked_seconds, minutes):
    """The interval that the feed itself names counts in the same bounds; what is no interval asks for nothing."""
    pace = Pace(asked_seconds=asked_seconds)

    assert wait_after_success(answered(), pace, BOUNDS, NOW, 0) == timedelta(minutes=minutes)


def test_the_longest_wish_wins():
    """Pace, server and feed are obeyed together: the wait is the longest of them."""
    pace = Pace(every(timedelta(hours=1), last=timedelta(hours=3)).arrivals, asked_seconds=2400)

    assert wait_after_success(answered(cache_control="max-age=2700"), pace, BOUNDS, NOW, 0) == timedelta(minutes=45)


def test_a_slow_source_is_polled_twice_in_its_gap():
    """A source that brings something each three hours is asked each hour and a half, once it has been silent."""
    pace = every(timedelta(hours=3), last=timedelta(hours=4))

    assert wait_after_success(answered(), pace, BOUNDS, NOW, 0) == timedelta(minutes=90)


def test_news_brings_the_next_poll_at_once():
    """A slow source that has just brought something is asked again after the shortest wait, and then less and less."""
    waits = [
        wait_after_success(answered(), every(timedelta(hours=4), last=silence), BOUNDS, NOW, 0)
        for silence in (timedelta(minutes=1), timedelta(hours=1), timedelta(hours=2), timedelta(hours=9))
    ]

    assert waits == [QUARTER, timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)]


def test_jitter_adds_a_tenth_at_most():
    """Half of the chance is a twentieth of the wait; nothing is ever taken off."""
    assert wait_after_success(answered(), UNKNOWN, BOUNDS, NOW, 0.5) == QUARTER * 1.05


def test_a_ceiling_below_the_floor_is_the_floor():
    """Who configures one poll a week gets it, whatever the ceiling of all sources."""
    week = timedelta(days=7)

    assert wait_after_success(answered(), UNKNOWN, Bounds(week, DAY), NOW, 0) == week


def test_a_floor_of_nothing_is_refused():
    """Polling without a pause cannot be asked for."""
    with pytest.raises(ValueError, match="the shortest wait is 0:00:00; give more than 0"):
        Bounds(timedelta(0), DAY)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 15), (1, 15), (2, 30), (3, 60), (7, 960), (8, 1440), (9, 1440), (10**9, 1440)]
)
def test_failures_double_the_wait_up_to_a_day(failures, minutes):
    """From the floor, twice as long after each further failure; what keeps failing is tried once a day."""
    assert wait_after_failure(failures, None, BOUNDS, NOW, 0) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({"retry_after": "60"}, 15),
        ({"retry_after": "3600"}, 60),
        ({"retry_after": "999999"}, 1440),
        ({"retry_after": "Mon, 09 Mar 2026 07:05:00 GMT"}, 60),
        ({"retry_after": "Mon, 09 Mar 2026 07:05:00 GMT", "served_at": "Mon, 09 Mar 2026 06:35:00 GMT"}, 30),
        ({"retry_after": "Mon, 09 Mar 2026 05:05:00 GMT"}, 15),
        ({"retry_after": "later"}, 15),
    ],
)
def test_retry_after_is_the_least_wait(headers, minutes):
    """What a server asks for is obeyed up to a day; a date counts from the server's own clock where it tells it."""
    assert wait_after_failure(1, answered(**headers), BOUNDS, NOW, 0) == timedelta(minutes=minutes)


def test_retry_after_does_not_shorten_the_wait():
    """A server that asks for a minute after its fifth failure is still left alone for hours."""
    assert wait_after_failure(5, answered(retry_after="60"), BOUNDS, NOW, 0) == timedelta(hours=4)


@given(RESULTS, PACES, ALL_BOUNDS, MOMENTS, CHANCES)
def test_every_wait_after_success_lies_in_its_bounds(result, pace, bounds, now, chance):
    """Whatever server, feed and pace say, at whatever moment of a clock that jumps: floor to ceiling and a tenth."""
    wait = wait_after_success(result, pace, bounds, now, chance)

    assert bounds.floor <= wait <= max(bounds.floor, bounds.ceiling) * 1.1


@given(FAILURES, st.none() | RESULTS, ALL_BOUNDS, MOMENTS, CHANCES)
def test_every_wait_after_failure_lies_in_its_bounds(failures, result, bounds, now, chance):
    """Whatever a server asks for, and however often it failed: from the floor to a day and a tenth."""
    wait = wait_after_failure(failures, result, bounds, now, chance)

    assert bounds.floor <= wait <= max(bounds.floor, DAY) * 1.1


@given(st.tuples(FAILURES, FAILURES), st.none() | RESULTS, ALL_BOUNDS, CHANCES)
def test_more_failures_never_shorten_the_wait(failures, result, bounds, chance):
    """The wait grows with the failures, or stays."""
    shorter, longer = (wait_after_failure(count, result, bounds, NOW, chance) for count in sorted(failures))

    assert shorter <= longer
