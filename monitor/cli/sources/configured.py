"""Writing into ``sources.toml``: comments, layout, line ends, owner and mode stay as they are.

The file is there whole at every moment, unless its owner could not be kept that way: then it is written in place.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from monitor.errors import InputError

_MARK = b"\xef\xbb\xbf"

_BARE_NEWLINE = re.compile(r"(?<!\r)\n")

_MODE_OF_A_NEW_FILE = 0o644
"""Readable by all, as the shipped file is: there is no secret in it."""


def write_probed(path: Path, lines: Mapping[str, str]) -> None:
    """Set the ``probed`` key of the sources named; a new one stands behind the source's other keys.

    Raises InputError where the file cannot be read or written; it is then as before.
    """
    layout, document = _read(path)
    for table in document.get("sources", ()):
        line = lines.get(str(table.get("name")))
        if line is not None:
            _set(table, "probed", line)
    _put(path, layout.written(document))


def append_sources(path: Path, sources: Sequence[Mapping[str, object]]) -> None:
    """Add ``[[sources]]`` tables with these keys at the end; a file that is missing is made.

    Raises InputError as ``write_probed``.
    """
    layout, document = _read(path) if path.exists() else (_Layout(), tomlkit.document())
    lead = "\n" if document.as_string().strip() else ""
    if not document.get("sources"):
        document.pop("sources", None)
        document["sources"] = tomlkit.aot()
    tables = document["sources"]
    if not isinstance(tables, AoT):
        raise InputError(str(path), "sources is written as one list", "write each source under [[sources]]")
    for keys in sources:
        table = tomlkit.table()
        table.trivia.indent, lead = lead, "\n"
        for key, value in keys.items():
            table.add(key, value)
        tables.append(table)
    _put(path, layout.written(document))


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a document does not keep of its file: the mark at its beginning, and how its lines end."""

    mark: bytes = b""
    newline: str = "\n"

    def written(self, document: tomlkit.TOMLDocument) -> bytes:
        text = tomlkit.dumps(document)
        return self.mark + (_BARE_NEWLINE.sub(self.newline, text) if self.newline != "\n" else text).encode()


def _set(table: Table, key: str, value: str) -> None:
    """Set a key of a table; a new one right behind the last of those that are no tables themselves.

    What follows there (a comment above a table of the source, the heading of what comes next) stays where it is.
    """
    if key in table or not isinstance(table, Table):
        table[key] = value
        return
    body = table.value.body
    plain = [at for at, (name, item) in enumerate(body) if name is not None and not isinstance(item, (AoT, Table))]
    # tomlkit adds behind the last key of all, which may be a table that would swallow the new one.
    body.insert(plain[-1] + 1 if plain else 0, (tomlkit.key(key), tomlkit.item(value)))


def _read(path: Path) -> tuple[_Layout, tomlkit.TOMLDocument]:
    try:
        content = path.read_bytes()
        text = content.removeprefix(_MARK).decode()
        layout = _Layout(
            mark=_MARK if content.startswith(_MARK) else b"",
            newline="\r\n" if "\r\n" in text and not _BARE_NEWLINE.search(text) else "\n",
        )
        return layout, tomlkit.parse(text if text.endswith("\n") else text + layout.newline)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise InputError(str(path), f"the file cannot be read ({error})", "run `monitor check-config`") from error


def _put(path: Path, content: bytes) -> None:
    """Put the content in the file's place in one step, with the file's own owner and mode; a link is followed.

    Where the owner cannot be given to a new file, the old one is written in place.
    """
    target = path.resolve()
    try:
        before = target.stat() if target.exists() else None
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                _write_whole(file, content)
            if before is None or _give_to(Path(name), before):
                Path(name).chmod(stat.S_IMODE(before.st_mode) if before else _MODE_OF_A_NEW_FILE)
                Path(name).replace(target)
            else:
                with target.open("r+b") as file:
                    _write_whole(file, content)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        found = f"the file cannot be written ({error.strerror or error})"
        raise InputError(str(path), found, "let this user write to it and to its folder") from error


def _give_to(file: Path, owned: os.stat_result) -> bool:
    """Give a new file the owner and group of another; False where this user may not."""
    made = file.stat()
    if (made.st_uid, made.st_gid) == (owned.st_uid, owned.st_gid):
        return True
    try:
        os.chown(file, owned.st_uid, owned.st_gid)
    except PermissionError:
        return False
    return True


def _write_whole(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())
