"""How much one recipient gets, and how soon after the last message: rates, and the intervals of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from monitor.records import AlertRoute, Delivery, Envelope, Rate, Recipient
from monitor.routing.recipients import is_same


def rate_until(rate: Rate, made: Iterable[datetime], now: datetime) -> datetime | None:
    """When there is room for another message, counting those made at these moments; None where there is room now.

    It is never further ahead than the rate's span. Moments that lie ahead, of a clock that has gone back, count too.
    """
    span = timedelta(seconds=rate.seconds)
    within = sorted(at for at in made if abs(now - at) < span)
    most = max(rate.messages, 1)
    if len(within) < most:
        return None
    return min(within[len(within) - most], now) + span


def made_for(recipient: Recipient, route: str, sent: Iterable[Envelope]) -> Iterator[datetime]:
    """When the messages of a route to a recipient were made, without those that were given up."""
    return (one.made_at for one in _envelopes(recipient, route, sent) if one.state != "given_up")


def group_until(
    delivery: Delivery, route: AlertRoute, told: Iterable[Delivery], sent: Sequence[Envelope], now: datetime
) -> datetime | None:
    """When the next message of a delivery's group may come; None where it may come now, or there is no group."""
    interval = timedelta(seconds=route.grouping.interval_seconds)
    if not delivery.batch or not interval:
        return None
    recent = [one for one in _envelopes(delivery.recipient, delivery.route, sent) if abs(now - one.made_at) < interval]
    made = (one.made_at for one in _of_group(delivery, route, told, recent))
    last = max(made, default=None)
    return None if last is None else min(last, now) + interval


def _of_group(
    delivery: Delivery, route: AlertRoute, told: Iterable[Delivery], recent: Sequence[Envelope]
) -> Iterator[Envelope]:
    """The envelopes of a delivery's group, among the route's; where all that it sends is one group, all of them."""
    if route.grouping.by == "everything" or not recent:
        return iter(recent)
    beside = {
        one.envelope_id
        for one in told
        if one.batch == delivery.batch and one.envelope_id and is_same(one.recipient, delivery.recipient)
    }
    return (one for one in recent if one.envelope_id in beside)


def _envelopes(recipient: Recipient, route: str, sent: Iterable[Envelope]) -> Iterator[Envelope]:
    found = (one for one in sent if one.route == route and is_same(one.recipient, recipient))
    return (one for one in found if one.state != "muted")
