from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.dates import read_moment, read_stated_moment

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
