"""Values and moments as a terminal shows them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from records_made import make_date, make_figure

from monitor.cli.wording import moment_words, value_words
from monitor.records import FigureValue


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (make_date("2026-09-15"), "2026-09-15"),
        (make_date("2026-09-01", "2026-09-30"), "2026-09-01 … 2026-09-30"),
        (make_date("2026-09-01", "2026-09-30", rel="by"), "by 2026-09-01 … 2026-09-30"),
        (make_date("2026-09-15", approx=True), "about 2026-09-15"),
        (make_date("2025-09-15", suspect=True), "2025-09-15 (suspect)"),
        (make_figure(2500), "2,500 troops"),
        (make_figure(2000, 2500), "2,000 to 2,500 troops"),
        (make_figure(None, 500), "up to 500 troops"),
        (FigureValue(2500, None), "from 2,500 troops"),
        (make_figure(2000, approx=True), "about 2,000 troops"),
        (make_figure(2.5, unit="bases"), "2.5 bases"),
    ],
)
def test_value_in_a_line(value, words):
    """Dates are ISO days with their relation, figures have their bounds; what is only about so says so."""
    assert words == value_words(value)


def test_moment_is_shown_in_the_newsrooms_zone():
    """A moment at 22:30 UTC is half past one of the next day in Baghdad."""
    assert "2026-03-03 01:30" == moment_words(datetime(2026, 3, 2, 22, 30, tzinfo=UTC), "Asia/Baghdad")
