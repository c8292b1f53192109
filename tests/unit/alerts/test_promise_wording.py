"""Promised days in words, for a calendar."""

from __future__ import annotations

from typing import get_args

import pytest
from alert_records import TOPIC, slip

from monitor.alerts import word_also_claimed, word_promise
from monitor.records import Lang, Stage


@pytest.mark.parametrize("lang", get_args(Lang))
def test_each_stage_has_a_line_of_its_own(lang):
    """How far a promise is can be told from its line alone, in every language."""
    lines = {word_promise(slip().said, stage, TOPIC, "Asia/Baghdad", lang)[0] for stage in get_args(Stage)}

    assert len(get_args(Stage)) == len(lines)


def test_line_says_what_and_when_and_below_stands_who_said_it():
    """The line names the claim and its value; below stand its source and its sentence, word for word."""
    said = slip().said
    line, below = word_promise(said, "planned", TOPIC, "Asia/Baghdad")

    assert line.startswith("Departure of the fleet, Old Harbour: ")
    assert said.outlet in below
    assert said.claim.quote.strip() in below


def test_promise_beside_the_leading_one_says_so():
    """A date that others claim is told from the one that leads."""
    assert "Departure: May (also claimed)" == word_also_claimed("Departure: May")
