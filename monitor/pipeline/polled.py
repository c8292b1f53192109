"""What is to be kept of one poll of a source, by what came of its routes: pure, as the judgement of one route is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from monitor.hosts import host_of
from monitor.pipeline.asking import Timing, Tried
from monitor.records import (
    DueEntry,
    FeedEntry,
    FeedProblem,
    FetchProblem,
    KnownEntry,
    PollReading,
    RouteState,
    Source,
    SourceReport,
    SourceState,
)
from monitor.rhythm import is_gone, wait_after_success, with_arrivals

_LOOK_AGAIN_AT_GONE = timedelta(days=1)
"""How often it is looked at whether a source that is gone was given another address."""

_NEWS_LAG = timedelta(hours=3)
"""An entry that another route lists may be dated so long before the newest one known and still be news: feeds list an
article up to an hour and a half after the moment that it names. Judgement."""

_DAY = timedelta(days=1)
"""What more an entry may lie back that is dated by its day alone, at midnight, as news sitemaps may do."""

_REOPENED_AFTER = (timedelta(0), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3), timedelta(days=1))
"""How long an entry waits that changed once more, by how often it had changed before: some feeds count minutes or
readers in every entry, and each change costs the outlet a page. Judgement, as the ladder of visits."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll leaves behind, and how it is reported."""

    reading: PollReading
    report: SourceReport


def judge_poll(
    source: Source, state: SourceState, tries: Sequence[Tried], known: Mapping[str, KnownEntry], timing: Timing
) -> Polled:
    """What is to be kept of one poll.

    ``known`` is what is known of the source's entries, by key. The entries of the first good poll are baseline.
    Without any try the source is gone, or every route of it waits.
    """
    merged = _merged(source, state, tries)
    served = tries[-1] if tries and tries[-1].serves else None
    if served is None:
        return _empty(source, merged, tries, timing) or _failed(source, merged, tries, timing.now)
    fresh = _fresh(source, served, state, known, timing.now)
    alive = _alive(merged, served, [due.entry for due in fresh if due.entry.entry_key not in known], timing)
    return Polled(PollReading(alive, fresh), _report(source, served, tries, len(fresh), merged.route_state(source.url)))


def _alive(state: SourceState, served: Tried, new: Sequence[FeedEntry], timing: Timing) -> SourceState:
    """The state after a good poll that brought these new entries."""
    now, listed = timing.now, served.listed
    pace = state.pace
    if listed is not None:
        pace = with_arrivals(pace, new, listed.entries, listed.asked_seconds, now)
    return replace(
        state,
        route=served.route.url,
        pace=pace,
        polled_at=now,
        due_at=now + wait_after_success(served.result, pace, timing.bounds, now, timing.chance),
        succeeded_at=now,
        baseline_at=state.baseline_at or (now if listed is not None else None),
        failures=0,
        problem="",
    )


def _merged(source: Source, state: SourceState, tries: Sequence[Tried]) -> SourceState:
    """The state with what the tries made of its routes; routes that are no longer configured are forgotten."""
    fresh = {one.route.url: one.state for one in tries}
    routes = tuple(fresh.get(route.url, state.route_state(route.url)) for route in source.routes)
    return replace(state, routes=routes)


def _fresh(
    source: Source, served: Tried, state: SourceState, known: Mapping[str, KnownEntry], now: datetime
) -> tuple[DueEntry, ...]:
    entries = served.listed.entries if served.listed is not None else ()
    zone = ZoneInfo(source.zone)
    fresh: list[DueEntry] = []
    for entry in entries:
        before = known.get(entry.entry_key)
        if before is None:
            fresh.append(DueEntry(entry, now, baseline=_is_baseline(entry, served, state, zone)))
        elif before.content_hash != entry.content_hash:
            pause = _REOPENED_AFTER[min(before.changes, len(_REOPENED_AFTER) - 1)]
            fresh.append(DueEntry(entry, now, baseline=False, due_at=now + pause if pause else None))
    return tuple(fresh)


def _is_baseline(entry: FeedEntry, served: Tried, state: SourceState, zone: ZoneInfo) -> bool:
    """Whether an entry stood there before the source was watched.

    A route that serves for the first time lists what another one had listed already, under keys of its own: what lies
    well before the newest entry known is no news. A state whose routes are not known to have served (of an older
    database) is taken to have been served by this one.
    """
    if state.baseline_at is None:
        return True
    newest_at = state.pace.newest_at or state.succeeded_at
    served_before = state.route_state(served.route.url).succeeded_at is not None
    if served_before or not any(route.succeeded_at for route in state.routes):
        return False
    if entry.published_at is None or newest_at is None:
        return False
    by_day = entry.published_at.astimezone(zone).time() == time.min or entry.published_at.time() == time.min
    return entry.published_at < newest_at - _NEWS_LAG - (_DAY if by_day else timedelta(0))


def _empty(source: Source, state: SourceState, tries: Sequence[Tried], timing: Timing) -> Polled | None:
    """What is kept of a poll in which no route fails, and one answers well with an empty list; None for others.

    The source is asked again at its usual pace: a feed that is emptied for a night must not be heard late. Nothing is
    learned of it, so that what returns is compared with what was known.
    """
    empty = next((one for one in tries if one.problem == "no_items"), None)
    has_failed = any(one.problem not in {"no_items", "resting"} for one in tries)
    if empty is None or has_failed or (empty.route.url != source.url and state.route_state(source.url).problem):
        return None
    wait = wait_after_success(empty.result, state.pace, timing.bounds, timing.now, timing.chance)
    quiet = replace(state, route=empty.route.url, polled_at=timing.now, due_at=timing.now + wait, failures=0)
    answered = replace(quiet, succeeded_at=timing.now if state.baseline_at is not None else None, problem=empty.told)
    report = SourceReport(
        source.name, "polled", detail=empty.detail, problem="no_items", host=host_of(empty.result.final_url)
    )
    return Polled(PollReading(answered), report)


def _failed(source: Source, state: SourceState, tries: Sequence[Tried], now: datetime) -> Polled:
    if is_gone(source, state):
        over = replace(state, polled_at=now, due_at=now + _LOOK_AGAIN_AT_GONE, problem="every route is gone (410)")
        return Polled(PollReading(over), SourceReport(source.name, "gone", detail=over.problem))
    waits = [one.retry_at for one in state.routes if one.retry_at is not None and one.gone_at is None]
    due_at = max(now, min(waits, default=now))
    failures = [one for one in tries if one.problem != "resting"]
    if not failures:
        waiting = replace(state, due_at=due_at)
        detail = tries[-1].detail if tries else "every route waits for its next try"
        return Polled(PollReading(waiting), SourceReport(source.name, "not_due", detail=detail))
    problem = "; then ".join(one.told for one in tries)
    failed = replace(state, polled_at=now, due_at=due_at, failures=state.failures + 1, problem=problem)
    return Polled(PollReading(failed), _failure_report(source, failures))


def _failure_report(source: Source, failures: Sequence[Tried]) -> SourceReport:
    """The report of a failed poll: its kind of failure is that of the preferred route."""
    first, *others = failures
    detail = "; then ".join((first.detail, *(one.told for one in others)))
    result = first.result
    return SourceReport(
        source.name,
        "failed",
        detail=detail,
        problem=first.problem,
        status=result.status,
        host=host_of(result.final_url),
    )


def _report(source: Source, served: Tried, tries: Sequence[Tried], fresh: int, preferred: RouteState) -> SourceReport:
    """The report of a good poll; where the preferred route failed, which one served in its place, and why.

    ``preferred`` is the state of the preferred route: while it waits for its next try, its last failure stands.
    """
    failures = [one for one in tries[:-1] if one.problem != "resting"]
    is_fallback = served.route.url != source.url
    parts = [f"{one.route.url} failed ({one.told})" for one in tries[:-1]]
    parts += [f"served by {served.route.url}"] if parts else []
    parts += [served.listed.warning] if served.listed is not None and served.listed.warning else []
    return SourceReport(
        source.name,
        "polled" if served.listed is not None else "unchanged",
        seen=len(served.listed.entries) if served.listed is not None else 0,
        fresh=fresh,
        detail="; ".join(parts),
        problem=failures[0].problem if failures else _problem_of(preferred) if is_fallback else None,
        status=failures[0].result.status if failures else None,
        host=host_of(served.result.final_url),
        fallback=served.route.kind if is_fallback else None,
    )


def _problem_of(state: RouteState) -> FetchProblem | FeedProblem | None:
    """The kind of failure that a route was left with, by the words that are kept of it."""
    kind = state.problem.partition(":")[0]
    problems: tuple[FetchProblem | FeedProblem, ...] = (*get_args(FetchProblem), *get_args(FeedProblem))
    return next((problem for problem in problems if problem == kind), None)
