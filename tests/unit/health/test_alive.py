from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from watched_sources import NINE

from monitor.health import Heartbeat, Sendings, alive_is_due, alive_notice, alive_slot, ping_is_due
from monitor.records import MONITOR, Notice

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BAGHDAD = ZoneInfo("Asia/Baghdad")
EIGHT = time(8)

CHANGES = {
    "Asia/Baghdad": (date(2026, 3, 29), date(2026, 10, 25)),  # none: the same days as London
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 29)),  # at midnight
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
}
"""The days in 2026 on which clocks go forward and back."""

NIGHTS = [(zone, day) for zone, days in CHANGES.items() for day in days]
HOURS = [time(0), time(0, 30), time(1, 30), time(2, 30), time(8), time(23), time(23, 59)]


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told_between(first: datetime, last: datetime, at: time, zone: ZoneInfo, tick: timedelta) -> list[datetime]:
    """When notices are told by a monitor that looks every ``tick`` and has told one just before."""
    told, now = [first], first
    while now < last:
        now += tick
        if alive_is_due(told[-1], now, at, zone):
            told.append(now)
    return told[1:]


# -- the ping --


@pytest.mark.parametrize(
    ("last_at", "expected"),
    [
        (None, True),
        (NINE, False),
        (NINE - 4 * MINUTE, False),
        (NINE - 5 * MINUTE, True),
        (NINE - DAY, True),
        (NINE + MINUTE, True),
        (NINE + 20_000 * DAY, True),
    ],
)
def test_a_ping_is_due_at_first_then_every_so_often(last_at, expected):
    """A clock that went back behind the last ping keeps none away."""
    assert expected == ping_is_due(last_at, NINE, 5 * MINUTE)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=30))
def test_pings_come_on_time_whatever_the_clock_does(jumps):
    """After any jump the clock need go on for no longer than the interval until a ping is due."""
    now, last_at = NINE, NINE
    for minutes in jumps:
        now += minutes * MINUTE

        assert ping_is_due(last_at, now, 5 * MINUTE) or ping_is_due(last_at, now + 5 * MINUTE, 5 * MINUTE)

        last_at = now if ping_is_due(last_at, now, 5 * MINUTE) else last_at


# -- the slot of the day --


@pytest.mark.parametrize(
    ("zone", "at", "now", "expected"),
    [
        ("Asia/Baghdad", time(8), "2026-03-29T05:00", "2026-03-29T05:00"),
        ("Asia/Baghdad", time(8), "2026-03-29T04:59", "2026-03-28T05:00"),
        # London goes from 1:00 to 2:00, and from 2:00 back to 1:00.
        ("Europe/London", time(1, 30), "2026-03-29T12:00", "2026-03-29T01:30"),
        ("Europe/London", time(1, 30), "2026-10-25T00:45", "2026-10-25T00:30"),
        ("Europe/London", time(1, 30), "2026-10-25T01:45", "2026-10-25T00:30"),
        ("Europe/London", time(8), "2026-03-29T12:00", "2026-03-29T07:00"),
        ("Europe/London", time(8), "2026-03-28T12:00", "2026-03-28T08:00"),
        # New York goes from 2:00 to 3:00, and from 2:00 back to 1:00.
        ("America/New_York", time(2, 30), "2026-03-08T12:00", "2026-03-08T07:30"),
        ("America/New_York", time(1, 30), "2026-11-01T12:00", "2026-11-01T05:30"),
        # Cairo goes from 0:00 to 1:00, and from 24:00 back to 23:00 of the same day.
        ("Africa/Cairo", time(0), "2026-04-24T00:00", "2026-04-23T22:00"),
        ("Africa/Cairo", time(0), "2026-04-23T21:59", "2026-04-22T22:00"),
        ("Africa/Cairo", time(23, 30), "2026-10-29T21:45", "2026-10-29T20:30"),
        ("Africa/Cairo", time(23, 45), "2026-10-29T21:10", "2026-10-29T20:45"),
    ],
)
def test_the_slot_is_when_clocks_there_showed_the_hour(zone, at, now, expected):
    """An hour that comes twice counts the first time; one that is skipped comes by as much later."""
    assert utc(expected) == alive_slot(utc(now), at, ZoneInfo(zone))


@given(
    st.integers(0, 60 * 365 * 24 * 60).map(lambda minutes: utc("2000-01-03T00:00") + minutes * MINUTE),
    st.times(),
    st.sampled_from([*CHANGES, "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_the_slot_is_behind_by_little_more_than_a_day(now, at, zone):
    """It is never ahead, and the one before the next is never passed over, whatever a zone does with its clocks."""
    slot = alive_slot(now, at, ZoneInfo(zone))

    assert timedelta() <= now - slot <= 2 * DAY
    assert slot == alive_slot(slot, at, ZoneInfo(zone))


# -- the notice of the day --


@pytest.mark.parametrize("at", HOURS, ids=str)
@pytest.mark.parametrize(("zone", "day"), NIGHTS)
def test_each_day_around_a_change_of_clocks_has_one_notice(zone, day, at):
    """Five days around both nights in four zones, looked at every seven minutes: five notices, each within seven."""
    place = ZoneInfo(zone)
    first = alive_slot(datetime.combine(day - 2 * DAY, time(12), tzinfo=place).astimezone(UTC), at, place)

    told = told_between(first, first + 5 * DAY + HOUR, at, place, 7 * MINUTE)

    slots = [alive_slot(one, at, place) for one in told]
    days = [one.astimezone(place).date() for one in slots]
    assert [days[0] + DAY * count for count in range(5)] == days
    assert all(one - slot < 7 * MINUTE for one, slot in zip(told, slots, strict=True))


@pytest.mark.parametrize(
    ("last_at", "now", "expected"),
    [
        (None, "2026-03-09T03:00", True),
        ("2026-03-08T05:00", "2026-03-09T04:59", False),
        ("2026-03-08T05:00", "2026-03-09T05:00", True),
        ("2026-03-09T05:00", "2026-03-09T05:00", False),
        ("2026-03-01T05:00", "2026-03-09T03:00", True),  # off for a week: told when it is back
        ("2026-03-09T05:02", "2026-03-09T04:02", False),  # an hour back
        ("2026-03-09T05:02", "2026-03-10T06:00", True),  # a day on: that day's is told
        ("2026-03-10T06:00", "2026-03-09T06:05", False),  # and back: not again
        ("2026-03-10T06:00", "2026-03-10T05:00", False),  # nor when that day comes
        ("2026-03-10T06:00", "2026-03-11T05:00", True),
        ("2026-03-09T05:02", "1970-01-01T00:10", False),  # a clock that is not set
        (None, "1970-01-02T00:10", False),
        ("1970-01-01T00:10", "2026-03-09T06:00", True),
        ("2036-03-09T06:00", "2026-03-09T06:05", True),  # told ten years ahead: no reason to be silent for ten years
    ],
)
def test_when_the_notice_of_the_day_is_due(last_at, now, expected):
    """At eight in Baghdad, once, be it late; clocks that jump bring none twice and keep none away."""
    last = utc(last_at) if last_at else None

    assert expected == alive_is_due(last, utc(now), EIGHT, BAGHDAD)


@pytest.mark.parametrize("jump", [-HOUR, DAY, utc("1970-01-01T00:00") - NINE], ids=["hour back", "day on", "1970"])
@pytest.mark.parametrize("zone", CHANGES)
@settings(max_examples=40)
@given(jumps_at=st.integers(0, 48 * 60), lasts=st.integers(1, 180))
def test_a_jump_of_the_clock_neither_adds_a_notice_nor_takes_one(jump, zone, jumps_at, lasts):
    """Three days with a clock that is wrong for up to three hours: each slot is told once.

    A clock that runs a day ahead may tell that day's notice in the place of the present one, or beside it.
    """
    place, start = ZoneInfo(zone), utc("2026-03-27T10:00")
    told, last_at = [], start
    for minutes in range(0, 72 * 60, 15):
        now = start + minutes * MINUTE
        now += jump if jumps_at <= minutes < jumps_at + lasts else timedelta()
        if alive_is_due(last_at, now, EIGHT, place):
            last_at = now
            told.append(alive_slot(now, EIGHT, place))

    wanted = {alive_slot(start + (count + 1) * DAY, EIGHT, place) for count in range(3)}
    assert len(told) == len(set(told))
    assert len(wanted - set(told)) <= (jump == DAY)
    assert len(set(told) - wanted) <= (jump == DAY)


def test_the_notice_says_in_one_line_that_the_monitor_is_at_work():
    """It is about the monitor, and of the slot that it is for."""
    beat, sendings = Heartbeat(18, 20, 412, 31, 6, {"off_topic": 5}), Sendings(4, 9, 1, 2)

    notice = alive_notice(beat, sendings, NINE)

    line = "18 of 20 sources fresh; 6 articles kept; 4 alerts; messages: 9 sent, 1 owed, 2 given up"
    assert Notice(MONITOR, "alive", healed=False, since=NINE, detail=line) == notice
