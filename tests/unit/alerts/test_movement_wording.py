from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from alert_records import change, earlier, said

from monitor.alerts.wording.movement import Moved, word_movement
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import DateValue, FigureValue, Size

WORDS = load_vocabulary()


def span(start: str, end: str, rel: str = "in") -> DateValue:
    """A date of ISO days."""
    return DateValue(date.fromisoformat(start), date.fromisoformat(end), rel)


def moved(new, old, modality: str = "planned") -> Moved:
    """The movement from an old value to a new one, as worded."""
    now = said(new, "A sentence with its value.", "value", modality=modality)
    return word_movement(change("changed", now, earlier(old)), WORDS)


@pytest.mark.parametrize(
    ("old", "new", "brief", "whole"),
    [
        (
            span("2026-09-01", "2026-09-30"),
            span("2026-12-01", "2026-12-31"),
            "slipped by 3 months",
            "slipped by 3 months (92 days later)",
        ),
        (
            span("2026-12-01", "2026-12-31"),
            span("2026-11-01", "2026-11-30"),
            "brought forward by 1 month",
            "brought forward by 1 month (31 days earlier)",
        ),
        (
            span("2026-01-01", "2026-12-31"),
            span("2027-01-01", "2027-12-31"),
            "slipped by 1 year",
            "slipped by 1 year (365 days later)",
        ),
        (
            span("2026-09-15", "2026-09-15"),
            span("2028-09-15", "2028-09-15"),
            "slipped by 2 years",
            "slipped by 2 years (731 days later)",
        ),
        (
            span("2026-09-30", "2026-09-30"),
            span("2026-12-30", "2026-12-30"),
            "slipped by 3 months",
            "slipped by 3 months (91 days later)",
        ),
        (span("2026-09-15", "2026-09-15"), span("2026-09-16", "2026-09-16"), "slipped by 1 day", "slipped by 1 day"),
        (
            span("2026-09-01", "2026-09-30"),
            span("2026-10-15", "2026-10-15"),
            "slipped by 15 days",
            "slipped by 15 days",
        ),
        (
            span("2026-09-01", "2026-09-30"),
            span("2026-01-01", "2026-06-30"),
            "brought forward by 92 days",
            "brought forward by 92 days",
        ),
    ],
)
def test_a_date_moves_by_months_where_both_have_the_same_shape_else_by_days(old, new, brief, whole):
    """Months are told only between like spans, with the days beside them; a mixed pair is told in days."""
    assert moved(new, old) == Moved(brief, whole)


def test_what_is_done_does_not_slip():
    """A date reported as done is later or earlier than the known one, nothing more."""
    new, old = span("2026-12-01", "2026-12-31"), span("2026-09-01", "2026-09-30")

    assert moved(new, old, "occurred") == Moved("3 months later", "3 months later (92 days later)")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FigureValue(2500, 2500), FigureValue(2000, 2000), "down 500 (−20 %)"),
        (FigureValue(2000, 2000), FigureValue(2500, 2500), "up 500 (+25 %)"),
        (FigureValue(2500, 2500), FigureValue(2000, 2000, approx=True), "down about 500 (−20 %)"),
        (FigureValue(2500, 2500), FigureValue(None, 500), "down at least 2,000 (−80 %)"),
        (FigureValue(None, 500), FigureValue(900, 900), "up at least 400 (+80 %)"),
        (FigureValue(2500, None), FigureValue(2000, 2000), "down at least 500 (−20 %)"),
        (FigureValue(500, None), FigureValue(900, 900), "up about 400 (+80 %)"),
        (FigureValue(1000, 2000), FigureValue(3000, 3000), "up about 1,500 (+100 %)"),
        (FigureValue(0, 0), FigureValue(60, 60), "up 60"),
        (FigureValue(2000, 2000), FigureValue(1999, 1999), "down 1 (−0.1 %)"),
    ],
)
def test_a_figure_moves_by_a_count_and_a_percentage(old, new, expected):
    """The step is bare between exact figures, "about" or "at least" where a bound or an "about" leaves it open."""
    assert moved(new, old) == Moved(expected, expected)


def test_a_direction_without_a_size_is_still_told():
    """Where the ledger could not measure the step, the way it goes is said alone."""
    now = said(span("2026-12-01", "2026-12-31"), "A sentence with its value.", "value")
    unmeasured = replace(change("changed", now, earlier(span("2026-09-01", "2026-09-30"))), size=None)

    assert word_movement(unmeasured, WORDS) == Moved("slipped", "slipped")


def test_a_change_that_is_no_step_is_called_changed():
    """From "by September" to "after September" nothing is measured, and nothing is claimed to be."""
    month = ("2026-09-01", "2026-09-30")

    assert moved(span(*month, "after"), span(*month, "by")) == Moved("changed", "")


@pytest.mark.parametrize(
    ("kind", "brief"),
    [
        ("new", "first claim"),
        ("refined", "narrowed"),
        ("denied", "denied"),
        ("lead_moved", "now from independent sources"),
        ("overdue", "overdue"),
    ],
)
def test_only_steps_are_measured(kind, brief):
    """A first claim, a refinement, a denial and the like carry their kind and no amount, whatever was measured."""
    now = said(span("2026-09-15", "2026-09-15"), "A sentence with its value.", "value")
    told = replace(change(kind, now, earlier(span("2026-09-01", "2026-09-30"))), direction="later", size=Size(days=3))

    assert word_movement(told, WORDS) == Moved(brief, "")


@pytest.mark.parametrize(
    ("kind", "part", "modality", "expected"),
    [
        ("source_reversed", None, "planned", "slipped by 1 month"),
        ("revised", "value", "planned", "slipped by 1 month"),
        ("revised", "speaker", "planned", "edited, another source"),
        ("revised", "modality", "planned", "edited, put otherwise"),
        ("revised", "gone", "planned", "no longer in the article"),
        ("source_reversed", None, "denied", "the same source said otherwise before"),
    ],
)
def test_a_reversal_and_an_edited_value_are_steps_too(kind, part, modality, expected):
    """What a speaker or an article says instead of its former value is measured; a denial has gone nowhere."""
    now = said(span("2026-10-01", "2026-10-31"), "A sentence with its value.", "value", modality=modality)

    step = word_movement(change(kind, now, earlier(span("2026-09-01", "2026-09-30")), part=part), WORDS)

    assert expected == step.brief
