from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.records import Digest, QuietHours
from monitor.routing import last_slot, next_slot, quiet_until

DAY = timedelta(days=1)
HALF_HOURS = [time(half // 2, 30 * (half % 2)) for half in range(8)]
NIGHTS = {
    # Baghdad puts no clock on or back: the nights of the others.
    "Asia/Baghdad": (date(2026, 3, 29), date(2026, 10, 25)),
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),
    "Europe/London": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
}
ALL_NIGHTS = [(zone, night) for zone, nights in NIGHTS.items() for night in nights]

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
MOMENTS = st.datetimes(datetime(1973, 1, 10), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 # as asked
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAYS = st.frozensets(st.integers(0, 6), min_size=1)


def daily(at: time, zone: str) -> Digest:
    """A digest of every day."""
    return Digest("daily", "day", at, zone)


def slots(digest: Digest, after: datetime, count: int) -> list[datetime]:
    """So many slots, one after the other."""
    found: list[datetime] = []
    for _ in range(count):
        after = next_slot(digest, after, found[-1] if found else None)
        found.append(after)
    return found


def shown(moment: datetime, zone: str) -> datetime:
    """What a clock on the wall shows."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def watched(digest: Digest, begin: datetime, days: int) -> list[datetime]:
    """The slots of the days of which a clock shows a minute, found by looking at it every minute."""
    moments = [begin + timedelta(minutes=minute) for minute in range(days * 24 * 60)]
    clock = [shown(moment, digest.zone) for moment in moments]
    furthest = list(accumulate(clock, max))  # what is shown again when it is put back was shown before
    seen = sorted({now.date() for now in clock})[1:-1]
    wanted = [datetime.combine(day, digest.at) for day in seen]
    found = (next(moment for moment, latest in zip(moments, furthest, strict=True) if latest >= at) for at in wanted)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("at", HALF_HOURS, ids=str)
@pytest.mark.parametrize(("zone", "night"), ALL_NIGHTS)
def test_a_daily_digest_comes_once_a_day_over_the_nights_on_which_clocks_change(
    zone: str, night: date, at: time
) -> None:
    """Each of seven days around such a night has just one slot, at its time or at the first moment behind the gap."""
    begin = datetime.combine(night - 4 * DAY, time(12), ZoneInfo(zone)).astimezone(UTC)
    found = slots(daily(at, zone), begin, 7)

    assert [night + days * DAY for days in range(-3, 4)] == [shown(slot, zone).date() for slot in found]
    assert watched(daily(at, zone), begin - DAY, 9)[1:] == found


@pytest.mark.parametrize(
    ("zone", "at", "slot"),
    [
        ("Europe/London", time(1, 30), "2026-03-29T01:00"),  # skipped: the gap ends at 01:00 UTC
        ("Europe/London", time(1, 30), "2026-10-25T00:30"),  # twice: the first, in summer time
        ("America/New_York", time(2, 30), "2026-03-08T07:00"),
        ("America/New_York", time(1, 0), "2026-11-01T05:00"),
        ("Africa/Cairo", time(0, 0), "2026-04-23T22:00"),  # midnight itself is skipped
        ("Africa/Cairo", time(0, 30), "2026-04-23T22:00"),
        ("Africa/Cairo", time(23, 30), "2026-10-29T20:30"),
        ("Asia/Baghdad", time(3, 0), "2026-03-29T00:00"),
    ],
)
def test_a_slot_on_such_a_night_is_at_this_moment(zone: str, at: time, slot: str) -> None:
    """Worked out by hand: what is skipped comes at the first moment behind the gap, what comes twice at the first."""
    expected = datetime.fromisoformat(slot).replace(tzinfo=UTC)

    assert expected == next_slot(daily(at, zone), expected - timedelta(hours=12))
    assert expected < next_slot(daily(at, zone), expected) - timedelta(hours=20)


@settings(max_examples=60)
@given(ZONES, MOMENTS, TIMES)
@example("Pacific/Apia", datetime(2011, 12, 28, 3, 0, tzinfo=UTC), time(8))  # it had no 30 December that year
@example("America/St_Johns", datetime(2008, 11, 1, 3, 0, tzinfo=UTC), time(0))  # midnight came twice
@example("America/Nuuk", datetime(2024, 3, 29, 3, 0, tzinfo=UTC), time(23, 30))  # the day's last hour was skipped
@example("Australia/Lord_Howe", datetime(2026, 4, 3, 3, 0, tzinfo=UTC), time(1, 45))
def test_every_day_of_every_zone_has_one_slot(zone: str, begin: datetime, at: time) -> None:
    """The slots are those that somebody finds who looks at the clock every minute, each later than the one before."""
    digest = daily(at, zone)
    expected = watched(digest, begin.replace(second=0, microsecond=0), 5)
    found = slots(digest, expected[0] - timedelta(minutes=1), len(expected))

    assert expected == found
    assert all(last_slot(digest, slot) == slot for slot in found)
    assert all(last_slot(digest, later - timedelta(seconds=1)) == slot for slot, later in pairwise(found))


@settings(max_examples=60)
@given(ZONES, MOMENTS, TIMES)
def test_an_hourly_digest_comes_at_its_minute_every_hour(zone: str, begin: datetime, at: time) -> None:
    """The slots of a day show its minute, and never lie further apart than where clocks change by half an hour."""
    digest = Digest("hourly", "hour", at, zone)
    found = slots(digest, begin, 24)

    assert {at.minute} == {shown(slot, zone).minute for slot in found}
    assert all(timedelta(0) < later - slot <= timedelta(minutes=90) for slot, later in pairwise([begin, *found]))
    assert found[-2] == last_slot(digest, found[-1] - timedelta(seconds=1))


def test_a_slot_that_was_used_is_not_used_again() -> None:
    """A clock that has gone back by an hour does not bring the slot again that was used before."""
    digest = daily(time(8), "Asia/Baghdad")
    slot = datetime(2026, 3, 9, 5, 0, tzinfo=UTC)

    assert slot == next_slot(digest, slot - timedelta(minutes=30))
    assert slot + DAY == next_slot(digest, slot - timedelta(minutes=30), slot)


def test_a_slot_of_a_clock_that_ran_years_ahead_is_not_heeded() -> None:
    """The digest comes tomorrow, although one was sent in the next decade."""
    digest = daily(time(8), "Asia/Baghdad")
    now = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)

    assert datetime(2026, 3, 10, 5, 0, tzinfo=UTC) == next_slot(digest, now, now.replace(year=2036))


@pytest.mark.parametrize("start", HALF_HOURS, ids=str)
@pytest.mark.parametrize(("zone", "night"), ALL_NIGHTS)
def test_quiet_hours_begin_and_end_once_over_such_a_night(zone: str, night: date, start: time) -> None:
    """From a minute on the clock to one three hours later, however the clock is changed in between, is one stretch."""
    quiet = QuietHours("night", start, time(start.hour + 3, start.minute), zone, frozenset({night.weekday()}))
    begin = datetime.combine(night - DAY, time(12), ZoneInfo(zone)).astimezone(UTC)
    looks = [begin + timedelta(minutes=minute) for minute in range(36 * 60)]
    ends = [quiet_until(quiet, look) for look in looks]
    stretch = [look for look, end in zip(looks, ends, strict=True) if end is not None]

    assert [next_slot(daily(quiet.start, zone), begin)] == stretch[:1]
    assert {next_slot(daily(quiet.end, zone), begin)} == {end for end in ends if end is not None}
    assert stretch[-1] - stretch[0] == timedelta(minutes=len(stretch) - 1)


def test_quiet_hours_that_began_at_midnight_go_on_where_clocks_are_put_back_over_it() -> None:
    """At a minute past midnight it was 23:01 again in St. John's: the quiet hours of that day had begun."""
    quiet = QuietHours("night", time(0), time(6), "America/St_Johns", frozenset({6}))
    midnight = datetime(2008, 11, 2, 2, 30, tzinfo=UTC)
    six = datetime(2008, 11, 2, 9, 30, tzinfo=UTC)

    assert [None, six, six, six] == [
        quiet_until(quiet, midnight + timedelta(minutes=minutes)) for minutes in (-1, 0, 30, 90)
    ]


@given(ZONES, MOMENTS, TIMES, st.integers(1, 22 * 60), DAYS)
def test_quiet_hours_end_within_a_day_and_outside_of_themselves(
    zone: str, now: datetime, start: time, minutes: int, days: frozenset[int]
) -> None:
    """In every zone and at every moment, what is held is held for 25 hours at most, and until it may be sent."""
    end = (datetime.combine(date(2026, 1, 1), start) + timedelta(minutes=minutes)).time()
    quiet = QuietHours("quiet", start, end, zone, days)
    until = quiet_until(quiet, now)

    assert until is None or timedelta(0) < until - now <= timedelta(hours=25)
    assert until is None or quiet_until(quiet, until) is None


def test_quiet_hours_that_begin_when_they_end_are_none() -> None:
    """From seven to seven is no time at all, and holds nothing for ever."""
    quiet = QuietHours("none", time(7), time(7), "Asia/Baghdad")

    assert [None] * 24 == [quiet_until(quiet, datetime(2026, 3, 9, hour, tzinfo=UTC)) for hour in range(24)]


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-13T22:30", "2026-03-14T07:00"),  # Friday evening
        ("2026-03-14T06:59", "2026-03-14T07:00"),  # of the night that began on Friday
        ("2026-03-14T07:00", None),
        ("2026-03-14T22:30", None),  # Saturday evening is no quiet one
        ("2026-03-13T03:00", None),  # nor is the night that began on Thursday
    ],
)
def test_quiet_hours_over_midnight_belong_to_the_day_on_which_they_begin(moment: str, until: str | None) -> None:
    """The night of Friday lasts into Saturday's morning."""
    zone = ZoneInfo("Asia/Baghdad")
    quiet = QuietHours("friday", time(22), time(7), "Asia/Baghdad", frozenset({4}))
    found = quiet_until(quiet, datetime.fromisoformat(moment).replace(tzinfo=zone))

    assert (datetime.fromisoformat(until).replace(tzinfo=zone) if until else None) == found
