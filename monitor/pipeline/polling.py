"""Polling: each due source is fetched, its feed is read, and what is new or changed in it is kept for reading."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from monitor.feeds import parse_feed
from monitor.pipeline.together import side_by_side
from monitor.pipeline.waiting import backoff
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import (
    DueEntry,
    FeedEntry,
    FetchRequest,
    FetchResult,
    PollReading,
    Source,
    SourceReport,
    SourceState,
)

FAILURE_CEILING_SECONDS = 24 * 3600.0
"""A source that keeps failing is still tried once a day."""

_log = structlog.get_logger()


def due_sources(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """The enabled sources that were never polled or whose time has come, in their configured order."""

    def is_due(source: Source) -> bool:
        state = states.get(source.name)
        return state is None or state.due_at is None or state.due_at <= now

    return tuple(source for source in sources if source.enabled and is_due(source))


async def poll_sources(workshop: Workshop, stopping: Stopping) -> tuple[SourceReport, ...]:
    """Poll every due source, several at once; a report for each enabled source in the configured order.

    A failing source is a report, never an exception. What one poll found is kept before its report is given.
    """
    states = workshop.store.source_states()
    due = due_sources(workshop.sources, states, workshop.clock.now())
    places = asyncio.Semaphore(workshop.rules.at_once)
    done = 0

    async def poll(source: Source) -> SourceReport:
        nonlocal done
        async with places:
            if stopping():
                return SourceReport(source.name, "not_due", detail="the run was stopped")
            report = await _poll_source(source, states.get(source.name, SourceState(source.name)), workshop)
            done += 1
            workshop.progress.advance("polling feeds", done, len(due))
            return report

    reports = {report.source: report for report in await side_by_side(poll(source) for source in due)}
    return tuple(
        reports.get(source.name, SourceReport(source.name, "not_due")) for source in workshop.sources if source.enabled
    )


async def _poll_source(source: Source, state: SourceState, workshop: Workshop) -> SourceReport:
    request = FetchRequest(source.url, state.etag, state.last_modified)
    result = await workshop.fetcher.fetch(request)
    known = workshop.store.known_entries(source.name)
    polled = judge_poll(source, state, result, known, workshop.clock.now())
    workshop.store.save_poll(polled.reading)
    report = polled.report
    _log.info(
        "poll", source=source.name, outcome=report.outcome, seen=report.seen, fresh=report.fresh, detail=report.detail
    )
    return report


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll leaves behind, and how it is reported."""

    reading: PollReading
    report: SourceReport


def judge_poll(
    source: Source, state: SourceState, result: FetchResult, known: Mapping[str, str], now: datetime
) -> Polled:
    """What is to be kept of one fetched feed: pure, so that every kind of answer can be tried without a server.

    ``known`` maps the keys of the source's entries to their content. The entries of the first good poll are baseline.
    """
    if result.problem is not None:
        return _failed(source, state, f"{result.problem}: {result.detail}" if result.detail else result.problem, now)
    alive = _succeeded(source, state, now)
    if result.unchanged:
        return Polled(PollReading(alive), SourceReport(source.name, "unchanged"))
    alive = replace(alive, etag=result.etag, last_modified=result.last_modified)
    body_hash = hashlib.sha256(result.body).hexdigest()
    if body_hash == state.body_hash:
        return Polled(PollReading(alive), SourceReport(source.name, "unchanged"))
    feed = parse_feed(result.body, source, result.content_type, result.charset)
    if feed.problem is not None:
        return _failed(source, state, f"{feed.problem}: {feed.detail}", now)
    fresh = _fresh(feed.entries, known, state, now)
    alive = replace(alive, body_hash=body_hash, baseline_at=state.baseline_at or now)
    report = SourceReport(source.name, "polled", len(feed.entries), len(fresh), feed.warning)
    return Polled(PollReading(alive, fresh), report)


def _fresh(
    entries: Sequence[FeedEntry], known: Mapping[str, str], state: SourceState, now: datetime
) -> tuple[DueEntry, ...]:
    return tuple(
        DueEntry(entry, first_seen_at=now, baseline=state.baseline_at is None)
        for entry in entries
        if known.get(entry.entry_key) != entry.content_hash
    )


def _succeeded(source: Source, state: SourceState, now: datetime) -> SourceState:
    due_at = now + timedelta(minutes=source.every_minutes)
    return replace(state, polled_at=now, due_at=due_at, succeeded_at=now, failures=0, problem="")


def _failed(source: Source, state: SourceState, problem: str, now: datetime) -> Polled:
    failures = state.failures + 1
    every_seconds = source.every_minutes * 60
    wait = backoff(failures, every_seconds, max(FAILURE_CEILING_SECONDS, every_seconds))
    failed = replace(state, polled_at=now, due_at=now + wait, failures=failures, problem=problem)
    return Polled(PollReading(failed), SourceReport(source.name, "failed", detail=problem))
