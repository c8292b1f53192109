"""What becomes of a due entry that makes no reading: left out for good with its reason, or put off to a later try."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.headers import retry_after_seconds
from monitor.pipeline.waiting import backoff
from monitor.pipeline.workshop import Rules
from monitor.records import DueEntry, EntryOutcome, SkipReason

_RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS = 300.0, 6 * 3600.0


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


def put_off(  # noqa: PLR0913 # an entry, why it failed and when is one question
    due: DueEntry, reason: SkipReason, detail: str, now: datetime, rules: Rules, *, asked: str | None = None
) -> EntryOutcome:
    """The entry could not be read this time: tried again later, given up at the last of the configured attempts.

    ``asked`` is the Retry-After of the answer: the wait is no shorter, but for one of more than six hours.
    """
    attempts = due.attempts + 1
    if attempts >= rules.article_attempts:
        return give_up(due, reason, detail)
    entry = due.entry
    pause = timedelta(seconds=min(retry_after_seconds(asked, now) or 0.0, _RETRY_CEILING_SECONDS))
    due_at = now + max(pause, backoff(attempts, _RETRY_FIRST_SECONDS, _RETRY_CEILING_SECONDS))
    return EntryOutcome(
        entry.source, entry.entry_key, entry.content_hash, "pending", reason, detail, attempts=attempts, due_at=due_at
    )


def is_too_old(published_at: datetime | None, now: datetime, rules: Rules) -> bool:
    """Whether it was published before the newsroom looks back; what has no date is not."""
    return published_at is not None and published_at < now - timedelta(days=rules.look_back_days)
