"""The whole post under a clock that jumps: by cycles, a database on the disk and every rule of routing at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from told_desk import TAKEN, LivedPost, NotingDesk, live_post, moments, table_of, warden_alert

from monitor.records import AlertRoute, Digest, Grouping, QuietHours, Rate, SendAnswer
from monitor.store import SqliteStore

BEGINS = datetime(2026, 3, 9, 15, tzinfo=UTC)
"""Six in the evening in Baghdad."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LOOK, ALERTS_EVERY = 10 * MINUTE, 30 * MINUTE
ALERTS_END, ENDS = 10 * HOUR, 40 * HOUR
JUMPS_AFTER, JUMPS_BACK_AFTER = 6 * HOUR + 10 * MINUTE, 8 * HOUR + 10 * MINUTE
IN_1970 = datetime(1970, 1, 1, 1, tzinfo=UTC)
RULES = (
    AlertRoute("plain"),
    AlertRoute("group", grouping=Grouping("everything", wait_seconds=900, interval_seconds=3600)),
    AlertRoute("daily", digest="morning"),
    AlertRoute("hourly", digest="hourly"),
    AlertRoute("quiet", quiet="night"),
    AlertRoute("rate", rate=Rate(2, 7200)),
    AlertRoute("retry"),
    AlertRoute("resting"),
)
TABLE = table_of(
    RULES,
    digests={
        "morning": Digest("morning", "day", time(8), "Asia/Baghdad"),
        "hourly": Digest("hourly", "hour", time(0, 30), "Asia/Baghdad"),
    },
    quiets={"night": QuietHours("night", time(23), time(7), "Asia/Baghdad")},
)


@dataclass(frozen=True)
class Jump:
    """After so long, the clock shows this moment in place of the right one."""

    after: timedelta
    to: datetime


def off_by(by: timedelta, after: timedelta = JUMPS_AFTER) -> Jump:
    """The clock is wrong by so much from then on; right by nothing."""
    return Jump(after, BEGINS + after + by)


BACK = off_by(timedelta(), JUMPS_BACK_AFTER)
JUMPS = {
    "an hour back": (off_by(-HOUR),),
    "an hour back and forward again": (off_by(-HOUR), BACK),
    "a day on": (off_by(DAY),),
    "a day on and back": (off_by(DAY), BACK),
    "to 1970 and back": (Jump(JUMPS_AFTER, IN_1970), BACK),
    "to 1970, a day on and back": (Jump(JUMPS_AFTER, IN_1970), off_by(DAY, JUMPS_AFTER + HOUR), BACK),
}
MOST_MORE = {1: 1, 2: 1, 3: 3}
"""So many messages more than without them may so many jumps bring to a channel: what a clock that is wrong twice, by
different spans, holds within its hour says nothing of the hour before."""


def once_put_off(desk: NotingDesk, message, _recipient) -> SendAnswer:
    """Each message is taken at its second trial, half an hour later."""
    tried = sum(one.message_id == message.message_id for one in desk.tried)
    return TAKEN if tried > 1 else SendAnswer("retry_later", "450 come again", 1800, "message", 450)


def resting_at_night(desk: NotingDesk, _message, _recipient) -> SendAnswer:
    """For three hours the channel takes nothing, and asks for an hour's pause."""
    if 5 * HOUR <= desk.post.elapsed < 8 * HOUR:
        return SendAnswer("retry_later", "503 closed", 3600, "channel", 503)
    return TAKEN


def begin(store: SqliteStore) -> LivedPost:
    """The post at its beginning."""
    faults = {"retry": once_put_off, "resting": resting_at_night}
    return live_post([NotingDesk(rule.name, faults.get(rule.name)) for rule in RULES], TABLE, BEGINS, store=store)


async def live(post: LivedPost, jumps: tuple[Jump, ...] = ()) -> dict[str, timedelta]:
    """Forty hours with these jumps; after how long each alert was made."""
    made: dict[str, timedelta] = {}
    left = list(jumps)
    for after in moments(LOOK, ENDS):
        if left and left[0].after == after:
            post.put_clock(left.pop(0).to)
        if after < ALERTS_END and after % ALERTS_EVERY == timedelta():
            alert = warden_alert(len(made), post.now)
            post.owe(alert)
            made[alert.alert_id] = after
        if after < ALERTS_END + 2 * HOUR or after % HOUR == timedelta():
            await post.look()
        post.pass_time(LOOK)
    return made


@pytest.fixture(scope="module")
def without_jumps(tmp_path_factory) -> Mapping[str, int]:
    """How many messages each channel took where the clock is right."""
    with closing(SqliteStore.open(tmp_path_factory.mktemp("right"))) as store:
        post = begin(store)
        asyncio.run(live(post))
        return {name: len(desk.taken) for name, desk in post.desks.items()}


async def test_everything_waits_at_the_moment_of_the_jumps(tmp_path):
    """At that moment groups, digests, quiet hours and a rate hold, a message waits for a retry, and a channel rests."""
    with closing(SqliteStore.open(tmp_path)) as store:
        post = begin(store)
        for after in moments(LOOK, JUMPS_AFTER):
            if after % ALERTS_EVERY == timedelta():
                post.owe(warden_alert(after // ALERTS_EVERY, post.now))
            await post.look()
            post.pass_time(LOOK)
        holding = {one.hold for one in store.loose_deliveries() if one.due_at > post.now}
        waiting = {one.channel for one in store.envelopes("owed") if one.due_at > post.now}
        resting = {one.channel for one in store.channel_states().values() if one.rests_until is not None}

    assert {"group", "digest", "quiet", "rate"} == holding
    assert {"retry", "resting"} == waiting
    assert {"resting"} == resting


@pytest.mark.parametrize("jumps", JUMPS.values(), ids=JUMPS.keys())
async def test_jumping_clock_loses_nothing_repeats_nothing_and_brings_no_storm(tmp_path, jumps, without_jumps):
    """Every alert reaches every channel once, within a day; no slot is used twice; there is one message more at most.

    After a day ahead of time, a daily digest whose slot was used by then comes a day later.
    """
    with closing(SqliteStore.open(tmp_path)) as store:
        post = begin(store)
        made = await live(post, jumps)
        slots = Counter((one.channel, one.slot_at) for one in store.envelopes() if one.form == "digest")
    more = {name: len(desk.taken) - without_jumps[name] for name, desk in post.desks.items()}
    waited = {
        name: max(told.after - made[alert] for told in desk.taken for alert in told.alerts)
        for name, desk in post.desks.items()
    }
    patience = dict.fromkeys(post.desks, DAY) | ({"daily": 2 * DAY} if _was_a_day_ahead(jumps) else {})

    assert [Counter(post.owed)] * len(RULES) == [desk.told_alerts() for desk in post.desks.values()]
    assert {1} == set(slots.values())
    assert {} == {name: count for name, count in more.items() if count > MOST_MORE[len(jumps)]}
    assert {} == {name: longest for name, longest in waited.items() if longest > patience[name]}


@pytest.mark.parametrize("back", [HOUR, DAY, BEGINS - IN_1970], ids=["an hour", "a day", "to 1970"])
async def test_messages_of_a_thread_keep_their_order_when_the_clock_goes_back(tmp_path, back):
    """What is owed on one matter after the clock went back comes after what was owed before, whatever its moment.

    Several are owed at a time, and each is put off once.
    """
    with closing(SqliteStore.open(tmp_path)) as store:
        post = live_post([NotingDesk("desk", once_put_off)], table_of([AlertRoute("desk")]), BEGINS, store=store)
        for number in range(24):
            if number == 12:
                post.put_clock(post.now - back)
            post.owe(warden_alert(number, post.now, place="other:gate"))
            if number % 3 == 2:
                await post.look()
                post.pass_time(LOOK)
        for _ in range(60):
            post.pass_time(31 * MINUTE)
            await post.look()
        told = [name for one in post.desks["desk"].taken for name in one.alerts]

    assert post.owed == told


def _was_a_day_ahead(jumps: tuple[Jump, ...]) -> bool:
    return any(one.to == BEGINS + one.after + DAY for one in jumps[:-1])
