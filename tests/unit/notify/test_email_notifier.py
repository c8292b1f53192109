from __future__ import annotations

from datetime import timedelta

import pytest
from mail_channel import AT, DESK, SENDER, mail_notifier
from smtp_server import running_mailbox
from told_message import told_message

from monitor.clock import HandClock
from monitor.identity import stable_id
from monitor.notify.email.answers import LASTING_WAIT_SECONDS
from monitor.records import Recipient, SendAnswer

NIGHT = Recipient("night", "mail", "night@example.org", "ar")
MESSAGE_ID = f"<alert-22ce51627baca76a6848.{stable_id(DESK.address)}@example.org>"


async def test_a_letter_goes_to_its_recipient_alone():
    """One transaction, one address in the envelope and in the letter; the answer is the server's."""
    async with running_mailbox() as mailbox:
        notifier = mail_notifier(mailbox.port)
        await notifier.turn()
        answer = await notifier.send(told_message(), DESK)

    (letter,) = mailbox.letters
    assert answer == SendAnswer("sent", "accepted: taken", status=250, reference=MESSAGE_ID)
    assert mailbox.envelopes == [(SENDER, ("desk@example.org",))]
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, "desk@example.org", told_message().subject)


async def test_what_one_recipient_is_answered_does_not_touch_another():
    """Each has an answer of their own: one letter arrives, the other is given up, one is owed."""
    third = Recipient("third", "mail", "third@example.org")
    async with running_mailbox() as mailbox:
        mailbox.refusals = {"night@example.org": "550 no such user", "third@example.org": "450 greylisted"}
        notifier = mail_notifier(mailbox.port)
        answers = [await notifier.send(told_message(), one) for one in (NIGHT, DESK, third)]

    assert ["give_up", "sent", "retry_later"] == [one.outcome for one in answers]
    assert ["message", "channel", "message"] == [one.scope for one in answers]
    assert [550, 250, 450] == [one.status for one in answers]
    assert "the mail server answered 550 to RCPT: no such user" == answers[0].reason
    assert mailbox.envelopes == [(SENDER, ("desk@example.org",))]
    assert mailbox.connections == 3


async def test_a_letter_sent_again_later_has_the_same_message_id():
    """A mail program can tell a repeat, though its date is another."""
    clock = HandClock(AT)
    async with running_mailbox() as mailbox:
        notifier = mail_notifier(mailbox.port, clock)
        await notifier.send(told_message(), DESK)
        clock.advance(timedelta(hours=1))
        await notifier.send(told_message(), DESK)

    first, second = mailbox.letters
    assert mailbox.message_ids == [MESSAGE_ID, MESSAGE_ID]
    assert first["Date"] != second["Date"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "the address '' cannot be written to: it is missing"),
        (
            "desk@example.org\r\nBcc: all@example.org",
            r"the address 'desk@example.org\r\nBcc: all@example.org' cannot be written to: it holds a line break",
        ),
        (
            "desk@example.org,all@example.org",
            "the address 'desk@example.org,all@example.org' cannot be written to: it names more than one",
        ),
        (
            "مكتب@example.org",
            r"the address '\u0645\u0643\u062a\u0628@example.org' cannot be written to: it is no bare ",
        ),
    ],
)
async def test_an_address_that_no_letter_may_carry_is_given_up_unsent(address, reason):
    """The reason names the address and its fault; the server is not even called."""
    async with running_mailbox() as mailbox:
        answer = await mail_notifier(mailbox.port).send(told_message(), Recipient("desk", "mail", address))

    assert ("give_up", "message") == (answer.outcome, answer.scope)
    assert answer.reason.startswith(reason)
    assert (mailbox.connections, mailbox.letters) == (0, [])


async def test_a_letter_over_the_servers_size_is_given_up():
    """It never gets smaller; others are not held up."""
    async with running_mailbox(max_letter_bytes=2_000) as mailbox:
        notifier = mail_notifier(mailbox.port)
        answers = [await notifier.send(told_message(text="x " * size), DESK) for size in (2_000, 10)]

    assert [("give_up", "message", 552), ("sent", "channel", 250)] == [
        (one.outcome, one.scope, one.status) for one in answers
    ]
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize("host", ["x" * 70 + ".example", "a..example"])
async def test_a_host_that_cannot_be_a_name_is_the_channels_fault(host):
    """It never becomes right by itself, but an operator can write another: nothing is given up."""
    answer = await mail_notifier(25, host=host).send(told_message(), DESK)

    assert ("retry_later", "channel") == (answer.outcome, answer.scope)
    assert LASTING_WAIT_SECONDS == answer.retry_after_seconds


def test_the_channel_has_its_name():
    """Deliveries are kept under it."""
    assert mail_notifier(25).name == "mail"
