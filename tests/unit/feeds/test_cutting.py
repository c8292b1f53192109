"""Which items stay of a list that is too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds import FeedLimits, read_list
from monitor.records import FeedReading, FetchResult, Route, Source

ADDRESS = "https://valley.example/list"
SOURCE = Source("valley", "Valley Post", ADDRESS, "en", "Asia/Baghdad")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FEW = FeedLimits(max_items=20)
COUNT = 50


def read(body: str, limits: FeedLimits = FEW) -> FeedReading:
    """The reading of a list within narrow bounds, whatever it is."""
    return read_list(FetchResult(ADDRESS, ADDRESS, 200, body.encode()), SOURCE, Route(ADDRESS), limits)


def numbers(reading: FeedReading) -> list[int]:
    """The numbers at the end of the entries' addresses."""
    return [int(entry.url.rpartition("/")[2]) for entry in reading.entries]


def after(hours: int) -> str:
    """A moment so many hours after noon, as sitemaps and Atom write it."""
    return (NOON + timedelta(hours=hours)).isoformat()


def sitemap(hours: Sequence[int | None], name: str = "lastmod") -> str:
    """A sitemap of pages with their hours, or without any."""
    dates = ["" if hour is None else f"<{name}>{after(hour)}</{name}>" for hour in hours]
    pages = "".join(f"<url><loc>https://valley.example/{n}</loc>{date}</url>" for n, date in enumerate(dates))
    return f"<urlset>{pages}</urlset>"


def rss(hours: Sequence[int]) -> str:
    """An RSS feed of items with their hours."""
    items = "".join(
        f"<item><title>T{n}</title><link>https://valley.example/{n}</link>"
        f"<pubDate>{(NOON + timedelta(hours=hour)).strftime('%a, %d %b %Y %H:%M:%S +0000')}</pubDate></item>"
        for n, hour in enumerate(hours)
    )
    return f"<rss version='2.0'><channel><title>Valley</title>{items}</channel></rss>"


def atom(hours: Sequence[int]) -> str:
    """An Atom feed of entries with their hours."""
    entries = "".join(
        f"<entry><id>tag:v,{n}</id><link href='https://valley.example/{n}'/><updated>{after(hour)}</updated></entry>"
        for n, hour in enumerate(hours)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Valley</title>{entries}</feed>"


def rdf(hours: Sequence[int]) -> str:
    """An RSS 1.0 feed of items with their hours."""
    items = "".join(
        f"<item rdf:about='https://valley.example/{n}'><link>https://valley.example/{n}</link>"
        f"<dc:date><![CDATA[{after(hour)}]]></dc:date></item>"
        for n, hour in enumerate(hours)
    )
    return (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='c'><title>Valley</title>"
        f"<items><rdf:Seq/></items></channel>{items}</rdf:RDF>"
    )


@pytest.mark.parametrize("make", [rss, atom, rdf])
def test_feed_with_the_oldest_first_keeps_its_end(make) -> None:
    """The last items stay where they are the newer ones, the feed's own title with them, and the warning says so."""
    reading = read(make(range(COUNT)))

    assert (numbers(reading), reading.title) == (list(range(30, 50)), "Valley")
    assert reading.warning.startswith("cut after 20 items, the last of 50, which are newer than the first: more than")


@pytest.mark.parametrize("make", [rss, atom, rdf])
def test_feed_with_the_newest_first_keeps_its_beginning(make) -> None:
    """So do feeds in the usual order, one with an old item pinned on top among them."""
    pinned = [-1_000, *range(COUNT, 1, -1)]
    reading = read(make(pinned))

    assert numbers(reading) == list(range(20))
    assert reading.warning.startswith("cut after 20 items, the first of 50: more than 20 items")


def test_end_of_a_feed_lies_within_the_bound_of_tags() -> None:
    """Of the newer end only so much is kept as the tags allow."""
    reading = read(rss(range(COUNT)), FeedLimits(max_tags=103))

    assert numbers(reading) == list(range(38, 50))


@given(order=st.permutations(range(COUNT)), name=st.sampled_from(["lastmod", "publication_date"]))
def test_latest_pages_of_a_sitemap_stay_in_its_order(order: list[int], name: str) -> None:
    """Whatever the order of a sitemap is, its latest pages are kept, in that order."""
    pages = sitemap(order, name)

    assert numbers(read(pages.replace("publication_date", "lastmod"))) == [
        n for n, hour in enumerate(order) if hour > 29
    ]
    assert numbers(read(pages)) == [n for n, hour in enumerate(order) if hour > 29]


def test_latest_pages_are_told() -> None:
    """The warning says that the dates decided, and of how many pages."""
    reading = read(sitemap(range(COUNT)))

    assert "cut after 20 items, the latest of 50 by their dates: more than 20 items" in reading.warning


def test_page_without_a_date_is_no_late_one() -> None:
    """A home page without a date does not keep the others from being sorted."""
    assert numbers(read(sitemap([None, *range(1, COUNT)]))) == list(range(30, 50))


@pytest.mark.parametrize(
    ("hours", "kept"),
    [
        ([0, *[None] * 48, 1], range(30, 50)),
        ([1, *[None] * 48, 0], range(20)),
        ([None] * 50, range(20)),
    ],
)
def test_sitemap_with_few_dates_is_judged_by_its_ends(hours: list[int | None], kept: range) -> None:
    """Where most pages have no date, its ends tell which one is kept; without any, the beginning."""
    assert numbers(read(sitemap(hours))) == list(kept)


def test_pages_of_one_date_keep_their_beginning() -> None:
    """Dates that are all the same tell nothing."""
    assert numbers(read(sitemap([0] * COUNT))) == list(range(20))


def test_moments_that_no_news_has_do_not_count() -> None:
    """Empty fields at the beginning do not make it the older end by themselves, nor the newer one."""
    empty = rss(range(COUNT, 0, -1)).replace("2026", "1970")

    assert numbers(read(empty)) == list(range(20))


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel>" + "</item>" * 100,
        "<rss><channel></item>" + "<item>" * 100,
        "<urlset>" + "</url>" * 100,
        "<urlset>" + "<url><lastmod>2026-11-24</lastmod>" * 100,
        "<urlset></url><url>" + "<url><lastmod>2026-11-24</url>" * 100,
    ],
)
def test_broken_lists_are_cut_all_the_same(body: str) -> None:
    """Items without a beginning or an end are a problem of the reading, not of the monitor."""
    reading = read(body, FeedLimits(max_items=20, max_tags=60))

    assert bool(reading.entries) != bool(reading.problem)
