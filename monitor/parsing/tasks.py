"""The readings themselves, as plain functions: what runs in a worker, and in the calling process.

What they need is loaded when they run: the process that hands a reading to a worker needs none of these libraries.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.records import Extraction, FeedReading, FetchResult, PlainReading, RawPage, Route, Selectors, Source

_MOST_WALL_WORDS = 150
"""A page of more words is not looked at for a wall against robots: those known have fewer. Judgement."""

_MOST_CHARACTERS = 100_000
"""No article is longer; reading one of millions of characters for claims would take minutes. Judgement."""


def read_list(fetched: FetchResult, source: Source, route: Route) -> FeedReading:
    """The entries that a fetched feed, sitemap, section page or news query lists."""
    from monitor import feeds  # noqa: PLC0415 - loaded in workers alone, see above

    return feeds.read_list(fetched, source, route)


def read_plain(page: RawPage) -> PlainReading:
    """All words of a page; none of a wall against robots that stands in its place."""
    from monitor.articles import plain_text  # noqa: PLC0415 - as above

    text = plain_text(page.body, page.charset)
    wall = _wall(page, text)
    return PlainReading(problem="challenge", detail=wall) if wall else PlainReading(text)


def extract(page: RawPage, selectors: Selectors | None) -> Extraction:
    """The article of a page; none of a wall against robots, where the outlet's own selectors find no text in it."""
    from monitor.articles import extract_article  # noqa: PLC0415 - as above

    found = extract_article(page.body, page.charset, page.url, selectors)
    wall = "" if found.method == "selectors" else _wall(page, found.text)
    return Extraction(problem="challenge", detail=wall) if wall else _bounded(found)


def _bounded(found: Extraction) -> Extraction:
    """An extraction whose text is cut where it is longer than any article, which then counts as read in part."""
    if len(found.text) <= _MOST_CHARACTERS:
        return found
    detail = f"the page was read in part: its text has {len(found.text):,} characters, more than {_MOST_CHARACTERS:,}"
    return replace(found, text=found.text[:_MOST_CHARACTERS], problem="degraded", detail=detail)


def _wall(page: RawPage, text: str) -> str:
    """In words, which wall a page of this text is; empty for any other page."""
    if len(text.split()) > _MOST_WALL_WORDS:
        return ""
    from monitor.feeds import recognise_challenge  # noqa: PLC0415 - as above

    name = recognise_challenge(page.body, page.charset)
    return f"a wall against robots stands in place of the page: {name}" if name else ""
