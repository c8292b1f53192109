from __future__ import annotations

from datetime import timedelta

import pytest
from watched_sources import NINE, Watch, good, state

from monitor.health import stale_since
from monitor.records import Pace

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def paced(*days_ago: float, **parts):
    """A source whose entries came so many days before nine o'clock."""
    return state(pace=Pace(tuple(NINE - days * DAY for days in days_ago)), **parts)


def test_a_source_that_brings_nothing_for_over_a_week_is_stale():
    """It is stale since the last new entry."""
    assert stale_since(paced(9, 8.5, 8), NINE, WEEK) == NINE - 8 * DAY


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
    assert stale_since(paced(9, 8, **parts), NINE, WEEK) is None


def test_without_arrivals_the_newest_date_counts():
    """A feed in which nothing was ever new has its own newest date, else the first good poll."""
    dated = state(pace=Pace(newest_at=NINE - 20 * DAY))

    assert stale_since(dated, NINE, WEEK) == NINE - 20 * DAY
    assert stale_since(state(pace=Pace()), NINE, WEEK) == NINE - 365 * DAY


def test_a_stale_source_is_told_when_it_is_seen_twice():
    """It is told with the moment of its last news, and healed by news."""
    watch = Watch()
    watch.states["quay"] = paced(8.5, 8.25, 8)
    unchanged = good(outcome="unchanged", seen=0, fresh=0)

    told = watch.rounds(unchanged, unchanged, unchanged, good(), unchanged)

    assert told == ["", "stale", "", "", "healed stale"]
    assert {one.since for one in watch.told} == {NINE - 8 * DAY}
