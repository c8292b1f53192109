"""The moment of publication that a page gives: in its linked data, its meta elements or its ``time`` element."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.moments import news_moment, read_written

_LINKED_DATA = 'script[type^="application/ld+json" i]'
_MAX_JSON = 500_000
_JSON_BEGINS = re.compile(r'[\[{]\s*["{\[\]}]')
_DECODER = json.JSONDecoder(strict=False)
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|NewsItem", re.IGNORECASE)
_MAIN_THINGS = ("@graph", "mainEntity", "mainEntityOfPage")

_DATED_META = ", ".join(
    f'meta[{attribute}="{name}" i]'
    for attribute, name in (
        ("property", "article:published_time"),
        ("name", "article:published_time"),
        ("property", "og:article:published_time"),
        ("property", "article:published"),
        ("name", "parsely-pub-date"),
        ("name", "dcterms.issued"),
        ("name", "dc.date.issued"),
        ("name", "pubdate"),
        ("name", "publishdate"),
        ("name", "publish-date"),
    )
)
"""Source: the Open Graph and Dublin Core vocabularies, and the names that publishing systems add to them."""

_MICRODATA = '[itemprop~="datePublished" i]'
_TIMES = "time[datetime]"
_ELSEWHERE = frozenset({"aside", "nav", "footer", "li"})
"""Elements whose times belong to other articles, to comments or to the page."""

_OF_A_CHANGE = re.compile(r"updat|modif", re.IGNORECASE)
_OF_PUBLICATION = re.compile(r"publish|posted|pubdate", re.IGNORECASE)
_BLANK_BEFORE_ZONE = re.compile(r"(?<=\d)\s+(?=[+-]\d|Z$)")
_MAX_WRITTEN = 60
_MAX_TIMES = 50
"""A page with more ``time`` elements is a list. Judgement."""


def published_moment(tree: LexborHTMLParser) -> datetime | None:
    """The moment of publication in UTC; None where the page gives none with a time zone, or none since 1995.

    In this order: the article's JSON-LD, a meta element, microdata, and a ``time`` element where all of them that may
    belong to the article name one moment. The day of a change is never taken for it.
    """
    written = chain(_linked_data_dates(tree), _contents(tree, _DATED_META), _contents(tree, _MICRODATA))
    found = next((moment for text in written if (moment := parse_moment(text)) is not None), None)
    return found or _only_time(tree)


def parse_moment(written: str) -> datetime | None:
    """A moment as ISO 8601 or as in mail headers, in UTC; None for all else.

    All else are a moment without a time zone and one before 1995, too.
    """
    text = _BLANK_BEFORE_ZONE.sub("", html.unescape(written).strip())
    written_at = read_written(text) if 0 < len(text) <= _MAX_WRITTEN else None
    return None if written_at is None or written_at.moment.tzinfo is None else news_moment(written_at.moment)


def _linked_data_dates(tree: LexborHTMLParser) -> Iterator[str]:
    for script in tree.css(_LINKED_DATA):
        for thing in _things(_load(script.text())):
            date = thing.get("datePublished")
            if isinstance(date, str) and _ARTICLE_TYPES.search(str(thing.get("@type"))):
                yield date


def _load(written: str) -> Any:  # noqa: ANN401 - the JSON of strangers
    """The first JSON value of a script, in spite of what stands around it (CDATA marks, a semicolon); else None."""
    if len(written) > _MAX_JSON:
        return None
    written = written.replace("<![CDATA[", "")
    for text in (written, html.unescape(written)):
        begins = _JSON_BEGINS.search(text)
        if begins is None:
            continue
        try:
            return _DECODER.raw_decode(text, begins.start())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _things(found: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - the JSON of strangers
    """The objects on the first levels alone: deeper ones describe other articles."""
    for thing in _objects(found):
        yield thing
        for name in _MAIN_THINGS:
            yield from _objects(thing.get(name))


def _objects(found: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - the JSON of strangers
    yield from (thing for thing in (found if isinstance(found, list) else [found]) if isinstance(thing, dict))


def _contents(tree: LexborHTMLParser, selector: str) -> Iterator[str]:
    for node in tree.css(selector):
        attributes = node.attributes
        yield attributes.get("content") or attributes.get("datetime") or node.text()


def _only_time(tree: LexborHTMLParser) -> datetime | None:
    times = tree.css(_TIMES)
    if len(times) > _MAX_TIMES:
        return None
    nodes = [node for node in times if _is_published(node) or not _OF_A_CHANGE.search(_names(node))]
    marked = [node for node in nodes if _is_published(node)]
    candidates = marked or [node for node in nodes if not _stands_elsewhere(node)]
    moments = {parse_moment(node.attributes.get("datetime") or "") for node in candidates}
    return moments.pop() if len(moments) == 1 else None


def _is_published(node: LexborNode) -> bool:
    return _OF_PUBLICATION.search(_names(node)) is not None


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    kept = " ".join(attributes.get(name) or "" for name in ("class", "itemprop", "id"))
    return f"{kept} pubdate" if "pubdate" in attributes else kept


def _stands_elsewhere(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in _ELSEWHERE:
            return True
        above = above.parent
    return False
