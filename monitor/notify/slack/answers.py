"""What Slack's answer means for the delivery: sent, to be tried again (when), or given up (why)."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from monitor.headers import retry_after_seconds
from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable_line
from monitor.records import FetchProblem, FetchResult, SendAnswer, SendOutcome

DEFAULT_WAIT_SECONDS = 30.0
"""Waited after a 429 that does not say how long. A judgement: Slack allows one message a second."""

MAX_WAIT_SECONDS = 3600.0
"""No wait is longer, whatever was asked for: an alert that is an hour late is worth a refused attempt."""

_MAX_WORDS_UNITS = 300
_SHORTEST_SECRET = 6
_LASTING_PROBLEMS: frozenset[FetchProblem] = frozenset({"bad_url", "robots"})


def outcome_of_status(status: int | None) -> SendOutcome:
    """What an HTTP status means; None is no answer at all.

    2xx is sent. 408, 429, 5xx, 1xx and no answer may pass. Redirections and every other 4xx stay as they are until
    somebody changes the webhook or the message: 400 invalid_payload, 403 action_prohibited, 404 channel_not_found, 410
    channel_is_archived. Source: api.slack.com/messaging/webhooks, "Handling errors".
    """
    if status is None or status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}:
        return "retry_later"
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return "sent"
    return "give_up" if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR else "retry_later"


def answer_result(result: FetchResult, webhook: str, now: datetime) -> SendAnswer:
    """The answer that a posting's result gives at the moment ``now``. No part of ``webhook`` stands in the reason."""
    outcome = outcome_of_status(result.status)
    if result.status is None:
        lasting = result.problem in _LASTING_PROBLEMS
        reason = f"Slack gave no answer ({result.problem or 'unknown problem'}): {result.detail}"
        return SendAnswer("give_up" if lasting else outcome, _reason(reason, webhook))
    if outcome == "sent":
        return SendAnswer("sent", "accepted by Slack")
    words = result.body.decode("utf-8", "replace").strip() or "no words"
    wait = _wait(result, now) if outcome == "retry_later" else None
    return SendAnswer(outcome, _reason(f"Slack answered {result.status}: {words}", webhook), wait)


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for at ``now``, at most ``MAX_WAIT_SECONDS``.

    None where it asks for nothing that can be understood (``monitor.headers``).
    """
    asked = retry_after_seconds(header, now)
    return None if asked is None else min(asked, MAX_WAIT_SECONDS)


def _wait(result: FetchResult, now: datetime) -> float | None:
    asked = read_retry_after(result.retry_after, now)
    return DEFAULT_WAIT_SECONDS if asked is None and result.status == HTTPStatus.TOO_MANY_REQUESTS else asked


def _reason(words: str, webhook: str) -> str:
    parts = urlsplit(webhook)
    secrets = [webhook, parts.path, *parts.path.split("/"), parts.query]
    plain = make_sendable_line(words)
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            plain = plain.replace(secret, "***")
    return shorten(plain, _MAX_WORDS_UNITS)
