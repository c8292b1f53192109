"""What a real server and the line to it can do at each point of a dialogue."""

from __future__ import annotations

import pytest
from mail_channel import DESK, mail_notifier
from smtp_server import running_mailbox
from told_message import told_message

from monitor.identity import stable_id
from monitor.notify.email.answers import LASTING_WAIT_SECONDS

MESSAGE_ID = f"<alert-22ce51627baca76a6848.{stable_id(DESK.address)}@example.org>"
POINTS = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "letter"]
OF_THE_MESSAGE = {"RCPT", "DATA", "letter"}
STEPS = {"greeting": "connecting", "letter": "DATA"}
"""What answers call a point, where it is another word."""


@pytest.mark.parametrize("code", [421, 450, 452, 500, 521, 530, 550, 554])
@pytest.mark.parametrize("point", POINTS)
async def test_a_refusal_is_judged_by_where_it_was_said(point, code):
    """Of the channel until a recipient is named, of the message after that; the words are the server's own."""
    async with running_mailbox() as mailbox:
        mailbox.answers[point] = f"{code} not today"
        if point == "EHLO":
            mailbox.answers["HELO"] = f"{code} not today"  # to which the library falls back
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    of_message = point in OF_THE_MESSAGE and code not in {421, 530}
    lasting = code >= 500
    assert ("give_up" if of_message and lasting else "retry_later") == answer.outcome
    assert ("message" if of_message else "channel") == answer.scope
    assert (LASTING_WAIT_SECONDS if lasting and not of_message else None) == answer.retry_after_seconds
    assert code == answer.status
    assert f"the mail server answered {code} to {STEPS.get(point, point)}: not today" == answer.reason
    assert [] == mailbox.letters


async def test_a_server_that_knows_only_the_older_hello_still_gets_letters():
    """EHLO is not understood, HELO is."""
    async with running_mailbox() as mailbox:
        mailbox.answers["EHLO"] = "502 what"
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    assert answer.outcome == "sent"


@pytest.mark.parametrize("way", ["ends_at", "resets_at"])
@pytest.mark.parametrize("point", POINTS)
async def test_a_line_that_breaks_is_tried_again(point, way):
    """Closed or reset, at any point before the acceptance: the letter stays owed and nothing raises."""
    async with running_mailbox() as mailbox:
        setattr(mailbox, way, point)
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    assert ("retry_later", None) == (answer.outcome, answer.status)
    assert ("message" if point in OF_THE_MESSAGE else "channel") == answer.scope
    assert answer.reason.startswith("the mail server ")


async def test_a_letter_whose_acceptance_was_never_heard_comes_again_under_its_id():
    """The server kept it, the line died before the 250: the one repeat that is allowed, told by its Message-ID."""
    async with running_mailbox() as mailbox:
        take = mailbox.handle_DATA

        async def take_and_die(server, session, envelope):
            await take(server, session, envelope)
            server.transport.abort()
            return "250 never heard"

        mailbox.handle_DATA = take_and_die
        notifier = mail_notifier(mailbox.port)
        first = await notifier.send(told_message(), DESK)
        mailbox.handle_DATA = take
        second = await notifier.send(told_message(), DESK)

    assert ["retry_later", "sent"] == [first.outcome, second.outcome]
    assert [MESSAGE_ID, MESSAGE_ID] == mailbox.message_ids


@pytest.mark.parametrize("way", ["ends_at", "resets_at"])
async def test_a_line_that_breaks_after_the_acceptance_does_not_matter(way):
    """The 250 was heard: sent, and not to be repeated."""
    async with running_mailbox() as mailbox:
        setattr(mailbox, way, "acceptance")
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    # A reset may overtake the acceptance on its way: then nobody heard it.
    assert answer.outcome in ({"sent"} if way == "ends_at" else {"sent", "retry_later"})
    assert [MESSAGE_ID] == mailbox.message_ids


@pytest.mark.parametrize("point", POINTS)
async def test_a_silent_server_is_left_after_the_timeout(point):
    """The whole sending is bounded, wherever the server falls silent."""
    async with running_mailbox() as mailbox:
        mailbox.silent_at = point
        answer = await mail_notifier(mailbox.port, timeout_seconds=0.05).send(told_message(), DESK)

    assert ("retry_later", None) == (answer.outcome, answer.status)
    assert "the mail server did not take the letter in 0.05 seconds" == answer.reason


@pytest.mark.parametrize(
    "garbage",
    [
        "HTTP/1.1 400 Bad Request",
        "\x16\x03\x01",
        "2",
        "25O OK",
        "99 beetles",
        "999 beetles",
        "220-",
        "x" * 20_000,
        "\xff",
    ],
)
@pytest.mark.parametrize("point", POINTS)
async def test_garbage_is_tried_again(point, garbage):
    """What is no SMTP, or goes on for ever, says nothing for good."""
    async with running_mailbox() as mailbox:
        mailbox.answers[point] = garbage
        mailbox.answers["HELO"] = garbage
        answer = await mail_notifier(mailbox.port, timeout_seconds=0.5).send(told_message(), DESK)

    assert "retry_later" == answer.outcome
    assert len(answer.reason) <= 500
    assert [] == mailbox.letters


@pytest.mark.parametrize(("code", "outcome"), [(250, "sent"), (251, "sent"), (299, "sent"), (354, "retry_later")])
async def test_any_positive_answer_to_the_letter_is_an_acceptance(code, outcome):
    """The first digit alone counts: a server that says it in its own way does not get the letter again."""
    async with running_mailbox() as mailbox:
        mailbox.answers["letter"] = f"{code} queued as 77"
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    assert outcome == answer.outcome
    assert "queued as 77" in answer.reason
    assert (MESSAGE_ID if outcome == "sent" else "") == answer.reference


async def test_a_server_that_takes_the_letter_before_it_came_is_out_of_step():
    """A 250 for the command DATA accepts nothing: the letter was never handed over."""
    async with running_mailbox() as mailbox:
        mailbox.answers["DATA"] = "250 thank you"
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    assert ("retry_later", "message") == (answer.outcome, answer.scope)


async def test_a_server_that_is_not_there_is_tried_again():
    """A refused connection is an answer."""
    async with running_mailbox() as mailbox:
        port = mailbox.port

    answer = await mail_notifier(port).send(told_message(), DESK)

    assert ("retry_later", "channel", None) == (answer.outcome, answer.scope, answer.retry_after_seconds)
    assert answer.reason.startswith("the mail server cannot be reached")
