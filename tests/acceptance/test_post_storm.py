"""A thousand alerts within a minute: one digest, a rate that holds, and messages that every channel takes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from mail_channel import mail_account
from slack_limits import find_faults
from told_desk import NotingDesk, live_post, table_of, warden_alert

from monitor.notify.email.letter import write_letter
from monitor.notify.slack.blocks import build_payload
from monitor.records import AlertRoute, Digest, Rate

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALERTS, SECONDS = 1_000, 60
MINUTE = timedelta(minutes=1)
RATE = Rate(5, 600)
MOST_LETTER_BYTES = 1_000_000


async def lived():
    """The minute of the thousand alerts, looked at every five seconds, and an hour after it."""
    hourly = Digest("hourly", "hour", time(0, 30), "UTC")
    table = table_of([AlertRoute("rate", rate=RATE), AlertRoute("digest", digest="hourly")], digests={"hourly": hourly})
    post = live_post([NotingDesk("rate"), NotingDesk("digest")], table, NOON)
    for second in range(SECONDS):
        numbers = range(second * ALERTS // SECONDS, (second + 1) * ALERTS // SECONDS)
        post.owe(*(warden_alert(number, post.now) for number in numbers))
        if second % 5 == 0:
            await post.look()
        post.pass_time(timedelta(seconds=1))
    for _ in range(60):
        await post.look()
        post.pass_time(MINUTE)
    return post


@pytest.fixture(scope="module")
def storm():
    """The post after it."""
    return asyncio.run(lived())


def test_digest_is_one_message_that_holds_all(storm):
    """A route with a digest sends one message for the window, with every alert once."""
    taken = storm.desks["digest"].taken

    assert [NOON + 30 * MINUTE] == [told.at for told in taken]
    assert sorted(storm.owed) == sorted(taken[0].alerts)
    assert [(NOON + 30 * MINUTE, ALERTS)] == [
        (one.slot_at, len(one.delivery_ids)) for one in storm.store.envelopes() if one.form == "digest"
    ]


def test_rate_holds_and_what_is_over_is_told_together(storm):
    """A route with a rate sends its five messages at once, and one for all the rest when there is room."""
    taken = storm.desks["rate"].taken
    alone, rest = taken[: RATE.messages], taken[RATE.messages :]

    assert [1] * RATE.messages == [len(told.alerts) for told in alone]
    assert [ALERTS - RATE.messages] == [len(told.alerts) for told in rest]
    assert timedelta(seconds=RATE.seconds) <= rest[0].at - alone[0].at
    assert sorted(storm.owed) == sorted(name for told in taken for name in told.alerts)


@pytest.mark.parametrize("route", ["digest", "rate"])
def test_message_keeps_every_limit_of_slack(storm, route):
    """The largest message of the storm is one that Slack takes."""
    assert [] == find_faults(build_payload(_largest(storm, route)))


@pytest.mark.parametrize("route", ["digest", "rate"])
def test_letter_is_no_larger_than_a_megabyte(storm, route):
    """The largest message of the storm is a mail that any server takes and any phone loads."""
    letter = write_letter(_largest(storm, route), mail_account(), "desk@quay.example", NOON)

    assert MOST_LETTER_BYTES >= len(letter.as_bytes())


def _largest(storm, route):
    return max(storm.desks[route].taken, key=lambda told: len(told.alerts)).message
