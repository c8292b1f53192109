"""Takes out of a text what no provider accepts, whoever wrote it."""

from __future__ import annotations

import re

# What cannot be encoded as UTF-8, and the control characters but for tab and newline.
_REFUSED = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def make_sendable(text: str) -> str:
    """The text with U+FFFD for every lone surrogate and control character; tabs and newlines stay."""
    return _REFUSED.sub("\ufffd", text)


def make_sendable_line(text: str) -> str:
    """The same on one line: every line or paragraph break that Unicode knows becomes a space."""
    return make_sendable(" ".join(text.splitlines())).strip()
