"""Puts deliveries that are ready into envelopes: one for each message that somebody gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.identity import stable_id
from monitor.records import Delivery, Envelope, EnvelopeForm, RoutingTable
from monitor.routing.recipients import label
from monitor.routing.sayings import parts_told
from monitor.routing.slots import last_slot
from monitor.routing.timing import digest_of

MOST_CHANGES = 50
"""More changes than these, ready at once for one recipient of one route, are one message, however many alerts they
make. Source: what newsrooms ask for, "over 50 changes: a digest, not 50 messages"; that it is per route is judgement.
"""


@dataclass(frozen=True, slots=True)
class _Lot:
    """Deliveries that go out in one envelope."""

    form: EnvelopeForm
    deliveries: tuple[Delivery, ...]


def bundle(ready: Sequence[Delivery], table: RoutingTable, now: datetime) -> tuple[Envelope, ...]:
    """Envelopes of all the deliveries, in the order in which the first of each was given.

    A digest is one for each recipient, whatever routes its alerts went by; so is a group, within its route. What quiet
    hours or a rate held back comes in one message of its route. An envelope of several routes has the first one's.
    """
    lots = [lot for shared in _by_route(ready) for lot in _capped(shared)]
    places = {delivery.delivery_id: place for place, delivery in enumerate(ready)}
    lots.sort(key=lambda lot: places[lot.deliveries[0].delivery_id])
    return tuple(_envelope(lot, table, now) for lot in lots)


def _by_route(ready: Iterable[Delivery]) -> Iterator[list[_Lot]]:
    """The lots of each recipient of each route; digests stand apart."""
    lots: dict[tuple[str, str, EnvelopeForm, str], list[Delivery]] = {}
    for delivery in ready:
        lots.setdefault(_lot_key(delivery), []).append(delivery)
    shared: dict[tuple[str, str], list[_Lot]] = {}
    for (recipient, route, form, _), deliveries in lots.items():
        formed: EnvelopeForm = form if form == "digest" or len(deliveries) > 1 else "alert"
        shared.setdefault((recipient, route), []).append(_Lot(formed, tuple(deliveries)))
    return iter(shared.values())


def _lot_key(delivery: Delivery) -> tuple[str, str, EnvelopeForm, str]:
    recipient = label(delivery.recipient)
    if digest_of(delivery.batch) is not None:
        return recipient, delivery.batch, "digest", ""
    if delivery.hold in {"quiet", "rate"}:
        return recipient, delivery.route, "catch_up", ""
    if delivery.batch:
        return recipient, delivery.route, "group", delivery.batch
    return recipient, delivery.route, "alert", delivery.delivery_id


def _capped(lots: list[_Lot]) -> list[_Lot]:
    deliveries = tuple(delivery for lot in lots for delivery in lot.deliveries)
    too_many = len(lots) > 1 and sum(len(parts_told(one)) for one in deliveries) > MOST_CHANGES
    return [_Lot("catch_up", deliveries)] if too_many else lots


def _envelope(lot: _Lot, table: RoutingTable, now: datetime) -> Envelope:
    first = lot.deliveries[0]
    ids = tuple(delivery.delivery_id for delivery in lot.deliveries)
    threads = {delivery.thread for delivery in lot.deliveries}
    digest = table.digests.get(digest_of(first.batch) or "") if lot.form == "digest" else None
    return Envelope(
        envelope_id=stable_id("envelope", label(first.recipient), first.route, *sorted(ids)),
        form=lot.form,
        recipient=first.recipient,
        route=first.route,
        delivery_ids=ids,
        made_at=now,
        due_at=now,
        thread=first.thread if len(threads) == 1 else "",
        slot_at=last_slot(digest, now) if digest is not None else None,
    )
