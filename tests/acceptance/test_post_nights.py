"""The whole post over the nights on which clocks are put on or back: digests, quiet hours, groups and rates."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from told_desk import LivedPost, NotingDesk, live_post, moments, table_of, warden_alert

from monitor.records import AlertRoute, Digest, Grouping, QuietHours, Rate, RoutingTable

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOOK, ALERTS_EVERY, LIVES, ENDS = 5 * MINUTE, 20 * MINUTE, 2 * DAY, 3 * DAY
NIGHTS = {
    "Baghdad": ("Asia/Baghdad", date(2026, 10, 25), 0),
    "Cairo, spring": ("Africa/Cairo", date(2027, 4, 30), 1),
    "Cairo, autumn": ("Africa/Cairo", date(2026, 10, 30), -1),
    "London, spring": ("Europe/London", date(2027, 3, 28), 1),
    "London, autumn": ("Europe/London", date(2026, 10, 25), -1),
    "New York, spring": ("America/New_York", date(2027, 3, 14), 1),
    "New York, autumn": ("America/New_York", date(2026, 11, 1), -1),
}
"""The zone, the morning after, and by how many hours the clock is put on."""

DAILY = {f"daily-{half // 2:02}{half % 2 * 30:02}": time(half // 2, half % 2 * 30) for half in range(8)}
RATE = Rate(2, 5400)
GROUP = Grouping("everything", wait_seconds=600, interval_seconds=5400)
SEVERE_EVERY = 5
"""Every fifth alert passes quiet hours."""


def table_in(zone: str) -> RoutingTable:
    """A daily digest at each half hour of the night, one every hour, quiet hours, a group and a rate, in that zone."""
    digests = {name: Digest(name, "day", at, zone) for name, at in DAILY.items()}
    night = QuietHours("night", time(23), time(7), zone, passing=frozenset({"changed"}))
    routes = [
        *(AlertRoute(name, digest=name) for name in DAILY),
        AlertRoute("hourly", digest="hourly"),
        AlertRoute("quiet", quiet="night"),
        AlertRoute("group", grouping=GROUP),
        AlertRoute("rate", rate=RATE),
    ]
    return table_of(
        routes, digests=digests | {"hourly": Digest("hourly", "hour", time(0, 10), zone)}, quiets={"night": night}
    )


async def live(zone: str, morning: date) -> tuple[LivedPost, Mapping[str, datetime]]:
    """Two days from noon before the night on, and what is left on the third; and when each alert was made."""
    table = table_in(zone)
    begins = datetime.combine(morning - DAY, time(12), ZoneInfo(zone)).astimezone(UTC)
    post = live_post([NotingDesk(name) for name in table.recipients], table, begins)
    made: dict[str, datetime] = {}
    for after in moments(LOOK, ENDS):
        if after < LIVES and after % ALERTS_EVERY == timedelta():
            kind = "changed" if len(made) % SEVERE_EVERY == 0 else "new"
            alert = warden_alert(len(made), post.now, kind)
            post.owe(alert)
            made[alert.alert_id] = post.now
        if after < LIVES or after % (30 * MINUTE) == timedelta():
            await post.look()
        post.pass_time(LOOK)
    return post, made


@cache
def lived_through(name):
    """A night with the post that lived through it: zone, morning, post, and when each alert was made.

    It is lived once, in whatever order the tests come.
    """
    zone, morning, _ = NIGHTS[name]
    return ZoneInfo(zone), morning, *asyncio.run(live(zone, morning))


@pytest.fixture(params=NIGHTS)
def night(request):
    """Each night in turn."""
    return lived_through(request.param)


@pytest.mark.parametrize(("zone", "morning", "hours"), NIGHTS.values(), ids=NIGHTS.keys())
def test_clocks_are_put_on_or_back_in_these_nights(zone, morning, hours):
    """The nights of this test are those of the time zone database."""
    noons = [datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in (morning - DAY, morning)]

    assert timedelta(hours=hours) == noons[1] - noons[0]


def test_daily_digest_comes_once_a_local_day_and_holds_every_alert_once(night):
    """At each half hour from midnight to 03:30, every day has one digest, at that time or at the end of a gap."""
    zone, morning, post, made = night
    for name, at in DAILY.items():
        taken = post.desks[name].taken
        days = Counter(told.at.astimezone(zone).date() for told in taken)
        shown = {told.at.astimezone(zone).time() for told in taken}

        assert {morning: 1, morning + DAY: 1, morning + 2 * DAY: 1} == days, name
        assert dict.fromkeys(made, 1) == post.desks[name].told_alerts(), name
        assert all(at <= one <= _later(at, 60) for one in shown), (name, shown)


def test_hourly_digest_comes_once_an_hour_that_truly_goes_by(night):
    """Sixty minutes apart, also in the hour that comes twice and where one is left out, with every alert once."""
    _, _, post, made = night
    spans = pairwise(told.after for told in post.desks["hourly"].taken if told.after < LIVES)

    assert [HOUR] * 47 == [later - one for one, later in spans]
    assert dict.fromkeys(made, 1) == post.desks["hourly"].told_alerts()


def test_quiet_hours_hold_let_the_severe_pass_and_catch_up_in_one_message_at_their_end(night):
    """From 23:00 to 07:00 by the clock on the wall only what is severe is told, at once; the rest together at seven."""
    zone, morning, post, made = night
    taken, shown = post.desks["quiet"].taken, {}
    for told in taken:
        for name in told.alerts:
            shown[name] = told
    severe = {name for number, name in enumerate(made) if number % SEVERE_EVERY == 0}
    held = {name for name, at in made.items() if name not in severe and _is_quiet(at, zone)}
    nights = {shown[name].at.astimezone(zone) for name in held}

    assert dict.fromkeys(made, 1) == post.desks["quiet"].told_alerts()
    assert {name: shown[name].at for name in made.keys() - held} == {name: made[name] for name in made.keys() - held}
    assert {datetime.combine(day, time(7), zone) for day in (morning, morning + DAY)} == nights
    assert 2 == sum(bool(held.intersection(told.alerts)) for told in taken)


def test_group_keeps_its_interval_in_time_that_truly_goes_by(night):
    """Messages of a group are an hour and a half apart at least, and no alert waits longer than that and its wait."""
    _, _, post, made = night
    taken = post.desks["group"].taken
    waits = [told.at - made[name] for told in taken for name in told.alerts]

    assert all(later.after - one.after >= 90 * MINUTE for one, later in pairwise(taken))
    assert max(waits) <= (90 + 10) * MINUTE + LOOK
    assert dict.fromkeys(made, 1) == post.desks["group"].told_alerts()


def test_rate_keeps_its_bound_in_time_that_truly_goes_by(night):
    """In no hour and a half are there more than two messages, and no alert waits for longer than that."""
    _, _, post, made = night
    taken = post.desks["rate"].taken
    spans = [later.after - one.after for one, later in zip(taken, taken[RATE.messages :], strict=False)]
    waits = [told.at - made[name] for told in taken for name in told.alerts]

    assert min(spans) >= timedelta(seconds=RATE.seconds)
    assert max(waits) <= timedelta(seconds=RATE.seconds) + LOOK
    assert dict.fromkeys(made, 1) == post.desks["rate"].told_alerts()


def _is_quiet(at: datetime, zone: ZoneInfo) -> bool:
    """Whether quiet hours hold: they begin when clocks first show eleven, and so go on where it is ten again."""
    shown = at.astimezone(zone)
    eleven = datetime.combine(shown.date(), time(23), zone).astimezone(UTC)
    return shown.time() < time(7) or at >= eleven


def _later(at: time, minutes: int) -> time:
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes)).time()
