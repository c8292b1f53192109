"""A message as the desk would read it, in invented words, for tests of the channels."""

from __future__ import annotations

from typing import Any

from monitor.records import Message, MessageItem

QUOTE = "The last boat will be gone by December 2026, he said."
VALUE = "by December 2026"


def told_item(**parts: Any) -> MessageItem:
    """A date that slipped; ``parts`` replace fields."""
    start = QUOTE.index(VALUE)
    given: dict[str, Any] = {
        "kind": "changed",
        "label": "Departure of the fleet, Old Harbour",
        "now": "by December 2026 (planned)",
        "now_said": "the harbour master, River Post, 9 March 2026",
        "before": "by September 2026 (planned)",
        "before_said": "a clerk of the port, Quay Radio, 3 March 2026",
        "moved": "slipped by 3 months (92 days later)",
        "quote": QUOTE,
        "quote_lang": "en",
        "mark_start": start,
        "mark_end": start + len(VALUE),
    }
    return MessageItem(**(given | parts))


def quoting(opening: str, value: str, closing: str, **parts: Any) -> MessageItem:
    """A change whose sentence is made of the three parts, the value in the middle."""
    marks = {"mark_start": len(opening), "mark_end": len(opening + value)}
    return told_item(quote=opening + value + closing, **marks, **parts)


def told_message(*items: MessageItem, **parts: Any) -> Message:
    """A message of the items, or of one slipped date; ``parts`` replace fields."""
    given: dict[str, Any] = {
        "message_id": "alert-22ce51627baca76a6848",
        "subject": "Departure of the fleet: slipped by 3 months — the harbour master",
        "lead": "Now by December 2026. Before: by September 2026.",
        "items": items or (told_item(),),
        "title": "Fleet stays for the winter",
        "lang": "en",
        "outlet": "River Post",
        "url": "https://river.example/fleet",
        "published": "9 March 2026, 09:05 Baghdad time",
        "text": "Departure of the fleet: slipped by 3 months\n\n\u2068قال المدير **بحلول أيلول** ذلك\u2069",
        "html": "<!DOCTYPE html>\n<p dir='rtl'>قال المدير <mark>بحلول أيلول</mark> ذلك</p>\n",
    }
    return Message(**(given | parts))
