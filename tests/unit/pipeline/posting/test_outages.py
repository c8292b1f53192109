"""Outages: what they hold up is told together when they end, and no cycle waits for ever for a slow channel."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from posted_alerts import ids, later, owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, never

from monitor.pipeline.posting.lanes import post_is_due
from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.posting.rules import PostRules, wait_after_breaks
from monitor.pipeline.workshop import Rules
from monitor.records import AlertRoute, Attempt, Rate, Recipient, SendAnswer

DOWN = SendAnswer("retry_later", "the quay is closed")
GONE = SendAnswer("give_up", "404 no_service", status=404)
RULES = Rules(post=PostRules(first_seconds=300, ceiling_seconds=300))


async def deliver(workshop):
    """One look at the post."""
    await Postman(workshop).send_owed(never)


async def test_what_an_outage_held_up_is_told_by_the_rate_of_its_end():
    """A day of alerts behind a channel that is down comes as a few messages, not as a storm."""
    desk = WrittenDesk("desk", *[DOWN] * 12)
    table = table_to(["desk"], routes=(AlertRoute("everything", ("desk",), rate=Rate(3, 3600)),))
    workshop = workshop_owing(desks=[desk], table=table, rules=RULES)
    for number in range(24):
        alert = warden_alert(str(number))
        owe(workshop, replace(alert, created_at=workshop.clock.now()))
        await deliver(workshop)
        workshop.clock.advance(timedelta(minutes=10))
    for _ in range(6):
        await deliver(workshop)
        workshop.clock.advance(timedelta(minutes=30))

    assert {str(number) for number in range(24)} == set(ids(desk.taken))
    assert len(desk.taken) <= 3 * 5


async def test_nothing_is_to_be_done_for_a_channel_that_rests():
    """While a channel rests, what it is owed asks nobody to look."""
    desk = WrittenDesk("desk", DOWN)
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], rules=RULES)
    await deliver(workshop)
    owe(workshop, warden_alert("b", 2))
    now = workshop.clock.now()

    due = [post_is_due(workshop.store, moment, {"desk"}) for moment in (now, now + timedelta(minutes=10))]

    assert [False, True] == due


async def test_webhook_that_is_gone_costs_one_message_at_a_time():
    """A refusal of the whole channel gives up one message; the next is tried after a rest: it may be mended by then."""
    desk = WrittenDesk("desk", GONE)
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk], rules=RULES)
    await deliver(workshop)
    at_once = len(desk.tried)
    workshop.clock.advance(timedelta(minutes=10))
    await deliver(workshop)

    assert (1, ["b"]) == (at_once, ids(desk.taken))


class PoisonedDesk(WrittenDesk):
    """A desk whose program has a fault at one alert."""

    async def send(self, message, recipient):
        """Raises at that one."""
        if message.message_id == "alert-a":
            raise ZeroDivisionError(message.message_id)
        return await super().send(message, recipient)


async def test_message_that_upsets_the_program_holds_up_its_own_thread_alone():
    """Behind a message at which the channel's program fails stands its own thread, and nothing else for long."""
    desk = PoisonedDesk("desk")
    poison, behind = warden_alert("a", 1, place="mill"), warden_alert("b", 2, place="mill")
    behind = replace(behind, changes=(replace(behind.changes[0], kind="refined"),))
    workshop = workshop_owing(poison, behind, desks=[desk], rules=RULES)
    await deliver(workshop)
    owe(workshop, warden_alert("c", 3), warden_alert("d", 4))

    await deliver(workshop)

    assert ["c", "d"] == ids(desk.taken)


class SlowDesk(WrittenDesk):
    """A desk that takes the first message only when somebody gives it the sign."""

    def __init__(self, name):
        """Nobody has."""
        super().__init__(name)
        self.asked, self.sign = asyncio.Event(), asyncio.Event()

    async def send(self, message, recipient):
        """After the sign."""
        self.asked.set()
        await self.sign.wait()
        return await super().send(message, recipient)


async def test_cycle_does_not_wait_longer_than_its_share_for_a_slow_channel():
    """At the end of a cycle the post has its share of time; what is left waits for the next look."""
    desk = SlowDesk("desk")
    rules = replace(RULES, post_share=timedelta())
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk], rules=rules)

    async with asyncio.timeout(5), Postman(workshop).at_work(never):
        await desk.asked.wait()
        asyncio.get_running_loop().call_soon(desk.sign.set)

    assert ["a"] == ids(desk.taken)


async def test_corrected_address_gets_what_was_held_for_the_old_one():
    """A person whose address was corrected is told what was owed to them before."""
    desk = WrittenDesk("mail")
    old, new = (Recipient("amal", "mail", f"{name}@quay.example") for name in ("amla", "amal"))
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], table=table_to(["amal"], recipients={"amal": (old,)}))
    workshop = replace(workshop, routing=table_to(["amal"], recipients={"amal": (new,)}))

    await deliver(workshop)

    assert [new] == desk.told


def test_message_that_ends_every_run_steps_aside():
    """Two runs may die at a message by chance; from the third on it waits, longer each time."""
    waits = [wait_after_breaks(breaks, RULES.post) for breaks in range(1, 5)]

    assert [timedelta(), timedelta(), timedelta(minutes=5), timedelta(minutes=5)] == waits


async def test_third_run_that_a_message_ends_leaves_the_way_to_others():
    """When three runs in a row died at one message, the next one sends the others first."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk], rules=RULES)
    asked = iter([False])
    await Postman(workshop).send_owed(lambda: next(asked, True))
    first = workshop.store.envelopes("owed")[0]
    for number in (1, 2, 3):
        workshop.store.begin_attempt(Attempt(first.envelope_id, number, later(number)))
        Postman(workshop)

    await deliver(workshop)

    assert ["b"] == ids(desk.taken)
