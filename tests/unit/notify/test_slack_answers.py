from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.notify.slack.answers import answer_result, outcome_of_status, read_retry_after
from monitor.records import FetchResult

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
WEBHOOK = "https://hooks.slack.example/services/T0INVENTED/B0INVENTED/token-0123456789"


def expected_outcome(status: int) -> str:
    """The table of api.slack.com/messaging/webhooks, in the plainest form."""
    if 200 <= status <= 299:
        return "sent"
    if status in {408, 429}:
        return "retry_later"
    return "give_up" if 300 <= status <= 499 else "retry_later"


@pytest.mark.parametrize("status", range(100, 600))
def test_every_status_has_its_outcome(status):
    """2xx is sent; 408, 429, 5xx and what is no final answer may pass; every other one stays until it is mended."""
    assert outcome_of_status(status) == expected_outcome(status)


def test_no_status_is_tried_again():
    """Where no answer came, the next attempt may bring one."""
    assert outcome_of_status(None) == "retry_later"


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("connect", "retry_later"),
        ("tls", "retry_later"),
        ("timeout", "retry_later"),
        ("protocol", "retry_later"),
        ("too_large", "retry_later"),
        ("bad_url", "give_up"),
        ("forbidden_address", "retry_later"),
    ],
)
def test_a_failing_network_is_tried_again_and_a_bad_address_is_not(problem, expected):
    """What went wrong before any answer decides; the reason names it."""
    result = FetchResult(WEBHOOK, WEBHOOK, problem=problem, detail=f"{WEBHOOK} went wrong")

    answer = answer_result(result, WEBHOOK, NOW)

    assert answer.outcome == expected
    assert answer.reason == f"Slack gave no answer ({problem}): *** went wrong"


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
        ("Mon, 09 Mar 2026 06:04:00 GMT", None),
        ("Mon, 99 Mar 2026 06:04:00 GMT", None),
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
    assert read_retry_after(header, NOW) == expected


@pytest.mark.parametrize(
    ("status", "header", "expected"),
    [(429, "3", 3.0), (429, "abc", 30.0), (429, None, 30.0), (503, "3", 3.0), (503, None, None), (403, "3", None)],
)
def test_the_wait_is_what_slack_asks_for(status, header, expected):
    """After a 429 there is always a wait; after another passing fault only where one was asked for."""
    result = FetchResult(WEBHOOK, WEBHOOK, status=status, retry_after=header)

    assert answer_result(result, WEBHOOK, NOW).retry_after_seconds == expected


def test_slacks_own_words_stand_in_the_reason_and_the_address_does_not():
    """The operator reads what Slack said; the token is taken out even where the server repeats it."""
    words = f"channel_not_found for {WEBHOOK} and /services/T0INVENTED/B0INVENTED/token-0123456789\nT0INVENTED"
    result = FetchResult(WEBHOOK, WEBHOOK, status=404, body=words.encode() + b"\xff")

    answer = answer_result(result, WEBHOOK, NOW)

    assert answer.outcome == "give_up"
    assert answer.reason == "Slack answered 404: channel_not_found for *** and *** ***\ufffd"


def test_a_long_answer_is_cut():
    """A page of HTML in place of an answer does not fill the log."""
    result = FetchResult(WEBHOOK, WEBHOOK, status=502, body=b"<html>" * 10_000)

    assert len(answer_result(result, WEBHOOK, NOW).reason) == 300
