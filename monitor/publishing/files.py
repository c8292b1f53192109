"""Puts a file in place whole: whoever fetches it sees the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Literal

from monitor.errors import PublishingError

FileOutcome = Literal["written", "unchanged"]

_MODE = 0o644
_FOLDER_MODE = 0o755
"""Made to be served: a web server reads them as another user. Who must not see them is kept out by a folder above."""

_RIGHTS = "let this user write to the folder, or name another one"
_NO_PLACE = "name a folder, or a file in one, that can be made there"
_ROOM = "make room on the disk; the files are written again when the monitor next publishes"
_OTHERWISE = "check the folder and its disk"
_CURES = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _RIGHTS),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG), _NO_PLACE
    ),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _ROOM),
}


def put_in_place(path: Path, content: bytes) -> FileOutcome:
    """Make ``content`` the file at ``path``; one that holds the same already is not touched, so its age stays true.

    The folder is made where it is missing. A link at ``path`` is replaced, not followed. One writer at a time: what a
    run that died left aside is written over. Raises PublishingError where it cannot be written; the old file stays.
    """
    try:
        path.parent.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)
        if _holds(path, content):
            return "unchanged"
        _replace(path, content)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        code = error.errno if isinstance(error, OSError) else None
        found = f"cannot be written ({getattr(error, 'strerror', None) or error})"
        raise PublishingError(str(path), found, _CURES.get(code or 0, _OTHERWISE)) from error
    return "written"


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:  # none yet, or none that can be read: writing says what is wrong
        return False


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    try:
        _write(aside, content)
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()
        raise


def _write(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, _MODE)
    with os.fdopen(file, "wb") as stream:
        os.fchmod(stream.fileno(), _MODE)  # whatever the process's mask takes away
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
