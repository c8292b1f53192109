"""Whether the fault is on this side: nearly everything fails to connect at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.health.judgement import HealthRules, judge_health
from monitor.health.observation import Observation, is_success, reason_of
from monitor.hosts import host_of
from monitor.records import FetchProblem, Health, Notice, Source, SourceReport, SourceState

_OWN_PROBLEMS: frozenset[FetchProblem] = frozenset({"connect", "timeout", "tls", "too_slow", "forbidden_address"})
"""What every host seems to do when one's own line, name server, clock or machine fails: no route, no name, nothing in
time, no certificate that holds, every name led to an inner address (a captive portal, a name server that blocks). An
HTTP answer of any kind, also a refusal, comes from somebody who was reached."""

_LEAST_HOSTS = 3
_LEAST_SHARE = 0.9
"""Chosen by judgement: three outlets do not fail together by chance, and one that is served from near may go on."""


def is_network_down(reports: Sequence[SourceReport]) -> bool:
    """Whether these reports show that the monitor itself has no network.

    At least nine of ten sources that were asked, and of their hosts, failed to connect, and these are three hosts or
    more: a single host that is down does not count, however many sources it serves.
    """
    asked = [one for one in reports if one.outcome != "not_due" and one.problem != "resting"]
    failed = [one for one in asked if fails_by_network(one)]
    hosts = {_host(one) for one in asked}
    unreached = {_host(one) for one in failed} - {_host(one) for one in asked if not fails_by_network(one)}
    return (
        len(unreached) >= _LEAST_HOSTS
        and len(failed) >= _LEAST_SHARE * len(asked)
        and len(unreached) >= _LEAST_SHARE * len(hosts)
    )


def fails_by_network(report: SourceReport) -> bool:
    """Whether a report tells of a failure that may be one's own."""
    return report.outcome == "failed" and has_own_problem(report)


def has_own_problem(report: SourceReport) -> bool:
    """Whether what failed, be it only the preferred route, may have failed by a fault of one's own."""
    return report.problem in _OWN_PROBLEMS


def failures_since_success(
    sources: Sequence[Source], states: Mapping[str, SourceState], reports: Sequence[SourceReport]
) -> tuple[SourceReport, ...]:
    """The reports of a round, with the last failures of other sources for as long as none has succeeded since.

    Sources are not due together: without these, a round of two polls could never show that the network is down.
    """
    if any(is_success(one) for one in reports):
        return tuple(reports)
    asked = {one.source for one in reports if one.outcome != "not_due"}
    success = max((one.succeeded_at for one in states.values() if one.succeeded_at is not None), default=None)
    others = (
        _remembered(source, states[source.name], success)
        for source in sources
        if source.enabled and source.name in states and source.name not in asked
    )
    return (*reports, *(one for one in others if one is not None))


def judge_network(
    health: Health,
    reports: Sequence[SourceReport],
    evidence: Sequence[SourceReport],
    now: datetime,
    rules: HealthRules,
) -> tuple[Health, tuple[Notice, ...]]:
    """The health of the monitor's own connection after a round, and what has to be told of it.

    ``evidence`` is that of ``failures_since_success``. Any answer heals it, be it a refusal, as long as the same round
    does not show that it is down; a round without either changes nothing. The notice says how many sources it mutes.
    """
    failed = [one for one in evidence if fails_by_network(one)]
    if any(map(fails_by_network, reports)) and is_network_down(evidence):
        detail = next((reason_of(one) for one in failed if one.detail), "")
        after, notices = judge_health(health, [Observation("network", "network", detail)], now, rules)
        return after, tuple(replace(one, muted=len(failed)) for one in notices)
    looks = [Observation("network")] if any(map(_is_answered, reports)) else []
    return judge_health(health, looks, now, rules)


def _remembered(source: Source, state: SourceState, success: datetime | None) -> SourceReport | None:
    """How a source failed when it was last asked; None where it did not, or somebody has answered since."""
    if not state.problem or state.polled_at is None or (success is not None and state.polled_at <= success):
        return None
    kind = state.problem.partition(":")[0]
    problem = next((one for one in _OWN_PROBLEMS if one == kind), None)
    return SourceReport(source.name, "failed", problem=problem, host=host_of(source.url))


def _is_answered(report: SourceReport) -> bool:
    """Whether somebody was reached."""
    return is_success(report) or (report.status is not None and not fails_by_network(report))


def _host(report: SourceReport) -> str:
    return report.host or report.source
