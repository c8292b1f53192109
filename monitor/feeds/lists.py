"""The reading of whatever lists an outlet's articles: a feed, a sitemap, a section page or a news query.

The configured kind of a route says what is expected; what the body holds decides how it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from monitor.feeds.bodies import Body, open_body
from monitor.feeds.challenges import sniff_challenge
from monitor.feeds.items import ItemList, keep_items
from monitor.feeds.limits import FeedLimits
from monitor.feeds.news_queries import as_news_query
from monitor.feeds.parsing import FeedparserError
from monitor.feeds.reading import broken, read_feed, refusal
from monitor.feeds.sections import read_section
from monitor.feeds.sitemaps import describe_index, is_sitemap, is_sitemap_index, read_sitemap
from monitor.records import FeedReading, FetchResult, Route, RouteKind, Source

_MAX_PATH = 2_000
"""How much of an address the pattern is tried on."""

Accepts = Callable[[str], bool]


def read_list(fetched: FetchResult, source: Source, route: Route, limits: FeedLimits | None = None) -> FeedReading:
    """The entries that a fetched list of articles names, in its order.

    A feed under a sitemap's route is read as a feed and the other way round, with a warning; an HTML page is read for
    links where the route is a section's, and is the problem ``html`` elsewhere. A wall against robots is ``challenge``.
    Entries whose address does not match the route's ``link_pattern``, as written or with its percent-escapes undone,
    are left out: the warning counts them, for a section's links the detail of ``no_items`` does. In a news query, whose
    links are tokens, ``summary`` is "publisher (host)".

    ``fetched`` is judged by its body alone. Never raises for a configuration that was checked.
    """
    bounds = limits or FeedLimits()
    accepts = _acceptor(route.link_pattern)
    if accepts is None:
        detail = f"the link pattern is no regular expression: {route.link_pattern}"
        return FeedReading(kind="unknown", problem="no_items", detail=detail)
    opened = open_body(fetched.body, fetched.content_type, fetched.charset, bounds)
    base = fetched.final_url or route.url
    if opened.sniffed.problem == "html" and route.kind == "section":
        return _section(opened, base, source, accepts, bounds)
    if is_sitemap_index(opened):
        return FeedReading(kind="unknown", problem="not_a_feed", detail=describe_index(opened, bounds))
    if opened.sniffed.problem is not None and not is_sitemap(opened):
        return _challenge(opened) or refusal(opened)
    try:
        found = _items(opened, base, ZoneInfo(source.zone), route.kind, bounds)
    except FeedparserError as error:
        return broken(error)
    return _matching(keep_items(found, source.name), accepts, route.link_pattern)


def _items(opened: Body, base: str, zone: ZoneInfo, expected: RouteKind, limits: FeedLimits) -> ItemList:
    if is_sitemap(opened):
        return _against(expected, "sitemap", read_sitemap(opened, base, zone, limits))
    found = read_feed(opened, base, zone, limits)
    return as_news_query(found) if expected == "news-query" else _against(expected, "feed", found)


def _against(expected: RouteKind, kind: RouteKind, found: ItemList) -> ItemList:
    if expected == kind:
        return found
    return replace(found, warnings=(f"the route is of the kind {expected}, the body is a {kind}", *found.warnings))


def _section(opened: Body, base: str, source: Source, accepts: Accepts, limits: FeedLimits) -> FeedReading:
    reading = keep_items(read_section(opened, base, accepts, limits), source.name)
    # A page that lists articles is no wall, whatever scripts it carries.
    return reading if reading.problem is None else _challenge(opened) or reading


def _challenge(opened: Body) -> FeedReading | None:
    wall = sniff_challenge(opened.text)
    if wall is None:
        return None
    detail = f"a wall against robots stands in place of the list: {wall}"
    return FeedReading(kind="unknown", problem="challenge", detail=detail)


def _acceptor(pattern: str) -> Accepts | None:
    """What tells whether an address is an article's; None for a pattern that cannot be used."""
    try:
        matching = re.compile(pattern)
    except re.error:
        return None

    def accepts(url: str) -> bool:
        path = _path(url)
        return matching.match(path) is not None or matching.match(unquote(path)) is not None

    return accepts


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"[:_MAX_PATH] if parts.query else parts.path[:_MAX_PATH]


def _matching(reading: FeedReading, accepts: Accepts, pattern: str) -> FeedReading:
    """A reading without the entries that are no articles by their address."""
    kept = tuple(entry for entry in reading.entries if accepts(entry.url)) if pattern else reading.entries
    left_out = len(reading.entries) - len(kept)
    if not left_out:
        return reading
    told = f"entries whose address does not match {pattern} left out: {left_out:,}"
    warning = "; ".join(part for part in (reading.warning, told) if part)
    if kept:
        return replace(reading, entries=kept, warning=warning)
    return replace(reading, entries=(), problem="no_items", detail=told, warning=warning)
