"""A cycle: one pass over what is due. ``monitor batch`` runs one, ``monitor daemon`` runs one at every tick.

Most cycles find nothing to read: grammar, ledger and wording are loaded when something is, so that such a cycle of
``monitor batch`` is over in a second.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from monitor.pipeline.checking import check_sources
from monitor.pipeline.heartbeats import show_life
from monitor.pipeline.polling import poll_sources
from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.publishing import publish
from monitor.pipeline.tally import Tally
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import CycleReport

_log = structlog.get_logger()


def never_stopping() -> bool:
    """For runs that are not asked to end early."""
    return False


async def run_cycle(workshop: Workshop, stopping: Stopping = never_stopping) -> CycleReport:
    """Poll, read, read again, look after promised days and the sources; beside all that, send what is owed.

    The report is kept, too: whatever happens to a feed, a page or a channel stands in it. Raises StoreError alone. A
    run that is killed at any point is simply run again.
    """
    started_at = workshop.clock.now()
    postman = Postman(workshop)
    tally = Tally()
    async with postman.at_work(stopping):
        sources = await poll_sources(workshop, stopping, tally)
        if _has_articles_due(workshop):
            await _look_at_articles(workshop, stopping, tally, started_at)
        await check_sources(workshop, sources, tally, stopping)
        await show_life(workshop)
    publish(workshop, tally.alerts)
    report = CycleReport(
        started_at=started_at,
        ended_at=workshop.clock.now(),
        sources=sources,
        articles=tally.articles,
        claims=tally.claims,
        alerts=tally.alerts,
        skipped=dict(tally.skipped),
        changes=dict(tally.changes),
        visits={outcome: count for outcome, count in tally.visits.items() if count},
        sent=postman.counts(),
    )
    workshop.store.save_cycle(without_idle(report))
    _log.info(
        "cycle",
        sources=len(sources),
        failed=len(report.failed_sources),
        articles=report.articles,
        alerts=report.alerts,
        sent=report.sent,
    )
    return report


def _has_articles_due(workshop: Workshop) -> bool:
    """Whether an entry or a visit is due, or a promised day may have passed."""
    store, now = workshop.store, workshop.clock.now()
    today = now.astimezone(ZoneInfo(workshop.rules.zone)).date()
    return bool(store.due_entries(now, limit=1) or store.due_visits(now) or store.keys_due(today))


async def _look_at_articles(workshop: Workshop, stopping: Stopping, tally: Tally, started_at: datetime) -> None:
    from monitor.pipeline.deadlines import tell_overdue  # noqa: PLC0415 - see above
    from monitor.pipeline.entries import read_due_entries  # noqa: PLC0415 - see above
    from monitor.pipeline.visiting import read_again  # noqa: PLC0415 - see above

    await read_due_entries(workshop, stopping, tally)
    await read_again(workshop, stopping, tally)
    tell_overdue(workshop, started_at, tally)


def without_idle(report: CycleReport) -> CycleReport:
    """The report without the sources that had nothing to say: of thousands of sources, most wait, or bring nothing."""
    said = (one for one in report.sources if one.outcome not in {"not_due", "unchanged"} or one.problem is not None)
    return replace(report, sources=tuple(said))
