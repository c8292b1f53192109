"""A round: all that one cycle shows of all sources, judged at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from monitor.health.canary import choose_canary, with_configured
from monitor.health.drift import drift, with_sample
from monitor.health.judgement import HealthRules, judge_health
from monitor.health.network import fails_by_network, failures_since_success, judge_network
from monitor.health.observation import Observation, observe
from monitor.health.staleness import stale_since
from monitor.records import NETWORK, Extraction, Health, Notice, Source, SourceReport, SourceState

CANARY_EVERY = timedelta(days=1)

CanaryOutcome = Literal[
    "unread",  # nobody looked at it in this cycle
    "fine",  # all its words were found
    "missing",  # its page was read, or could not be, and words are missing
    "gone",  # its page is no more: 404 or 410
]
"""What came of the article that is read each day."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of a source that was read in the cycle: its address, and what came of it."""

    url: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Findings:
    """What a cycle found on the pages of a source. ``canary_detail`` says what is missing."""

    pages: tuple[ReadPage, ...] = ()
    canary: CanaryOutcome = "unread"
    canary_detail: str = ""


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
    network, and in the round in which it is back, failures that come of it say nothing of their sources.
    """
    network = healths.get(NETWORK, Health(NETWORK))
    evidence = failures_since_success(sources, states, reports)
    network_after, notices = judge_network(network, reports, evidence, now, rules)
    is_cut_off = bool(network.troubles or network_after.troubles)
    around = _Round(states, {one.source: one for one in reports}, findings, now, rules, is_cut_off)
    changed = [network_after] if network_after != network else []
    for source in sources:
        before = healths.get(source.name, Health(source.name))
        after, told = _judge_source(source, before, around)
        notices += told
        changed += [after] if after != before else []
    return tuple(changed), notices


def _judge_source(source: Source, before: Health, around: _Round) -> tuple[Health, tuple[Notice, ...]]:
    found = around.findings.get(source.name, _NO_FINDINGS)
    looks = [*_looks_at_poll(source, around), *_looks_at_canary(source, before, found, around)]
    health = _with_pages(_after_canary(source, before, found, around.now), source, found, around.now)
    if found.pages:
        detail = drift(health.samples)
        looks.append(Observation("drift", "drift" if detail else None, detail or ""))
    return judge_health(health, looks, around.now, around.rules)


def _looks_at_poll(source: Source, around: _Round) -> Iterator[Observation]:
    report, state = around.reports.get(source.name), around.states.get(source.name)
    if report is None or (around.is_cut_off and fails_by_network(report)):
        return
    yield from observe(report)
    if state is not None and report.outcome in {"polled", "unchanged"}:
        since = stale_since(state, around.now, around.rules.stale)
        yield Observation("stale", "stale" if since else None, since=since)


def _looks_at_canary(source: Source, health: Health, found: Findings, around: _Round) -> Iterator[Observation]:
    """One that was learned and is gone is no trouble: another is learned. What was configured is not given up so."""
    if found.canary == "fine":
        yield Observation("canary")
    elif found.canary == "missing" and not around.is_cut_off:
        yield Observation("canary", "canary", found.canary_detail)
    elif found.canary == "gone" and source.canary is not None and health.canary == source.canary:
        yield Observation("canary", "canary", f"{source.canary.url} is gone")


def _after_canary(source: Source, health: Health, found: Findings, now: datetime) -> Health:
    if found.canary == "gone" and health.canary != source.canary:
        health = replace(health, canary=None, canary_due_at=None)
    elif found.canary != "unread":
        health = replace(health, canary_due_at=now + CANARY_EVERY)
    return with_configured(health, source)


def _with_pages(health: Health, source: Source, found: Findings, now: datetime) -> Health:
    known = health.canary
    for page in found.pages:
        health = choose_canary(with_sample(health, page.extraction), source, page.url, page.extraction)
    # What was learned was read this moment; what was configured is still to be seen.
    return health if health.canary == known else replace(health, canary_due_at=now + CANARY_EVERY)
