"""Alerts as an Atom feed. Source: RFC 4287."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from monitor.publishing.characters import one_line, web_address
from monitor.publishing.entries import FeedHead, PublishedAlert, feed_id, feed_title, html_of, title_of, updated_at, urn

_GENERATOR = "newsroom-monitor"


def atom_feed(entries: Sequence[PublishedAlert], head: FeedHead, address: str = "") -> bytes:
    """The feed of these entries in this order; ``address`` is its own, empty where nobody knows it.

    The same entries make the same bytes.
    """
    feed = FeedGenerator()
    feed.id(feed_id(head))
    feed.title(feed_title(head))
    feed.language(head.lang)
    feed.updated(updated_at(entries).astimezone(UTC).replace(microsecond=0))
    feed.author(name=feed_title(head))  # an entry without an outlet would have no author, which Atom demands
    feed.generator(_GENERATOR)
    if own := web_address(address):
        feed.link(href=own, rel="self", type="application/atom+xml")
    for entry in entries:
        feed.add_entry(_entry(entry, head), order="append")
    written: bytes = feed.atom_str(pretty=True)
    return written


def _entry(entry: PublishedAlert, head: FeedHead) -> FeedEntry:
    message, made = entry.message, FeedEntry()
    made.id(urn("alert", entry.alert_id, head.lang))
    made.title(title_of(entry, head))
    made.content(html_of(entry), type="html")
    made.published(entry.created_at.astimezone(UTC).replace(microsecond=0))
    made.updated(entry.updated_at.astimezone(UTC).replace(microsecond=0))
    if lead := one_line(message.lead):
        made.summary(lead)
    if outlet := one_line(message.outlet):
        made.author(name=outlet)
    if url := web_address(message.url):
        made.link(href=url, rel="alternate", hreflang=message.lang)
    if topic := one_line(entry.topic):
        made.category(term=topic)
    return made
