"""The channel that prints: for the first look, and for programs that read standard output."""

from __future__ import annotations

from typing import TextIO

from monitor.notify.sendable import make_sendable
from monitor.records import Message, SendAnswer


class ConsoleNotifier:
    """Prints the plain layout of each message to a text stream, a blank line after it."""

    def __init__(self, name: str, stream: TextIO) -> None:
        """Print to ``stream``, which stays the caller's to close."""
        self._name = name
        self._stream = stream

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def send(self, message: Message) -> SendAnswer:
        """Print the message; a character that the stream cannot show is printed as its escape.

        Terminal control sequences do not survive. A full disk or a closed pipe is an answer, not an error.
        """
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        shown = make_sendable(message.text).encode(encoding, "backslashreplace").decode(encoding)
        try:
            self._stream.write(f"{shown}\n\n")
            self._stream.flush()
        except OSError as error:
            return SendAnswer("retry_later", f"the stream could not be written: {error.strerror or error}")
        except ValueError:
            return SendAnswer("give_up", "the stream is closed")
        return SendAnswer("sent", "printed")
