from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds import parse_feed
from monitor.feeds.intervals import asked_seconds
from monitor.records import Source

SOURCE = Source("valley", "Valley Post", "https://valley.example/rss", "en", "UTC")
SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "seconds"),
    [
        ("15", "", "", 900),
        ("", "hourly", "1", 3600),
        ("", "hourly", "", 3600),
        ("", "Daily", "4", 21_600),
        ("", "weekly", "1", 604_800),
        ("15", "hourly", "1", 3600),
        ("120", "hourly", "1", 7200),
        ("0", "", "", None),
        ("-5", "", "", None),
        ("soon", "often", "x", None),
        ("", "", "2", None),
        ("", "hourly", "0", None),
        ("", "", "", None),
        ("9999999999", "", "", None),
    ],
)
def test_interval_is_the_longest_asked_for(ttl: str, period: str, frequency: str, seconds: float | None) -> None:
    """Minutes and periods become seconds, the longer one counts, and nonsense counts for nothing."""
    assert seconds == asked_seconds(ttl, period, frequency)


@given(ttl=st.text(max_size=8), period=st.text(max_size=8), frequency=st.text(max_size=8))
def test_any_words_give_an_interval_or_none(ttl: str, period: str, frequency: str) -> None:
    """Whatever a feed writes there, the answer is a time above zero or none."""
    seconds = asked_seconds(ttl, period, frequency)

    assert seconds is None or seconds > 0


@pytest.mark.parametrize(
    "part", ["", "<media:description xmlns:media='http://search.yahoo.com/mrss/'>d</media:description>"]
)
def test_feed_tells_its_interval(part: str) -> None:
    """Both ways of asking are found in a feed, be it read quickly or by feedparser."""
    body = (
        f"<rss version='2.0' {SY}><channel><title>T</title><ttl>5</ttl><sy:updatePeriod>\n hourly </sy:updatePeriod>"
        f"<sy:updateFrequency>2</sy:updateFrequency><item><title>A</title>{part}</item></channel></rss>"
    )

    assert parse_feed(body.encode(), SOURCE).asked_seconds == 1800
