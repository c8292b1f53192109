"""Text of others, made fit for XML, JSON and calendars: no character that a reader's program refuses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML refuses beside controls. Source: XML 1.0, section 2.2."""


def legible(text: str) -> str:
    """The text without control characters but tabs and the line feed, which stands for every line end.

    What is no character (a lone surrogate) becomes U+FFFD.
    """
    return _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """The legible text on one line, with single blanks; empty where nothing is left."""
    return " ".join(legible(text).split())


def web_address(url: str) -> str:
    """The address, as it was given; empty where it is none that a reader's program should open."""
    if url != one_line(url) or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""
