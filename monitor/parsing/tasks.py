"""The readings themselves, as plain functions: what runs in a worker, and in the calling process.

What they need is loaded when they run: the process that hands a reading to a worker needs none of these libraries.
"""

from __future__ import annotations

from monitor.records import Extraction, FeedReading, FetchResult, PlainReading, RawPage, Route, Selectors, Source


def read_list(fetched: FetchResult, source: Source, route: Route) -> FeedReading:
    """The entries that a fetched feed, sitemap, section page or news query lists."""
    from monitor import feeds  # noqa: PLC0415 - loaded in workers alone, see above

    return feeds.read_list(fetched, source, route)


def read_plain(page: RawPage) -> PlainReading:
    """All words of a page."""
    from monitor.articles import plain_text  # noqa: PLC0415 - as above

    return PlainReading(plain_text(page.body, page.charset))


def extract(page: RawPage, selectors: Selectors | None) -> Extraction:
    """The article of a page."""
    from monitor.articles import extract_article  # noqa: PLC0415 - as above

    return extract_article(page.body, page.charset, page.url, selectors)
