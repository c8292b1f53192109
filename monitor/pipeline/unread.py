"""Why the page of an entry made no article, and whether it is tried again."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.pipeline.outcomes import give_up, is_refusal, may_pass, put_off, rest, wait
from monitor.pipeline.pages import Opened
from monitor.pipeline.workshop import Workshop
from monitor.records import DueEntry, EntryOutcome, Extraction, FetchProblem, FetchResult, SkipReason, Source

_FINAL_PROBLEMS: frozenset[FetchProblem] = frozenset({"bad_url", "robots"})


def why_unread(due: DueEntry, opened: Opened, source: Source, workshop: Workshop) -> EntryOutcome | None:
    """What becomes of an entry whose page could not be had or read; None for one that was, or was not worth reading."""
    if opened.result.problem is not None:
        return _unfetched(due, opened.result, source, workshop)
    if opened.extraction is None:
        return None
    if opened.extraction.problem == "challenge":
        return _refused(due, "challenge", opened.extraction.detail, source, workshop)
    found = _unusable(due, opened.result, opened.extraction)
    if found is None:
        return None
    reason, detail = found
    return put_off(due, reason, detail, workshop.clock.now(), workshop.rules)


def _unusable(due: DueEntry, result: FetchResult, extraction: Extraction) -> tuple[SkipReason, str] | None:
    if extraction.problem == "quarantined":
        return "quarantined", extraction.detail
    if _leads_home(due.entry.url, result.final_url):
        return "no_text", f"the address led to {result.final_url}, which is no article"
    return ("no_text", extraction.detail) if not extraction.text else None


def _leads_home(asked: str, final: str) -> bool:
    """Whether an article's address led to the front page, to which outlets send readers of what they took down."""
    return urlsplit(final).path in {"", "/"} and urlsplit(asked).path not in {"", "/"}


def _unfetched(due: DueEntry, result: FetchResult, source: Source, workshop: Workshop) -> EntryOutcome:
    """The outcome of an entry whose page did not come.

    What may pass is tried for as long as the article is young enough to be read, and a host that named a pause gets it.
    """
    now, detail = workshop.clock.now(), f"{result.problem}: {result.detail}"
    if result.problem == "resting":
        return rest(due, detail, now, result.retry_after)
    if result.problem in _FINAL_PROBLEMS:
        return give_up(due, "fetch_failed", detail)
    if may_pass(result):
        return wait(due, "fetch_failed", detail, now, asked=result.retry_after)
    if is_refusal(result):
        return _refused(due, "fetch_failed", detail, source, workshop, result.retry_after)
    return put_off(due, "fetch_failed", detail, now, workshop.rules)


def _refused(  # noqa: PLR0913, PLR0917 # an entry and how it was refused is one question
    due: DueEntry, reason: SkipReason, detail: str, source: Source, workshop: Workshop, asked: str | None = None
) -> EntryOutcome:
    """An outlet that turns the monitor away is asked on only for what by its headline belongs to a topic."""
    now = workshop.clock.now()
    if workshop.reader.finds_any((due.entry.title, due.entry.summary), source.lang):
        return wait(due, reason, detail, now, asked=asked)
    return put_off(due, reason, detail, now, workshop.rules)
