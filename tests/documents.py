"""The documentation taken apart: code blocks with the comments above them, commands with what they show, links."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from monitor.cli.commands import cli

PROJECT = Path(__file__).resolve().parents[1]
DOCUMENTS = tuple(
    sorted(
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "README.md", PROJECT / "CHANGELOG.md", *(PROJECT / "docs").rglob("*.md"))
    )
)

_BLOCK = re.compile(r"((?:^<!--.*?-->\n)*)^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"<!-- (.*?) -->")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_OWN_COMMAND = re.compile(r"(?:^|\s|/)monitor ([a-z-]+(?: .*)?)$")
_SHELL_SIGNS = frozenset({"|", "||", "&&", ";", ">", ">>", "<", "2>&1"})
_NOT_WORDS = str.maketrans(dict.fromkeys("│╭─╮╰╯\u2066\u2067\u2068\u2069"))
"""Frames that a terminal draws and marks of direction: a document leaves them out."""

_CHECKER = doctest.OutputChecker()


@dataclass(frozen=True, slots=True)
class Block:
    """A code block of a document. ``marks`` are the comments right above it, which readers do not see."""

    document: str
    line: int
    language: str
    marks: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        """Where it stands, for the names of tests."""
        return f"{self.document}:{self.line}"

    def mark(self, kind: str) -> str | None:
        """What stands behind ``kind:`` in one of the marks, or None."""
        return next((mark.partition(":")[2].strip() for mark in self.marks if mark.startswith(f"{kind}:")), None)


@dataclass(frozen=True, slots=True)
class Step:
    """A command with the output that the document shows below it, empty where it shows none."""

    command: str
    shown: str


def read_blocks(document: str) -> Iterator[Block]:
    """The code blocks of a document in order."""
    text = _text(document)
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start(2)) + 1
        yield Block(document, line, found[2], tuple(_MARK.findall(found[1])), found[3])


def all_blocks(*languages: str) -> list[Block]:
    """The blocks of these languages in all documents."""
    return [block for document in DOCUMENTS for block in read_blocks(document) if block.language in languages]


def steps_of(block: Block) -> list[Step]:
    """The commands of a ``console`` block; in a ``cron`` or ``ini`` block every line that runs the monitor."""
    if block.language != "console":
        return [Step(line, "") for line in block.text.splitlines() if "/bin/monitor " in line]
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    return [Step(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


def shows(shown: str, printed: str) -> bool:
    """Whether the shown output is what was printed: ``…`` stands for anything, white space counts as one blank."""
    wanted = shown.translate(_NOT_WORDS).replace("...", "…").replace("…", doctest.ELLIPSIS_MARKER)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return _CHECKER.check_output(wanted.strip(), printed.translate(_NOT_WORDS).strip(), flags)


def parse_own_command(command: str) -> None:
    """Parse what a command line hands to the monitor, without running it. Raises click.UsageError where it cannot be.

    A command line that does not run the monitor is passed over.
    """
    found = _OWN_COMMAND.search(command)
    if found is None:
        return
    words = shlex.split(found[1])
    end = next((at for at, word in enumerate(words) if word in _SHELL_SIGNS), len(words))
    name, own, arguments = "monitor", cli, words[:end]
    while isinstance(own, click.Group):
        name, own, arguments = own.resolve_command(click.Context(own), arguments)
    own.make_context(name, list(arguments))


def read_links(document: str) -> list[str]:
    """Where the links of a document lead, those on the web left out."""
    links = _LINK.findall(_BLOCK.sub("", _text(document)))
    return [link for link in links if not link.startswith(("http://", "https://"))]


def anchors_of(path: Path) -> set[str]:
    """The anchors that a Markdown file's headings make, as GitHub names them."""
    headings = _HEADING.findall(_BLOCK.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _text(document: str) -> str:
    return (PROJECT / document).read_text(encoding="utf-8")
