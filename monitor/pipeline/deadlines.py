"""Days that were promised and passed: looked for once a cycle, told once each."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from monitor.alerts import compose_overdue
from monitor.pipeline.judging import Judge
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.tally import Tally
from monitor.pipeline.workshop import Workshop

_log = structlog.get_logger()


def tell_overdue(workshop: Workshop, at: datetime, tally: Tally) -> None:
    """Keep what is overdue on the newsroom's day of a moment, with the alerts owed for it.

    What is overdue under a topic that is no longer configured is judged and told to nobody.
    """
    today = at.astimezone(ZoneInfo(workshop.rules.zone)).date()
    judgement = Judge(workshop.store).overdue(today)
    if not judgement.changes:
        return
    topics = workshop.topics
    told = [change for change in judgement.changes if change.said.claim.key.topic in topics]
    alerts = [compose_overdue(topics[change.said.claim.key.topic], change, at) for change in told]
    workshop.store.save_judgement(judgement, at, owe_alerts(alerts, workshop, at))
    tally.count_alerts(len(alerts), told)
    for change in judgement.changes:
        _log.info("overdue", key=str(change.said.claim.key), claim=change.said.claim.claim_id)
