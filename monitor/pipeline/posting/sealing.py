"""Sealing: what is owed and has come due is looked at once more, and put into envelopes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from monitor.pipeline.posting.lanes import open_channels
from monitor.pipeline.workshop import Workshop
from monitor.records import Delivery, RoutingTable
from monitor.routing import all_routes, come_due, dispatch, horizon

_log = structlog.get_logger()


def seal_due(workshop: Workshop) -> None:
    """Put what is due into envelopes; keep what is muted, or held further, with the reason.

    What is owed to a channel that is off, or no longer configured, waits for it; so does what is owed to one that fails
    (``open_channels``).
    """
    store, table, now = workshop.store, workshop.routing, workshop.clock.now()
    channels = open_channels(store, now, workshop.notifiers)
    loose = [_addressed(one, table) for one in store.loose_deliveries() if one.channel in channels]
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
    """What was told lately of the topics of what is due, where a rule asks for it: it may mute or hold some of it."""
    table = workshop.routing
    if not table.inhibitions and not any(one.grouping.interval_seconds for one in all_routes(table)):
        return ()
    topics = dict.fromkeys(one.alert.topic for one in due)
    return [one for topic in topics for one in workshop.store.deliveries_since(since, topic)]


def _addressed(delivery: Delivery, table: RoutingTable) -> Delivery:
    """The delivery, to where its recipient is reached now, if there is one such place: the address was corrected since.

    What an older version owed to a whole channel of mail goes to the first of its addresses.
    """
    name, channel = delivery.recipient.name, delivery.channel
    known = [one for one in table.recipients.get(name, ()) if one.channel == channel]
    places = {one.address for one in known}
    if not known or delivery.recipient.address in places:
        return delivery
    return replace(delivery, recipient=known[0]) if len(places) == 1 or not delivery.recipient.address else delivery


def _log_held(delivery: Delivery) -> None:
    _log.info(
        "held" if delivery.state == "owed" else "muted",
        delivery=delivery.delivery_id,
        why=delivery.hold or delivery.mute,
        until=delivery.due_at.isoformat(),
    )
