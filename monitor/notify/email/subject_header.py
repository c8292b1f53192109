"""A subject that every mail program decodes to what it was, however long it is and whatever letters it has."""

from __future__ import annotations

from email.header import Header
from email.headerregistry import UniqueUnstructuredHeader
from email.policy import Policy
from typing import Any

_NAME = "Subject"
_LINE_LETTERS = 78
"""The length that a line of a letter should not exceed. Source: RFC 5322, 2.1.1."""

_ENCODED_OPENING = "=?"
"""How an encoded word begins. Source: RFC 2047, 2."""


class SubjectHeader(UniqueUnstructuredHeader):
    """The subject as given, to the letter: what looks like an encoded word in it is none.

    Where it fits on one line as it is, it stands so; else it is written in encoded words, which hold every blank
    themselves. The standard library's own way folds it at blanks, and then some are lost and others doubled.
    """

    @classmethod
    def parse(cls, string: str, kwds: dict[str, Any]) -> None:
        """Fill ``kwds`` as the header registry asks for."""
        super().parse(string, kwds)
        kwds["decoded"] = string

    def fold(self, *, policy: Policy) -> str:
        """The whole header with its line ends."""
        subject = str(self)
        line = f"{_NAME}: {subject}"
        if subject.isascii() and len(line) <= _LINE_LETTERS and _ENCODED_OPENING not in subject:
            return line + policy.linesep
        encoded = Header(subject, "utf-8", header_name=_NAME).encode(linesep=policy.linesep)
        return f"{_NAME}: {encoded}{policy.linesep}"
