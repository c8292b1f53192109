from __future__ import annotations

import io
import os
from contextlib import suppress

from told_message import told_message

from monitor.notify.console import ConsoleNotifier
from monitor.records import SendAnswer


async def test_the_plain_message_is_printed_with_a_blank_line_after_it():
    """Messages follow each other on the stream, each set off from the next."""
    stream = io.StringIO()
    notifier = ConsoleNotifier("screen", stream)

    answers = [await notifier.send(told_message(text=text)) for text in ("one", "two")]

    assert stream.getvalue() == "one\n\ntwo\n\n"
    assert answers == [SendAnswer("sent", "printed")] * 2
    assert notifier.name == "screen"


async def test_a_stream_that_knows_no_arabic_still_gets_the_message():
    """What the stream's encoding cannot show is printed as escapes; nothing raises."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")

    answer = await ConsoleNotifier("screen", stream).send(told_message(text="أيلول 2026"))

    assert answer.outcome == "sent"
    assert raw.getvalue() == b"\\u0623\\u064a\\u0644\\u0648\\u0644 2026\n\n"


async def test_terminal_control_sequences_do_not_survive():
    """Nothing that an article writes moves the cursor, rings the bell or ends a line early."""
    stream = io.StringIO()

    await ConsoleNotifier("screen", stream).send(told_message(text="\x1b[2Jwiped\a \ud800\r"))

    assert stream.getvalue() == "\ufffd[2Jwiped\ufffd \ufffd\ufffd\n\n"


async def test_a_broken_pipe_is_an_answer():
    """When nobody reads any more, the message stays owed."""
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="utf-8")

    answer = await ConsoleNotifier("screen", stream).send(told_message(text="x" * 100_000))
    with suppress(BrokenPipeError):  # what is left in the buffer is written on closing, and fails again
        stream.close()

    assert answer.outcome == "retry_later"


async def test_a_closed_stream_is_given_up():
    """A stream that was closed never opens again."""
    stream = io.StringIO()
    stream.close()

    answer = await ConsoleNotifier("screen", stream).send(told_message())

    assert answer == SendAnswer("give_up", "the stream is closed")
