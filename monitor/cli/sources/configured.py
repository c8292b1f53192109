"""Writing into ``sources.toml``: comments and layout stay, and the file is there whole at every moment."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from monitor.errors import InputError

_MARK = b"\xef\xbb\xbf"


def write_probed(path: Path, lines: Mapping[str, str]) -> None:
    """Set the ``probed`` key of the sources named; a new one stands behind the source's other keys.

    Raises InputError where the file cannot be read or written; it is then as before.
    """
    document = _read(path)
    for table in document.get("sources", ()):
        line = lines.get(str(table.get("name")))
        if line is not None:
            _set(table, "probed", line)
    _replace(path, document)


def append_sources(path: Path, sources: Sequence[Mapping[str, object]]) -> None:
    """Add ``[[sources]]`` tables with these keys at the end. Raises InputError as ``write_probed``."""
    document = _read(path)
    tables = document.get("sources")
    if not isinstance(tables, AoT):
        raise InputError(str(path), "sources is written as one list", "write each source under [[sources]]")
    for keys in sources:
        table = tomlkit.table()
        table.trivia.indent = "\n"
        for key, value in keys.items():
            table.add(key, value)
        tables.append(table)
    _replace(path, document)


def _set(table: Table, key: str, value: str) -> None:
    """Set a key of a table. What follows the table's last key (a heading of what comes next) stays behind it."""
    if key in table or not isinstance(table, Table):
        table[key] = value
        return
    body, behind = table.value.body, []
    while body and body[-1][0] is None:
        behind.append(body.pop()[1])
    table.add(key, value)
    for item in reversed(behind):
        table.add(item)  # type: ignore[call-overload]  # blank lines and comments are taken, too


def _read(path: Path) -> tomlkit.TOMLDocument:
    try:
        text = path.read_bytes().removeprefix(_MARK).decode()
        return tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise InputError(str(path), f"the file cannot be read ({error})", "run `monitor check-config`") from error


def _replace(path: Path, document: tomlkit.TOMLDocument) -> None:
    """Put the document in the file's place in one step, with the file's own mode; a link is followed."""
    target = path.resolve()
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(tomlkit.dumps(document).encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        found = f"the file cannot be written ({error.strerror or error})"
        raise InputError(str(path), found, "let this user write to it and to its folder") from error
