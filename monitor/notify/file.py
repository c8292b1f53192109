"""The channel that keeps a record: one JSON object a line at the end of a file."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import stat
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from monitor.json_forms import Form, notice_form
from monitor.notify.own_thread import begin
from monitor.records import Message, MessageItem, Recipient, SendAnswer

_LASTING = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.EROFS),  # not ours to write
        *(
            errno.ENOENT,
            errno.EEXIST,
            errno.ENOTDIR,
            errno.EISDIR,
            errno.ELOOP,
            errno.ENAMETOOLONG,
            errno.ENXIO,
            errno.EINVAL,
        ),  # no file can be there
    }
)
"""Faults of the path that stay until somebody changes it; others (a full disk) may pass."""

LASTING_WAIT_SECONDS = 900.0
"""Waited after such a fault. A judgement: who has mended it sees the messages within a quarter of an hour."""

DEADLINE_SECONDS = 30.0
"""How long the system may take for one message. Judgement: a disk answers in moments, and a network mount that is stuck
must not hold up the other channels."""

_MODE = 0o600
_FOLDER_MODE = 0o700
_NEWLINE = b"\n"


class FileNotifier:
    """Adds each message to a file as one line of JSON, on the disk before the answer is given.

    The same message sent twice stands there twice, under the same ``id``. So does one that the system took longer for
    than ``deadline_seconds``: it cannot be called back, and it is sent again. Nothing else is written before it ended,
    so that no more than this one is repeated.
    """

    def __init__(self, name: str, path: Path, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        """Add to the file at ``path``, which is made, with its folder, for its owner alone when missing."""
        self._name = name
        self._path = path
        self._deadline_seconds = deadline_seconds
        self._writing: Future[None] | None = None

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """At once: a file takes what it is given."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:  # noqa: ARG002 - one file, one reader
        """Add the message. A path that cannot be written is an answer, not an error; no half line is left behind.

        It is never given up: whoever runs the monitor can mend the path, and nothing is lost until then. The file is
        read by whoever reads it: the recipient's address does not matter.
        """
        line = json.dumps(_message_form(message), ensure_ascii=False).encode("utf-8", "backslashreplace")
        patience = asyncio.timeout(self._deadline_seconds)
        try:
            async with patience:
                await self._add(line + _NEWLINE)
        except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
            if patience.expired():
                late = f"could not be written within {self._deadline_seconds:g} seconds"
                return SendAnswer("retry_later", f"{self._path} {late}: it may be added later, and stand there twice")
            lasting = isinstance(error, ValueError) or error.errno in _LASTING
            reason = f"{self._path} could not be written: {getattr(error, 'strerror', None) or error}"
            return SendAnswer("retry_later", reason, LASTING_WAIT_SECONDS if lasting else None)
        return SendAnswer("sent", f"added to {self._path}")

    async def _add(self, line: bytes) -> None:
        if self._writing is not None:
            with suppress(OSError, ValueError):  # that was answered for in its time
                await asyncio.wrap_future(self._writing)
        self._writing = begin(partial(_append, self._path, line), "alerts file")
        await asyncio.wrap_future(self._writing)


def _append(path: Path, line: bytes) -> None:
    with _opened(path) as file:
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != _NEWLINE:
            line = _NEWLINE + line  # a line torn by a crash stays alone, the next reader skips it
        try:
            _write_whole(file, line)
            os.fsync(file)
        except OSError:
            with suppress(OSError):
                os.ftruncate(file, size)
            raise


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    path.parent.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK, _MODE)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):  # nothing can be known to be kept there, nor taken back
            raise OSError(errno.EINVAL, "it is a pipe or a device, and no file")
        yield file
    finally:
        os.close(file)


def _write_whole(file: int, line: bytes) -> None:
    left = memoryview(line)
    while left:
        left = left[os.write(file, left) :]


def _message_form(message: Message) -> Form:
    return {
        "id": message.message_id,
        "subject": message.subject,
        "lead": message.lead,
        "note": message.note,
        "changes": [_item_form(item) for item in message.items],
        "notice": notice_form(message.notice) if message.notice is not None else None,
        "outlet": message.outlet,
        "lang": message.lang,
        "reader_lang": message.reader_lang,
        "title": message.title,
        "url": message.url,
        "published": message.published,
        "thread": message.thread,
        "parts": [_message_form(part) for part in message.parts],
        "text": message.text,
    }


def _item_form(item: MessageItem) -> Form:
    return {
        "kind": item.kind,
        "heading": item.heading,
        "label": item.label,
        "now": item.now,
        "now_said": item.now_said,
        "before": item.before,
        "before_said": item.before_said,
        "moved": item.moved,
        "quote": item.quote,
        "quote_lang": item.quote_lang,
        "mark_start": item.mark_start,
        "mark_end": item.mark_end,
        "also": list(item.also),
    }
