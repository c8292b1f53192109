from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from monitor.notify.http_answers import answer_result, judge_problem, judge_status, read_retry_after
from monitor.notify.redaction import Redaction
from monitor.records import FetchProblem, FetchResult

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
ADDRESS = "https://desk.example/hooks/T0INVENTED/token-0123456789"
LASTING_HERE = {401, 402, 403, 404, 405, 406, 407, 410, 411, 414, 415, 417, 426, 428, 431, 451, 501, 505, 510}
PASSING = {408, 421, 423, 425, 429}


def expected_verdict(status: int) -> tuple[str, str]:
    """The table in its plainest form."""
    if 200 <= status <= 299:
        return "sent", "channel"
    if status in LASTING_HERE or 300 <= status <= 399:
        return "give_up", "channel"
    return ("give_up", "message") if 400 <= status <= 499 and status not in PASSING else ("retry_later", "channel")


def answer(**parts):
    """The answer to a posting's result."""
    return answer_result("the webhook", FetchResult(ADDRESS, ADDRESS, **parts), NOW, Redaction(ADDRESS))


@pytest.mark.parametrize("status", range(100, 600))
def test_every_status_has_its_verdict(status):
    """2xx is sent; what may pass is tried again; what must be mended concerns all messages, the rest only this one."""
    verdict = judge_status(status)

    assert expected_verdict(status) == (verdict.outcome, verdict.scope)


@pytest.mark.parametrize("status", [0, 99, 600, 999])
def test_a_status_that_is_none_is_tried_again(status):
    """What no server may answer proves nothing."""
    assert "retry_later" == judge_status(status).outcome


@pytest.mark.parametrize("problem", [*get_args(FetchProblem), None])
def test_every_way_of_getting_no_answer_has_its_verdict(problem):
    """A bad address stays bad until somebody mends it; everything else may pass; all of it concerns the channel."""
    outcome = "give_up" if problem in {"bad_url", "robots", "redirect_loop"} else "retry_later"

    verdict = judge_problem(problem)

    assert (outcome, "channel") == (verdict.outcome, verdict.scope)


def test_no_answer_is_told_with_its_problem():
    """The reason names what went wrong, and not the address."""
    assert (
        "the webhook gave no answer (timeout): *** was silent"
        == answer(problem="timeout", detail=f"{ADDRESS} was silent").reason
    )


def test_an_acceptance_is_told_with_its_status():
    """Any 2xx will do, whatever stands in the body."""
    taken = answer(status=204)

    assert ("sent", "accepted by the webhook", 204) == (taken.outcome, taken.reason, taken.status)


@pytest.mark.parametrize("status", [200, 202, 299])
@pytest.mark.parametrize("problem", ["too_large", "too_slow", "bad_encoding", "protocol"])
def test_an_acceptance_whose_body_cannot_be_read_is_one(status, problem):
    """The status came: the message was taken, and is not sent again; the reason says what was missing."""
    taken = answer(status=status, problem=problem, detail="it never ended")

    assert ("sent", status) == (taken.outcome, taken.status)
    assert f"accepted by the webhook, but its answer could not be read ({problem})" == taken.reason


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("1", 1.0),
        ("30", 30.0),
        (" 30 ", 30.0),
        ("0", 0.0),
        ("3600", 3600.0),
        ("7200", 3600.0),
        ("999999999", 3600.0),
        ("Mon, 09 Mar 2026 06:05:20 GMT", 20.0),
        ("Mon, 09 Mar 2026 09:05:20 +0300", 20.0),
        ("Mon, 09 Mar 2026 06:05:20", 20.0),
        ("Tue, 10 Mar 2026 06:05:00 GMT", 3600.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600.0),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
        ("Mon, 09 Mar 2026 06:04:00 GMT", None),
        ("Mon, 99 Mar 2026 06:04:00 GMT", None),
        ("1" + "0" * 30, None),
        ("9" * 400, None),
        ("-5", None),
        ("1e3", None),
        ("nan", None),
        ("٣٠", None),
        ("abc", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(header, expected):
    """A whole number or an HTTP date to come, at most an hour; everything else says nothing."""
    assert expected == read_retry_after(header, NOW)


@pytest.mark.parametrize(
    ("status", "header", "expected"),
    [
        (429, "3", 3.0),
        (429, "abc", 30.0),
        (429, "-5", 30.0),
        (429, None, 30.0),
        (503, "3", 3.0),
        (503, None, None),
        (403, "3", None),
    ],
)
def test_the_wait_is_what_the_provider_asks_for(status, header, expected):
    """After a 429 there is always a wait; after another passing fault only where one was asked for."""
    assert expected == answer(status=status, retry_after=header).retry_after_seconds


def test_a_long_answer_is_cut():
    """A page of HTML in place of an answer does not fill the log."""
    assert 300 == len(answer(status=502, body=b"<html>" * 10_000).reason)


def test_an_answer_without_words_says_so():
    """An operator reads that nothing was said."""
    assert "the webhook answered 500: no words" == answer(status=500, body=b" \n").reason
