"""What becomes of a due entry that makes no reading: left out for good with its reason, or put off to a later try."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.headers import REFUSALS, retry_after_seconds
from monitor.pipeline.workshop import Rules
from monitor.records import DueEntry, EntryOutcome, FetchProblem, FetchResult, SkipReason
from monitor.rhythm import backoff

_RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS = 300.0, 6 * 3600.0

_PASSING_PROBLEMS: frozenset[FetchProblem] = frozenset(
    {"connect", "timeout", "tls", "too_slow", "protocol", "forbidden_address"}
)
"""Failures that say nothing of the page: a host or a line that is down, a name that a network resolves to itself."""

_SERVER_FAULT = 500


def leave_out(due: DueEntry, reason: SkipReason, detail: str = "") -> EntryOutcome:
    """The entry needs no reading: nothing went wrong."""
    entry = due.entry
    return EntryOutcome(
        entry.source, entry.entry_key, entry.content_hash, "skipped", reason, detail, attempts=due.attempts
    )


def give_up(due: DueEntry, reason: SkipReason, detail: str) -> EntryOutcome:
    """The entry could not be read, and another try would not help."""
    entry = due.entry
    return EntryOutcome(
        entry.source, entry.entry_key, entry.content_hash, "failed", reason, detail, attempts=due.attempts + 1
    )


def put_off(due: DueEntry, reason: SkipReason, detail: str, now: datetime, rules: Rules) -> EntryOutcome:
    """The page was had, and could not be read: tried again later, given up at the last of the configured attempts."""
    if due.attempts + 1 >= rules.article_attempts:
        return give_up(due, reason, detail)
    return wait(due, reason, detail, now)


def wait(due: DueEntry, reason: SkipReason, detail: str, now: datetime, *, asked: str | None = None) -> EntryOutcome:
    """The entry is tried again, ever more seldom, for as long as it is young enough to be read at all.

    ``asked`` is the Retry-After of the answer: the wait is no shorter, but for one of more than six hours.
    """
    entry, attempts = due.entry, due.attempts + 1
    pause = timedelta(seconds=min(retry_after_seconds(asked, now) or 0.0, _RETRY_CEILING_SECONDS))
    due_at = now + max(pause, backoff(attempts, _RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS))
    return EntryOutcome(
        entry.source, entry.entry_key, entry.content_hash, "pending", reason, detail, attempts=attempts, due_at=due_at
    )


def rest(due: DueEntry, detail: str, now: datetime, asked: str | None) -> EntryOutcome:
    """The host was not asked: the entry waits as long as ``asked`` (Retry-After) says, and no try is counted."""
    entry = due.entry
    pause = timedelta(seconds=min(retry_after_seconds(asked, now) or 0.0, _RETRY_CEILING_SECONDS))
    return EntryOutcome(
        entry.source,
        entry.entry_key,
        entry.content_hash,
        "pending",
        "fetch_failed",
        detail,
        attempts=due.attempts,
        due_at=now + pause,
    )


def may_pass(result: FetchResult) -> bool:
    """Whether a failed fetch says nothing of the page, so that it may come well tomorrow."""
    faulty = result.status is not None and result.status >= _SERVER_FAULT
    return result.problem in _PASSING_PROBLEMS or (result.problem == "http_status" and faulty)


def is_refusal(result: FetchResult) -> bool:
    """Whether an outlet turned the monitor away, which it may do for a while only."""
    return result.status in REFUSALS


def is_too_old(published_at: datetime | None, now: datetime, rules: Rules) -> bool:
    """Whether it was published before the newsroom looks back; what has no date is not."""
    return published_at is not None and published_at < now - timedelta(days=rules.look_back_days)
