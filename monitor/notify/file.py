"""The channel that keeps a record: one JSON object a line at the end of a file."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from monitor.json_forms import Form
from monitor.records import Message, MessageItem, Notice, SendAnswer, SendOutcome

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
        ),  # no file can be there
    }
)
"""Faults of the path that stay until somebody changes it; others (a full disk) may pass."""

_MODE = 0o600
_FOLDER_MODE = 0o700
_NEWLINE = b"\n"


class FileNotifier:
    """Adds each message to a file as one line of JSON, on the disk before the answer is given.

    The same message sent twice stands there twice, under the same ``id``.
    """

    def __init__(self, name: str, path: Path) -> None:
        """Add to the file at ``path``, which is made, with its folder, for its owner alone when missing."""
        self._name = name
        self._path = path

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def send(self, message: Message) -> SendAnswer:
        """Add the message. A path that cannot be written is an answer, not an error; no half line is left behind."""
        line = json.dumps(_message_form(message), ensure_ascii=False).encode("utf-8", "backslashreplace")
        try:
            await asyncio.to_thread(_append, self._path, line + _NEWLINE)
        except OSError as error:
            outcome: SendOutcome = "give_up" if error.errno in _LASTING else "retry_later"
            return SendAnswer(outcome, f"{self._path} could not be written: {error.strerror or error}")
        return SendAnswer("sent", f"added to {self._path}")


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
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE)
    try:
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
        "notice": _notice_form(message.notice) if message.notice is not None else None,
        "outlet": message.outlet,
        "lang": message.lang,
        "title": message.title,
        "url": message.url,
        "published": message.published,
        "text": message.text,
    }


def _notice_form(notice: Notice) -> Form:
    return {
        "subject": notice.subject,
        "ailment": notice.ailment,
        "healed": notice.healed,
        "since": notice.since.isoformat(),
        "detail": notice.detail,
        "muted": notice.muted,
        "url": notice.url,
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
