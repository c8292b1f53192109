"""Polling: each due source is asked by its routes in turn, and what is new or changed is kept for reading."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from monitor.health import fails_by_network, failures_since_success, is_network_down
from monitor.hosts import site_of
from monitor.pipeline.asking import Timing, Tried, body_hash, judge_route
from monitor.pipeline.outcomes import leave_out
from monitor.pipeline.polled import Polled, judge_poll
from monitor.pipeline.tally import Tally
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

_HEAD_START_SECONDS = 5.0
"""For so long at most, sources that failed wait until the others are done: servers that make one wait must not take the
places of those that answer. Judgement."""

_HAD_ITS_SHARE = "its host has had its share of this cycle"

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
        is_known = state is not None and {route.url for route in source.routes} <= {one.url for one in state.routes}
        # A route that was never asked is one that was put right: it need not wait for the wrong one's next try.
        return (state.due_at if state is not None and is_known else None) or _LONG_AGO

    due = [source for source in sources if source.enabled and _has_come(due_at(source), source, now)]
    taken: Counter[str] = Counter()
    chosen: list[Source] = []
    for source in sorted(due, key=due_at):
        host = _paced_host(source)
        taken[host] += 1
        if taken[host] <= per_host:
            chosen.append(source)
    return tuple(chosen)


async def poll_sources(workshop: Workshop, stopping: Stopping, tally: Tally | None = None) -> tuple[SourceReport, ...]:
    """Poll every due source, hosts side by side; a report for each enabled source in the configured order.

    The sources of one host are polled one after another, so that one that makes the monitor wait holds up no other
    host; what is left after the host's share of the cycle stays due. A failing source is a report, never an exception.
    What one poll found is kept before its report is given. Where the fault is the monitor's own network, no source is
    held up for it: all are as they were, and are asked again soon. ``tally`` counts what is only discovered.
    """
    states = workshop.store.source_states()
    due = due_sources(workshop.sources, states, workshop.clock.now(), workshop.rules.polls_per_host)
    well, failing = _chains(due, states)
    well_done = asyncio.Event()
    reports: dict[str, SourceReport] = {}
    counted = tally or Tally()
    share_ends_at = workshop.clock.now() + workshop.rules.host_share

    async def poll_host(sources: Sequence[Source]) -> None:
        for source in sources:
            if stopping():
                reports[source.name] = SourceReport(source.name, "not_due", detail="the run was stopped")
                continue
            if workshop.clock.now() >= share_ends_at:
                reports[source.name] = SourceReport(source.name, "not_due", detail=_HAD_ITS_SHARE)
                continue
            state = states.get(source.name, SourceState(source.name))
            reports[source.name] = await _poll_source(source, state, workshop, counted)
            workshop.progress.advance("polling feeds", len(reports), len(due))

    async def poll_well() -> None:
        await side_by_side(poll_host(sources) for sources in well)
        well_done.set()

    async def poll_failing(sources: Sequence[Source]) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(well_done.wait(), _HEAD_START_SECONDS)
        await poll_host(sources)

    await side_by_side((poll_well(), *(poll_failing(sources) for sources in failing)))
    _spare(workshop, states, reports)
    return tuple(
        reports.get(source.name, SourceReport(source.name, "not_due")) for source in workshop.sources if source.enabled
    )


def _chains(due: Sequence[Source], states: Mapping[str, SourceState]) -> tuple[list[list[Source]], list[list[Source]]]:
    """The due sources by host: those that answered when they were asked last, and those that failed."""
    chains: tuple[defaultdict[str, list[Source]], ...] = (defaultdict(list), defaultdict(list))
    for source in due:
        has_failed = source.name in states and states[source.name].failures > 0
        chains[has_failed][_paced_host(source)].append(source)
    well, failing = chains
    return list(well.values()), list(failing.values())


def _paced_host(source: Source) -> str:
    """The host whose turns a source's polls take: the name with and without ``www.`` is one machine."""
    return site_of(source.url)


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
        problem = f"{report.problem}: {report.detail}"
        workshop.store.save_poll(PollReading(replace(state, polled_at=now, due_at=due_at, problem=problem)))


async def _poll_source(source: Source, state: SourceState, workshop: Workshop, tally: Tally) -> SourceReport:
    tries = await _try_routes(source, state, workshop)
    known = workshop.store.known_entries(source.name) if any(one.listed is not None for one in tries) else {}
    polled = judge_poll(source, state, tries, known, _timing(source, workshop))
    workshop.store.save_poll(polled.reading)
    _set_discoveries_aside(tries, polled, workshop, tally)
    report = polled.report
    _log.info(
        "poll",
        source=source.name,
        outcome=report.outcome,
        seen=report.seen,
        fresh=report.fresh,
        problem=report.problem,
        detail=report.detail,
    )
    return report


def _set_discoveries_aside(tries: Sequence[Tried], polled: Polled, workshop: Workshop, tally: Tally) -> None:
    """What a news query lists is known and never fetched: its addresses do not lead to the pages."""
    if tries and tries[-1].serves and tries[-1].route.kind == "news-query" and polled.reading.entries:
        outcomes = [leave_out(due, "discovery_only") for due in polled.reading.entries]
        workshop.store.save_outcomes(outcomes)
        for outcome in outcomes:
            tally.count_outcome(outcome)


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
