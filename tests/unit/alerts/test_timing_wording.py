from __future__ import annotations

from datetime import date

import pytest
from alert_records import change, earlier, said

from monitor.alerts.wording.timing import word_timing
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import DateValue, FigureValue

WORDS = load_vocabulary()
SEPTEMBER = ("2026-09-01", "2026-09-30")


def span(start: str, end: str | None = None, rel: str = "in", **flags: bool) -> DateValue:
    """A date of ISO days; a single day without an end."""
    return DateValue(date.fromisoformat(start), date.fromisoformat(end or start), rel, **flags)


def timing(done, promised, kind: str = "occurred") -> str:
    """How what is done stands to what was promised, as worded."""
    now = said(done, "A sentence with its value.", "value", modality="occurred")
    return word_timing(change(kind, now, earlier(promised)), WORDS)


@pytest.mark.parametrize(
    ("promised", "done", "expected"),
    [
        (span(*SEPTEMBER, "by"), span("2026-09-20"), "in time"),
        (span(*SEPTEMBER, "by"), span("2026-09-30"), "in time"),
        (span(*SEPTEMBER, "by"), span("2026-10-01"), "1 day late"),
        (span(*SEPTEMBER, "by"), span("2026-08-22"), "10 days early"),
        (span(*SEPTEMBER), span(*SEPTEMBER), "in time"),
        (span(*SEPTEMBER), span("2026-10-01", "2026-10-31"), "late"),
        (span(*SEPTEMBER), span("2026-08-01", "2026-08-31"), "early"),
        (span("2026-09-15"), span("2026-09-18"), "3 days late"),
        (span(*SEPTEMBER, "before"), span("2026-08-31"), "in time"),
        (span(*SEPTEMBER, "before"), span("2026-09-01"), "1 day late"),
        (span(*SEPTEMBER, "before"), span("2026-01-01"), "in time"),
        (span(*SEPTEMBER, "after"), span("2026-10-01"), "in time"),
        (span(*SEPTEMBER, "after"), span("2026-09-30"), "1 day early"),
        (span(*SEPTEMBER, "from"), span("2026-09-01"), "in time"),
    ],
)
def test_days_tell_early_late_or_in_time(promised, done, expected):
    """A promise is kept from its first day to its last, and days are counted where one day is reported."""
    assert expected == timing(done, promised)


@pytest.mark.parametrize(
    ("promised", "done"),
    [
        (span(*SEPTEMBER), span("2026-09-20", "2026-10-10")),
        (span(*SEPTEMBER, approx=True), span("2026-10-10")),
        (span(*SEPTEMBER), span("2026-10-10", suspect=True)),
        (FigureValue(500, 500), FigureValue(500, 500)),
    ],
)
def test_where_days_do_not_tell_nothing_is_told(promised, done):
    """A span on both sides of the last day, "about", doubtful words and figures are neither early nor late."""
    assert "" == timing(done, promised)


def test_only_what_is_reported_done_is_early_or_late():
    """Another kind of change has no timing, and neither has what nobody promised."""
    alone = change("occurred", said(span(*SEPTEMBER), "A sentence with its value.", "value"))

    assert ("", "") == (timing(span("2026-10-10"), span(*SEPTEMBER), "changed"), word_timing(alone, WORDS))
