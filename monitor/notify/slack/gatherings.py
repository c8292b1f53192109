"""Lays out a message of several alerts: each with its changes while there is room, then a line each, then a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from slack_sdk.models.blocks import Block, RichTextBlock, RichTextElement, RichTextSectionElement

from monitor.notify.slack.changes import MAX_PHRASE_UNITS, count_left, item_elements
from monitor.notify.slack.pieces import make_bold, make_line, make_link, make_text, weigh
from monitor.records import Message

MAX_WHOLE_PARTS = 40
"""Alerts with a block of their own; each of the others has a line."""

MAX_PART_ITEMS = 3
"""Changes of one alert that are laid out; the others are counted."""

PART_QUOTE_UNITS = 400
_LINE_UNITS = 300
_VALUE_UNITS = 100
_COUNT_UNITS = 100
"""Kept free for the line that counts the rest."""


def lay_out_parts(message: Message, room: int) -> Iterator[Block]:
    """The blocks of the alerts in a message, in their order and within ``room`` (``weigh``)."""
    lines = [RichTextSectionElement(elements=_line_elements(part)) for part in message.parts]
    weights = [weigh(line.to_dict()) for line in lines]
    whole, room = _whole_parts(message, weights, room - _COUNT_UNITS)
    yield from whole
    listed = list(_fitting(lines[len(whole) :], weights[len(whole) :], room))
    left = len(lines) - len(whole) - len(listed)
    if left:
        listed.append(RichTextSectionElement(elements=[make_text(count_left(left))]))
    if listed:
        yield RichTextBlock(elements=listed)


def _whole_parts(message: Message, line_weights: Sequence[int], room: int) -> tuple[list[Block], int]:
    """The blocks of the first parts, as many as leave room for a line of each other one; and the room left."""
    blocks: list[Block] = []
    for number, part in enumerate(message.parts[:MAX_WHOLE_PARTS]):
        block = RichTextBlock(elements=list(_part_elements(part)))
        weight = weigh(block.to_dict())
        if weight + sum(line_weights[number + 1 :]) > room:
            break
        blocks.append(block)
        room -= weight
    return blocks, room


def _fitting(
    lines: Sequence[RichTextSectionElement], weights: Sequence[int], room: int
) -> Iterator[RichTextSectionElement]:
    yield from (line for line, weight in zip(lines, accumulate(weights), strict=True) if weight <= room)


def _part_elements(part: Message) -> Iterator[RichTextElement]:
    yield RichTextSectionElement(elements=[make_bold(_subject(part, MAX_PHRASE_UNITS)), make_text("\n")])
    for item in part.items[:MAX_PART_ITEMS]:
        yield from item_elements(item, part.labels, PART_QUOTE_UNITS)
    if not part.items and part.lead.strip():
        yield RichTextSectionElement(elements=[make_text(f"{make_line(part.lead, MAX_PHRASE_UNITS)}\n")])
    left = len(part.items) - MAX_PART_ITEMS
    more = [make_text(f"{count_left(left)}\n")] if left > 0 else []
    where = make_line(f"{part.outlet}, {part.published}", MAX_PHRASE_UNITS)
    title = make_line(part.title, MAX_PHRASE_UNITS) or ("" if part.notice is not None else part.labels.link)
    yield RichTextSectionElement(elements=[*more, make_text(f"{where}\n"), make_link(part.url, title)])


def _line_elements(part: Message) -> list[RichTextElement]:
    line = _subject(part, _LINE_UNITS)
    value = make_line(part.items[0].now, _VALUE_UNITS) if part.items else ""
    told = [] if value in line else [make_text(f" — {value}")]
    return [make_text("• "), make_link(part.url, line), *told, make_text("\n")]


def _subject(part: Message, limit: int) -> str:
    return make_line(part.subject, limit) or make_line(part.message_id, limit)
