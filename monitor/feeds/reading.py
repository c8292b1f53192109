"""The reading of a feed: bytes in, a ``FeedReading`` out, nothing opened on the way."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from monitor.feeds.bodies import Body, open_body
from monitor.feeds.fast import read_fast
from monitor.feeds.items import ItemList, keep_items
from monitor.feeds.limits import FeedLimits
from monitor.feeds.mending import Mended, mend
from monitor.feeds.parsing import FeedparserError, read_thoroughly
from monitor.records import FeedReading, Source


def parse_feed(
    body: bytes,
    source: Source,
    content_type: str = "",
    charset: str | None = None,
    limits: FeedLimits | None = None,
) -> FeedReading:
    """The entries of a fetched RSS, RDF or Atom body, in the feed's order.

    ``charset`` is the one declared by the header. ``kind`` is feedparser's name of the format (``rss20``, ``atom10``).
    Titles and summaries are plain text; the summary is the longer of summary and content. Entries that are equal in
    GUID, link and title count once, in their newest wording. ``published_at`` is the publication, else the update,
    not judged for plausibility. Anything that is no feed gives a problem with its detail; what had to be cut or
    repaired stands in the warning. Never raises.

    Raises ZoneInfoNotFoundError for a source whose zone is unknown: configuration is checked before.
    """
    bounds = limits or FeedLimits()
    opened = open_body(body, content_type, charset, bounds)
    if opened.sniffed.problem is not None:
        return refusal(opened)
    try:
        return keep_items(read_feed(opened, source.url, ZoneInfo(source.zone), bounds), source.name)
    except FeedparserError as error:
        return broken(error)


def read_feed(opened: Body, base: str, zone: ZoneInfo, limits: FeedLimits) -> ItemList:
    """The items of a body that was found to be a feed; its relative links are relative to ``base``.

    Raises FeedparserError for a feed on which feedparser breaks.
    """
    mended = mend(opened.text, opened.sniffed.root, limits)
    found = read_mended(mended, base, zone, limits)
    return replace(found, warnings=(*opened.warnings, *mended.warnings, *found.warnings))


def read_mended(mended: Mended, base: str, zone: ZoneInfo, limits: FeedLimits) -> ItemList:
    """The items of a mended feed, read quickly where that gives what feedparser gives, else by feedparser."""
    quick = read_fast(mended, base, zone)
    return quick if quick is not None else read_thoroughly(mended.xml, base, zone, limits.max_items)


def refusal(opened: Body) -> FeedReading:
    """The reading of a body that is no feed."""
    return FeedReading(kind="unknown", problem=opened.sniffed.problem, detail=opened.sniffed.detail)


def broken(error: FeedparserError) -> FeedReading:
    """The reading of a feed on which feedparser broke."""
    return FeedReading(kind="unknown", problem="not_a_feed", detail=f"feedparser broke on it ({error})")
