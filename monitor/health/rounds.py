"""A round: all that one cycle shows of all sources, judged at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.health.canary import choose_canary, with_configured
from monitor.health.drift import drift, with_sample
from monitor.health.findings import Findings
from monitor.health.joining import join_by_host
from monitor.health.judgement import HEALED_OTHERWISE, HealthRules, judge_health
from monitor.health.network import failures_since_success, has_own_problem, judge_network
from monitor.health.observation import Observation, observe
from monitor.health.staleness import stale_since
from monitor.health.walls import is_walled, look_at_pages
from monitor.records import NETWORK, Canary, Health, Notice, Source, SourceReport, SourceState

CANARY_EVERY = timedelta(days=1)

_REPLACED = "its page is gone, and another article takes its place"

_NO_FINDINGS = Findings()


@dataclass(frozen=True, slots=True)
class _Round:
    """What every source of a round is judged by. ``is_cut_off`` tells that the monitor has, or just had, no network."""

    states: Mapping[str, SourceState]
    reports: Mapping[str, SourceReport]
    findings: Mapping[str, Findings]
    now: datetime
    rules: HealthRules
    is_cut_off: bool


def judge_round(  # noqa: PLR0913, PLR0917 # all that a cycle knows of its sources is one question
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    reports: Sequence[SourceReport],
    healths: Mapping[str, Health],
    findings: Mapping[str, Findings],
    now: datetime,
    rules: HealthRules,
) -> tuple[tuple[Health, ...], tuple[Notice, ...]]:
    """The healths that a cycle changed, and what has to be told, the network first.

    ``states`` are those after the polls; the mappings are by source, ``healths`` by subject. While the monitor has no
    network, and in the round in which it is back, failures that come of it say nothing of their sources. What befalls
    sources of one host alike is told in one notice, under the first of them in the order of ``sources``.
    """
    network = healths.get(NETWORK, Health(NETWORK))
    evidence = failures_since_success(sources, states, reports)
    network_after, told_of_network = judge_network(network, reports, evidence, now, rules)
    is_cut_off = bool(network.troubles or network_after.troubles)
    around = _Round(states, {one.source: one for one in reports}, findings, now, rules, is_cut_off)
    changed = [network_after] if network_after != network else []
    told: list[tuple[Notice, Source, SourceReport | None]] = []
    for source in sources:
        before = healths.get(source.name, Health(source.name))
        after, notices = _judge_source(source, before, around)
        told += ((notice, source, around.reports.get(source.name)) for notice in notices)
        changed += [after] if after != before else []
    return tuple(changed), (*told_of_network, *join_by_host(told))


def _judge_source(source: Source, before: Health, around: _Round) -> tuple[Health, tuple[Notice, ...]]:
    found = around.findings.get(source.name, _NO_FINDINGS)
    looks = [*_looks_at_poll(source, around)]
    looks += [*_looks_at_pages(before, found, looks, around), *_looks_at_canary(source, before, found, around)]
    health = _with_pages(_after_canary(source, before, found, around.now), source, found, around.now)
    if len(found.pages) > len(found.walls):
        detail = drift(health.samples)
        looks.append(Observation("drift", "drift" if detail else None, detail or ""))
    after, notices = judge_health(health, looks, around.now, around.rules)
    return after, tuple(_about_page(one, source, before.canary, found) for one in notices)


def _looks_at_poll(source: Source, around: _Round) -> Iterator[Observation]:
    report, state = around.reports.get(source.name), around.states.get(source.name)
    if report is None or (around.is_cut_off and has_own_problem(report)):
        return
    yield from observe(report, source.kind)
    if state is not None and report.outcome in {"polled", "unchanged"}:
        since = stale_since(state, around.now, around.rules.stale)
        yield Observation("stale", "stale" if since else None, since=since)


def _looks_at_pages(
    health: Health, found: Findings, polled: Sequence[Observation], around: _Round
) -> Iterator[Observation]:
    """Without a network, what stands in the place of pages may be a captive portal's."""
    for look in look_at_pages(health, found, polled):
        if look.ailment is None or not around.is_cut_off:
            yield look


def _looks_at_canary(source: Source, health: Health, found: Findings, around: _Round) -> Iterator[Observation]:
    """One that was learned and is gone is no trouble, nor what was told of it: another is learned.

    What was configured is not given up so. While a wall stands before the pages, that it hides the canary's words is no
    second trouble.
    """
    if found.canary == "fine":
        yield Observation("canary")
    elif found.canary == "missing" and not around.is_cut_off and not is_walled(health, found):
        yield Observation("canary", "canary", found.canary_detail)
    elif found.canary == "gone" and source.canary is not None and health.canary == source.canary:
        yield Observation("canary", "canary", "the article checked each day is gone")
    elif found.canary == "gone":
        yield from (Observation("canary"),) * HEALED_OTHERWISE


def _about_page(notice: Notice, source: Source, canary: Canary | None, found: Findings) -> Notice:
    """The notice with the page that it is about; only those of a canary are about one."""
    if notice.ailment != "canary" or canary is None:
        return notice
    if found.canary == "gone" and canary != source.canary:
        return replace(notice, detail=_REPLACED)
    return replace(notice, url=canary.url)


def _after_canary(source: Source, health: Health, found: Findings, now: datetime) -> Health:
    if found.canary == "gone" and health.canary != source.canary:
        health = replace(health, canary=None, canary_due_at=None)
    elif found.canary != "unread":
        health = replace(health, canary_due_at=now + CANARY_EVERY)
    return with_configured(health, source)


def _with_pages(health: Health, source: Source, found: Findings, now: datetime) -> Health:
    known = health.canary
    for page in found.pages:
        health = choose_canary(with_sample(health, page.extraction, now), source, page.url, page.extraction)
    # What was learned was read this moment; what was configured is still to be seen.
    return health if health.canary == known else replace(health, canary_due_at=now + CANARY_EVERY)
