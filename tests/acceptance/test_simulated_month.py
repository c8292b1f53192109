"""A simulated month through the real cycle: what is told of it, held against the truth."""

from __future__ import annotations

import pytest
from month_run import judge_month, run_month
from simulated_month import make_month

MOST_NEEDLESS = 2
"""Alerts in a month that tell nothing new: the demand on the product, not what it does today."""


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_month_of_news_tells_each_true_change_once_and_next_to_nothing_else(seed, tmp_path):
    """Of 400 articles by 40 outlets, each of the twelve true changes is told once, by the article that brought it.

    Restatements, copies, edits that do not matter, late articles, background and second addresses tell nothing.
    """
    month = make_month(seed)

    told = await run_month(month, tmp_path)
    verdict = judge_month(month, told)

    assert 12 == len(month.truths)
    assert () == verdict.lost, "\n".join(verdict.lost)
    assert () == verdict.twice, "\n".join(verdict.twice)
    assert MOST_NEEDLESS >= len(verdict.needless), "\n".join(verdict.needless)
    assert len(told.alerts) == told.messages


def test_a_month_is_what_it_says():
    """Forty outlets, 400 articles on the topic of which nine in ten restate, 60 copies, 25 edited articles."""
    month = make_month()
    roles = [item.role for item in month.items if item.role not in {"off topic", "other address"}]
    edited = {revision.url for revision in month.revisions}

    assert (40, 27, 400, 60, 25) == (
        len(month.outlets),
        sum(outlet.lang == "en" for outlet in month.outlets),
        len(roles),
        roles.count("copy") + roles.count("citing"),
        len(edited),
    )
    assert 0.9 <= 1 - (roles.count("news") + roles.count("edited into news")) / len(roles)


def test_the_same_seed_makes_the_same_month():
    """Two makings of a month agree in every word and moment, and another seed makes another."""
    assert make_month(5).items == make_month(5).items
    assert make_month(5).items != make_month(6).items
