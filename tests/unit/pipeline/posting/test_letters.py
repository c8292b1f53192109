"""What stands in an envelope, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from posted_alerts import later, owe, warden_alert, workshop_owing
from routing_made import table_to
from workshop_made import WrittenDesk, never

from monitor.pipeline.posting.postman import Postman
from monitor.records import Ack, Recipient, SendAnswer


async def deliver(workshop):
    """One look at the post."""
    await Postman(workshop).send_owed(never)


def edited(alert, name, minutes):
    """The alert that the article of another one was edited since."""
    change = alert.changes[0]
    revised = replace(change, change_id=f"edit-{name}", kind="revised", part="gone", against=change.said)
    return replace(alert, alert_id=name, created_at=later(minutes), changes=(revised,), edited=True)


async def test_who_was_told_hears_that_the_outlet_changed_it():
    """The message about an edit says what this recipient was told before, and when."""
    desk = WrittenDesk("desk")
    first = warden_alert("a", 1)
    workshop = workshop_owing(first, desks=[desk])
    await deliver(workshop)
    workshop.clock.advance(timedelta(hours=1))
    owe(workshop, edited(first, "b", 100))
    await deliver(workshop)

    told = desk.taken[1]
    assert "We told you at 13:00: by September 2026" in told.note


async def test_who_reads_in_another_language_since_hears_it_too():
    """A recipient whose name or language was changed in the configuration was told all the same."""
    desk = WrittenDesk("desk")
    first = warden_alert("a", 1)
    workshop = workshop_owing(first, desks=[desk])
    await deliver(workshop)
    renamed = replace(workshop.routing, recipients={"desk": (Recipient("newsdesk", "desk", lang="ar"),)})
    workshop = replace(workshop, routing=renamed)
    owe(workshop, edited(first, "b", 100))
    workshop.clock.advance(timedelta(hours=1))
    await deliver(workshop)

    assert ("ar", "13:00" in desk.taken[1].note) == (desk.taken[1].reader_lang, True)


async def test_message_is_worded_in_the_language_of_its_recipient():
    """Two recipients of one channel get the same alert, each in their own language."""
    desk = WrittenDesk("desk")
    people = (Recipient("amal", "desk", "a@quay.example", "ar"), Recipient("jan", "desk", "j@quay.example"))
    table = table_to(["desk"], recipients={"desk": people})
    workshop = workshop_owing(warden_alert("a", 1), desks=[desk], table=table)

    await deliver(workshop)

    assert ["ar", "en"] == [message.reader_lang for message in desk.taken]
    assert list(people) == desk.told
    assert desk.taken[0].message_id == desk.taken[1].message_id


async def test_later_message_of_a_claim_answers_the_first():
    """The second message of a thread carries what the provider called the first."""
    desk = WrittenDesk("desk", SendAnswer("sent", "taken", reference="ts-1"))
    first = warden_alert("a", 1, place="rivertown")
    later_one = warden_alert("b", 2, place="rivertown")
    later_one = replace(later_one, changes=(replace(later_one.changes[0], kind="refined"),))
    workshop = workshop_owing(first, later_one, desks=[desk])

    await deliver(workshop)

    assert ["", "ts-1"] == [message.replies_to for message in desk.taken]
    assert 1 == len({message.thread for message in desk.taken})


async def test_who_has_it_in_hand_is_said_in_later_messages():
    """An acknowledgement stands in the next message of the same claim."""
    desk = WrittenDesk("desk")
    first = warden_alert("a", 1, place="rivertown")
    second = warden_alert("b", 2, place="rivertown")
    second = replace(second, changes=(replace(second.changes[0], kind="refined"),))
    workshop = workshop_owing(first, desks=[desk])
    await deliver(workshop)
    thread = workshop.store.deliveries()[0].thread
    workshop.store.keep_act(Ack("k", "a", thread, "Mina", "calling the ministry", later(hours=1)))
    owe(workshop, second)
    await deliver(workshop)

    assert "Mina" in desk.taken[1].note
    assert "calling the ministry" in desk.taken[1].note
