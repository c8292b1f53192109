from __future__ import annotations

import asyncio
import io
import os
from contextlib import suppress

from full_disks import files_limited_to
from told_message import told_message

from monitor.notify.console import ConsoleNotifier
from monitor.records import Recipient, SendAnswer

SCREEN = Recipient("screen", "screen")
PATIENCE_SECONDS = 20


async def test_the_plain_message_is_printed_with_a_blank_line_after_it():
    """Messages follow each other on the stream, each set off from the next."""
    stream = io.StringIO()
    notifier = ConsoleNotifier("screen", stream)

    await notifier.turn()
    answers = [await notifier.send(told_message(text=text), SCREEN) for text in ("one", "two")]

    assert stream.getvalue() == "one\n\ntwo\n\n"
    assert answers == [SendAnswer("sent", "printed")] * 2
    assert notifier.name == "screen"


async def test_a_stream_that_knows_no_arabic_still_gets_the_message():
    """What the stream's encoding cannot show is printed as escapes; nothing raises."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")

    answer = await ConsoleNotifier("screen", stream).send(told_message(text="أيلول 2026"), SCREEN)

    assert answer.outcome == "sent"
    assert raw.getvalue() == b"\\u0623\\u064a\\u0644\\u0648\\u0644 2026\n\n"


async def test_terminal_control_sequences_do_not_survive():
    """Nothing that an article writes moves the cursor, rings the bell or ends a line early."""
    stream = io.StringIO()

    await ConsoleNotifier("screen", stream).send(told_message(text="\x1b[2Jwiped\a \ud800\r"), SCREEN)

    assert stream.getvalue() == "\ufffd[2Jwiped\ufffd \ufffd\ufffd\n\n"


async def test_a_broken_pipe_is_an_answer():
    """When nobody reads any more, the message stays owed."""
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w", encoding="utf-8")

    answer = await ConsoleNotifier("screen", stream).send(told_message(text="x" * 100_000), SCREEN)
    with suppress(BrokenPipeError):  # what is left in the buffer is written on closing, and fails again
        stream.close()

    assert answer.outcome == "retry_later"


async def test_a_closed_stream_is_given_up():
    """A stream that was closed never opens again."""
    stream = io.StringIO()
    stream.close()

    answer = await ConsoleNotifier("screen", stream).send(told_message(), SCREEN)

    assert answer == SendAnswer("give_up", "the stream is closed")


async def test_a_reader_that_stops_reading_holds_up_nobody():
    """Where a pipe is full, the message stays owed once the deadline is over; nothing waits for the reader for ever."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb"), os.fdopen(writing, "w", encoding="utf-8") as stream:
        notifier = ConsoleNotifier("screen", stream, deadline_seconds=0.01)
        async with asyncio.timeout(PATIENCE_SECONDS):
            answer = await notifier.send(told_message(text="x" * 1_000_000), SCREEN)

    assert SendAnswer("retry_later", "the stream could not be written: nobody reads it") == answer


async def test_what_a_full_disk_kept_out_is_printed_once(tmp_path):
    """Nothing of a message that could not be written is left behind for the next one to bring along."""
    path = tmp_path / "printed"
    with path.open("w", encoding="utf-8") as stream:
        notifier = ConsoleNotifier("screen", stream)
        with files_limited_to(10):
            refused = await notifier.send(told_message(text="the fleet stays"), SCREEN)
        taken = await notifier.send(told_message(text="the fleet stays"), SCREEN)

    assert ["retry_later", "sent"] == [refused.outcome, taken.outcome]
    assert 1 == path.read_text(encoding="utf-8").count("the fleet stays")


async def test_without_any_stream_the_message_is_given_up():
    """A process that was started without standard output has none."""
    assert SendAnswer("give_up", "the stream is closed") == await ConsoleNotifier("screen", None).send(
        told_message(), SCREEN
    )
