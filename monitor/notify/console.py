"""The channel that prints: for the first look, and for programs that read standard output."""

from __future__ import annotations

import asyncio
import os
import select
from typing import TextIO

from monitor.notify.sendable import make_sendable
from monitor.records import Message, Recipient, SendAnswer

DEADLINE_SECONDS = 10.0
"""How long a reader may take for one message. Judgement: a program that reads at all is quicker, and one that has
stopped must not hold up the other channels."""

_CLOSED = SendAnswer("give_up", "the stream is closed")


class ConsoleNotifier:
    """Prints the plain layout of each message to a text stream, a blank line after it."""

    def __init__(self, name: str, stream: TextIO | None, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        """Print to ``stream``, which stays the caller's to close; None where the process was started without one."""
        self._name = name
        self._stream = stream
        self._deadline_seconds = deadline_seconds

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """At once: a stream takes what it is given."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:  # noqa: ARG002 - one stream, one reader
        """Print the message; a character that the stream cannot show is printed as its escape.

        The stream is read by whoever reads it: the recipient's address does not matter. Terminal control sequences do
        not survive. A full disk, a closed pipe or a reader that has stopped is an answer, not an error; what was
        printed of the message by then may stand there twice.
        """
        if self._stream is None:
            return _CLOSED
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        shown = f"{make_sendable(message.text)}\n\n".encode(encoding, "backslashreplace")
        try:
            async with asyncio.timeout(self._deadline_seconds):
                await _print(self._stream, shown, encoding)
        except TimeoutError:
            return SendAnswer("retry_later", "the stream could not be written: nobody reads it")
        except OSError as error:
            return SendAnswer("retry_later", f"the stream could not be written: {error.strerror or error}")
        except ValueError:
            return _CLOSED
        return SendAnswer("sent", "printed")


async def _print(stream: TextIO, shown: bytes, encoding: str) -> None:
    """Write past the stream's buffer: what stayed there after a failure would come out with the next message.

    Raises ValueError where the stream is closed.
    """
    file = _file_of(stream)
    if file is None:
        stream.write(shown.decode(encoding))
        stream.flush()
        return
    left = memoryview(shown)
    while left:
        await _until_writable(file)
        stream.flush()
        left = left[os.write(file, left[: select.PIPE_BUF]) :]  # so much a pipe that is ready takes without a wait


def _file_of(stream: TextIO) -> int | None:
    """The descriptor below a stream; None for one in memory."""
    if stream.closed:
        raise ValueError
    try:
        return stream.fileno()
    except OSError:
        return None


async def _until_writable(file: int) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    try:
        loop.add_writer(file, ready.set)
    except PermissionError:  # a file on a disk, which makes nobody wait
        return
    try:
        await ready.wait()
    finally:
        loop.remove_writer(file)
