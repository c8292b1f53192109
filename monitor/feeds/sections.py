"""Section pages: the articles that a page of an outlet links to, for outlets without a feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.feeds.bodies import Body
from monitor.feeds.identity import Identifiable
from monitor.feeds.items import FeedItem, ItemList
from monitor.feeds.limits import FeedLimits
from monitor.feeds.links import canonical_link, usable_link
from monitor.feeds.plain import apart, squeeze
from monitor.hosts import site_of

_MAX_TAGS = 20_000
"""How much of a page is parsed: the parser's time grows with the square of the nesting, and is half a second for so
many elements inside one another. Section pages have 1,000 to 8,000 tags. Measured on one machine."""

_UNSEEN = ["script", "style", "template", "svg"]
_TAG_START = re.compile("<")


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    words: str


def read_section(opened: Body, address: str, accepts: Callable[[str], bool], limits: FeedLimits) -> ItemList:
    """The articles that the page at ``address`` links to, each once, in the page's order; no moments, no summaries.

    An article is what ``accepts`` says of its address, on the page's own host or one below it. Its title is the longest
    text of the links to it, or the heading inside such a link; pictures have none. Its address is the shortest of
    theirs. ``when_empty`` tells how many links there were.
    """
    text, cut = _bounded(opened.text)
    tree = LexborHTMLParser(apart(text.encode(errors="replace").decode()))
    tree.strip_tags(_UNSEEN, recursive=True)
    links = list(_links(tree, _base(tree, address)))
    host = site_of(address)
    titles: dict[str, str] = {}
    urls: dict[str, str] = {}
    for link in links:
        if _is_within(site_of(link.url), host) and accepts(link.url):
            key = canonical_link(link.url)
            urls[key] = min(urls.get(key, link.url), link.url, key=len)
            titles[key] = max(titles.get(key, ""), link.words, key=len)
    items = (FeedItem(Identifiable("", url, titles[key], "")) for key, url in urls.items())
    title = tree.css_first("title")
    return ItemList(
        kind="section",
        when_empty=f"none of the page's {len(links):,} links leads to an article",
        title=squeeze(title.text()) if title else "",
        items=tuple(islice(items, limits.max_items)),
        warnings=(*opened.warnings, *cut),
    )


def _bounded(text: str) -> tuple[str, tuple[str, ...]]:
    if text.count("<") <= _MAX_TAGS:
        return text, ()
    end = next(islice(_TAG_START.finditer(text), _MAX_TAGS, None)).start()
    return text[:end], (f"cut: more than {_MAX_TAGS:,} tags of a page are not read",)


def _links(tree: LexborHTMLParser, base: str) -> Iterator[_Link]:
    for node in tree.css("a[href]"):
        url = urldefrag(usable_link(node.attributes.get("href") or "", base)).url
        if url and url != urldefrag(base).url:
            yield _Link(url, _words(node))


def _words(link: LexborNode) -> str:
    heading = link.css_first("h1, h2, h3, h4, h5, h6")
    return squeeze((heading or link).text(separator=""))


def _base(tree: LexborHTMLParser, address: str) -> str:
    element = tree.css_first("base[href]")
    stated = usable_link(element.attributes.get("href") or "", address) if element else ""
    return stated or address


def _is_within(host: str, page_host: str) -> bool:
    return bool(page_host) and (host == page_host or host.endswith(f".{page_host}"))
