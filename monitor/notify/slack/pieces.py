"""The pieces that Slack's blocks are made of: texts that Slack takes, in which nothing is alive, and links.

What an article says goes into plain text and rich text elements alone: Slack reads no markup, mention or link in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from slack_sdk.models.blocks import PlainTextObject, RichTextElement, RichTextElementParts

from monitor.notify.excerpts import count_units, shorten
from monitor.notify.sendable import make_sendable_line

MAX_URL_UNITS = 3_000
"""Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block and the limits of buttons and images."""

_PIECE_UNITS = 30
"""What the frame of one piece counts beside its text."""

_EMPTY = "…"


def make_line(text: str, limit: int) -> str:
    """The text on one line, at most ``limit`` units of it."""
    return shorten(make_sendable_line(text), limit)


def make_flat(text: str) -> str:
    """The text on one line, with the spaces at its ends kept: more text follows."""
    return make_sendable_line(f".{text}.")[1:-1]


def make_plain(text: str) -> PlainTextObject:
    """A plain text object; Slack refuses empty ones."""
    return PlainTextObject(text=text or _EMPTY, emoji=False)


def make_text(text: str) -> RichTextElementParts.Text:
    """A piece of rich text."""
    return RichTextElementParts.Text(text=text or _EMPTY)


def make_bold(text: str) -> RichTextElementParts.Text:
    """A bold piece of rich text."""
    return RichTextElementParts.Text(text=text or _EMPTY, style=RichTextElementParts.TextStyle(bold=True))


def make_link(url: str, text: str) -> RichTextElement:
    """The text, linked where the address is one that Slack takes."""
    return RichTextElementParts.Link(url=url, text=text or None) if is_link(url) else make_bold(text)


def is_link(url: str) -> bool:
    """Whether Slack takes the address for a link: of the web, printable, no space, at most 3,000 units."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and url.isprintable()
        and " " not in url
        and count_units(url) <= MAX_URL_UNITS
    )


def weigh(form: object) -> int:
    """How much of a message's room a block takes: the units of all its texts, and a little for every frame."""
    if isinstance(form, str):
        return count_units(form)
    if isinstance(form, Mapping):
        return _PIECE_UNITS + sum(weigh(one) for name, one in form.items() if name != "type")
    if isinstance(form, list):
        return sum(map(weigh, form))
    return 0
