"""What is asked again before each try: whether anybody is still to be told, and where they are reached now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from posted_alerts import NOON, ids, later, owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, never

from monitor.pipeline.posting.postman import Postman
from monitor.records import AlertRoute, Grouping, Matcher, Recipient, Resend, SendAnswer, Silence

LATER = SendAnswer("retry_later", "451 try later", scope="message", status=451)
REFUSED = SendAnswer("give_up", "550 no such user", scope="message", status=550)
WRONG = Recipient("sara", "mail", "zara@quay.example")
RIGHT = Recipient("sara", "mail", "sara@quay.example", "ckb")


async def deliver(workshop):
    """One look at the post, ten minutes after the last."""
    workshop.clock.advance(timedelta(minutes=10))
    await Postman(workshop).send_owed(never)


def table_of(*recipients):
    """Everything goes to Sara, who is reached so, and what ails a channel to the operators."""
    known = {"sara": recipients, "ops": (Recipient("ops", "ops"),)}
    return table_to(["sara"], ["ops"], recipients=known)


def posted(*answers, alerts=(), table=None):
    """Sara's mail, which gives these answers, and a workshop that owes her an alert."""
    mail, ops = WrittenDesk("mail", *answers), WrittenDesk("ops")
    workshop = workshop_owing(*(alerts or [warden_alert("a", 1)]), desks=[mail, ops], table=table or table_of(WRONG))
    return mail, ops, workshop


async def test_resend_goes_to_the_address_as_it_was_corrected():
    """An address that was wrong is corrected, and what was given up arrives at the right one, in its language."""
    mail, _, workshop = posted(REFUSED)
    await deliver(workshop)
    (dead,) = workshop.store.envelopes("given_up")
    workshop = replace(workshop, routing=table_of(RIGHT))
    workshop.store.keep_act(Resend(dead.envelope_id, "Mina", workshop.clock.now()))

    await deliver(workshop)

    assert ([WRONG, RIGHT], ["a"], ["ckb"]) == (mail.told, ids(mail.taken), [one.reader_lang for one in mail.taken])
    assert ["sent"] == [one.state for one in workshop.store.envelopes() if one.channel == "mail"]


async def test_what_waits_for_a_further_try_goes_to_the_address_as_it_is_now():
    """A correction counts from the next try on, without anybody's asking."""
    mail, _, workshop = posted(LATER)
    await deliver(workshop)

    await deliver(replace(workshop, routing=table_of(RIGHT)))

    assert ([WRONG, RIGHT], ["a"]) == (mail.told, ids(mail.taken))


async def test_silence_holds_for_what_was_sealed_before():
    """What failed once is not tried again while somebody asks for silence; it is muted, and nobody is troubled."""
    mail, ops, workshop = posted(LATER)
    await deliver(workshop)
    workshop.store.keep_act(Silence("s", "Mina", "known since Monday", NOON, later(hours=9)))

    await deliver(workshop)

    (muted,) = workshop.store.deliveries("a")
    assert (1, [], []) == (len(mail.tried), mail.taken, ops.taken)
    assert ("muted", "silenced", 1) == (muted.state, muted.mute, muted.attempts)
    assert "known since Monday" in muted.answer
    assert ["muted"] == [one.state for one in workshop.store.envelopes()]


async def test_who_is_no_longer_configured_is_sent_nothing_that_was_sealed_before():
    """What failed once is muted where nobody of that name and address is left."""
    mail, ops, workshop = posted(LATER)
    await deliver(workshop)

    await deliver(replace(workshop, routing=table_of()))

    (muted,) = workshop.store.deliveries("a")
    assert (1, [], ("muted", "unrouted")) == (len(mail.tried), ops.taken, (muted.state, muted.mute))


async def test_silence_holds_for_a_message_that_is_sent_again_on_request():
    """A resend does not break a silence."""
    mail, _, workshop = posted(REFUSED)
    await deliver(workshop)
    (dead,) = workshop.store.envelopes("given_up")
    workshop.store.keep_act(Silence("s", "Mina", "known since Monday", NOON, later(hours=9)))
    workshop.store.keep_act(Resend(dead.envelope_id, "Mina", workshop.clock.now()))

    await deliver(workshop)

    assert (1, ["muted"]) == (len(mail.tried), [one.state for one in workshop.store.deliveries("a")])


async def test_message_of_which_a_part_is_left_is_sent():
    """Where a silence means one of two alerts in a message, both are told, as before it was sealed."""
    routes = (AlertRoute("everything", ("sara",), grouping=Grouping("everything", wait_seconds=60)),)
    alerts = [warden_alert("a", 1), warden_alert("b", 2)]
    mail, _, workshop = posted(LATER, alerts=alerts, table=replace(table_of(WRONG), routes=routes))
    await deliver(workshop)
    one = Matcher(places=(alerts[0].changes[0].said.claim.key.place,))
    workshop.store.keep_act(Silence("s", "Mina", "known", NOON, later(hours=9), matcher=one))

    await deliver(workshop)

    assert {"a", "b"} == set(ids(mail.taken))


async def test_what_was_muted_in_its_envelope_holds_up_nothing():
    """The later messages of its thread go out when the silence is over."""
    mail, _, workshop = posted(LATER, alerts=[warden_alert("a", 1, place="rivertown")])
    await deliver(workshop)
    workshop.store.keep_act(Silence("s", "Mina", "known", NOON, later(hours=2)))
    await deliver(workshop)
    workshop.clock.advance(timedelta(hours=2))
    owe(workshop, warden_alert("b", 200, place="rivertown"))

    await deliver(workshop)

    assert ["b"] == ids(mail.taken)
