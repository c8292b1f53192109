"""Routing tables for tests: everything to some channels, notices to others."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.records import SYSTEM_ROUTE, AlertRoute, Recipient, RoutingTable


def table_to(claim_channels: Iterable[str], health_channels: Iterable[str] = (), **parts) -> RoutingTable:
    """All alerts at once to each of the claim channels, all notices to the health channels; ``parts`` go before."""
    claims, health = tuple(claim_channels), tuple(health_channels)
    recipients = {name: (Recipient(name, name),) for name in dict.fromkeys((*claims, *health))}
    default = {
        "routes": (AlertRoute("everything", claims),),
        "system": AlertRoute(SYSTEM_ROUTE, health),
        "recipients": recipients,
    }
    return RoutingTable(**(default | parts))
