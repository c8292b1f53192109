from __future__ import annotations

from html import escape

import pytest

from monitor.feeds import read_list
from monitor.records import FeedReading, FetchResult, Route, Source

ADDRESS = "https://news.google.com/rss/search?q=quay"
SOURCE = Source("quay", "lowtown.example", ADDRESS, "en", "UTC")


def query(*items: tuple[str, str, str]) -> FeedReading:
    """The reading of a news query of titles with their publishers and these publishers' addresses."""
    listed = "".join(
        f"<item><title>{escape(title)}</title><link>https://news.google.com/rss/articles/T{at}?oc=5</link>"
        f"<guid isPermaLink='false'>T{at}</guid><description>{escape(title)}</description>"
        + (f"<source url='{address}'>{escape(publisher)}</source></item>" if publisher or address else "</item>")
        for at, (title, publisher, address) in enumerate(items)
    )
    body = f"<rss version='2.0'><channel><title>Q</title>{listed}</channel></rss>".encode()
    return read_list(FetchResult(ADDRESS, ADDRESS, 200, body), SOURCE, Route(ADDRESS, "news-query"))


@pytest.mark.parametrize(
    ("title", "publisher", "bare"),
    [
        ("Quay to close - Lowtown Post", "Lowtown Post", "Quay to close"),
        ("Quay - in stages - Lowtown Post", "Lowtown Post", "Quay - in stages"),
        ("إغلاق الرصيف - بريد البلدة", "بريد البلدة", "إغلاق الرصيف"),
        ("Fish & chips - Salt & Co", "Salt & Co", "Fish & chips"),
        ("Quay to close | Lowtown Post", "Lowtown Post", "Quay to close | Lowtown Post"),
        ("Quay to close - Other", "", "Quay to close - Other"),
    ],
)
def test_publisher_leaves_the_title(title: str, publisher: str, bare: str) -> None:
    """The publisher that the item names is taken off its title, once and only from its end."""
    (entry,) = query((title, publisher, "https://www.lowtown.example" if publisher else "")).entries

    assert bare == entry.title


def test_summary_says_whose_article_it_is() -> None:
    """The description, which repeats the title, gives way to the publisher and its host; the token stays the link."""
    (entry,) = query(("Quay to close - Lowtown Post", "Lowtown Post", "https://www.lowtown.example")).entries

    assert entry.summary == "Lowtown Post (lowtown.example)"
    assert entry.url == "https://news.google.com/rss/articles/T0?oc=5"


def test_unknown_publisher_leaves_the_summary_empty() -> None:
    """An item that names no source has no summary."""
    (entry,) = query(("Quay to close", "", "")).entries

    assert entry.summary == ""


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Lowtown Post - Lowtown Post", "Lowtown Post"),
        ("lowtown.example - Lowtown Post", "Lowtown Post"),
        ("www.lowtown.example - Lowtown Post", "Lowtown Post"),
        ("Lowtown - Lowtown Post", "Lowtown Post"),
        (" - Lowtown Post", "Lowtown Post"),
    ],
)
def test_home_pages_are_left_out(title: str, publisher: str) -> None:
    """An item that names the site and no article is no entry, and is counted."""
    address = "https://www.lowtown.example/"

    reading = query((title, publisher, address), ("Quay to close - Lowtown Post", publisher, address))

    assert [entry.title for entry in reading.entries] == ["Quay to close"]
    assert reading.warning == "home pages listed as articles left out: 1"
    assert reading.kind == "news-query"


def test_query_of_home_pages_found_nothing() -> None:
    """A query that has only a home page to show is told as empty, with the reason."""
    reading = query(("Lowtown Post - Lowtown Post", "Lowtown Post", "https://lowtown.example"))

    assert reading.problem == "no_items"
    assert reading.detail == "the news query found nothing; home pages listed as articles left out: 1"
