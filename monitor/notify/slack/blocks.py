"""Lays a message out in Slack's blocks, within Slack's limits.

Limits from docs.slack.dev/reference/block-kit/blocks; the shares of them that each part may take are our judgement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    RichTextBlock,
    RichTextElement,
    RichTextSectionElement,
    SectionBlock,
)

from monitor.notify.excerpts import shorten
from monitor.notify.slack.changes import MAX_PHRASE_UNITS, MAX_SECTION_UNITS, lay_out_item, list_items
from monitor.notify.slack.gatherings import lay_out_parts
from monitor.notify.slack.pieces import is_link, make_flat, make_line, make_link, make_plain, make_text, weigh
from monitor.records import Message, MessageItem, MessageLabels

MAX_HEADER_UNITS = HeaderBlock.text_max_length
MAX_FALLBACK_UNITS = 3_000
MAX_NOTE_UNITS = 1_000
_MOST_NOTE_LINES = 10
MAX_ITEMS = 20
"""Changes laid out whole; more in one article are listed in a line each. At most five blocks stand beside them."""

MAX_MESSAGE_UNITS = 12_000
"""What all blocks may weigh together (``weigh``). Slack documents no limit and answers msg_blocks_too_long: people
measured about 13,200 (github.com/slackapi/bolt-js, issue 2509)."""

_LISTING_UNITS = 100
"""Kept free for the line of each change that is not laid out yet."""
_LEAST_LISTING_UNITS = 1_200


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
    head, foot = list(_head(message)), list(_foot(message))
    room = MAX_MESSAGE_UNITS - sum(weigh(block.to_dict()) for block in (*head, *foot))
    yield from head
    if message.parts:
        yield from lay_out_parts(message, room)
    else:
        yield from _item_blocks(message.items, message.labels, room)
    yield from foot


def _head(message: Message) -> Iterator[Block]:
    yield HeaderBlock(text=make_plain(make_line(message.subject or message.message_id, MAX_HEADER_UNITS)))
    if message.note:
        lines = message.note.splitlines()[:_MOST_NOTE_LINES]
        room = MAX_NOTE_UNITS // len(lines)
        yield ContextBlock(elements=[make_plain(make_line(line, room)) for line in lines])
    if not message.items and message.lead.strip():  # no change here would tell it
        most = MAX_NOTE_UNITS if message.parts else MAX_SECTION_UNITS
        yield SectionBlock(text=make_plain(make_line(message.lead, most)))


def _foot(message: Message) -> Iterator[Block]:
    if not message.parts:
        yield RichTextBlock(elements=[RichTextSectionElement(elements=list(_article_parts(message)))])
    named = f"{make_line(message.labels.reference, MAX_PHRASE_UNITS)}:"
    message_id = make_line(message.message_id, MAX_PHRASE_UNITS)
    yield ContextBlock(elements=[make_plain(named), make_plain(message_id)])


def _item_blocks(items: Sequence[MessageItem], labels: MessageLabels, room: int) -> Iterator[Block]:
    """The changes whole, as many as leave room for a line of each other one, then those lines."""
    for number, item in enumerate(items):
        # The first change is never listed: a line of each other one takes what is left then.
        most = MAX_SECTION_UNITS if number else _LEAST_LISTING_UNITS
        kept_free = min(most, _LISTING_UNITS * len(items[number + 1 :]))
        layouts = lay_out_item(item, labels) if number < MAX_ITEMS else iter(())
        fitting = next((block for block in layouts if weigh(block.to_dict()) + kept_free <= room), None)
        if fitting is None:
            yield list_items(items[number:], min(MAX_SECTION_UNITS, room - _LISTING_UNITS))
            return
        yield fitting
        room -= weigh(fitting.to_dict())


def _article_parts(message: Message) -> Iterator[RichTextElement]:
    yield make_text(make_line(f"{message.outlet}, {message.published}", MAX_PHRASE_UNITS))
    title = make_line(message.title, MAX_PHRASE_UNITS)
    if is_link(message.url):
        yield make_text("\n")
        # The address of a source is its own best name; "read the article" would promise one.
        yield make_link(message.url, title or ("" if message.notice is not None else message.labels.link))
    elif title:
        yield make_text(f"\n{title}")


def _fallback(message: Message) -> str:
    """Subject and lead. ``mrkdwn`` is off, so that only the three characters that make mentions are to be escaped."""
    plain = shorten(f"{make_flat(message.subject)}\n{make_flat(message.lead)}".strip(), MAX_FALLBACK_UNITS)
    return escape(plain, quote=False) or message.message_id
