"""The reading of well-formed XML by feedparser: what it says is what a feed says."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds.dates import read_moment
from monitor.feeds.identity import Identifiable
from monitor.feeds.intervals import asked_seconds
from monitor.feeds.items import FeedItem, ItemList
from monitor.feeds.links import usable_link
from monitor.feeds.plain import plain_words, squeeze

_BROKEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What feedparser was seen to raise on dates and chapters that make no sense, or may raise by the same carelessness."""


class FeedparserError(Exception):
    """feedparser itself broke on a feed."""


def read_thoroughly(xml: bytes, base: str, zone: ZoneInfo, max_items: int) -> ItemList:
    """The items of an RSS, RDF or Atom feed; relative links are resolved against ``base``, if it is a web address.

    Dates without a zone are read in ``zone``. Raises FeedparserError where feedparser breaks, which it should not.
    """
    parsed = _parse(xml, base)
    kind = parsed.get("version") or "unknown"
    guess = squeeze(str(parsed.get("bozo_exception", "")))[:200]
    return ItemList(
        kind=kind,
        when_empty=f"the feed ({kind}) has no items",
        title=plain_words(parsed.feed.get("title", "")),
        items=tuple(_item(entry, base, zone, kind) for entry in islice(parsed.entries, max_items)),
        warnings=(f"feedparser had to guess: {guess}",) if parsed.bozo else (),
        asked_seconds=asked_seconds(*(_said(parsed.feed, name) for name in _INTERVAL)),
    )


_INTERVAL = ("ttl", "sy_updateperiod", "sy_updatefrequency")


def _parse(xml: bytes, base: str) -> Any:  # noqa: ANN401 - feedparser ships no types
    try:
        # A stream and nothing else: feedparser opens strings and bytes that look like a path or an address.
        return feedparser.parse(
            io.BytesIO(xml),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BROKEN as error:
        message = f"{type(error).__name__}: {error}"
        raise FeedparserError(message) from error


def _said(feed: Mapping[str, Any], name: str) -> str:
    # An element with attributes is a mapping.
    value = feed.get(name)
    return value if isinstance(value, str) else ""


def _item(entry: dict[str, Any], base: str, zone: ZoneInfo, kind: str) -> FeedItem:
    source = entry.get("source")
    publisher = source if isinstance(source, Mapping) else {}
    mark = Identifiable(
        guid=entry.get("id") or "",
        link=usable_link(entry.get("link") or "", base),
        title=_plain(entry.get("title_detail"), kind),
        summary=max((_plain(part, kind) for part in _bodies(entry)), key=len, default=""),
    )
    return FeedItem(
        mark, _published_at(entry, zone), squeeze(publisher.get("title") or ""), (publisher.get("href") or "").strip()
    )


def _bodies(entry: Mapping[str, Any]) -> Iterable[Mapping[str, Any] | None]:
    yield entry.get("summary_detail")
    yield from entry.get("content") or ()


def _plain(detail: Mapping[str, Any] | None, kind: str) -> str:
    if not detail:
        return ""
    # Atom says what is plain, so that "<" is a letter there; in RSS feedparser only guesses.
    literal = kind.startswith("atom") and detail.get("type") == "text/plain"
    return squeeze(detail["value"]) if literal else plain_words(detail["value"])


def _published_at(entry: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    # dict.get, since feedparser's own gives the publication for a missing update, with a warning.
    for name in ("published", "updated", "created"):
        raw: str | None = dict.get(entry, name)
        parsed: time.struct_time | None = dict.get(entry, f"{name}_parsed")
        if raw and (moment := read_moment(raw, parsed, zone)) is not None:
            return moment
    return None
