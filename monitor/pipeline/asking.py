"""What is to be kept of a poll: pure, so that every kind of answer can be tried without a server."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from monitor.records import (
    DueEntry,
    FeedEntry,
    FeedReading,
    FetchResult,
    PollReading,
    Route,
    RouteState,
    Source,
    SourceReport,
    SourceState,
)
from monitor.rhythm import Bounds, after_answer, after_failure, is_gone, wait_after_success, with_arrivals

_LOOK_AGAIN_AT_GONE = timedelta(days=1)
"""How often it is looked at whether a source that is gone was given another address."""

_CLOCK_SLACK = timedelta(hours=1)
"""An entry that another route lists may be dated so long before the last good poll and still be news. Judgement."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a poll is, and when the next one may be. ``chance`` lies in [0, 1): by it, polls are spread."""

    now: datetime
    bounds: Bounds
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one route. ``listed`` is None where nothing had to be read; ``problem`` is empty where it serves."""

    route: Route
    state: RouteState
    result: FetchResult
    listed: FeedReading | None = None
    problem: str = ""

    @property
    def serves(self) -> bool:
        """Whether the source needs no other route."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll leaves behind, and how it is reported."""

    reading: PollReading
    report: SourceReport


def judge_route(
    route: Route, before: RouteState, result: FetchResult, listed: FeedReading | None, timing: Timing
) -> Tried:
    """What came of asking one route. ``listed`` is what its body lists, None for an unchanged one.

    A host that asked for a pause is no failure of the route: it is left alone until then.
    """
    problem = _problem(result, listed)
    if problem:
        after = after_failure(before, result, problem, timing.bounds, timing.now, timing.chance)
        return Tried(route, after, result, listed, problem)
    after = after_answer(before, result, timing.now)
    if listed is not None:
        after = replace(after, body_hash=body_hash(result))
    return Tried(route, after, result, listed)


def judge_poll(
    source: Source, state: SourceState, tries: Sequence[Tried], known: Mapping[str, str], timing: Timing
) -> Polled:
    """What is to be kept of one poll.

    ``known`` maps the keys of the source's entries to their content. The entries of the first good poll are baseline.
    Without any try the source is gone, or every route of it waits.
    """
    merged = _merged(source, state, tries)
    served = tries[-1] if tries and tries[-1].serves else None
    if served is None:
        return _failed(source, merged, tries, timing.now)
    fresh = _fresh(served, state, known, timing.now)
    alive = _alive(merged, served, [due.entry for due in fresh if due.entry.entry_key not in known], timing)
    outcome: Literal["polled", "unchanged"] = "polled" if served.listed is not None else "unchanged"
    seen = len(served.listed.entries) if served.listed is not None else 0
    report = SourceReport(
        source.name, outcome, seen, len(fresh), _detail(served, tries), host=host_of(served.result.final_url)
    )
    return Polled(PollReading(alive, fresh), report)


def body_hash(result: FetchResult) -> str:
    """The digest by which an answer is known to be the same, byte for byte."""
    return hashlib.sha256(result.body).hexdigest()


def host_of(url: str) -> str:
    """The host that an address names; empty where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


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


def _problem(result: FetchResult, listed: FeedReading | None) -> str:
    if listed is not None and listed.problem == "challenge":
        status = f" (status {result.status})" if result.problem is not None else ""
        return f"challenge: {listed.detail}{status}"
    if result.problem is not None:
        return f"{result.problem}: {result.detail}" if result.detail else result.problem
    if listed is not None and listed.problem is not None:
        return f"{listed.problem}: {listed.detail}"
    return ""


def _merged(source: Source, state: SourceState, tries: Sequence[Tried]) -> SourceState:
    """The state with what the tries made of its routes; routes that are no longer configured are forgotten."""
    fresh = {one.route.url: one.state for one in tries}
    routes = tuple(fresh.get(route.url, state.route_state(route.url)) for route in source.routes)
    return replace(state, routes=routes)


def _fresh(served: Tried, state: SourceState, known: Mapping[str, str], now: datetime) -> tuple[DueEntry, ...]:
    entries = served.listed.entries if served.listed is not None else ()
    return tuple(
        DueEntry(entry, first_seen_at=now, baseline=_is_baseline(entry, served, state))
        for entry in entries
        if known.get(entry.entry_key) != entry.content_hash
    )


def _is_baseline(entry: FeedEntry, served: Tried, state: SourceState) -> bool:
    """Whether an entry stood there before the source was watched.

    A route that serves for the first time lists what another one had listed already, under keys of its own: what is
    older than the last good poll is no news.
    """
    if state.baseline_at is None or state.succeeded_at is None:
        return True
    if state.route_state(served.route.url).succeeded_at is not None or entry.published_at is None:
        return False
    return entry.published_at < state.succeeded_at - _CLOCK_SLACK


def _failed(source: Source, state: SourceState, tries: Sequence[Tried], now: datetime) -> Polled:
    if is_gone(source, state):
        over = replace(state, polled_at=now, due_at=now + _LOOK_AGAIN_AT_GONE, problem="every route is gone (410)")
        return Polled(PollReading(over), SourceReport(source.name, "gone", detail=over.problem))
    waits = [one.retry_at for one in state.routes if one.retry_at is not None and one.gone_at is None]
    due_at = max(now, min(waits, default=now))
    rests = [one for one in tries if one.result.problem == "resting"]
    if len(rests) == len(tries):
        waiting = replace(state, polled_at=now, due_at=due_at)
        detail = rests[-1].result.detail if rests else "every route waits for its next try"
        return Polled(PollReading(waiting), SourceReport(source.name, "not_due", detail=detail))
    problem = "; then ".join(one.problem for one in tries)
    failed = replace(state, polled_at=now, due_at=due_at, failures=state.failures + 1, problem=problem)
    return Polled(PollReading(failed), _failure_report(source, tries, problem))


def _failure_report(source: Source, tries: Sequence[Tried], detail: str) -> SourceReport:
    """The report of a failed poll: its kind of failure is that of the preferred route."""
    first = next(one for one in tries if one.result.problem != "resting")
    listed = first.listed.problem if first.listed is not None else None
    problem = "challenge" if listed == "challenge" else first.result.problem or listed
    return SourceReport(
        source.name,
        "failed",
        detail=detail,
        problem=problem,
        status=first.result.status,
        host=host_of(first.result.final_url),
    )


def _detail(served: Tried, tries: Sequence[Tried]) -> str:
    """What an operator should know of a good poll: which route served in place of which, and what was repaired."""
    parts = [f"{one.route.url} failed ({one.problem})" for one in tries[:-1]]
    parts += [f"served by {served.route.url}"] if parts else []
    parts += [served.listed.warning] if served.listed is not None and served.listed.warning else []
    return "; ".join(parts)
