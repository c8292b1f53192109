"""Whatever a message says, a real server takes its letter and has it as it was written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from mail_channel import DESK, SENDER, mail_notifier
from smtp_server import Mailbox, running_mailbox
from told_message import told_message

from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable, make_sendable_line

any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from("\r\n.\x00\ud800 =?"), max_size=400)


@contextmanager
def kept_mailbox() -> Iterator[tuple[asyncio.Runner, Mailbox]]:
    """A server for many letters, and what runs the sending beside it."""
    with asyncio.Runner() as runner:
        opened = running_mailbox()
        mailbox = runner.run(opened.__aenter__())
        try:
            yield runner, mailbox
        finally:
            runner.run(opened.__aexit__(None, None, None))


def test_any_message_arrives_as_it_was_written():
    """Surrogates, controls, lone dots and line breaks of any kind: one letter, the same subject, the same words."""
    with kept_mailbox() as (runner, mailbox):
        notifier = mail_notifier(mailbox.port, list_id="monitor.example.org")

        @settings(max_examples=150)
        @given(subject=any_text, text=any_text, html=any_text, known=any_text, thread=any_text)
        def arrives(subject, text, html, known, thread):
            mailbox.letters.clear()
            mailbox.envelopes.clear()
            message = told_message(subject=subject, text=text, html=html, message_id=known, thread=thread)

            answer = runner.run(notifier.send(message, DESK))

            (letter,) = mailbox.letters
            parts = [letter.get_body((kind,)) for kind in ("plain", "html")]
            assert ("sent", str(letter["Message-ID"])) == (answer.outcome, answer.reference)
            assert [(SENDER, (DESK.address,))] == mailbox.envelopes
            assert shorten(make_sendable_line(subject), 250) == str(letter["Subject"])
            assert ["utf-8", "utf-8"] == [part.get_content_charset() for part in parts]
            assert [lines(text), lines(html)] == [
                part.get_payload(decode=True).decode().replace("\r\n", "\n").removesuffix("\n") for part in parts
            ]

        arrives()


def lines(text: str) -> str:
    """The text as it may be sent, without a line break at its end."""
    return make_sendable(text).removesuffix("\n")
