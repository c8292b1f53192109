"""Sitemaps: the addresses of an outlet's articles, with titles and moments where it is a sitemap of news.

Source: the Sitemaps protocol 0.9 (sitemaps.org) and Google's news extension 0.9, whose elements are taken by their
names whatever namespace they stand in: outlets write it in several ways. Those of pictures and films are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds.bodies import Body
from monitor.feeds.dates import read_moment
from monitor.feeds.identity import Identifiable
from monitor.feeds.items import FeedItem, ItemList
from monitor.feeds.limits import FeedLimits
from monitor.feeds.links import usable_link
from monitor.feeds.mending import mend
from monitor.feeds.plain import plain_words

_SHOWN_CHILDREN = 3


def is_sitemap(opened: Body) -> bool:
    """Whether a body is a list of pages."""
    return _root_name(opened) == "urlset"


def is_sitemap_index(opened: Body) -> bool:
    """Whether a body is a list of sitemaps, which are not followed."""
    return _root_name(opened) == "sitemapindex"


def read_sitemap(opened: Body, base: str, zone: ZoneInfo, limits: FeedLimits) -> ItemList:
    """The pages that a sitemap lists, in its order, without summaries.

    Title and moment are those of its news extension; without one, the title is empty and the moment ``lastmod``, if
    there is any. A moment without a zone is read in ``zone``.
    """
    found = ItemList("sitemap", "the sitemap lists no pages")
    tree, warnings = _tree(opened, limits)
    pages = (_item(page, base, zone) for page in _named(tree, "url"))
    return replace(found, items=tuple(page for page in pages if page.mark.link), warnings=warnings)


def describe_index(opened: Body, limits: FeedLimits) -> str:
    """What a list of sitemaps leads to, in words for an operator who has to choose one."""
    tree, _ = _tree(opened, limits)
    addresses = [_text(child, "loc") for child in _named(tree, "sitemap")]
    named = ", ".join(addresses[:_SHOWN_CHILDREN]) or "none"
    return f"the body is an index of {len(addresses):,} sitemaps; choose the one of the latest news, among: {named}"


def _root_name(opened: Body) -> str:
    return opened.sniffed.root.rpartition(":")[2].lower()


def _tree(opened: Body, limits: FeedLimits) -> tuple[Any, tuple[str, ...]]:
    mended = mend(opened.text, opened.sniffed.root, limits)
    warnings = (*opened.warnings, *mended.warnings)
    if mended.root is not None:
        return mended.root, warnings
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=True)
    return etree.fromstring(mended.xml, parser), warnings


def _item(page: Any, base: str, zone: ZoneInfo) -> FeedItem:  # noqa: ANN401 - lxml ships no types
    news = next(_named(page, "news"), None)
    link = usable_link(_text(page, "loc"), base)
    title = plain_words(_text(news, "title"))
    written = _text(news, "publication_date") or _text(page, "lastmod")
    moment = read_moment(written, None, zone) if written else None
    return FeedItem(Identifiable(guid="", link=link, title=title, summary=""), moment)


def _named(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - as above
    """The children of this name, in any namespace; none of no parent."""
    if parent is None:
        return
    for child in parent:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name:
            yield child


def _text(parent: Any, name: str) -> str:  # noqa: ANN401 - as above
    child = next(_named(parent, name), None)
    return "" if child is None else "".join(child.itertext()).strip()
