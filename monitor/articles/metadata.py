"""The title and the moment of publication that a page gives in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.plain import clean_lines

_MAX_JSON = 500_000
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsItem", re.IGNORECASE)
_DATED_META = (
    'meta[property="article:published_time"]',
    'meta[name="article:published_time"]',
    'meta[itemprop="datePublished"]',
    'meta[property="og:article:published_time"]',
)
_TITLE_META = ('meta[property="og:title"]', 'meta[name="og:title"]')
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{1,60}$")


def page_title(tree: LexborHTMLParser) -> str:
    """The headline: the page's only ``h1`` where the head's title begins with it, else ``og:title``, ``h1``, ``title``.

    The name of the site after a dash or bar is left out of ``title`` alone. Empty where there is none.
    """
    shared = next((title for selector in _TITLE_META if (title := _attribute(tree, selector))), "")
    headings = [heading for node in tree.css("h1") if (heading := _one_line(node.text(separator="")))]
    if shared:
        return headings[0] if len(headings) == 1 and shared.startswith(headings[0]) else shared
    if headings:
        return headings[0]
    element = tree.css_first("head > title")
    return _SITE_SUFFIX.sub("", _one_line(element.text())) if element else ""


def published_moment(tree: LexborHTMLParser) -> datetime | None:
    """The moment of publication in UTC, from the article's JSON-LD or a meta element; None without a time zone."""
    for written in (*_linked_data_dates(tree), *(_attribute(tree, selector) for selector in _DATED_META)):
        try:
            moment = datetime.fromisoformat(written.strip())
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _linked_data_dates(tree: LexborHTMLParser) -> Iterator[str]:
    for script in tree.css('script[type="application/ld+json"]'):
        written = script.text()
        if len(written) > _MAX_JSON:
            continue
        try:
            found = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            date = thing.get("datePublished")
            if isinstance(date, str) and _ARTICLE_TYPES.search(str(thing.get("@type"))):
                yield date


def _things(found: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - the JSON of strangers
    """The objects on the first levels alone: deeper ones describe other articles."""
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _attribute(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return _one_line(node.attributes.get("content") or "") if node else ""


def _one_line(text: str) -> str:
    return clean_lines(text).replace("\n", " ")
