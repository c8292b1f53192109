from __future__ import annotations

from datetime import date

import pytest
from alert_records import BY_SEPTEMBER, said
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.wording.values import word_claim, word_claim_beside, word_claim_briefly, word_value
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import DateValue, FigureValue

WORDS = load_vocabulary()


def span(start: str, end: str, rel: str = "in", **flags: bool) -> DateValue:
    """A date of ISO days."""
    return DateValue(date.fromisoformat(start), date.fromisoformat(end), rel, **flags)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (span("2026-09-01", "2026-09-30"), "September 2026"),
        (span("2026-09-01", "2026-09-30", "by"), "by September 2026"),
        (span("2026-09-15", "2026-09-15"), "15 September 2026"),
        (span("2026-09-21", "2026-09-30"), "late September 2026"),
        (span("2028-02-11", "2028-02-20"), "mid-February 2028"),
        (span("2026-09-01", "2026-09-10", "before"), "before early September 2026"),
        (span("2026-09-01", "2026-09-15"), "first half of September 2026"),
        (span("2028-02-16", "2028-02-29"), "second half of February 2028"),
        (span("2026-09-12", "2026-09-15", "by"), "by 12–15 September 2026"),
        (span("2026-06-01", "2026-07-31"), "June–July 2026"),
        (span("2028-02-01", "2028-02-29"), "February 2028"),
        (span("2026-02-01", "2026-02-27"), "1–27 February 2026"),
        (span("2026-01-01", "2026-12-31", "before"), "before 2026"),
        (span("2026-01-01", "2027-12-31"), "2026–2027"),
        (span("2026-11-01", "2027-01-31"), "November 2026 – January 2027"),
        (span("2026-09-28", "2026-10-04"), "28 September – 4 October 2026"),
        (span("2026-12-28", "2027-01-03"), "28 December 2026 – 3 January 2027"),
        (span("2026-10-01", "2026-10-01", "from"), "from 1 October 2026 on"),
        (span("2026-09-01", "2026-09-30", "after"), "after September 2026"),
        (span("2026-09-15", "2026-09-15", "by", approx=True), "by about 15 September 2026"),
    ],
)
def test_dates_are_written_as_people_write_them(value, expected):
    """A span is named by the largest calendar unit that it fills, with its relation before it."""
    assert word_value(value, WORDS) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (FigureValue(2500, 2500), "2,500 troops"),
        (FigureValue(2000, 2000, approx=True), "about 2,000 troops"),
        (FigureValue(None, 500), "fewer than 500 troops"),
        (FigureValue(2500, None), "more than 2,500 troops"),
        (FigureValue(None, 500, approx=True), "fewer than about 500 troops"),
        (FigureValue(2000, 2500), "2,000 to 2,500 troops"),
        (FigureValue(2000, 2500, approx=True), "about 2,000 to 2,500 troops"),
        (FigureValue(20, 99, approx=True), "dozens of troops"),
        (FigureValue(200, 999, approx=True), "hundreds of troops"),
        (FigureValue(2000, 9999, approx=True), "thousands of troops"),
        (FigureValue(200, 999), "200 to 999 troops"),
        (FigureValue(1, 1), "1 soldier"),
        (FigureValue(1, 1, unit="vehicles"), "1 vehicle"),
        (FigureValue(60, 60, unit="supply_boats"), "60 supply boats"),
        (FigureValue(2.5, 2.5, unit="percent"), "2.5 percent"),
        (FigureValue(1_000_000, 1_000_000), "1,000,000 troops"),
    ],
)
def test_figures_are_written_as_people_write_them(value, expected):
    """Bounds, approximation and vague words come back as an article would put them."""
    assert word_value(value, WORDS) == expected


@pytest.mark.parametrize(
    ("modality", "whole", "brief"),
    [
        ("planned", "by September 2026 (planned)", "by September 2026"),
        ("denied", "by September 2026 (denied)", "by September 2026"),
        ("occurred", "by September 2026 (reported as done)", "by September 2026 (reported as done)"),
        ("uncertain", "by September 2026 (uncertain)", "by September 2026 (uncertain)"),
        ("postponed", "by September 2026 (said to be put off)", "by September 2026 (said to be put off)"),
    ],
)
def test_the_way_the_article_puts_it_is_told(modality, whole, brief):
    """Every modality stands beside its value; a first line leaves out what goes without saying there."""
    claim = said(BY_SEPTEMBER, "Gone by September.", "by September", modality=modality).claim

    assert (word_claim(claim, WORDS), word_claim_briefly(claim, WORDS)) == (whole, brief)


def test_a_figure_stated_as_fact_is_the_usual_one():
    """A first line says of a figure that it is planned, and not that it is stated as a fact."""
    planned, stated = (
        said(FigureValue(500, 500), "Some 500.", "500", modality=modality).claim for modality in ("planned", "occurred")
    )

    assert word_claim_briefly(planned, WORDS) == "500 troops (planned)"
    assert word_claim_briefly(stated, WORDS) == "500 troops"


def test_a_suspect_value_says_why_it_is_suspect():
    """Where the words contradict the article's own calendar, the reader is told so next to the value."""
    claim = said(span("2025-01-01", "2025-12-31", suspect=True), "Next year, 2025.", "2025").claim

    assert word_claim(claim, WORDS) == "2025, but the article's words contradict its own calendar (planned)"
    assert word_claim_briefly(claim, WORDS) == "2025, suspect"


@given(
    start=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 1500),
    rel=st.sampled_from(["in", "by", "before", "after", "from"]),
)
def test_every_span_is_named_with_its_years(start, days, rel):
    """No span of days is left without words, and both its years can be read from them."""
    value = DateValue(start, date.fromordinal(start.toordinal() + days), rel)

    worded = word_value(value, WORDS)

    assert {str(value.start.year), str(value.end.year)} <= {
        part.strip("–") for part in worded.replace("–", " ").split()
    }


@given(low=st.integers(0, 10**7), high=st.integers(0, 10**7), approx=st.booleans())
def test_two_figures_with_different_bounds_read_differently(low, high, approx):
    """The words of a figure keep its bounds: nothing is rounded away."""
    one, other = FigureValue(low, None, approx=approx), FigureValue(high, None, approx=approx)

    assert (word_value(one, WORDS) == word_value(other, WORDS)) == (low == high)


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        (span("2026-09-01", "2026-09-30", "by"), span("2026-12-01", "2026-12-31", "by"), "by September"),
        (span("2026-09-15", "2026-09-15"), span("2026-09-01", "2026-09-30", "by"), "15 September"),
        (span("2025-09-01", "2025-09-30", "by"), span("2026-12-01", "2026-12-31", "by"), "by September 2025"),
        (span("2026-09-21", "2026-09-30"), span("2026-12-01", "2026-12-31"), "late September 2026"),
        (span("2026-09-01", "2026-09-30"), span("2026-01-01", "2026-12-31"), "September 2026"),
        (FigureValue(2500, 2500), FigureValue(2000, 2000, approx=True), "2,500"),
        (FigureValue(None, 500), FigureValue(1000, None), "fewer than 500"),
        (FigureValue(200, 999, approx=True), FigureValue(2500, 2500), "hundreds of troops"),
        (FigureValue(2500, 2500), FigureValue(20, 20, unit="vehicles"), "2,500 troops"),
    ],
)
def test_beside_another_value_nothing_is_told_twice(value, other, expected):
    """A first line that gives both leaves out of the older one the year or the unit that the newer one says."""
    before, now = (said(one, "A value.", "value", modality=usual(one)).claim for one in (value, other))

    assert word_claim_beside(before, now, WORDS) == expected


def test_beside_another_value_a_denial_still_says_so():
    """A line that gives two values does not say elsewhere that the older one was denied."""
    before, now = (said(BY_SEPTEMBER, "A value.", "value", modality=way).claim for way in ("denied", "planned"))

    assert word_claim_beside(before, now, WORDS) == "by September 2026 (denied)"


def usual(value: DateValue | FigureValue) -> str:
    """How articles mostly put such a value."""
    return "planned" if isinstance(value, DateValue) else "occurred"
