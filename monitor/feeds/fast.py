"""The quick reading of well-formed RSS, RDF and Atom: taken only where it is sure to give what feedparser gives.

feedparser is the judge of what a feed says. It is also slow, and for the feeds of most outlets what it does is plain:
each part of an item stands there once, holds nothing but text, and means what its name says. Such a feed is read here
from lxml's tree. Anything else (markup inside an element, a part given twice, ``xml:base``, a date without a zone,
letters that feedparser would repair) makes the whole feed one for feedparser; nothing of its ways is imitated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from monitor.feeds import fast_names as names
from monitor.feeds.fast_items import LANG, ItemReader, OddError, bare_text, construct_text, only_attributes, parts
from monitor.feeds.intervals import asked_seconds
from monitor.feeds.items import FeedItem, ItemList
from monitor.feeds.mending import Mended
from monitor.feeds.plain import plain_words

_MISPLACED = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"&#(?:0*(?:12[89]|1[345]\d)|[xX]0*[89][0-9a-fA-F]);"))
"""Control characters that feedparser takes for letters of windows-1252, in UTF-8 or as a reference."""

_BINDING = b"xmlns:"
_INTERVAL = ("ttl", "period", "frequency")
_VERSIONS = {"0.91": "rss091u", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}


def read_fast(mended: Mended, base: str, zone: ZoneInfo) -> ItemList | None:
    """The items of a feed as ``read_thoroughly`` would give them, or None for a feed that is feedparser's to read."""
    root = mended.root
    if root is None or not base.startswith(("https://", "http://")) or any(p.search(mended.xml) for p in _MISPLACED):
        return None
    # A prefix that is bound further inside holds for feedparser from there to the end.
    if mended.xml.find(_BINDING, mended.xml.find(b">")) >= 0 or not names.names_are_usual(root.nsmap):
        return None
    try:
        return _read(root, ItemReader(base, zone))
    except OddError:
        return None


def _read(root: Any, reader: ItemReader) -> ItemList:  # noqa: ANN401 - lxml ships no types
    if urljoin(reader.base, reader.base) != reader.base:
        raise OddError
    spaces = frozenset(root.nsmap.values())
    if root.tag == names.RSS_ROOT and names.RSS1_NAMESPACE not in spaces:
        return _read_rss(root, reader)
    if root.tag == names.ATOM_ROOT and names.RSS1_NAMESPACE not in spaces:
        only_attributes(root, (LANG, names.GOOGLE_ETAG))
        return _read_parts("atom10", root, names.ATOM_FEED, reader.atom_entry, construct_text)
    if root.tag == names.RDF_ROOT and names.RSS1_NAMESPACE in spaces and names.ATOM_NAMESPACE not in spaces:
        return _read_rdf(root, reader)
    raise OddError


def _read_rss(root: Any, reader: ItemReader) -> ItemList:  # noqa: ANN401 - as above
    only_attributes(root, ("version", LANG))
    if [child.tag for child in root] != ["channel"]:
        raise OddError
    only_attributes(root[0], (LANG,))
    version = root.get("version", "")
    kind = _VERSIONS.get(version, "rss20" if version.startswith("2.") else "rss")
    return _read_parts(kind, root[0], names.RSS_CHANNEL, reader.rss_item)


def _read_rdf(root: Any, reader: ItemReader) -> ItemList:  # noqa: ANN401 - as above
    only_attributes(root, (LANG,))
    if not len(root) or root[0].tag != names.RDF_CHANNEL_TAG:
        raise OddError
    only_attributes(root[0], (names.RDF_ABOUT,))
    head = _read_parts("rss10", root[0], names.RDF_CHANNEL, reader.rdf_item)
    root.remove(root[0])
    items = tuple(reader.rdf_item(part) for _, part in parts(root, names.RDF_SIBLING, {}))
    return ItemList(head.kind, head.when_empty, head.title, items, asked_seconds=head.asked_seconds)


def _read_parts(
    kind: str,
    feed: Any,  # noqa: ANN401 - as above
    roles: Mapping[str, str],
    read_item: Callable[[Any], FeedItem],
    read_title: Callable[[Any], str] = bare_text,
) -> ItemList:
    said: dict[str, str] = {}
    items: list[FeedItem] = []
    for role, part in parts(feed, roles, said):
        if role == "item":
            items.append(read_item(part))
        elif role == "title":
            said[role] = read_title(part)
        elif role in _INTERVAL:
            said[role] = bare_text(part)
    return ItemList(
        kind=kind,
        when_empty=f"the feed ({kind}) has no items",
        title=plain_words(said.get("title", "")),
        items=tuple(items),
        asked_seconds=asked_seconds(*(said.get(name, "") for name in _INTERVAL)),
    )
