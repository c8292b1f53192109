"""A cycle: one pass over what is due. ``monitor batch`` runs one, ``monitor daemon`` runs one at every tick."""

from __future__ import annotations

import structlog

from monitor.pipeline.deadlines import tell_overdue
from monitor.pipeline.entries import read_due_entries
from monitor.pipeline.polling import poll_sources
from monitor.pipeline.sending import Post
from monitor.pipeline.tally import Tally
from monitor.pipeline.visiting import read_again
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.records import CycleReport

_log = structlog.get_logger()


def never_stopping() -> bool:
    """For runs that are not asked to end early."""
    return False


async def run_cycle(workshop: Workshop, stopping: Stopping = never_stopping) -> CycleReport:
    """Send what an earlier run still owes, poll, read, read again, look for days that passed, send, keep the report.

    Whatever happens to a feed, a page or a channel stands in the report. Raises StoreError alone. A run that is killed
    at any point is simply run again.
    """
    started_at = workshop.clock.now()
    post = Post(workshop)
    await post.send_owed(stopping)
    sources = await poll_sources(workshop, stopping)
    tally = Tally()
    await read_due_entries(workshop, stopping, tally)
    await read_again(workshop, stopping, tally)
    tell_overdue(workshop, started_at, tally)
    await post.send_owed(stopping)
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
        sent=post.counts(),
    )
    workshop.store.save_cycle(report)
    _log.info(
        "cycle",
        sources=len(sources),
        failed=len(report.failed_sources),
        articles=report.articles,
        alerts=report.alerts,
        sent=report.sent,
    )
    return report
