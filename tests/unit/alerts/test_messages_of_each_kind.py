"""Whole messages of reversals, edits, promises and contradictions, beside the readable texts in ``expected/``."""

from __future__ import annotations

from pathlib import Path

import pytest
from alert_stories import STORIES_OF_EACH_KIND

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("name", STORIES_OF_EACH_KIND)
def test_the_plain_message_reads_as_expected(name):
    """What is told of an edit, a reversal, a promise or a contradiction can be read without opening the article."""
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")

    assert expected == STORIES_OF_EACH_KIND[name]().text + "\n"


@pytest.mark.parametrize("name", ["two_values_in_arabic", "claim_gone"])
def test_the_html_message_reads_as_expected(name):
    """The HTML layout tells the same lines, each in its own direction."""
    expected = (EXPECTED / f"{name}.html").read_text(encoding="utf-8")

    assert expected == STORIES_OF_EACH_KIND[name]().html + "\n"


@pytest.mark.parametrize("name", STORIES_OF_EACH_KIND)
def test_the_first_line_is_the_subject_and_the_lead_a_sentence(name):
    """A phone shows the whole news in one line, and every kind has a sentence that tells it with its sources."""
    worded = STORIES_OF_EACH_KIND[name]()

    assert worded.subject == worded.text.splitlines()[0]
    assert len(worded.subject) <= 140
    assert worded.lead.endswith(".")
    assert len(worded.items) == 1
