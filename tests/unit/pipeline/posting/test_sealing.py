"""Sealing: what goes into envelopes, what waits, and what is never told."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from posted_alerts import NOON, ids, later, owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, never

from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.posting.sealing import seal_due
from monitor.records import AlertRoute, Digest, Grouping, QuietHours, Rate, Recipient, Silence


async def deliver(workshop):
    """One look at the post."""
    await Postman(workshop).send_owed(never)


def route(**parts):
    """A table whose one route, to the desk, has these parts."""
    return table_to(["desk"], routes=(AlertRoute("everything", ("desk",), **parts),))


async def test_group_waits_and_comes_in_one_message():
    """Alerts of one group wait for each other and arrive together, the loudest first."""
    desk = WrittenDesk("desk")
    table = route(grouping=Grouping("everything", wait_seconds=7200))
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk], table=table)

    await deliver(workshop)
    waiting = len(desk.taken)
    workshop.clock.advance(timedelta(hours=1, minutes=2))
    await deliver(workshop)

    assert (0, 1, {"a", "b"}) == (waiting, len(desk.taken), set(ids(desk.taken)))


async def test_digest_comes_at_its_hour():
    """What goes by a digest is told at its moment, in one message of that form."""
    desk = WrittenDesk("desk")
    digests = {"evening": Digest("evening", "day", time(15), "UTC")}
    table = replace(route(digest="evening"), digests=digests)
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk], table=table)
    await deliver(workshop)
    workshop.clock.put(NOON.replace(hour=15))

    await deliver(workshop)

    envelope = workshop.store.envelopes("sent")[0]
    assert (["a", "b"], "digest", NOON.replace(hour=15)) == (ids(desk.taken), envelope.form, envelope.slot_at)


@pytest.mark.parametrize("hour", [14, 20], ids=["earlier", "later"])
async def test_digest_whose_time_was_changed_comes_at_the_new_one(hour):
    """What waits for a digest goes by the clock time that is configured now, and at no other."""
    desk = WrittenDesk("desk")
    before = replace(route(digest="evening"), digests={"evening": Digest("evening", "day", time(18), "UTC")})
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], table=before)
    await deliver(workshop)
    after = replace(before, digests={"evening": Digest("evening", "day", time(hour), "UTC")})
    workshop = replace(workshop, routing=after)

    arrived = []
    for look in range(13, 24):
        workshop.clock.put(NOON.replace(hour=look))
        await deliver(workshop)
        arrived += [look] * (len(desk.taken) - len(arrived))

    assert ([hour], NOON.replace(hour=hour)) == (arrived, workshop.store.envelopes("sent")[0].slot_at)


async def test_quiet_hours_hold_and_loud_kinds_pass():
    """At night what may wait waits, and is told in one message in the morning."""
    desk = WrittenDesk("desk")
    quiets = {"night": QuietHours("night", time(12), time(15), "UTC", passing=frozenset({"changed"}))}
    loud = warden_alert("c", 3)
    loud = replace(loud, changes=(replace(loud.changes[0], kind="changed"),))
    workshop = workshop_owing(
        warden_alert("a", 1),
        warden_alert("b", 2),
        loud,
        desks=[desk],
        table=replace(route(quiet="night"), quiets=quiets),
    )
    await deliver(workshop)
    at_night = ids(desk.taken)
    workshop.clock.put(NOON.replace(hour=15))
    await deliver(workshop)

    assert (["c"], ["c", "a", "b"], 2) == (at_night, ids(desk.taken), len(desk.taken))


async def test_rate_lets_some_pass_and_tells_the_rest_together():
    """Above the rate of a route messages wait, and come as one when there is room."""
    desk = WrittenDesk("desk")
    alerts = [warden_alert(name, minutes) for minutes, name in enumerate("abcde")]
    workshop = workshop_owing(*alerts, desks=[desk], table=route(rate=Rate(2, 600)))
    await deliver(workshop)
    at_first = ids(desk.taken)
    workshop.clock.advance(timedelta(minutes=11))
    await deliver(workshop)

    assert (["a", "b"], 3, set("abcde")) == (at_first, len(desk.taken), set(ids(desk.taken)))


async def test_silence_mutes_with_its_reason():
    """What somebody asked not to be told of is not sent, and says who asked and why."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk])
    workshop.store.keep_act(Silence("s", "Mina", "known since Monday", NOON, later(hours=9)))

    await deliver(workshop)

    muted = workshop.store.deliveries()[0]
    assert ([], "muted", "silenced") == (ids(desk.taken), muted.state, muted.mute)
    assert "Mina" in muted.answer
    assert "known since Monday" in muted.answer


async def test_same_news_twice_is_told_once():
    """A second alert that says the same to the same recipient is kept as repeated."""
    desk = WrittenDesk("desk")
    first = warden_alert("a", 1)
    again = replace(warden_alert("b", 2), changes=first.changes)
    workshop = workshop_owing(first, desks=[desk])
    await deliver(workshop)
    owe(workshop, again)
    await deliver(workshop)

    assert (["a"], "repeated") == (ids(desk.taken), workshop.store.deliveries("b")[0].mute)


def test_mail_owed_by_an_older_version_goes_to_an_address():
    """What was owed to a channel of mail as a whole, before addresses were recipients, is sealed for one of them."""
    mail = Recipient("mail", "mail", "desk@quay.example")
    workshop = workshop_owing(warden_alert("a", 1), desks=[WrittenDesk("mail")])
    workshop = replace(workshop, routing=table_to(["mail"], recipients={"mail": (mail,)}))

    seal_due(workshop)

    assert [mail] == [one.recipient for one in workshop.store.envelopes("owed")]
