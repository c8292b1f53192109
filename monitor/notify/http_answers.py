"""What an HTTP answer means for a message: sent, to be tried again (when), or given up, and whom it is about.

Shared by all that post: Slack, webhooks, the heartbeat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from monitor.headers import retry_after_seconds
from monitor.notify.excerpts import shorten
from monitor.notify.redaction import Redaction
from monitor.notify.sendable import make_sendable_line
from monitor.records import FetchProblem, FetchResult, SendAnswer, SendOutcome, SendScope

DEFAULT_WAIT_SECONDS = 30.0
"""Waited after a 429 that does not say how long. A judgement: Slack allows one message a second."""

MAX_WAIT_SECONDS = 3600.0
"""No wait is longer, whatever was asked for: an alert that is an hour late is worth a refused attempt. Judgement."""

_MAX_REASON_UNITS = 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message, and whether others of the channel would fare the same."""

    outcome: SendOutcome
    scope: SendScope


SENT = Verdict("sent", "channel")
MAY_PASS = Verdict("retry_later", "channel")
"""The provider, or the way to it, is unwell: every message would fare the same for the moment."""

DOUBTFUL = Verdict("retry_later", "message")
"""Nobody knows what is meant: worth another try, and no reason to hold the other messages back."""

TO_BE_MENDED = Verdict("give_up", "channel")
"""Somebody must mend the address, the key or the rights: no message gets through until then."""

REFUSED = Verdict("give_up", "message")
"""It is this message that is refused; others may be taken."""

# What falls out of the rule of its hundred (RFC 9110, 15; RFC 6585; RFC 4918): a 4xx is about the message.
_STATUSES: Mapping[int, Verdict] = {
    HTTPStatus.UNAUTHORIZED: TO_BE_MENDED,  # the key
    HTTPStatus.PAYMENT_REQUIRED: TO_BE_MENDED,
    HTTPStatus.FORBIDDEN: TO_BE_MENDED,  # the rights; of Slack: action_prohibited
    HTTPStatus.NOT_FOUND: TO_BE_MENDED,  # the address; of Slack: no_service, channel_not_found
    HTTPStatus.METHOD_NOT_ALLOWED: TO_BE_MENDED,  # no address for posting
    HTTPStatus.NOT_ACCEPTABLE: TO_BE_MENDED,  # the form of the answer, which is the same for all messages
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED: TO_BE_MENDED,
    HTTPStatus.REQUEST_TIMEOUT: MAY_PASS,
    HTTPStatus.GONE: TO_BE_MENDED,  # the address; of Slack: channel_is_archived
    HTTPStatus.LENGTH_REQUIRED: TO_BE_MENDED,  # what stands between here and there does not speak HTTP/1.1
    HTTPStatus.REQUEST_URI_TOO_LONG: TO_BE_MENDED,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: TO_BE_MENDED,  # it takes no JSON
    HTTPStatus.EXPECTATION_FAILED: TO_BE_MENDED,
    HTTPStatus.MISDIRECTED_REQUEST: MAY_PASS,  # another connection may reach the right server
    HTTPStatus.LOCKED: MAY_PASS,
    HTTPStatus.TOO_EARLY: MAY_PASS,
    HTTPStatus.UPGRADE_REQUIRED: TO_BE_MENDED,
    HTTPStatus.PRECONDITION_REQUIRED: TO_BE_MENDED,
    HTTPStatus.TOO_MANY_REQUESTS: MAY_PASS,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: TO_BE_MENDED,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: TO_BE_MENDED,
    HTTPStatus.NOT_IMPLEMENTED: TO_BE_MENDED,  # it knows no posting
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: TO_BE_MENDED,
    HTTPStatus.NOT_EXTENDED: TO_BE_MENDED,
}

# 1xx is no final answer; a redirect is not followed, so the address is to be mended; 5xx is the server's own trouble.
_HUNDREDS: Mapping[int, Verdict] = {1: MAY_PASS, 2: SENT, 3: TO_BE_MENDED, 4: REFUSED, 5: MAY_PASS}

_PROBLEMS: Mapping[FetchProblem, Verdict] = {
    "bad_url": TO_BE_MENDED,
    "robots": TO_BE_MENDED,
    "redirect_loop": TO_BE_MENDED,
    # A name server that is out of order names forbidden addresses too, and certificates are renewed: both may pass.
    "forbidden_address": MAY_PASS,
    "tls": MAY_PASS,
    "connect": MAY_PASS,
    "timeout": MAY_PASS,
    "too_slow": MAY_PASS,
    "protocol": MAY_PASS,
    "too_large": MAY_PASS,
    "bad_encoding": MAY_PASS,
    "http_status": MAY_PASS,
    "resting": MAY_PASS,
}


def judge_status(status: int) -> Verdict:
    """What an HTTP status means, of all from 100 to 599; one that is none of these may pass."""
    return _STATUSES.get(status) or _HUNDREDS.get(status // 100, MAY_PASS)


def judge_problem(problem: FetchProblem | None) -> Verdict:
    """What it means that no answer came. The message may have arrived all the same: trying again is the one repeat."""
    return MAY_PASS if problem is None else _PROBLEMS[problem]


def judge_result(result: FetchResult) -> Verdict:
    """What the result of a posting means by its status, and without one by its problem."""
    return judge_problem(result.problem) if result.status is None else judge_status(result.status)


def answer_result(service: str, result: FetchResult, now: datetime, redaction: Redaction) -> SendAnswer:
    """The answer that a posting's result gives at the moment ``now``; ``service`` is what it is called to people.

    The provider's own words stand in the reason, on one line of at most 300 units; no secret of ``redaction`` does.
    """
    verdict = judge_result(result)
    if result.status is None:
        words = f"{service} gave no answer ({result.problem or 'unknown problem'})"
        return answer_verdict(verdict, words, result, now, said=redaction.hide(result.detail))
    if verdict.outcome == "sent":
        return answer_acceptance(service, result)
    said = redaction.hide(result.body.decode("utf-8", "replace")).strip() or "no words"
    return answer_verdict(verdict, f"{service} answered {result.status}", result, now, said=said)


def answer_acceptance(service: str, result: FetchResult) -> SendAnswer:
    """The answer for a status of 2xx, which counts whatever became of the body on its way; the reason tells of that.

    Sent again, the message would arrive again, for as long as bodies break.
    """
    broken = f", but its answer could not be read ({result.problem})" if result.problem is not None else ""
    return SendAnswer("sent", f"accepted by {service}{broken}", status=result.status)


def answer_verdict(verdict: Verdict, words: str, result: FetchResult, now: datetime, *, said: str) -> SendAnswer:
    """An answer of that verdict: ``words``, then what the provider ``said``, which must hold no secret any more."""
    reason = shorten(make_sendable_line(f"{words}: {said}"), _MAX_REASON_UNITS)
    wait = wait_seconds(result, now) if verdict.outcome == "retry_later" else None
    return SendAnswer(verdict.outcome, reason, wait, verdict.scope, result.status)


def wait_seconds(result: FetchResult, now: datetime) -> float | None:
    """How long the provider asks to be left alone; after a 429 that says nothing of use, ``DEFAULT_WAIT_SECONDS``."""
    asked = read_retry_after(result.retry_after, now)
    return DEFAULT_WAIT_SECONDS if asked is None and result.status == HTTPStatus.TOO_MANY_REQUESTS else asked


def read_retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for at ``now``, at most ``MAX_WAIT_SECONDS``.

    None where it asks for nothing that can be understood (``monitor.headers``).
    """
    asked = retry_after_seconds(header, now)
    return None if asked is None else min(asked, MAX_WAIT_SECONDS)
