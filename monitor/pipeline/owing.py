"""Owing: each alert is given its recipients when it is made, so that it can be kept with all that is owed for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.pipeline.workshop import Workshop
from monitor.records import Alert, OwedAlert
from monitor.routing import Known, digests_sent, fingerprints, horizon, look_back, owe


def owe_alerts(alerts: Iterable[Alert], workshop: Workshop, now: datetime) -> tuple[OwedAlert, ...]:
    """The alerts with what each route makes of them, and the deliveries that are owed; nothing is kept here."""
    return tuple(
        owe(alert, workshop.routing, workshop.surroundings, _known(alert, workshop, now), now) for alert in alerts
    )


def _known(alert: Alert, workshop: Workshop, now: datetime) -> Known:
    store, table = workshop.store, workshop.routing
    earlier = store.deliveries_on(alert.article_id) if alert.article_id else ()
    same = store.deliveries_saying(fingerprints(alert, table, workshop.surroundings, earlier))
    since = look_back(same)
    return Known(
        same=same,
        later=store.deliveries_since(since, alert.topic) if since is not None else (),
        earlier=earlier,
        digests_sent=digests_sent(store.envelopes(since=now - horizon(table)), table, now) if table.digests else {},
    )
