"""Troubles of channels: told once, by another channel, and never by the one that is in trouble."""

from __future__ import annotations

from datetime import timedelta

from posted_alerts import owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, never

from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.posting.rules import PostRules
from monitor.pipeline.workshop import Rules
from monitor.records import SendAnswer

DOWN = SendAnswer("retry_later", "the quay is closed")
RULES = Rules(post=PostRules(first_seconds=60, ceiling_seconds=60))


async def look_often(workshop, times):
    """Look at the post so many times, two minutes apart."""
    for _ in range(times):
        await Postman(workshop).send_owed(never)
        workshop.clock.advance(timedelta(minutes=2))


def notices(desk):
    """Subject, ailment and course of each notice that a desk took."""
    found = [message.notice for message in desk.taken if message.notice is not None]
    return [(one.subject, one.ailment, "healed" if one.healed else "ill") for one in found]


def watched(desk, ops, *alerts):
    """A workshop that owes alerts to the desk, and notices to the desk and to ops."""
    return workshop_owing(*alerts, desks=[desk, ops], table=table_to(["desk"], ["desk", "ops"]), rules=RULES)


async def test_channel_that_is_down_is_told_once_by_another_and_once_when_it_is_back():
    """However long it lasts, an outage is one notice, its end another, and none of them goes by the channel itself."""
    desk, ops = WrittenDesk("desk", *[DOWN] * 8), WrittenDesk("ops")
    workshop = watched(desk, ops, warden_alert("a", 1))

    await look_often(workshop, 8)
    during = notices(ops)
    await look_often(workshop, 3)

    assert [("desk", "undelivered", "ill")] == during
    assert [*during, ("desk", "undelivered", "healed")] == notices(ops)
    assert [] == notices(desk)


async def test_dead_letter_is_told_by_another_channel():
    """A message that was given up is told at once, with the answer, by a channel that works."""
    desk = WrittenDesk("desk", SendAnswer("give_up", "no such room", scope="message"))
    ops = WrittenDesk("ops")
    workshop = watched(desk, ops, warden_alert("a", 1))

    await look_often(workshop, 3)

    assert [("desk", "dead_letters", "ill")] == notices(ops)
    assert "no such room" in ops.taken[0].text


async def test_dead_letter_is_told_after_the_clock_has_gone_back():
    """A notice of a clock that ran ahead does not keep the next dead letters from being told."""
    refused = SendAnswer("give_up", "no such room", scope="message")
    desk, ops = WrittenDesk("desk", refused, refused), WrittenDesk("ops")
    workshop = watched(desk, ops, warden_alert("a", 1))
    workshop.clock.advance(timedelta(days=1))
    await look_often(workshop, 1)
    workshop.clock.advance(timedelta(days=-1))
    owe(workshop, warden_alert("b", 70))

    await look_often(workshop, 2)

    assert [("desk", "dead_letters", "ill")] * 2 == notices(ops)


async def test_two_channels_down_do_not_tell_of_each_other_for_ever():
    """Where nobody can be told, each trouble is kept once, and nothing goes round in a circle."""
    desk, ops = WrittenDesk("desk", *[DOWN] * 40), WrittenDesk("ops", *[DOWN] * 40)
    workshop = watched(desk, ops, warden_alert("a", 1))

    await look_often(workshop, 20)

    assert 2 == len([one for one in workshop.store.alerts() if one.notice is not None])
