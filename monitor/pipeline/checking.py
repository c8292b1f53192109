"""Looking after the sources: how each fares after a cycle, and what an operator has to hear of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog

from monitor.headers import MISSING
from monitor.health import CanaryOutcome, Findings, ReadPage, canary_is_due, judge_canary, judge_round
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.pages import PAGES_AHEAD, Opened, fetch_pages, open_all, open_whole
from monitor.pipeline.tally import Tally
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import Alert, Canary, Health, HealthReading, Notice, Source, SourceReport

_log = structlog.get_logger()


async def check_sources(workshop: Workshop, reports: Sequence[SourceReport], tally: Tally, stopping: Stopping) -> None:
    """Judge how the sources fare, keep it, and owe a notice for each that fell ill or is well again.

    ``reports`` are those of the cycle's polls, ``tally`` holds the pages that were read in it. The old articles that
    are read each day, to see whether pages still come out whole, are read here, unless the run is asked to end.
    """
    store, now = workshop.store, workshop.clock.now()
    healths = store.healths()
    findings = await _look(workshop, healths, tally, stopping)
    changed, notices = judge_round(
        workshop.sources, store.source_states(), reports, healths, findings, now, workshop.rules.health
    )
    if not changed and not notices:
        return
    sources = {source.name: source for source in workshop.sources}
    alerts = (_compose(notice, sources.get(notice.subject), now) for notice in notices)
    store.save_health(HealthReading(changed, owe_alerts(alerts, workshop, now)))
    for notice in notices:
        log = _log.info if notice.healed else _log.warning
        log("health", subject=notice.subject, ailment=notice.ailment, healed=notice.healed, detail=notice.detail)


def _compose(notice: Notice, source: Source | None, now: datetime) -> Alert:
    from monitor.alerts import compose_notice  # noqa: PLC0415 - wording is loaded when there is something to word

    return compose_notice(notice, source, now)


async def _look(
    workshop: Workshop, healths: Mapping[str, Health], tally: Tally, stopping: Stopping
) -> dict[str, Findings]:
    """What the pages of each source showed in the cycle, those read each day included."""
    canaries = await _read_canaries(workshop, healths, stopping)
    found: dict[str, Findings] = {}
    for name in tally.extracted.keys() | canaries.keys():
        pages = tuple(ReadPage(one.url, one.extraction) for one in tally.extracted.get(name, ()))
        outcome, detail = canaries.get(name, ("unread", ""))
        found[name] = Findings(pages, outcome, detail)
    return found


async def _read_canaries(
    workshop: Workshop, healths: Mapping[str, Health], stopping: Stopping
) -> dict[str, tuple[CanaryOutcome, str]]:
    """What came of each source's article that is to be read today."""
    now = workshop.clock.now()
    due: list[tuple[Source, Canary]] = []
    for source in workshop.sources:
        health = healths.get(source.name)
        if source.enabled and health is not None and health.canary is not None and canary_is_due(health, now):
            due.append((source, health.canary))
    found: dict[str, tuple[CanaryOutcome, str]] = {}
    for start in range(0, len(due), PAGES_AHEAD):
        if stopping():
            break
        together = due[start : start + PAGES_AHEAD]
        results = await fetch_pages((canary.url for _, canary in together), workshop)
        opened = await open_all(
            open_whole(result, source, workshop) for (source, _), result in zip(together, results, strict=True)
        )
        found |= {source.name: _judge(canary, page) for (source, canary), page in zip(together, opened, strict=True)}
    return found


def _judge(canary: Canary, opened: Opened) -> tuple[CanaryOutcome, str]:
    if opened.fault is not None:  # a fault of the monitor's own says nothing of the outlet
        _log.error("reading_failed", url=canary.url, exc_info=opened.fault)
        return "unread", ""
    walled = opened.extraction is not None and opened.extraction.problem == "challenge"
    if opened.result.problem == "resting" or walled:
        return "unread", ""
    if opened.result.status in MISSING:
        return "gone", ""
    missing = judge_canary(canary, opened.extraction)
    return ("missing", missing) if missing is not None else ("fine", "")
