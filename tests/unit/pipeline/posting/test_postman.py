"""The postman: what is owed arrives in order, once, and what a channel does to it is kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from posted_alerts import ids, later, owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, make_workshop, never

from monitor.errors import StoreError
from monitor.pipeline.posting.postman import BROKEN_OFF, Postman
from monitor.pipeline.posting.rules import PostRules
from monitor.pipeline.workshop import Rules
from monitor.records import Attempt, Resend, SendAnswer
from monitor.store import MemoryStore

RULES = Rules(post=PostRules(first_seconds=60, ceiling_seconds=300))
LATER = SendAnswer("retry_later", "503 from the quay")
NO_ROOM = StoreError("monitor.sqlite3", "no room on the disk", "make room")
FULL = SendAnswer("retry_later", "452 box full", scope="message", status=452)


async def deliver(workshop):
    """One look at the post, with what it counted."""
    postman = Postman(workshop)
    await postman.send_owed(never)
    return postman.counts()


def states(workshop):
    """The state of each delivery, by its alert."""
    return {one.alert.alert_id: one.state for one in workshop.store.deliveries()}


# -- order and answers --


async def test_messages_go_in_the_order_of_their_alerts_on_every_channel():
    """The older alert arrives first, on each channel, and is kept as sent with the channel's answer."""
    desks = [WrittenDesk("mail"), WrittenDesk("slack")]
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), warden_alert("c", 3), desks=desks)

    counts = await deliver(workshop)

    assert [["a", "b", "c"]] * 2 == [ids(desk.taken) for desk in desks]
    assert {"sent": 6} == counts
    assert {("sent", "taken")} == {(one.state, one.answer) for one in workshop.store.deliveries()}


async def test_channel_that_fails_rests_and_the_others_go_on():
    """After one failure of its own a channel hears nothing more until its wait is over; others take everything."""
    busy, free = WrittenDesk("busy", LATER), WrittenDesk("free")
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[busy, free], rules=RULES)

    first = await deliver(workshop)
    second = await deliver(workshop)

    assert ({"owed": 1, "sent": 2}, {}) == (first, second)
    assert (["a"], ["a", "b"]) == (ids(busy.tried), ids(free.taken))


async def test_resting_channel_is_tried_again_in_order():
    """When the wait is over, what failed goes first and the others follow."""
    busy = WrittenDesk("busy", LATER)
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[busy], rules=RULES)
    await deliver(workshop)
    workshop.clock.advance(timedelta(minutes=2))

    await deliver(workshop)

    assert ["a", "b"] == ids(busy.taken)


async def test_message_that_waits_holds_up_its_own_thread_alone():
    """Where one message fails, the later of its claim wait behind it, and those of other claims arrive."""
    desk = WrittenDesk("desk", FULL)
    alerts = [warden_alert("a", 1, "mill"), warden_alert("b", 2, "quay"), warden_alert("c", 3, "lock")]
    alerts[1] = replace(alerts[1], changes=(replace(alerts[1].changes[0], said=alerts[0].changes[0].said),))
    alerts[1] = replace(alerts[1], changes=(replace(alerts[1].changes[0], kind="refined"),))
    workshop = workshop_owing(*alerts, desks=[desk], rules=RULES)

    await deliver(workshop)
    arrived = ids(desk.taken)
    workshop.clock.advance(timedelta(minutes=2))
    await deliver(workshop)

    assert (["c"], ["c", "a", "b"]) == (arrived, ids(desk.taken))


async def test_refused_message_becomes_a_dead_letter_and_the_next_one_arrives():
    """A message that the channel will never take is given up with its answer, and stops no other."""
    desk = WrittenDesk("desk", SendAnswer("give_up", "too long", scope="message", status=413))
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk])

    await deliver(workshop)

    assert {"a": "given_up", "b": "sent"} == states(workshop)
    dead = workshop.store.envelopes("given_up")[0]
    assert [(1, "give_up", "too long", 413)] == [
        (one.number, one.outcome, one.answer, one.status) for one in workshop.store.attempts(dead.envelope_id)
    ]


async def test_every_attempt_is_kept_with_its_answer():
    """Each try stands in the store with its moment and what the provider said."""
    desk = WrittenDesk("desk", LATER, SendAnswer("sent", "250 queued as 7", status=250, reference="<7@quay>"))
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], rules=RULES)
    await deliver(workshop)
    workshop.clock.advance(timedelta(minutes=2))
    await deliver(workshop)

    envelope = workshop.store.envelopes("sent")[0]
    tries = workshop.store.attempts(envelope.envelope_id)

    assert [("retry_later", LATER.reason), ("sent", "250 queued as 7")] == [(one.outcome, one.answer) for one in tries]
    assert [later(hours=1), later(minutes=62)] == [one.began_at for one in tries]
    assert "<7@quay>" == envelope.reference


async def test_same_message_id_at_every_attempt():
    """However often a message is tried, it carries the same id."""
    desk = WrittenDesk("desk", LATER, LATER)
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], rules=RULES)
    for _ in range(3):
        await deliver(workshop)
        workshop.clock.advance(timedelta(minutes=10))

    assert (3, 1) == (len(desk.tried), len({message.message_id for message in desk.tried}))


# -- crashes --


async def test_attempt_that_a_dead_run_left_open_is_closed_and_made_again():
    """Where the run died while a message was on its way, that is told, and the message goes out again under its id."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk])
    envelope_id = await sealed(workshop)
    workshop.store.begin_attempt(Attempt(envelope_id, 1, later(hours=1)))

    await deliver(workshop)

    tries = workshop.store.attempts(envelope_id)
    assert [("broken_off", BROKEN_OFF), ("sent", "taken")] == [(one.outcome, one.answer) for one in tries]
    assert ["alert-a"] == [message.message_id for message in desk.taken]


async def test_crash_after_a_resend_counts_as_one_try():
    """What somebody asked to be sent again is tried anew, however often it had been tried before a run died with it."""
    refused = SendAnswer("give_up", "no such box", scope="message")
    desk = WrittenDesk("desk", FULL, FULL, refused, FULL)
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], rules=RULES)
    for _ in range(3):
        await deliver(workshop)
        workshop.clock.advance(timedelta(minutes=10))
    envelope_id = workshop.store.envelopes("given_up")[0].envelope_id
    workshop.store.keep_act(Resend(envelope_id, "Mina", workshop.clock.now()))
    workshop.store.begin_attempt(Attempt(envelope_id, 4, workshop.clock.now()))

    await deliver(workshop)

    assert 2 == workshop.store.envelope(envelope_id).attempts


async def sealed(workshop):
    """The id of the envelope that a run sealed before it was asked to end."""
    asked = iter([False, True, True, True, True, True])
    await Postman(workshop).send_owed(lambda: next(asked, True))
    return workshop.store.envelopes("owed")[0].envelope_id


class FullDisk(MemoryStore):
    """A store that has no room for notes about attempts while ``full``."""

    full = True

    def begin_attempt(self, attempt):
        """Refused while there is no room."""
        if self.full:
            raise NO_ROOM
        super().begin_attempt(attempt)


async def test_nothing_leaves_while_it_cannot_be_noted():
    """With a full disk no message is handed over, so that none is repeated; with room again it arrives once."""
    desk, store = WrittenDesk("desk"), FullDisk()
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], store=store)
    for _ in range(3):
        with pytest.raises(StoreError):
            await deliver(workshop)
    tried = len(desk.tried)
    store.full = False
    await deliver(workshop)

    assert (0, ["a"]) == (tried, ids(desk.taken))


class CrowdedDesk(WrittenDesk):
    """A desk that counts how many messages are on their way to all such desks at once."""

    on_their_way = 0
    most = 0

    async def send(self, message, recipient):
        """Taken, after everybody else had a chance to send as well."""
        CrowdedDesk.on_their_way += 1
        CrowdedDesk.most = max(CrowdedDesk.most, CrowdedDesk.on_their_way)
        for _ in range(20):
            await asyncio.sleep(0)
        CrowdedDesk.on_their_way -= 1
        return await super().send(message, recipient)


async def test_one_message_at_a_time_is_on_its_way():
    """However many channels there are, no two messages are between handing over and noting."""
    desks = [CrowdedDesk(name) for name in "abc"]
    workshop = workshop_owing(*(warden_alert(name) for name in "klm"), desks=desks)

    await deliver(workshop)

    assert (1, 9) == (CrowdedDesk.most, sum(len(desk.taken) for desk in desks))


class FaultyDesk(WrittenDesk):
    """A desk whose program has a fault."""

    async def send(self, message, recipient):
        """Raises what nobody foresaw."""
        raise ZeroDivisionError(message, recipient)


async def test_fault_in_a_channel_stops_no_other():
    """A channel whose own program fails keeps its message owed, and the others go on."""
    faulty, sound = FaultyDesk("faulty"), WrittenDesk("sound")
    workshop = workshop_owing(warden_alert("a", 1), desks=[faulty, sound])

    counts = await deliver(workshop)

    assert ({"owed": 1, "sent": 1}, ["a"]) == (counts, ids(sound.taken))


def breaking_words(alert_id):
    """An alert whose topic cannot be worded: what stands for it in the configuration is no topic."""
    return warden_alert(alert_id, 1, topic="torn-page")


async def test_alert_that_cannot_be_worded_stops_no_other():
    """Where the wording of one alert fails, it stays owed with the reason, and all others arrive."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(breaking_words("torn"), warden_alert("b", 2), desks=[desk], rules=RULES)
    around = replace(workshop.surroundings, places=workshop.surroundings.places | {"torn-page": {}})
    workshop = replace(workshop, topics=dict(workshop.topics) | {"torn-page": None}, surroundings=around)

    await deliver(workshop)

    torn = workshop.store.deliveries("torn")[0]
    assert (["b"], "owed", 1) == (ids(desk.taken), torn.state, torn.attempts)
    assert torn.answer.startswith("it could not be put into words")


class ToldDesk(WrittenDesk):
    """A desk that tells when something arrived."""

    def __init__(self, name):
        """Nothing has arrived."""
        super().__init__(name)
        self.arrived = asyncio.Event()

    async def send(self, message, recipient):
        """Taken."""
        self.arrived.set()
        return await super().send(message, recipient)


class UpsetDesk(WrittenDesk):
    """A desk that is down whenever it is handed one message, and takes all others."""

    async def send(self, message, recipient):
        """As after a fault of the server."""
        if message.message_id == "alert-upsetting":
            self.tried.append(message)
            return LATER
        return await super().send(message, recipient)


async def test_message_that_upsets_its_channel_does_not_block_it():
    """A message at which the server falls over each time lets the others pass after some tries of its own."""
    desk = UpsetDesk("desk")
    workshop = workshop_owing(warden_alert("upsetting", 1), warden_alert("b", 2), warden_alert("c", 3), desks=[desk])
    for _ in range(20):
        await deliver(workshop)
        workshop.clock.advance(timedelta(seconds=10))

    assert (["b", "c"], "owed") == (ids(desk.taken), states(workshop)["upsetting"])


async def test_channel_whose_program_always_fails_is_told_of():
    """An operator hears of a channel that can send nothing, and not only when its messages are given up."""
    faulty, ops = FaultyDesk("faulty"), WrittenDesk("ops")
    workshop = workshop_owing(warden_alert("a", 1), desks=[faulty, ops], table=table_to(["faulty"], ["ops"]))
    for _ in range(10):
        await deliver(workshop)
        workshop.clock.advance(timedelta(minutes=2))

    assert [("faulty", "undelivered")] == [(one.notice.subject, one.notice.ailment) for one in ops.taken]


async def test_trouble_of_one_channel_is_told_while_another_is_at_work():
    """A channel with a long backlog keeps nobody from hearing that another one fails."""
    told_after = []

    class Ops(WrittenDesk):
        async def send(self, message, recipient):
            told_after.append(len(busy.taken))
            return await super().send(message, recipient)

    class Busy(WrittenDesk):
        async def send(self, message, recipient):
            workshop.clock.advance(timedelta(minutes=1))
            await asyncio.sleep(0)
            return await super().send(message, recipient)

    busy, down, ops = Busy("busy"), WrittenDesk("down", *[LATER] * 90), Ops("ops")
    alerts = [warden_alert(f"a{number}", number / 9) for number in range(40)]
    table = table_to(["busy", "down"], ["ops"])
    workshop = workshop_owing(*alerts, desks=[busy, down, ops], table=table)

    await deliver(workshop)

    assert told_after
    assert told_after[0] < len(alerts)


class SlowDesk(ToldDesk):
    """A desk that takes its time after a message has arrived."""

    async def send(self, message, recipient):
        """Taken, long before it says so."""
        answer = await super().send(message, recipient)
        for _ in range(20):
            await asyncio.sleep(0)
        return answer


async def fail_beside(desk, workshop):
    """A cycle that ends by an error while a message is on its way."""
    async with Postman(workshop).at_work(never):
        await desk.arrived.wait()
        raise NO_ROOM


async def test_message_in_hand_is_noted_when_the_cycle_fails_beside_it():
    """Where a cycle ends by an error, the message on its way is seen through, so that no later run repeats it."""
    desk = SlowDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk])

    with pytest.raises(StoreError, match="no room"):
        await fail_beside(desk, workshop)

    assert (["a"], {"a": "sent"}, []) == (ids(desk.taken), states(workshop), list(workshop.store.open_attempts()))


# -- ends --


async def test_stopped_run_finishes_the_message_in_hand():
    """A run that is told to stop sends no further message; the rest stays owed."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2), desks=[desk])

    await Postman(workshop).send_owed(lambda: bool(desk.taken))

    assert (["a"], {"a": "sent", "b": "owed"}) == (ids(desk.taken), states(workshop))


async def test_what_comes_up_while_the_block_runs_is_sent_beside_it():
    """Alerts that a cycle makes go out while it still works, not at its end."""
    desk = ToldDesk("desk")
    workshop = workshop_owing(desks=[desk])
    async with Postman(workshop).at_work(never):
        owe(workshop, warden_alert("a"))
        async with asyncio.timeout(5):
            await desk.arrived.wait()
        beside = ids(desk.taken)

    assert ["a"] == beside


async def test_error_of_the_block_ends_the_post_and_is_raised_as_it_is():
    """What goes wrong in a cycle comes out as it is, and nothing goes on sending."""
    workshop = workshop_owing(desks=[WrittenDesk("desk")])

    with pytest.raises(StoreError, match="no room"):
        async with Postman(workshop).at_work(never):
            raise NO_ROOM


async def test_channel_that_is_off_keeps_what_it_is_owed():
    """What is owed to a channel that is not there waits for it, and arrives when it is back."""
    workshop = workshop_owing(warden_alert("a", 1), desks=[WrittenDesk("mail")], table=table_to(["mail", "pager"]))
    await deliver(workshop)
    pager = WrittenDesk("pager")
    workshop = replace(workshop, notifiers={"pager": pager})

    await deliver(workshop)

    assert ["a"] == ids(pager.taken)


async def test_alert_of_a_topic_that_is_gone_is_not_sent_and_says_why():
    """An alert whose topic was taken out of the configuration cannot be worded: it is kept with the reason."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(warden_alert("a", 1), warden_alert("b", 2, topic="old-story"), desks=[desk])

    await deliver(workshop)

    lost = workshop.store.deliveries("b")[0]
    assert (["a"], "muted", "unrouted") == (ids(desk.taken), lost.state, lost.mute)


async def test_nothing_owed_is_nothing_done():
    """A quiet look counts nothing."""
    assert {} == await deliver(make_workshop())


async def test_acts_of_people_are_kept_at_every_look():
    """What somebody said since is heard before anything is sealed."""
    heard = []
    workshop = workshop_owing(warden_alert("a", 1), desk=lambda: heard.append("look"))

    await deliver(workshop)

    assert heard
