from __future__ import annotations

from typing import get_args

import pytest
from watched_sources import bad, gone, good, refused, resting

from monitor.health import Observation, observe
from monitor.records import FeedProblem, FetchProblem

WELL = (Observation("access"), Observation("gone"), Observation("silent"))


@pytest.mark.parametrize("report", [good(), good(outcome="unchanged", seen=0, fresh=0)])
def test_a_good_poll_shows_that_the_outlet_answers_and_lists_something(report):
    """A list that came, or is as it was, is well in every respect that a poll can show."""
    assert observe(report) == WELL


@pytest.mark.parametrize("report", [resting(), bad("resting")])
def test_no_poll_shows_nothing(report):
    """A source that is not due, or whose host asked for a pause, is neither ill nor well."""
    assert observe(report) == ()


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_refusal_is_told_from_a_failure(status):
    """The statuses by which a server turns a client away are a block."""
    (seen,) = observe(refused(status))

    assert (seen.concern, seen.ailment) == ("access", "blocked")


@pytest.mark.parametrize("status", [400, 404, 418, 500, 503])
def test_other_statuses_are_failures(status):
    """A server that is broken, or does not know the address, does not refuse the monitor."""
    (seen,) = observe(refused(status))

    assert (seen.concern, seen.ailment) == ("access", "failing")


@pytest.mark.parametrize("problem", [*get_args(FetchProblem), *get_args(FeedProblem)])
def test_every_problem_is_of_one_kind(problem):
    """No kind of failure is overlooked: each is a named ailment, but for the pause that a host asked for."""
    expected = {"robots": "blocked", "challenge": "challenge", "no_items": "silent", "resting": None}

    ailments = [one.ailment for one in observe(bad(problem)) if one.ailment]

    assert ailments == [one for one in [expected.get(problem, "failing")] if one]


def test_an_empty_list_shows_that_the_outlet_answers():
    """What lists nothing is silent, and neither failing nor gone."""
    access, there, silent = observe(bad("no_items"))

    assert (access, there, silent.ailment) == (Observation("access"), Observation("gone"), "silent")


def test_a_source_that_is_gone_says_nothing_of_access():
    """That every route answers 410 is one ailment of its own."""
    assert observe(gone()) == (Observation("gone", "gone", "every route is gone (410)"),)


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("connect: no way", "connect: no way"),
        ("no way", "connect: no way"),
        ("", "connect"),
    ],
)
def test_the_kind_of_failure_stands_in_the_detail_once(detail, expected):
    """The operator reads what kind of failure it was, whether the report's words say so or not."""
    (seen,) = observe(bad("connect", detail=detail))

    assert seen.detail == expected
