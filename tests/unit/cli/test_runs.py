"""The summary of a run, line by line."""

from __future__ import annotations

import pytest
from records_made import make_cycle

from monitor.cli.runs import report_lines
from monitor.records import SourceReport


def test_summary_of_a_run():
    """Sources aligned by name, the failed one with its detail, then the counts with every reason."""
    report = make_cycle(
        sources=(
            SourceReport("herald-en", "polled", seen=30, fresh=2),
            SourceReport("gazette-ar", "failed", detail="timeout: no whole answer"),
            SourceReport("post", "unchanged"),
            SourceReport("mirror", "not_due"),
        ),
        skipped={"off_topic": 2, "not_likely": 1},
        visits={"unchanged": 7, "substantive": 1},
    )

    assert [
        "herald-en   polled, 30 entries, 2 new or changed",
        "gazette-ar  FAILED: timeout: no whole answer",
        "post        unchanged",
        "mirror      not due",
        "sources: 4, 1 failed; 60.0 s",
        "articles read: 2; claims: 3; entries left out: 1 not_likely, 2 off_topic",
        "read again: 1 substantive, 7 unchanged",
        "alerts: 1; changes told: 1 new, 2 restated; deliveries: 1 sent",
    ] == list(report_lines(report))


def test_summary_of_a_quiet_run():
    """Where nothing is counted, each list says so."""
    report = make_cycle(sources=(), articles=0, claims=0, alerts=0, skipped={}, changes={}, sent={})

    assert [
        "sources: 0; 60.0 s",
        "articles read: 0; claims: 0; entries left out: none",
        "read again: none",
        "alerts: 0; changes told: none; deliveries: none",
    ] == list(report_lines(report))


@pytest.mark.parametrize(
    ("counts", "words"),
    [({"sent": 2, "owed": 1, "given_up": 1}, "1 given_up, 1 owed, 2 sent"), ({"sent": 0}, "none")],
)
def test_counts_of_a_summary(counts, words):
    """Counts stand in alphabetical order of their names; a zero is left out."""
    assert list(report_lines(make_cycle(sent=counts)))[-1].endswith(f"deliveries: {words}")
