from __future__ import annotations

from typing import get_args

import pytest
from watched_sources import bad, empty, gone, good, refused, rerouted, resting

from monitor.health import Observation, observe
from monitor.records import FeedProblem, FetchProblem

WELL = (Observation("access"), Observation("gone"), Observation("silent"), Observation("route"))


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


@pytest.mark.parametrize("report", [bad("no_items"), empty()])
def test_an_empty_list_shows_that_the_outlet_answers(report):
    """What lists nothing is silent, and neither failing nor gone."""
    access, there, silent = observe(report)[:3]

    assert (access, there, silent.ailment) == (Observation("access"), Observation("gone"), "silent")


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (empty(), "news-query"),
        (bad("no_items"), "news-query"),
        (empty(fallback="news-query"), "feed"),
        (rerouted("connect", "news-query", seen=0), "feed"),
        (rerouted("connect", "news-query", seen=0), "news-query"),
    ],
)
def test_a_news_query_without_results_shows_no_silence(report, kind):
    """That a search engine finds nothing says nothing of what the outlet lists."""
    assert "silent" not in {one.concern for one in observe(report, kind)}


def test_another_route_that_lists_nothing_is_silent():
    """The outlet's own list is empty, whichever it is."""
    silent = next(one for one in observe(rerouted(seen=0)) if one.concern == "silent")

    assert silent == Observation("silent", "silent")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (rerouted("connect", "news-query"), "failing"),
        (rerouted("robots", "news-query"), "blocked"),
        (rerouted("http_status", "news-query", status=403), "blocked"),
        (rerouted("challenge", "news-query"), "challenge"),
        (rerouted(None, "news-query", detail=""), "failing"),
        (rerouted("resting", "news-query"), None),
    ],
)
def test_where_only_a_news_query_serves_the_source_fares_as_its_preferred_route(report, expected):
    """Pages are not read: that is a trouble of access, which a pause alone is not, and its detail says so."""
    found = [one for one in observe(report) if one.concern == "access"]

    assert [one.ailment for one in found] == ([expected] if expected else [])
    assert all(one.detail.startswith("pages are only discovered, by a news query") for one in found)


@pytest.mark.parametrize("kind", ["feed", "sitemap", "section"])
def test_another_route_that_leads_to_pages_is_a_matter_of_its_own(kind):
    """The source answers and lists; only its preferred route fails."""
    found = observe(rerouted("connect", kind))

    detail = "connect: https://quay.example/feed.xml failed (connect: so it is); served by https://elsewhere.example/feed.xml"
    assert found == (*WELL[:3], Observation("route", "rerouted", detail))


def test_a_news_query_in_place_of_another_is_another_route():
    """A source that is only discovered anyway loses nothing."""
    found = observe(rerouted("connect", "news-query"), "news-query")

    assert found[-1].ailment == "rerouted"


def test_a_pause_of_the_preferred_route_shows_nothing_of_it():
    """Its host asked for it."""
    assert observe(rerouted("resting")) == WELL[:3]


def test_a_source_that_is_gone_says_nothing_of_access():
    """That every route answers 410 is one ailment of its own."""
    assert observe(gone()) == (Observation("gone", "gone", "every route is gone (410)"),)


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("no way", "connect: no way"),
        ("connect is refused", "connect: connect is refused"),
        ("", "connect"),
    ],
)
def test_the_kind_of_failure_stands_before_the_detail(detail, expected):
    """What kind of failure it was is kept, whatever the report's words begin with."""
    (seen,) = observe(bad("connect", detail=detail))

    assert seen.detail == expected


def test_what_is_said_of_another_route_is_no_reason():
    """While the preferred route waits for its next try, the report tells of the one that serves alone."""
    found = observe(rerouted("connect", detail="9 entries left out"))

    assert found[-1] == Observation("route", "rerouted", "connect")
