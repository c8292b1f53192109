from __future__ import annotations

from datetime import timedelta

import pytest
from watched_sources import NINE, Watch, good, state

from monitor.health import stale_since, usual_gap
from monitor.records import Pace

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def paced(*days_ago: float, **parts):
    """A source whose entries came so many days before nine o'clock."""
    return state(pace=Pace(tuple(NINE - days * DAY for days in days_ago)), **parts)


def test_a_source_that_brings_nothing_for_over_a_week_is_stale():
    """It is stale since the last new entry."""
    assert stale_since(paced(9.5, 9, 8.5, 8), NINE, WEEK) == NINE - 8 * DAY


@pytest.mark.parametrize("days", [0, 1, 7])
def test_a_source_that_brought_something_of_late_is_not(days):
    """A week is not longer than a week."""
    assert stale_since(paced(20, days), NINE, WEEK) is None


def test_a_slow_source_gets_longer():
    """Ten usual gaps of three days are a month: three weeks are nothing, five are something."""
    slow = paced(30, 27, 24, 21)

    assert (stale_since(slow, NINE, WEEK), stale_since(slow, NINE + 14 * DAY, WEEK)) == (None, NINE - 21 * DAY)


def test_one_long_pause_does_not_make_a_source_slow():
    """The usual gap is the middle one: a feast of two weeks among daily news changes nothing."""
    assert stale_since(paced(31, 30, 29, 15, 14, 13, 12), NINE, WEEK) == NINE - 12 * DAY


@pytest.mark.parametrize("watched", [0, 3, 7])
def test_a_source_that_is_watched_for_a_shorter_time_is_not_stale(watched):
    """What was old when the monitor came is no news of its health yet."""
    assert stale_since(paced(400, 390, baseline_at=NINE - watched * DAY), NINE, WEEK) is None


@pytest.mark.parametrize("parts", [{"failures": 1}, {"succeeded_at": None}, {"baseline_at": None}])
def test_a_source_that_fails_is_not_stale(parts):
    """Failing is told as failing; never polled well is nothing to judge by."""
    assert stale_since(paced(11, 10, 9, 8, **parts), NINE, WEEK) is None


def batches(*days_ago: float, size: int = 8) -> tuple[float, ...]:
    """Days ago of batches: so many pieces each, ten minutes apart, the last one so many days ago."""
    return tuple(days + (size - 1 - number) / 144 for days in days_ago for number in range(size))


@pytest.mark.parametrize("days", [10, 30])
def test_an_outlet_that_brings_batches_is_not_stale_between_them(days):
    """Of twenty arrivals, as many as are remembered, two gaps between batches of eight are enough."""
    source = paced(*batches(2 * days, days, 0)[-20:])

    assert stale_since(source, NINE + days * DAY, WEEK) is None


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (batches(0), 14),
        (batches(1.8, 0, size=7), 18),
        (batches(0, size=16), 7),
        ((1.5, 1, 0.5, 0), 7),
    ],
)
def test_who_has_shown_no_habit_yet_gets_twice_the_time(days_ago, expected):
    """One batch may be the first of one every ten days; many arrivals, or three gaps, are a habit."""
    source = paced(*days_ago)

    found = [stale_since(source, NINE + (expected + late) * DAY, WEEK) for late in (-0.6, 0.01)]

    assert found == [None, NINE]


def test_an_outlet_of_batches_that_ends_is_told_after_two_months():
    """Two gaps are no habit: a silence that long is told whatever they were."""
    source = paced(*batches(60, 30, 0)[-20:])

    found = [stale_since(source, NINE + days * DAY, WEEK) for days in (60, 61)]

    assert found == [None, NINE]


def test_a_feast_makes_no_outlet_slow_for_long():
    """One pause of three weeks among what is remembered mutes for two months, not for ten times as long."""
    source = paced(*batches(21, 0, size=10))

    assert stale_since(source, NINE + 61 * DAY, WEEK) == NINE


def test_a_monthly_outlet_is_not_stale():
    """Once three gaps are known, ten of them are waited for."""
    source = paced(92, 61, 31, 0)

    assert stale_since(source, NINE + 100 * DAY, WEEK) is None


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((), None),
        ((1,), None),
        ((3, 1), 2 * DAY),
        ((30, 20, 10), 10 * DAY),
        (batches(20, 10, 0), 10 * DAY - timedelta(minutes=70)),
        (batches(0), timedelta(minutes=10)),
        (batches(0.5, 0), timedelta(minutes=10)),
    ],
)
def test_the_usual_gap_is_that_between_batches(days_ago, expected):
    """Arrivals closer than an hour are one; an outlet that rests at night alone has the gap between its arrivals."""
    found = usual_gap(paced(*days_ago).pace)

    assert (found and timedelta(seconds=round(found.total_seconds()))) == expected


def test_without_arrivals_the_newest_date_counts():
    """A feed in which nothing was ever new has its own newest date, else the first good poll."""
    dated = state(pace=Pace(newest_at=NINE - 20 * DAY))

    assert stale_since(dated, NINE, WEEK) == NINE - 20 * DAY
    assert stale_since(state(pace=Pace()), NINE, WEEK) == NINE - 365 * DAY


def test_a_stale_source_is_told_when_it_is_seen_twice():
    """It is told with the moment of its last news, and healed by news."""
    watch = Watch()
    watch.states["quay"] = paced(8.75, 8.5, 8.25, 8)
    unchanged = good(outcome="unchanged", seen=0, fresh=0)

    told = watch.rounds(unchanged, unchanged, unchanged, good(), unchanged)

    assert told == ["", "stale", "", "", "healed stale"]
    assert {one.since for one in watch.told} == {NINE - 8 * DAY}
