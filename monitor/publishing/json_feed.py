"""Alerts as a JSON Feed. Source: https://jsonfeed.org/version/1.1."""

from __future__ import annotations

import json
from collections.abc import Sequence

from monitor.json_forms import Form
from monitor.publishing.characters import legible, one_line, web_address
from monitor.publishing.entries import FeedHead, PublishedAlert, feed_title, html_of, moment_text, title_of, urn

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(entries: Sequence[PublishedAlert], head: FeedHead, address: str = "") -> bytes:
    """The feed of these entries in this order; ``address`` is its own, empty where nobody knows it.

    The same entries make the same bytes.
    """
    form = {
        "version": _VERSION,
        "title": feed_title(head),
        "feed_url": web_address(address),
        "language": head.lang,
        "items": [_item(entry, head) for entry in entries],
    }
    text = json.dumps(_known(form) | {"items": form["items"]}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _item(entry: PublishedAlert, head: FeedHead) -> Form:
    message = entry.message
    outlet, topic = one_line(message.outlet), one_line(entry.topic)
    return _known(
        {
            "id": urn("alert", entry.alert_id, head.lang),
            "url": web_address(message.url),
            "title": title_of(entry, head),
            "summary": one_line(message.lead),
            "content_html": html_of(entry),
            "content_text": legible(message.text),
            "date_published": moment_text(entry.created_at),
            "date_modified": moment_text(entry.updated_at),
            "authors": [{"name": outlet}] if outlet else [],
            "tags": [topic] if topic else [],
            "language": message.reader_lang,
        }
    )


def _known(form: Form) -> Form:
    """The form without what is empty."""
    return {name: value for name, value in form.items() if value}
