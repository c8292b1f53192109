from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds import parse_feed
from monitor.feeds.dates import read_moment, read_stated_moment
from monitor.records import Source

ZONES = [ZoneInfo("Asia/Baghdad"), ZoneInfo("UTC"), ZoneInfo("America/St_Johns")]
WRITTEN = st.text(max_size=30) | st.datetimes().map(str) | st.datetimes(timezones=st.just(ZONES[0])).map(str)


@given(written=WRITTEN, zone=st.sampled_from(ZONES))
def test_stated_moment_is_the_moment(written: str, zone: ZoneInfo) -> None:
    """A moment that is read without a guess is the one that is read with one, in whatever zone the outlet is."""
    stated = read_stated_moment(written)

    assert stated in (None, read_moment(written, None, zone))


@pytest.mark.parametrize(
    "written", ["04 Nov 2026 02:33:00", "2026-11-04", "Wed, 04 Nov 2026 02:33:00 -0000", "", "soon"]
)
def test_moment_without_a_zone_takes_a_guess(written: str) -> None:
    """A date that names no zone, or none at all, is no stated moment."""
    assert read_stated_moment(written) is None


NO_NEWS = [
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "0001-01-01T00:00:00Z",
    "1447-05-13T12:00:00Z",
    "1405-08-13 15:00:00",
    "1405-08-13",
    "1994-12-31T23:59:59Z",
    "Wed, 30 Nov -0001 00:00:00 +0000",
    "-0001-11-30T00:00:00+00:00",
]


def feed_with(date: str) -> bytes:
    """A feed of one item with this date, and of one with a good date."""
    feed = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<item><title>A</title><guid>a</guid>{date}</item>
<item><title>B</title><guid>b</guid><pubDate>Wed, 04 Nov 2026 02:33:00 +0300</pubDate></item></channel></rss>"""
    return feed.encode()


def moments(body: bytes) -> list[datetime | None]:
    """The moments of a feed's entries."""
    source = Source("valley", "Valley Post", "https://valley.example/feed", "en", "Asia/Baghdad")
    return [entry.published_at for entry in parse_feed(body, source).entries]


@pytest.mark.parametrize("written", NO_NEWS)
def test_moment_that_no_news_has_is_none(written: str) -> None:
    """Empty fields and years of other calendars are no date, and leave those of other entries alone."""
    assert moments(feed_with(f"<pubDate>{written}</pubDate>")) == [None, datetime(2026, 11, 3, 23, 33, tzinfo=UTC)]


def test_first_moment_of_the_web_is_one() -> None:
    """The bound itself is a date."""
    assert read_stated_moment("1995-01-01T00:00:00Z") == datetime(1995, 1, 1, tzinfo=UTC)


def test_moment_that_no_news_has_gives_way_to_the_next() -> None:
    """An item whose publication is an empty field has the date of its change."""
    item = "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2026-11-04T02:33:00+03:00</dc:date>"

    assert moments(feed_with(item))[0] == datetime(2026, 11, 3, 23, 33, tzinfo=UTC)
