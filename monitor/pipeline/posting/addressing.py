"""Where what is owed goes: to the place at which its recipient is reached by the configuration of now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.records import Delivery, Envelope, RoutingTable
from monitor.routing import addressed


def reached_now(deliveries: Iterable[Delivery], table: RoutingTable) -> Sequence[Delivery]:
    """The deliveries, to where their recipients are reached now; the store keeps them as they were owed."""
    return [_reached(one, table) for one in deliveries]


def envelope_now(envelope: Envelope, table: RoutingTable) -> Envelope:
    """The envelope, to where its recipient is reached now; the store keeps it as it was sealed."""
    return replace(envelope, recipient=addressed(envelope.recipient, table))


def _reached(delivery: Delivery, table: RoutingTable) -> Delivery:
    recipient = addressed(delivery.recipient, table)
    return delivery if recipient is delivery.recipient else replace(delivery, recipient=recipient)
