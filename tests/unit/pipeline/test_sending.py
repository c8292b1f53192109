"""Sending what is owed: the table of answers, the order, and channels that fail beside others that do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later, make_alert, make_delivery, make_told_reading
from workshop_made import TOPIC, WrittenDesk, make_workshop, never

from monitor.pipeline.sending import Post, after_answer
from monitor.pipeline.workshop import Rules
from monitor.records import SendAnswer

RULES = Rules(retry_first_seconds=60, retry_ceiling_seconds=300, retry_attempts=4)
LATER = SendAnswer("retry_later", "Slack answered 500: rollup_error")


def alert_at(minutes, **parts):
    """An alert of the wardens, made so many minutes after noon."""
    return make_alert(str(minutes), topic=TOPIC.name, created_at=later(minutes), **parts)


def workshop_owing(*alerts, desks, channels=None, rules=RULES):
    """A workshop that owes these alerts to the channels, which are the desks' unless given."""
    workshop = make_workshop(desks=desks, at=later(hours=1), rules=rules)
    owed_to = channels or tuple(desk.name for desk in desks)
    workshop.store.save_reading(make_told_reading(alerts=alerts, channels=owed_to))
    return workshop


def ids(messages):
    """The alerts that the messages tell of."""
    return [message.message_id.removeprefix("alert-") for message in messages]


# -- what follows from an answer --


@pytest.mark.parametrize(
    ("answer", "attempts", "expected"),
    [
        (SendAnswer("sent", "accepted"), 0, {"state": "sent", "sent_at": NOON, "answer": "accepted"}),
        (SendAnswer("sent", "accepted"), 3, {"state": "sent", "sent_at": NOON, "answer": "accepted"}),
        (SendAnswer("give_up", "no such channel"), 0, {"state": "given_up", "answer": "no such channel"}),
        (LATER, 0, {"state": "owed", "due_at": later(1), "answer": LATER.reason}),
        (LATER, 1, {"state": "owed", "due_at": later(2), "answer": LATER.reason}),
        (LATER, 2, {"state": "owed", "due_at": later(4), "answer": LATER.reason}),
        (LATER, 3, {"state": "given_up", "answer": f"{LATER.reason} (given up after 4 attempts)"}),
        (replace(LATER, retry_after_seconds=30), 0, {"state": "owed", "due_at": later(1), "answer": LATER.reason}),
        (replace(LATER, retry_after_seconds=900), 0, {"state": "owed", "due_at": later(15), "answer": LATER.reason}),
    ],
    ids=["sent", "sent-late", "refused", "first", "second", "third", "last", "asks-for-less", "asks-for-more"],
)
def test_delivery_after_an_answer(answer, attempts, expected):
    """Sent and refused end it; else it is due after a doubled wait, or what the channel asked for, up to the last."""
    owed = make_delivery(attempts=attempts)

    assert replace(owed, attempts=attempts + 1, **expected) == after_answer(owed, answer, NOON, RULES)


@given(st.integers(0, 50), st.none() | st.floats(0, 86_400))
def test_owed_delivery_never_comes_due_at_once(attempts, asked):
    """Whatever a channel asks for, another attempt lies ahead by the configured first wait or more."""
    after = after_answer(make_delivery(attempts=attempts), replace(LATER, retry_after_seconds=asked), NOON, RULES)

    assert after.state == "given_up" or after.due_at >= later(1)


# -- the post of a cycle --


async def test_deliveries_go_in_the_order_of_their_alerts():
    """The older alert arrives first, on every channel."""
    desks = [WrittenDesk("mail"), WrittenDesk("slack")]
    workshop = workshop_owing(alert_at(2), alert_at(1), alert_at(3), desks=desks)
    post = Post(workshop)

    await post.send_owed(never)

    assert [["1", "2", "3"]] * 2 == [ids(desk.taken) for desk in desks]
    assert {"sent": 6} == post.counts()
    assert {"sent"} == {one.state for one in workshop.store.deliveries()}


async def test_channel_that_asks_to_wait_is_left_and_the_others_go_on():
    """After one "later", the channel hears nothing more in the cycle, also not in its second post."""
    busy, free = WrittenDesk("busy", LATER), WrittenDesk("free")
    workshop = workshop_owing(alert_at(1), alert_at(2), desks=[busy, free])
    post = Post(workshop)

    await post.send_owed(never)
    await post.send_owed(never)

    assert (["1"], ["1", "2"]) == (ids(busy.tried), ids(free.taken))
    assert {"owed": 1, "sent": 2} == post.counts()


async def test_next_cycle_tries_the_channel_again():
    """In the next cycle the channel is asked again: what was not yet tried goes, what was put off once it is due."""
    busy = WrittenDesk("busy", LATER)
    workshop = workshop_owing(alert_at(1), alert_at(2), desks=[busy])
    await Post(workshop).send_owed(never)

    await Post(workshop).send_owed(never)
    workshop.clock.advance(timedelta(minutes=1))
    await Post(workshop).send_owed(never)

    assert ["2", "1"] == ids(busy.taken)


async def test_message_that_stays_refused_for_a_while_does_not_block_the_channel():
    """An alert that fails each time it is tried holds up no other for more than a cycle."""
    desk = WrittenDesk("desk", LATER)
    workshop = workshop_owing(alert_at(1), alert_at(2), alert_at(3), desks=[desk])
    await Post(workshop).send_owed(never)

    await Post(workshop).send_owed(never)

    assert ["2", "3"] == ids(desk.taken)


async def test_refused_message_does_not_stop_the_next():
    """A message that the channel will never take is given up, and the next one is sent in the same cycle."""
    desk = WrittenDesk("desk", SendAnswer("give_up", "too long"))
    workshop = workshop_owing(alert_at(1), alert_at(2), desks=[desk])
    post = Post(workshop)

    await post.send_owed(never)

    assert {"given_up": 1, "sent": 1} == post.counts()
    assert [("given_up", "too long"), ("sent", "taken")] == [
        (one.state, one.answer) for one in workshop.store.deliveries()
    ]


async def test_given_up_after_the_configured_attempts():
    """An alert that no attempt brings home is given up at the last one, with the reason, and is not tried again."""
    desk = WrittenDesk("desk", *[LATER] * 9)
    workshop = workshop_owing(alert_at(1), desks=[desk])
    for _ in range(9):
        await Post(workshop).send_owed(never)
        workshop.clock.advance(timedelta(hours=1))

    assert RULES.retry_attempts == len(desk.tried)
    delivery = workshop.store.deliveries()[0]
    assert ("given_up", f"{LATER.reason} (given up after 4 attempts)") == (delivery.state, delivery.answer)


async def test_delivery_to_an_unknown_channel_stays_owed_and_is_counted_once():
    """What is owed to a channel that is off or gone waits for it; each cycle counts it once."""
    workshop = workshop_owing(alert_at(1), desks=[WrittenDesk("mail")], channels=("mail", "pager"))
    post = Post(workshop)

    await post.send_owed(never)
    await post.send_owed(never)

    assert {"sent": 1, "no_channel": 1} == post.counts()
    assert ["pager"] == [one.channel for one in workshop.store.due_deliveries(later(hours=1))]


async def test_alert_of_a_topic_that_is_gone_is_given_up_with_the_reason():
    """An alert whose topic was taken out of the configuration cannot be worded; it is given up and says why."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(alert_at(1), replace(alert_at(2), topic="old-story"), desks=[desk])

    await Post(workshop).send_owed(never)

    assert ["1"] == ids(desk.taken)
    assert "the topic 'old-story' is no longer configured" == workshop.store.deliveries("2")[0].answer


async def test_stopped_run_sends_no_further_message():
    """A run told to stop finishes the message in hand; the rest stays owed."""
    desk = WrittenDesk("desk")
    workshop = workshop_owing(alert_at(1), alert_at(2), desks=[desk])

    await Post(workshop).send_owed(lambda: bool(desk.taken))

    assert ["1"] == ids(desk.taken)
    assert 1 == len(workshop.store.due_deliveries(later(hours=1)))


async def test_nothing_owed_is_an_empty_count():
    """A quiet cycle counts nothing."""
    post = Post(make_workshop())

    await post.send_owed(never)

    assert {} == post.counts()
