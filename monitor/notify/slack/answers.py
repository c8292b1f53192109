"""What Slack's answer means for the delivery: sent, to be tried again (when), or given up (why)."""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from monitor.notify.http_answers import (
    DEFAULT_WAIT_SECONDS,
    DOUBTFUL,
    Verdict,
    answer_result,
    answer_verdict,
    judge_result,
)
from monitor.notify.redaction import Redaction
from monitor.notify.slack.refusals import NO_SUCH_THREAD, OF_THE_PLACE, RATE_LIMITED, REFUSALS, judge_refusal
from monitor.records import FetchResult, SendAnswer

_SLACK = "Slack"
_UNREADABLE = "an answer that is not its own"


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """What a method of Slack's API answered: whether it did as asked, and its word for why not.

    ``error`` is empty where it did, or where the body is none of Slack's; ``ts`` is what it calls the message.
    """

    did: bool
    error: str = ""
    ts: str = ""


def answer_webhook(result: FetchResult, now: datetime, redaction: Redaction) -> SendAnswer:
    """The answer that a posting to a webhook gives at the moment ``now``; by Slack's word where that is known.

    Whatever the status: a gate on the way may pass a refusal on as a 200, or answer with a page of its own, and then
    nobody was told.
    """
    if read_api_answer(result) is not None:
        return answer_api(result, now, redaction)
    answer = answer_result(_SLACK, result, now, redaction)
    words = result.body[:100].decode("utf-8", "replace").split()
    refusal = REFUSALS.get(words[0].rstrip(":")) if words else None
    # A 429 or 5xx is about the moment, whatever is said with it.
    if answer.outcome == "retry_later":
        return answer
    if answer.outcome == "sent" and (refusal is not None or _is_page(words)):
        said = _UNREADABLE if refusal is None else " ".join(words)
        return answer_verdict(refusal or DOUBTFUL, f"{_SLACK} answered {result.status}", result, now, said=said)
    if refusal is None:
        return answer
    wait = answer.retry_after_seconds if refusal.outcome == "retry_later" else None
    return replace(answer, outcome=refusal.outcome, scope=refusal.scope, retry_after_seconds=wait)


def _is_page(words: Sequence[str]) -> bool:
    return bool(words) and words[0].startswith("<")


def read_api_answer(result: FetchResult) -> ApiAnswer | None:
    """What Slack's API says in the body, or None where no body of its kind came."""
    try:
        form = json.loads(result.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(form, dict) or not isinstance(form.get("ok"), bool):
        return None
    ts, error = form.get("ts"), form.get("error")
    return ApiAnswer(form["ok"], error if isinstance(error, str) else "", ts if isinstance(ts, str) else "")


def lost_its_thread(result: FetchResult) -> bool:
    """Whether a message was refused because nobody may answer in the thread that it was meant for."""
    return _refused_by(result, NO_SUCH_THREAD)


def found_no_place(result: FetchResult) -> bool:
    """Whether a message was refused because of the channel or member that it was meant for, and no other."""
    return _refused_by(result, OF_THE_PLACE)


def _refused_by(result: FetchResult, words: Container[str]) -> bool:
    said = read_api_answer(result)
    return said is not None and not said.did and said.error in words


def answer_api(result: FetchResult, now: datetime, redaction: Redaction) -> SendAnswer:
    """The answer that a call of Slack's API gives at the moment ``now``: by the body, whatever the status was.

    A 2xx whose body is none of Slack's proves nothing: it may come from a gate on the way. One whose body broke on the
    way counts as sent: asking again would post again.
    """
    said = read_api_answer(result)
    if said is None:
        whole = result.problem is None
        if whole and result.status is not None and judge_result(result).outcome == "sent":
            return answer_verdict(DOUBTFUL, f"{_SLACK} answered {result.status}", result, now, said=_UNREADABLE)
        return answer_result(_SLACK, result, now, redaction)
    if said.did:
        return SendAnswer("sent", f"accepted by {_SLACK}", status=result.status, reference=redaction.hide(said.ts))
    verdict = _judge(said.error, result)
    words = said.error if said.error in REFUSALS else redaction.hide(said.error) or "no words"
    answer = answer_verdict(verdict, f"{_SLACK} answered", result, now, said=words)
    if answer.retry_after_seconds is None and said.error in RATE_LIMITED:
        return replace(answer, retry_after_seconds=DEFAULT_WAIT_SECONDS)
    return answer


def _judge(error: str, result: FetchResult) -> Verdict:
    """By the word; but a 429 or 5xx is about the moment, whatever is said with it."""
    by_status = judge_result(result)
    passing = by_status.outcome == "retry_later" and result.status != HTTPStatus.OK
    return by_status if passing else judge_refusal(error)
