"""Until when a silence holds, as a person says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.alerts.deadlines import LONGEST_SPAN, deadline, moment_of, span_of
from monitor.errors import InputError

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        (" 2 h ", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
        ("30d", LONGEST_SPAN),
        ("43200m", LONGEST_SPAN),
    ],
)
def test_a_span_is_read(written, span):
    """Minutes, hours and days, up to thirty of these."""
    assert span == span_of(written)


@pytest.mark.parametrize("written", ["", "2", "h", "2w", "-2h", "2h30m", "1.5h", "two hours", "٢h", "2H", "9999999m"])
def test_what_is_no_span_is_refused_with_an_example(written):
    """The error says what was given, and how a span is written."""
    with pytest.raises(InputError, match="it is no span of time; give minutes, hours or days: 30m, 2h, 3d"):
        span_of(written)


@pytest.mark.parametrize(("written", "found"), [("0h", "no time at all"), ("31d", "more than 30 days; give .*--until")])
def test_a_span_of_nothing_or_of_months_is_refused(written, found):
    """A silence of more than thirty days needs its end written out."""
    with pytest.raises(InputError, match=found):
        span_of(written)


@given(minutes=st.integers(1, 30 * 24 * 60))
def test_every_span_of_up_to_thirty_days_ends_then(minutes):
    """The silence ends so many minutes from now."""
    assert NOW + timedelta(minutes=minutes) == deadline(f"{minutes}m", None, "UTC", NOW)


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2026-11-26 18:00", "Asia/Baghdad", datetime(2026, 11, 26, 15, 0, tzinfo=UTC)),
        ("2026-11-26T18:00", "Asia/Baghdad", datetime(2026, 11, 26, 15, 0, tzinfo=UTC)),
        ("2027-07-01 08:30", "Europe/London", datetime(2027, 7, 1, 7, 30, tzinfo=UTC)),
        ("2026-10-25 01:30", "Europe/London", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice
    ],
)
def test_a_moment_is_of_the_newsrooms_clock(written, zone, moment):
    """What a person writes is what their clock shows; of an hour that comes twice the first is meant."""
    assert moment == moment_of(written, zone)


@pytest.mark.parametrize(
    "written", ["", "tomorrow", "18:00", "2026-11-26", "2026-02-30 10:00", "2026-11-26 18:00+03:00"]
)
def test_what_is_no_moment_is_refused_with_an_example(written):
    """The error names the clock that is meant, and how a moment is written."""
    with pytest.raises(InputError, match="it is no moment; give YYYY-MM-DD HH:MM on the clock of Asia/Baghdad"):
        moment_of(written, "Asia/Baghdad")


@pytest.mark.parametrize(
    ("written", "zone"), [("0001-01-01 00:00", "Asia/Baghdad"), ("9999-12-31 23:59", "America/New_York")]
)
def test_a_moment_beyond_the_calendar_is_refused(written, zone):
    """In UTC it lies outside the years that can be written."""
    with pytest.raises(InputError, match="it is no moment"):
        moment_of(written, zone)


def test_a_time_that_clocks_skip_is_refused():
    """At one in the morning clocks are put forward: half past one does not come."""
    with pytest.raises(InputError, match="the clocks of Europe/London skip this time"):
        moment_of("2027-03-28 01:30", "Europe/London")


def test_a_moment_that_is_past_is_refused():
    """A silence until yesterday silences nothing."""
    with pytest.raises(InputError, match="it is past"):
        deadline(None, "2026-11-26 12:00", "Asia/Baghdad", NOW)


def test_a_written_moment_may_lie_months_ahead():
    """Whoever writes the day means it."""
    assert datetime(2027, 11, 26, 15, 0, tzinfo=UTC) == deadline(None, "2027-11-26 18:00", "Asia/Baghdad", NOW)


@pytest.mark.parametrize(("span", "moment", "found"), [("2h", "2026-11-26 18:00", "both"), (None, None, "neither")])
def test_one_of_both_is_to_be_given(span, moment, found):
    """For how long, or until when: not both, and not nothing."""
    with pytest.raises(InputError, match=f"--for, --until: {found}"):
        deadline(span, moment, "UTC", NOW)
