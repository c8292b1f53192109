"""Sealing: what is owed and has come due is looked at once more, and put into envelopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog

from monitor.pipeline.posting.addressing import reached_now
from monitor.pipeline.posting.lanes import open_channels
from monitor.pipeline.workshop import Workshop
from monitor.records import Delivery
from monitor.routing import all_routes, come_due, dispatch, horizon, rescheduled

_log = structlog.get_logger()


def seal_due(workshop: Workshop) -> None:
    """Put what is due into envelopes; keep what is muted, or held further, with the reason.

    What is owed to a channel that is off, or no longer configured, waits for it; so does what is owed to one that fails
    (``open_channels``).
    """
    store, table, now = workshop.store, workshop.routing, workshop.clock.now()
    channels = open_channels(store, store.channel_states(), now, workshop.notifiers)
    loose = _as_configured(workshop, (one for one in store.loose_deliveries() if one.channel in channels), now)
    due = come_due(loose, now)
    if not due:
        return
    since = now - horizon(table)
    sent = store.envelopes(since=since)
    found = dispatch(loose, table, workshop.surroundings, now, store.silences(), _told(due, workshop, since), sent)
    if found.deliveries:
        store.save_deliveries(found.deliveries)
    if found.envelopes:
        store.seal(found.envelopes)
    for delivery in found.deliveries:
        _log_held(delivery)


def _told(due: Iterable[Delivery], workshop: Workshop, since: datetime) -> Sequence[Delivery]:
    """What follow-ups correct, and what was told lately of the topics of what is due, where a rule asks for it."""
    store, table = workshop.store, workshop.routing
    followed = dict.fromkeys(one.follows for one in due if one.follows)
    told = [one for alert_id in followed for one in store.deliveries(alert_id)]
    if table.inhibitions or any(one.grouping.interval_seconds for one in all_routes(table)):
        topics = dict.fromkeys(one.alert.topic for one in due)
        told += [one for topic in topics for one in store.deliveries_since(since, topic)]
    return told


def _as_configured(workshop: Workshop, loose: Iterable[Delivery], now: datetime) -> list[Delivery]:
    """What is loose, to where its recipients are reached now; what waits for a digest that was moved waits anew."""
    table = workshop.routing
    reached = reached_now(loose, table)
    waiting = [rescheduled(one, table.digests, now) for one in reached]
    moved = [new for old, new in zip(reached, waiting, strict=True) if new.due_at != old.due_at]
    if moved:
        workshop.store.save_deliveries(moved)
    return waiting


def _log_held(delivery: Delivery) -> None:
    _log.info(
        "held" if delivery.state == "owed" else "muted",
        delivery=delivery.delivery_id,
        why=delivery.hold or delivery.mute,
        until=delivery.due_at.isoformat(),
    )
