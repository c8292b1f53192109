"""Lays out what changed: each matter whole with its quote, shorter, or as one line of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)

from monitor.notify.excerpts import excerpt_around, shorten
from monitor.notify.slack.pieces import make_bold, make_flat, make_line, make_plain, make_text
from monitor.records import Lang, MessageItem, MessageLabels

MAX_SECTION_UNITS = SectionBlock.text_max_length
MAX_QUOTE_UNITS = 1_200
MAX_PHRASE_UNITS = 400
MAX_ALSO_UNITS = 600
MAX_ALSO = 5
"""Further lines of one change; what is over is cut with an ellipsis, mail and file tell it."""

_SHORTEST_LINE = 30
"""Units of a list's line below which it would say nothing. Judgement."""

_ISOLATE: dict[Lang, str] = {"ar": "\u2067", "ckb": "\u2067", "en": "\u2066"}
_POP_ISOLATE = "\u2069"


def lay_out_item(item: MessageItem, labels: MessageLabels) -> Iterator[RichTextBlock]:
    """The block of one change, the fullest layout first: with what else it makes, and without."""
    elements = list(item_elements(item, labels))
    if item.also:
        also = RichTextSectionElement(elements=[make_text(line) for line in _also_lines(item.also)])
        yield RichTextBlock(elements=[*elements, also])
    yield RichTextBlock(elements=elements)


def item_elements(
    item: MessageItem, labels: MessageLabels, quote_units: int = MAX_QUOTE_UNITS
) -> Iterator[RichTextElement]:
    """What moved, now, before, and the sentence with its value in bold, at most ``quote_units`` of it."""
    parts = [make_bold(make_line(item.label, MAX_PHRASE_UNITS)), make_text(f" — {_what(item)}")]
    parts += [make_text(f"\n{labels.now}: "), make_bold(make_line(item.now, MAX_PHRASE_UNITS))]
    parts.append(make_text(_dashed(item.now_said)))
    if item.before:
        before = make_line(item.before, MAX_PHRASE_UNITS)
        parts.append(make_text(f"\n{labels.before}: {before}{_dashed(item.before_said)}"))
    yield RichTextSectionElement(elements=parts)
    if item.quote.strip():
        yield RichTextQuoteElement(elements=list(_quote_parts(item, quote_units)))


def list_items(items: Sequence[MessageItem], room: int) -> SectionBlock:
    """A line for each change, its value first, in at most ``room`` units; those for which there is none are counted."""
    count = min(len(items), max(room // _SHORTEST_LINE - 1, 1))
    each = room // (count + 1) - 1
    lines = [make_line(f"{item.now} — {item.label}", each) for item in items[:count]]
    if items[count:]:
        lines.append(count_left(len(items) - count))
    return SectionBlock(text=make_plain(shorten("\n".join(lines), room)))


def count_left(count: int) -> str:
    """How many more there are, in no language."""
    return f"… +{count}"


def _what(item: MessageItem) -> str:
    """The step, of any other kind than a plain change with what it is called before it."""
    heading, moved = make_line(item.heading or item.kind, MAX_PHRASE_UNITS), make_line(item.moved, MAX_PHRASE_UNITS)
    if not moved or item.kind == "changed":
        return moved or heading
    return f"{heading}, {moved}"


def _also_lines(also: Sequence[str]) -> Iterator[str]:
    """The lines as Slack takes them, each but the first with the break that sets it off."""
    shown = [make_line(line, MAX_ALSO_UNITS) or "…" for line in also[:MAX_ALSO]]
    if also[MAX_ALSO:]:
        shown.append("…")
    yield shown[0]
    yield from (f"\n{line}" for line in shown[1:])


def _quote_parts(item: MessageItem, quote_units: int) -> Iterator[RichTextElement]:
    opening, value, closing = excerpt_around(
        make_flat(item.quote[: item.mark_start]),
        make_flat(item.quote[item.mark_start : item.mark_end]),
        make_flat(item.quote[item.mark_end :]),
        quote_units,
    )
    yield make_text(_ISOLATE[item.quote_lang] + opening)
    if value:
        yield make_bold(value)
    yield make_text(closing + _POP_ISOLATE)


def _dashed(said: str) -> str:
    return f" — {make_line(said, MAX_PHRASE_UNITS)}"
