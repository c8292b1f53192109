from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.headers import fresh_seconds, read_http_date, retry_after_seconds

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
SERVED = "Mon, 09 Mar 2026 06:04:00 GMT"

DIRECTIVES = ("max-age", "no-cache", "no-store", "=", ",", " ", '"', "\\", "60", "-1", "9" * 40, "٣", "\ud800")
DATES = ("Mon,", "09", "Mar", "2026", "0001", "9999", "06:04:00", "23:59:60", "GMT", "-9999", "+99999999999")
PIECES = st.sampled_from(DIRECTIVES + DATES)
HEADERS = st.one_of(st.none(), st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
SPACED = st.one_of(HEADERS, st.lists(PIECES, max_size=8).map(" ".join))
MOMENTS = st.datetimes(timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("999999999", 999_999_999.0),
        ("9999999999", None),
        ("Mon, 09 Mar 2026 06:06:00 GMT", 60.0),
        ("Monday, 09-Mar-26 06:06:00 GMT", 60.0),
        ("Mon Mar  9 06:06:00 2026", 60.0),
        ("Mon, 09 Mar 2026 06:05:00 GMT", None),
        ("Mon, 09 Mar 2026 06:04:00 GMT", None),
        ("Mon, 99 Mar 2026 06:04:00 GMT", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣٠", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_moment_to_come(header, expected):
    """A whole number, or one of the three forms of an HTTP date ahead of now; everything else asks for nothing."""
    assert retry_after_seconds(header, NOW) == expected


@pytest.mark.parametrize(
    ("cache_control", "expires", "served_at", "expected"),
    [
        (None, None, None, None),
        ("", None, None, None),
        ("public, must-revalidate", None, SERVED, None),
        ("max-age=300", None, None, 300.0),
        ("public, Max-Age = 300", None, None, 300.0),
        ('max-age="300"', None, None, 300.0),
        ("max-age=300, max-age=60", None, None, 300.0),
        ("max-age=0", None, None, 0.0),
        ("max-age=-1", None, None, 0.0),
        ("max-age=soon", None, None, 0.0),
        ("max-age", None, None, 0.0),
        ("max-age=99999999999999", None, None, 2.0**31),
        ("s-maxage=300", None, None, None),
        ("no-cache, max-age=300", None, None, 0.0),
        ("max-age=300, no-store", None, None, 0.0),
        ('no-cache="set-cookie", max-age=300', None, None, 300.0),
        ('private="max-age=5, no-store", max-age=300', None, None, 300.0),
        ("max-age=300", "0", None, 300.0),
        ("public", "Mon, 09 Mar 2026 06:14:00 GMT", SERVED, 600.0),
        (None, "Mon, 09 Mar 2026 06:14:00 GMT", None, 540.0),
        (None, "Mon, 09 Mar 2026 06:14:00 GMT", "yesterday", 540.0),
        (None, "Mon, 09 Mar 2026 06:03:00 GMT", SERVED, 0.0),
        (None, "0", SERVED, 0.0),
        (None, "-1", SERVED, 0.0),
        (None, "never", SERVED, 0.0),
        (None, "", SERVED, 0.0),
    ],
)
def test_an_answer_is_fresh_for_as_long_as_its_server_says(cache_control, expires, served_at, expected):
    """max-age first, then Expires against Date; what forbids keeping or cannot be read is 0, and nothing said None."""
    assert fresh_seconds(cache_control, expires, served_at, NOW) == expected


@given(SPACED, MOMENTS)
def test_no_retry_after_raises_or_is_negative(header, now):
    """Whatever a server writes, at whatever moment, there is a wait of 0 or more, or none."""
    seconds = retry_after_seconds(header, now)

    assert seconds is None or seconds >= 0


@given(SPACED, SPACED, SPACED, MOMENTS)
def test_no_freshness_raises_or_is_negative(cache_control, expires, served_at, now):
    """Whatever three headers say, at whatever moment, there is a time of 0 or more, or none."""
    seconds = fresh_seconds(cache_control, expires, served_at, now)

    assert seconds is None or seconds >= 0


@given(SPACED)
def test_a_date_that_is_read_is_in_utc(header):
    """A header gives an aware moment in UTC, or none."""
    moment = read_http_date(header)

    assert moment is None or moment.tzinfo is UTC
