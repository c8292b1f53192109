"""Lays a message out in Slack's blocks, within Slack's limits.

What an article says goes into plain text and rich text elements alone: Slack reads no markup, mention or link in them.
Limits from api.slack.com/reference/block-kit/blocks; the shares of them that each part may take are our judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)

from monitor.notify.excerpts import count_units, excerpt_around, shorten
from monitor.notify.sendable import make_sendable_line
from monitor.records import Lang, Message, MessageItem

MAX_HEADER_UNITS = HeaderBlock.text_max_length
MAX_SECTION_UNITS = SectionBlock.text_max_length
MAX_FALLBACK_UNITS = 3_000
MAX_QUOTE_UNITS = 1_200
MAX_PHRASE_UNITS = 400
MAX_ALSO_UNITS = 600
MAX_ALSO = 5
"""Further lines of one change; what is over is cut with an ellipsis, mail and file tell it."""
MAX_ITEMS = 20
"""Changes laid out whole; more in one article are listed in a line each. At most five blocks stand beside them."""

_MAX_URL_UNITS = 3_000
_NOW = "Now: "
_BEFORE = "Before: "
_ISOLATE: dict[Lang, str] = {"ar": "\u2067", "ckb": "\u2067", "en": "\u2066"}
_POP_ISOLATE = "\u2069"


def build_payload(message: Message) -> dict[str, Any]:
    """The body to post: blocks, and a text for notifications in which nothing is alive.

    Raises SlackObjectFormationError should a block break a limit after all, which would be a fault of this module.
    """
    return {
        "text": _fallback(message),
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
        "blocks": [block.to_dict() for block in _blocks(message)],
    }


def _blocks(message: Message) -> Iterator[Block]:
    yield HeaderBlock(text=_plain(_line(message.subject or message.message_id, MAX_HEADER_UNITS)))
    if message.note:
        yield ContextBlock(elements=[_plain(_line(message.note, MAX_SECTION_UNITS))])
    if not message.items and message.lead.strip():  # a notice has no change that would tell it
        yield SectionBlock(text=_plain(_line(message.lead, MAX_SECTION_UNITS)))
    for item in message.items[:MAX_ITEMS]:
        yield RichTextBlock(elements=list(_item_elements(item)))
    if message.items[MAX_ITEMS:]:
        yield SectionBlock(text=_plain(_listing(message.items[MAX_ITEMS:])))
    yield RichTextBlock(elements=[RichTextSectionElement(elements=list(_article_parts(message)))])
    yield ContextBlock(elements=[_plain(_line(message.message_id, MAX_PHRASE_UNITS))])


def _item_elements(item: MessageItem) -> Iterator[RichTextElement]:
    parts = [_bold(_line(item.label, MAX_PHRASE_UNITS)), _text(f" — {_what(item)}")]
    parts += [_text(f"\n{_NOW}"), _bold(_line(item.now, MAX_PHRASE_UNITS)), _text(_dashed(item.now_said))]
    if item.before:
        parts.append(_text(f"\n{_BEFORE}{_line(item.before, MAX_PHRASE_UNITS)}{_dashed(item.before_said)}"))
    yield RichTextSectionElement(elements=parts)
    if item.quote.strip():
        yield RichTextQuoteElement(elements=list(_quote_parts(item)))
    if item.also:
        yield RichTextSectionElement(elements=[_text(line) for line in _also_lines(item.also)])


def _what(item: MessageItem) -> str:
    """The step, of any other kind than a plain change with what it is called before it."""
    heading, moved = _line(item.heading or item.kind, MAX_PHRASE_UNITS), _line(item.moved, MAX_PHRASE_UNITS)
    if not moved or item.kind == "changed":
        return moved or heading
    return f"{heading}, {moved}"


def _also_lines(also: Sequence[str]) -> Iterator[str]:
    """The lines as Slack takes them, each but the first with the break that sets it off."""
    shown = [_line(line, MAX_ALSO_UNITS) or "…" for line in also[:MAX_ALSO]]
    if also[MAX_ALSO:]:
        shown.append("…")
    yield shown[0]
    yield from (f"\n{line}" for line in shown[1:])


def _quote_parts(item: MessageItem) -> Iterator[RichTextElement]:
    opening, value, closing = excerpt_around(
        _flat(item.quote[: item.mark_start]),
        _flat(item.quote[item.mark_start : item.mark_end]),
        _flat(item.quote[item.mark_end :]),
        MAX_QUOTE_UNITS,
    )
    yield _text(_ISOLATE[item.quote_lang] + opening)
    if value:
        yield _bold(value)
    yield _text(closing + _POP_ISOLATE)


def _article_parts(message: Message) -> Iterator[RichTextElement]:
    yield _text(_line(f"{message.outlet}, {message.published}", MAX_PHRASE_UNITS))
    title = _line(message.title, MAX_PHRASE_UNITS)
    if _is_link(message.url):
        yield _text("\n")
        yield RichTextElementParts.Link(url=message.url, text=title or None)
    elif title:
        yield _text(f"\n{title}")


def _listing(items: Sequence[MessageItem]) -> str:
    room = max(MAX_SECTION_UNITS // len(items) - 1, 2)
    lines = (_line(f"{item.now} — {item.label}", room) for item in items)
    return shorten("\n".join(lines), MAX_SECTION_UNITS)


def _fallback(message: Message) -> str:
    """Subject and lead. ``mrkdwn`` is off, so that only the three characters that make mentions are to be escaped."""
    plain = shorten(f"{_flat(message.subject)}\n{_flat(message.lead)}".strip(), MAX_FALLBACK_UNITS)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") or message.message_id


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and url.isprintable()
        and " " not in url
        and count_units(url) <= _MAX_URL_UNITS
    )


def _dashed(said: str) -> str:
    return f" — {_line(said, MAX_PHRASE_UNITS)}"


def _line(text: str, limit: int) -> str:
    return shorten(make_sendable_line(text), limit)


def _flat(text: str) -> str:
    """The text on one line, with the spaces at its ends kept: more text follows."""
    return make_sendable_line(f".{text}.")[1:-1]


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text or "…", emoji=False)


def _text(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text)


def _bold(text: str) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=text or "…", style=RichTextElementParts.TextStyle(bold=True))
