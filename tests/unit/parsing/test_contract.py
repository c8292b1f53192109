"""The contract of ``ports.Parser``, on every adapter of it."""

from __future__ import annotations

import pytest
from news_pages import ENGLISH, PAGES, Page

from monitor.articles import extract_article, plain_text
from monitor.parsing import DirectParser, ParsingLimits, WorkerParser
from monitor.records import Extraction, FetchResult, PlainReading, RawPage, Route, Selectors, Source

SOURCE = Source("valley-post", "Valley Post", "https://valley.example/feed", "en", "UTC")
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Valley Post</title>
<item><guid>1</guid><title>Northern camp empties</title><link>https://valley.example/story/1</link></item>
<item><guid>2</guid><title>Bridge opens again</title><link>https://valley.example/story/2</link></item>
</channel></rss>"""


@pytest.fixture(params=["direct", "worker"])
async def parser(request):
    """A parser of each kind."""
    if request.param == "direct":
        yield DirectParser()
    else:
        async with WorkerParser(ParsingLimits(workers=1)) as opened:
            yield opened


def raw(page: Page) -> RawPage:
    """A page as it was fetched."""
    return RawPage(page.html().encode(), "utf-8", "https://valley.example/story/1")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
async def test_article_is_extracted(parser, page: Page) -> None:
    """The answer is what the extraction gives."""
    extraction = await parser.extract(raw(page), None)

    assert extraction == Extraction(title=page.title, text=page.text, method="fast")


async def test_selectors_are_obeyed(parser) -> None:
    """The outlet's own selectors reach the extraction."""
    extraction = await parser.extract(raw(ENGLISH), Selectors(text=".cookie-banner"))

    assert (extraction.method, extraction.text) == ("selectors", "We use cookies to make this site better.")


async def test_all_words_are_given(parser) -> None:
    """The cheap look gives the plain text without a problem."""
    page = raw(ENGLISH)

    assert await parser.read_plain(page) == PlainReading(plain_text(page.body, page.charset))


async def test_wall_gives_no_words(parser) -> None:
    """A wall against robots is a problem with its name, not a page."""
    page = RawPage(b"<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script><p>Wait.</p></html>")
    readings = (await parser.read_plain(page), await parser.extract(page, None))

    assert [(reading.problem, reading.text) for reading in readings] == [("challenge", "")] * 2
    assert all(reading.detail.endswith(": Cloudflare") for reading in readings)


async def test_list_is_read(parser) -> None:
    """A feed gives its entries."""
    fetched = FetchResult(SOURCE.url, SOURCE.url, 200, FEED, "application/rss+xml")

    reading = await parser.read_list(fetched, SOURCE, Route(SOURCE.url))

    assert (reading.problem, [entry.title for entry in reading.entries]) == (
        None,
        ["Northern camp empties", "Bridge opens again"],
    )


BODIES = [b"", b"\0\0\0\0", b"PK\x03\x04", b"<p>", b"<html>" + b"<div>" * 30_000, b"\xff<p>"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_any_page_is_answered(parser, body: bytes) -> None:
    """Nothing that a page holds raises: there is an answer with its problem."""
    assert await parser.extract(RawPage(body), None) == extract_article(body)
    assert (await parser.read_plain(RawPage(body))).problem is None


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_any_list_is_answered(parser, body: bytes) -> None:
    """Nothing that a body sent for a feed holds raises: the reading says why it has no entries."""
    reading = await parser.read_list(FetchResult("u", "u", 200, body), SOURCE, Route("u"))

    assert (reading.entries, reading.problem is None) == ((), False)
