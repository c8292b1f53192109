"""TOML files as documents: their data, and the line on which each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.errors import Fault
from monitor.settings.findings import Finding
from monitor.settings.shapes import KeyPath

_PLACE_OF_ERROR = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|(?P<end>end of document))\)$")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SINGULARS = {"people": "person"}


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file that could be parsed. ``file`` is its name for people, relative to the configuration folder."""

    file: str
    text: str
    data: dict[str, Any]

    def faults(self, findings: Iterable[Finding]) -> list[Fault]:
        """The findings as faults, in the order of the file.

        The line is that of the key, else (where the key is missing) of the table; None where that is the whole file.
        """
        lines = _lines(self.text)
        faults = [
            Fault(self.file, self.spell(finding.path), finding.found, finding.cure, _nearest_line(finding.path, lines))
            for finding in findings
        ]
        return sorted(faults, key=lambda fault: fault.line or 0)

    def spell(self, path: KeyPath) -> str:
        """A path as people name it: ``source "bbc-arabic".url``, ``places."other:al-qaim".parent``."""
        spelt = ""
        data: Any = self.data
        for part in path:
            if isinstance(part, int):
                data = data[part] if isinstance(data, list) and part < len(data) else None
                spelt = f"{_singular(spelt)} {_name_of(data, part)}" if isinstance(data, dict) else spelt
            else:
                data = data.get(part) if isinstance(data, dict) else None
                key = part if _BARE_KEY.fullmatch(part) else f'"{part}"'
                spelt = f"{spelt}.{key}" if spelt else key
        return spelt


def read_document(folder: Path, file: str) -> Document | Fault:
    """A file of the configuration folder, or the one fault that keeps it from being read."""
    try:
        text = (folder / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Fault(
            file, "", f"the file is missing from {folder}", "add it; the shipped configuration has one to copy"
        )
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1} is not UTF-8"
        return Fault(file, "", found, "save the file as UTF-8")
    except OSError as error:
        return Fault(file, "", f"the file cannot be read ({error.strerror})", "let the monitor's user read it")
    try:
        return Document(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _syntax_fault(file, text, str(error))


def _syntax_fault(file: str, text: str, message: str) -> Fault:
    place = _PLACE_OF_ERROR.search(message)
    found = f"this is not TOML: {_PLACE_OF_ERROR.sub('', message)}"
    cure = "correct it there, or just before: a missing quote or bracket shows late"
    if place is None:
        return Fault(file, "", found, cure)
    line = int(place["line"]) if place["line"] else len(text.splitlines()) or 1
    where = "end of the file" if place["end"] else f"column {place['column']}"
    return Fault(file, where, found, cure, line)


def _lines(text: str) -> dict[KeyPath, int]:
    """The line of every key and table of a TOML text, counted from 1; where a table is met first, if more than once."""
    lines: dict[KeyPath, int] = {}
    prefix: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for line, statement in _statements(text):
        written = list(_paths(tomllib.loads(statement)))
        if statement.lstrip().startswith("["):
            prefix = _placed(written[-1], counts)
            if statement.lstrip().startswith("[["):
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            written = [()]
        for path in (prefix + path for path in written):
            for length in range(1, len(path) + 1):
                lines.setdefault(path[:length], line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement of a valid TOML text with the line on which it begins; it may go on over several lines.

    tomllib tells no lines, so it is asked after every line whether what is gathered so far is whole.
    """
    gathered, began = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        began = began if gathered else number
        gathered += line + "\n"
        try:
            holds_something = bool(tomllib.loads(gathered))
        except tomllib.TOMLDecodeError:
            continue
        if holds_something:
            yield began, gathered
        gathered = ""


def _paths(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The path of each key of one statement, that of an outer key before those within it."""
    for key, value in data.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *path) for path in _paths(value))


def _placed(keys: tuple[str, ...], counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table's header, with the position of the last entry of each list of tables on the way."""
    path: KeyPath = ()
    for position, key in enumerate(keys):
        path = (*path, key)
        if path in counts and position < len(keys) - 1:
            path = (*path, counts[path])
    return path


def _nearest_line(path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    known = (lines.get(path[:length]) for length in range(len(path), 0, -1))
    return next((line for line in known if line), None)


def _singular(spelt: str) -> str:
    return _SINGULARS.get(spelt, spelt.removesuffix("s"))


def _name_of(entry: dict[str, Any], position: int) -> str:
    name = entry.get("name")
    return f'"{name}"' if isinstance(name, str) else str(position + 1)
