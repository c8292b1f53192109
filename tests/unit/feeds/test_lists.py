from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds import FeedLimits, parse_feed, read_list
from monitor.records import FeedReading, FetchResult, Route, RouteKind, Source

ADDRESS = "https://www.valley.example/news/list"
SOURCE = Source("valley", "Valley Post", "https://valley.example/configured", "en", "Asia/Baghdad")
FAMILIES = Path(__file__).parents[2] / "feed_families"

FEED = b"""<rss version="2.0"><channel><title>T</title>
<item><title>A</title><link>/news/1-a</link></item><item><title>B</title><link>/sport/2-b</link></item>
<item><title>C</title><link>/news/3-c?x=1</link></item></channel></rss>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://valley.example/news/1</loc>
<lastmod>2026-11-24</lastmod></url></urlset>"""
PAGE = """<!doctype html><title>News &amp; views</title><body><a href="/">Home</a>
<a href="/news/1-a"><img src="x"></a><a href="/news/1-a#talk">3</a><a href="/news/1-a?utm_source=home">A long title</a>
<a href="//ar.valley.example/news/2">Below</a><a href="https://notvalley.example/news/3">Other</a>
<a href="javascript:news/4">No</a>
<a href="/news/5"><h3>Five</h3><p>3 hours ago</p></a><a href="/news/6"><b>1</b>,200</a>"""
WALL = b"<html><title>Just a moment...</title><body><script>window._cf_chl_opt={}</script>Wait.</body></html>"


def read(
    body: bytes | str, kind: RouteKind = "feed", pattern: str = "", limits: FeedLimits | None = None
) -> FeedReading:
    """The reading of a body fetched from the section's address."""
    raw = body.encode() if isinstance(body, str) else body
    return read_list(FetchResult(ADDRESS, ADDRESS, 200, raw), SOURCE, Route(ADDRESS, kind, pattern), limits)


def urls(reading: FeedReading) -> list[str]:
    """The addresses of a reading's entries."""
    return [entry.url for entry in reading.entries]


def test_links_are_relative_to_where_the_list_was_found() -> None:
    """Relative links are completed by the address that answered, whatever the configuration says."""
    assert urls(read(FEED)) == [
        "https://www.valley.example/news/1-a",
        "https://www.valley.example/sport/2-b",
        "https://www.valley.example/news/3-c?x=1",
    ]


def test_entries_off_the_pattern_are_left_out() -> None:
    """Entries whose path and query do not match from their start are no articles; the warning counts them."""
    reading = read(FEED, pattern=r"/news/\d")

    assert urls(reading) == ["https://www.valley.example/news/1-a", "https://www.valley.example/news/3-c?x=1"]
    assert reading.warning == r"entries whose address does not match /news/\d left out: 1"


def test_pattern_sees_the_query() -> None:
    """What stands behind the question mark is matched, too."""
    assert urls(read(FEED, pattern=r"/news/.*\?x=")) == ["https://www.valley.example/news/3-c?x=1"]


def test_pattern_is_tried_on_words_and_on_escapes() -> None:
    """A pattern in Arabic letters matches an address in percent-escapes."""
    feed = FEED.replace(b"/news/1-a", b"/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1")

    assert len(read(feed, pattern="/أخبار/").entries) == 1
    assert len(read(feed, pattern="/%D8%A3").entries) == 1


def test_feed_without_a_matching_entry_has_no_items() -> None:
    """Where everything is left out, that is the problem, with the number."""
    reading = read(FEED, pattern="/weather/")

    assert (reading.problem, reading.entries) == ("no_items", ())
    assert reading.detail.endswith("left out: 3")


def test_pattern_does_not_change_keys() -> None:
    """An entry is the same with and without a pattern."""
    assert read(FEED).entries[0].entry_key == read(FEED, pattern="/news/").entries[0].entry_key


def test_broken_pattern_is_told() -> None:
    """A pattern that is no regular expression lets nothing in, and is named."""
    reading = read(FEED, pattern="(")

    assert (reading.problem, reading.detail) == ("no_items", "the link pattern is no regular expression: (")


@pytest.mark.parametrize(
    ("body", "kind", "found", "warning"),
    [
        (FEED, "sitemap", "rss20", "the route is of the kind sitemap, the body is a feed"),
        (FEED, "section", "rss20", "the route is of the kind section, the body is a feed"),
        (SITEMAP, "feed", "sitemap", "the route is of the kind feed, the body is a sitemap"),
        (SITEMAP, "section", "sitemap", "the route is of the kind section, the body is a sitemap"),
        (SITEMAP, "sitemap", "sitemap", ""),
        (FEED, "feed", "rss20", ""),
    ],
)
def test_content_decides_how_a_list_is_read(body: bytes, kind: RouteKind, found: str, warning: str) -> None:
    """A list of another kind than the route's is read for what it is, and warned of."""
    reading = read(body, kind)

    assert (reading.kind, reading.problem, reading.warning) == (found, None, warning)


@pytest.mark.parametrize("kind", ["feed", "sitemap", "news-query"])
def test_page_in_place_of_a_list_is_a_problem(kind: RouteKind) -> None:
    """Only a section's route reads links out of an HTML page."""
    reading = read(PAGE, kind)

    assert reading.problem == "html"
    assert "News & views" in reading.detail or "News &amp; views" in reading.detail


@pytest.mark.parametrize("kind", ["feed", "sitemap", "section", "news-query"])
def test_wall_in_place_of_a_list_is_named(kind: RouteKind) -> None:
    """A wall against robots is told by its name under every kind of route."""
    reading = read(WALL, kind, "/news/")

    assert reading.problem == "challenge"
    assert reading.detail.endswith(": Cloudflare")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not_a_feed"),
        (b"{}", "not_a_feed"),
        (b"<opml/ >", "not_a_feed"),
        (b"x", "not_a_feed"),
    ],
)
def test_what_is_no_list_is_named(body: bytes, problem: str) -> None:
    """Bodies of other sorts are problems under every kind of route."""
    assert {read(body, kind).problem for kind in ("feed", "sitemap", "section", "news-query")} == {problem}


def test_section_gives_its_articles_once_each() -> None:
    """Links to one article are one entry, in the page's order, by its shortest address, of the page's site alone."""
    reading = read(PAGE, "section", "/news/")

    assert (reading.kind, reading.title, reading.problem) == ("section", "News & views", None)
    assert urls(reading) == [
        "https://www.valley.example/news/1-a",
        "https://ar.valley.example/news/2",
        "https://www.valley.example/news/5",
        "https://www.valley.example/news/6",
    ]


def test_section_takes_the_longest_text_for_a_title() -> None:
    """A picture's link gives no title, a heading inside a link gives it, and inline tags do not break words."""
    reading = read(PAGE, "section", "/news/")

    assert [entry.title for entry in reading.entries] == ["A long title", "Below", "Five", "1,200"]
    assert {(entry.summary, entry.published_at) for entry in reading.entries} == {("", None)}


def test_section_without_articles_counts_its_links() -> None:
    """A page whose links lead elsewhere says how many there were."""
    reading = read(PAGE, "section", "/weather/")

    assert (reading.problem, reading.detail) == ("no_items", "none of the page's 8 links leads to an article")


def test_section_follows_its_own_base() -> None:
    """The page's base element is what relative links are relative to."""
    page = '<!doctype html><base href="https://www.valley.example/deep/"><a href="news/1">One</a>'

    assert urls(read(page, "section", "/deep/news/")) == ["https://www.valley.example/deep/news/1"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000,
        "<a href='/news/1'>" * 200_000,
        "<a " + "x " * 1_000_000 + ">",
        "<table><tr><td>" * 60_000,
        "<" * 2_000_000,
    ],
    ids=["divs", "links", "attributes", "tables", "brackets"],
)
def test_hostile_page_does_not_hold_the_monitor_up(page: str) -> None:
    """Pages made to waste time are cut; a hang would fail the run."""
    reading = read(f"<!doctype html><a href='/news/0'>Zero</a>{page}", "section", "/news/")

    assert reading.entries[0].title == "Zero"


def test_news_sitemap_gives_titles_and_moments() -> None:
    """Title and moment are those of the news extension, else there is no title and the last change is the moment."""
    first, second, third = read((FAMILIES / "arc-news-sitemap.xml").read_bytes(), "sitemap").entries

    assert first.published_at == datetime(2026, 11, 24, 18, 20, tzinfo=UTC)
    assert second.title == "Envoy names 3 January for talks on the river’s water"
    assert (third.title, third.published_at) == ("", datetime(2026, 11, 24, 11, tzinfo=UTC))
    assert {first.summary, second.summary, third.summary} == {""}


def test_day_of_a_sitemap_begins_in_the_outlets_zone() -> None:
    """A date without a clock is midnight in the outlet's zone."""
    assert read(SITEMAP, "sitemap").entries[0].published_at == datetime(2026, 11, 23, 21, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_index_of_sitemaps_names_its_first(kind: RouteKind) -> None:
    """A list of sitemaps is not followed: an operator is told which there are."""
    reading = read((FAMILIES / "news-sitemap-index.xml").read_bytes(), kind)

    assert reading.problem == "not_a_feed"
    assert "an index of 2 sitemaps" in reading.detail
    assert "https://plain.example/sitemap-news.xml, https://plain.example/sitemap-2026-11.xml" in reading.detail


def test_long_sitemap_is_cut() -> None:
    """A sitemap is read up to the bound of items, and warned of."""
    pages = "".join(f"<url><loc>https://valley.example/{n}</loc></url>" for n in range(3_000))

    reading = read(f"<urlset>{pages}</urlset>", "sitemap")

    assert len(reading.entries) == 2_000
    assert reading.warning.startswith("cut after 2,000 items")


def test_broken_sitemap_is_read_as_far_as_possible() -> None:
    """A fault in one page of a sitemap does not cost those before it."""
    reading = read(SITEMAP.replace(b"</urlset>", b"<url><loc>https://valley.example/2</b></loc></url>"), "sitemap")

    assert "https://valley.example/news/1" in urls(reading)
    assert "not well-formed" in reading.warning


def test_empty_sitemap_has_no_items() -> None:
    """A sitemap of nothing is a problem."""
    assert read(b"<urlset></urlset>", "sitemap").problem == "no_items"


@pytest.mark.parametrize(
    "inner",
    [
        "<pubDate>Fri, 2006/99/15 08:19:53 EDT</pubDate>",
        "<p:chapters xmlns:p='http://podlove.org/simple-chapters'><p:chapter/></p:chapters>",
    ],
)
def test_feed_that_breaks_feedparser_is_a_problem(inner: str) -> None:
    """What feedparser raises does not come through; the reading says that it broke."""
    body = f"<rss version='2.0'><channel><item><title>A</title>{inner}</item></channel></rss>".encode()

    for reading in (read(body), parse_feed(body, SOURCE)):
        assert reading.problem == "not_a_feed"
        assert reading.detail.startswith("feedparser broke on it")


def test_reading_travels_between_processes() -> None:
    """The function and what it gives can be sent to a worker and back."""
    reading = read(FEED)

    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(read_list)) is read_list  # noqa: S301 - as above


@given(
    body=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: f"<!doctype html><a href='{text}'>{text}</a>".encode()),
    kind=st.sampled_from(["feed", "sitemap", "section", "news-query"]),
    charset=st.none() | st.text(max_size=8),
)
def test_any_body_gives_a_reading(body: bytes, kind: RouteKind, charset: str | None) -> None:
    """Whatever a server sends under whatever route, there is a reading with entries or a problem."""
    fetched = FetchResult(ADDRESS, ADDRESS, 200, body, charset=charset)

    reading = read_list(fetched, SOURCE, Route(ADDRESS, kind))

    assert bool(reading.entries) != bool(reading.problem)


@given(cut=st.integers(0, 1_200), kind=st.sampled_from(["feed", "sitemap", "section", "news-query"]))
def test_any_piece_of_a_sitemap_gives_a_reading(cut: int, kind: RouteKind) -> None:
    """Wherever a sitemap ends, there is a reading."""
    reading = read((FAMILIES / "arc-news-sitemap.xml").read_bytes()[:cut], kind)

    assert bool(reading.entries) != bool(reading.problem)
