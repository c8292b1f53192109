"""A list that is longer than its bounds is cut between two items, so that the newest ones stay where that can be seen.

Most lists have the newest item first, and lose their end. Some have it last, and many sitemaps have no order at all.
All is judged by the text: what lies beyond the bounds is given to no parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from monitor.feeds.dates import read_moment
from monitor.feeds.limits import FeedLimits

_NAME = r"(?:[\w-]{1,40}:)?"
_FEED_ITEM = (
    re.compile(rf"<{_NAME}(?:item|entry)[\s>]", re.IGNORECASE),
    re.compile(rf"</{_NAME}(?:item|entry)\s*>", re.IGNORECASE),
)
_SITEMAP_ITEM = (
    re.compile(rf"<{_NAME}(?:url|sitemap)[\s>]", re.IGNORECASE),
    re.compile(rf"</{_NAME}(?:url|sitemap)\s*>", re.IGNORECASE),
)
_SITEMAP_ROOTS = ("urlset", "sitemapindex")
_TAG = re.compile("<")
_DATES = tuple(
    re.compile(rf"<{_NAME}{names}(?:\s[^<>]{{0,200}})?>\s{{0,20}}(?:<!\[CDATA\[)?([^<>\]]{{1,60}})", re.IGNORECASE)
    for names in ("(?:pubDate|published|publication_date)", "(?:updated|lastmod|date)")
)
"""The elements that give an item's moment in RSS, Atom, sitemaps and Dublin Core: a publication before a change."""

_ZONE = ZoneInfo("UTC")
"""Where a date without a zone is read: some hours make no difference to which items are the newest."""

_AT_EITHER_END = 5
"""So many items at each end of a list tell its order: the very first one may be pinned there. Judgement."""

_DATED_SHARE = 0.9
"""A sitemap is sorted by its dates where so many of its pages have one. Judgement: home pages have none."""

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Items:
    """Where the items of a text lie: the first begins at ``start``, each ends at one of ``ends``."""

    text: str
    start: int
    ends: Sequence[int]

    def bounds(self, at: int) -> tuple[int, int]:
        """Where an item begins, with what stands before it, and ends."""
        return (self.ends[at - 1] if at else self.start), self.ends[at]

    def moment(self, at: int) -> datetime | None:
        """The moment that an item gives, as far as its text shows it."""
        begin, end = self.bounds(at)
        for pattern in _DATES:
            if found := pattern.search(self.text, begin, end):
                return read_moment(found[1], None, _ZONE)
        return None


def cut(text: str, root: str, limits: FeedLimits) -> tuple[str, tuple[str, ...]]:
    """The text within its bounds, and a word on what was kept of it; the text itself where it lies within them.

    ``root`` is the name of the root element with which the text begins. Of a sitemap whose pages are dated, the latest
    are kept, in the sitemap's order. Of other lists it is the end where the items there are newer than those at the
    beginning, and otherwise the beginning.
    """
    tags = text.count("<")
    if tags <= min(limits.max_tags, limits.max_items):
        return text, ()
    is_sitemap = root.rpartition(":")[2].lower() in _SITEMAP_ROOTS
    begins, closes = _SITEMAP_ITEM if is_sitemap else _FEED_ITEM
    ends = [found.end() for found in closes.finditer(text)]
    if tags <= limits.max_tags and len(ends) <= limits.max_items:
        return text, ()
    bounds = f"more than {limits.max_items:,} items or {limits.max_tags:,} tags are not read"
    items = _Items(text, _start(text, begins, ends), ends)
    order, told = (_by_date(items) if is_sitemap else None) or _by_ends(items)
    kept = _within(items, order, limits)
    if not kept:
        return text[: _end_of_tags(text, limits.max_tags)] + _closing(root), (f"cut after 0 items: {bounds}",)
    if kept[-1] == len(kept) - 1:
        told = f"the first of {len(ends):,}"
    pieces = [text[slice(*items.bounds(at))] for at in kept]
    whole = "".join([text[: items.start], *pieces, _closing(root)])
    return whole, (f"cut after {len(kept):,} items, {told}: {bounds}",)


def _start(text: str, begins: re.Pattern[str], ends: Sequence[int]) -> int:
    """Where the first item begins; nowhere but at the text's beginning where its tag is missing."""
    first = begins.search(text)
    return first.start() if first and ends and first.start() < ends[0] else 0


def _end_of_tags(text: str, tags: int) -> int:
    return next(islice((found.start() for found in _TAG.finditer(text)), tags, None), len(text))


def _by_date(items: _Items) -> tuple[Sequence[int], str] | None:
    """The items from the latest to the oldest, and what those kept are called; None where too few have a date."""
    count = len(items.ends)
    moments = [items.moment(at) for at in range(count)]
    if sum(moment is not None for moment in moments) < _DATED_SHARE * count:
        return None
    latest = sorted(range(count), key=lambda at: moments[at] or _LONG_AGO, reverse=True)
    return latest, f"the latest of {count:,} by their dates"


def _by_ends(items: _Items) -> tuple[Sequence[int], str]:
    """The items from that end where the newer ones are, and what those kept are called."""
    places = range(len(items.ends))
    if _newest(items, places[-_AT_EITHER_END:]) > _newest(items, places[:_AT_EITHER_END]):
        return places[::-1], f"the last of {len(places):,}, which are newer than the first"
    return places, f"the first of {len(places):,}"


def _newest(items: _Items, places: range) -> datetime:
    return max((moment for at in places if (moment := items.moment(at)) is not None), default=_LONG_AGO)


def _within(items: _Items, order: Sequence[int], limits: FeedLimits) -> list[int]:
    """The items that lie within the bounds, taken in this order up to the first that does not; in the list's order."""
    room = limits.max_tags - items.text.count("<", 0, items.start)
    kept = []
    for at in order[: limits.max_items]:
        room -= items.text.count("<", *items.bounds(at))
        if room < 0:
            break
        kept.append(at)
    return sorted(kept)


def _closing(root: str) -> str:
    return f"</channel></{root}>" if root.lower() == "rss" else f"</{root}>"
