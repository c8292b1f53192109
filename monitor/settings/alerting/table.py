"""From ``alerts.toml`` and the channels to the records that routing works with."""

from __future__ import annotations

from monitor.records import AlertRoute, Recipient, RoutingTable
from monitor.settings.addresses import own_addresses
from monitor.settings.alerting.file import AlertsFile
from monitor.settings.alerting.outputs import Alerting
from monitor.settings.alerting.people import PersonTable
from monitor.settings.alerting.routes import Manner
from monitor.settings.channels import Channel
from monitor.settings.general import General

EVERYTHING = "everything"
"""The name of the one route that there is where ``alerts.toml`` gives none."""


def routing_table(file: AlertsFile, general: General) -> RoutingTable:
    """Who is told what. Without routes in the file, every channel that is on and for claims is told everything.

    Every name that a route may tell has its recipients; those of a channel that is off, and of a person by it, are
    left out, so that a name may have none.
    """
    zone = general.newsroom.zone
    on = {channel.name: channel for channel in general.channels if channel.enabled}
    recipients: dict[str, tuple[Recipient, ...]] = {channel.name: () for channel in general.channels}
    recipients |= {name: _of_channel(channel) for name, channel in on.items()}
    recipients |= {person.name: _of_person(person, on) for person in file.people}
    return RoutingTable(
        routes=tuple(route.record(Manner()) for route in file.routes) or (_everything(on),),
        system=file.system.record(general.health.channels),
        recipients=recipients,
        digests={digest.name: digest.record(zone) for digest in file.digests},
        quiets={quiet.name: quiet.record(zone) for quiet in file.quiet},
        quiet_of={person.name: person.quiet for person in file.people if person.quiet},
        inhibitions=tuple(rule.record() for rule in file.inhibit),
    )


def alerting_of(file: AlertsFile, general: General) -> Alerting:
    """What the file says beside routing."""
    return Alerting(
        publish=file.publish if file.publish.enabled else None,
        heartbeat=file.heartbeat.record(general.newsroom.zone),
        people=tuple(person.name for person in file.people),
    )


def _everything(on: dict[str, Channel]) -> AlertRoute:
    return AlertRoute(EVERYTHING, to=tuple(name for name, channel in on.items() if channel.claims))


def _of_channel(channel: Channel) -> tuple[Recipient, ...]:
    addresses = own_addresses(channel)
    return tuple(Recipient(channel.name, channel.name, address, channel.lang) for address in addresses)


def _of_person(person: PersonTable, on: dict[str, Channel]) -> tuple[Recipient, ...]:
    return tuple(
        Recipient(person.name, way.channel, way.address or "", person.lang) for way in person.by if way.channel in on
    )
