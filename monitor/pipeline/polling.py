"""Polling: each due source is asked by its routes in turn, and what is new or changed is kept for reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from monitor.health import fails_by_network, failures_since_success, is_network_down
from monitor.pipeline.asking import Timing, Tried, body_hash, host_of, judge_poll, judge_route
from monitor.pipeline.together import side_by_side
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import (
    FeedReading,
    FetchResult,
    PollReading,
    Route,
    RouteState,
    Source,
    SourceReport,
    SourceState,
)
from monitor.rhythm import request_for, usable_routes

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_LONGEST_WAIT = timedelta(hours=27)
"""No wait is longer, but for the interval of a source that is polled more seldom: a day, and what spreads the polls."""

_log = structlog.get_logger()


def due_sources(
    sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime, per_host: int
) -> tuple[Source, ...]:
    """The enabled sources that were never polled or whose time has come, the longest due first.

    Of those at one host no more than ``per_host``: the others have their turn in a later cycle, so that a host with
    very many feeds holds up nobody else.
    """

    def due_at(source: Source) -> datetime:
        state = states.get(source.name)
        return (state.due_at if state is not None else None) or _LONG_AGO

    due = [source for source in sources if source.enabled and _has_come(due_at(source), source, now)]
    taken: Counter[str] = Counter()
    chosen: list[Source] = []
    for source in sorted(due, key=due_at):
        host = host_of(source.url)
        taken[host] += 1
        if taken[host] <= per_host:
            chosen.append(source)
    return tuple(chosen)


async def poll_sources(workshop: Workshop, stopping: Stopping) -> tuple[SourceReport, ...]:
    """Poll every due source, hosts side by side; a report for each enabled source in the configured order.

    The sources of one host are polled one after another, so that one that makes the monitor wait holds up no other
    host. A failing source is a report, never an exception. What one poll found is kept before its report is given.
    Where the fault is the monitor's own network, no source is held up for it: all are as they were, and are asked again
    soon.
    """
    states = workshop.store.source_states()
    due = due_sources(workshop.sources, states, workshop.clock.now(), workshop.rules.polls_per_host)
    by_host: defaultdict[str, list[Source]] = defaultdict(list)
    for source in due:
        by_host[host_of(source.url)].append(source)
    reports: dict[str, SourceReport] = {}

    async def poll_host(sources: Sequence[Source]) -> None:
        for source in sources:
            if stopping():
                reports[source.name] = SourceReport(source.name, "not_due", detail="the run was stopped")
                continue
            state = states.get(source.name, SourceState(source.name))
            reports[source.name] = await _poll_source(source, state, workshop)
            workshop.progress.advance("polling feeds", len(reports), len(due))

    await side_by_side(poll_host(sources) for sources in by_host.values())
    _spare(workshop, states, reports)
    return tuple(
        reports.get(source.name, SourceReport(source.name, "not_due")) for source in workshop.sources if source.enabled
    )


def _has_come(due_at: datetime, source: Source, now: datetime) -> bool:
    """Whether a source is due; one due further ahead than any wait was planned by a clock that has gone back since."""
    return due_at <= now or due_at > now + max(_LONGEST_WAIT, 2 * timedelta(minutes=source.every_minutes))


def _spare(workshop: Workshop, before: Mapping[str, SourceState], reports: Mapping[str, SourceReport]) -> None:
    """Take back what a round without a network did to the states of sources: none of them is to blame.

    What failed in earlier rounds, as long as nothing has succeeded since, shows it, too: sources are not due together.
    """
    unreached = {name: report for name, report in reports.items() if fails_by_network(report)}
    if not unreached:
        return
    evidence = failures_since_success(workshop.sources, workshop.store.source_states(), tuple(reports.values()))
    if not is_network_down(evidence):
        return
    now = workshop.clock.now()
    for source in workshop.sources:
        report = unreached.get(source.name)
        if report is None:
            continue
        due_at = now + timedelta(minutes=source.every_minutes)
        state = before.get(source.name, SourceState(source.name))
        workshop.store.save_poll(PollReading(replace(state, polled_at=now, due_at=due_at, problem=report.detail)))


async def _poll_source(source: Source, state: SourceState, workshop: Workshop) -> SourceReport:
    tries = await _try_routes(source, state, workshop)
    known = workshop.store.known_entries(source.name) if any(one.listed is not None for one in tries) else {}
    polled = judge_poll(source, state, tries, known, _timing(source, workshop))
    workshop.store.save_poll(polled.reading)
    report = polled.report
    _log.info(
        "poll", source=source.name, outcome=report.outcome, seen=report.seen, fresh=report.fresh, detail=report.detail
    )
    return report


async def _try_routes(source: Source, state: SourceState, workshop: Workshop) -> list[Tried]:
    """What came of each route that was tried: in order, up to the first that serves."""
    routes = {route.url: route for route in source.routes}
    tries: list[Tried] = []
    for before in usable_routes(source, state, workshop.clock.now()):
        route = routes[before.url]
        result = await workshop.fetcher.fetch(request_for(before))
        listed = await _read(result, before, source, route, workshop)
        tries.append(judge_route(route, before, result, listed, _timing(source, workshop)))
        if tries[-1].serves:
            break
    return tries


def _timing(source: Source, workshop: Workshop) -> Timing:
    return Timing(workshop.clock.now(), workshop.rules.rhythm(source), workshop.chance())


async def _read(
    result: FetchResult, before: RouteState, source: Source, route: Route, workshop: Workshop
) -> FeedReading | None:
    """The list that a route gave, None where there is none or it is byte for byte the one read before.

    A refusal with a page is read, too: it may be a wall against robots.
    """
    if result.problem == "http_status" and result.body:
        said = await workshop.parser.read_list(result, source, route)
        return said if said.problem == "challenge" else None
    if result.problem is not None or result.unchanged or body_hash(result) == before.body_hash:
        return None
    return await workshop.parser.read_list(result, source, route)
