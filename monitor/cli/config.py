"""``monitor check-config``: whether the configuration is right, with every fault at once."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from monitor.cli.options import config_option, settings_of
from monitor.errors import InputError
from monitor.records import AlertRoute, Matcher, RoutingTable
from monitor.routing import all_routes, routes_within
from monitor.settings import ALERTS_FILE, Settings, write_schemas


@click.command("check-config")
@config_option
@click.option(
    "--schemas",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write JSON Schemas into this folder, for editors that check and complete TOML.",
)
def check_config(config: Path | None, schemas: Path | None) -> None:
    """Check the whole configuration and tell every fault at once; exit status 2 when there is one."""
    if schemas is not None:
        _write_schemas(schemas)
    settings = settings_of(config)
    enabled = sum(1 for source in settings.sources if source.enabled)
    channels = ", ".join(channel.name for channel in settings.enabled_channels) or "none"
    click.echo(f"{settings.folder}: fine")
    click.echo(f"sources: {enabled} on, {len(settings.sources) - enabled} off")
    click.echo(f"topics: {', '.join(topic.name for topic in settings.topics)}")
    click.echo(f"channels: {channels}")
    click.echo(f"alerts: {_alerts(settings)}")
    click.echo(f"state: {settings.state_folder}")
    for note in _notes(settings):
        click.echo(f"note: {note}")


def _alerts(settings: Settings) -> str:
    """How many routes and people there are, and in which file."""
    routes = sum(1 for _route in routes_within(settings.routing.routes))
    people = len(settings.alerting.people)
    counted = f"{_counted(routes, 'route', 'routes')}, {_counted(people, 'person', 'people')}"
    if (settings.folder / ALERTS_FILE).exists():
        return f"{ALERTS_FILE}, {counted}"
    return f"{counted}; there is no {ALERTS_FILE}, so that every channel hears of every change"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _heard_of(routing: RoutingTable, routes: Iterable[AlertRoute]) -> frozenset[str]:
    """The channels that are on and to which these routes, or others below them, lead."""
    names = (name for route in routes_within(routes) for name in route.to)
    return frozenset(recipient.channel for name in names for recipient in routing.recipients[name])


def _notes(settings: Settings) -> Iterator[str]:
    """What is no fault and may surprise: nobody is told, or can be reached, or too much may be asked."""
    yield from _notes_on_notices(settings)
    yield from _notes_on_claims(settings)
    yield from _notes_on_people(settings)
    if not settings.general.fetch.contact:
        yield "[fetch] contact is empty; give a mail or web address, so that outlets can reach you"
    for network in settings.general.fetch.allow_networks:
        if ipaddress.ip_network(network).is_global:
            yield f"[fetch] allow_networks has {network}, more than a private network: any port of it may be asked"


def _notes_on_notices(settings: Settings) -> Iterator[str]:
    enabled = {channel.name for channel in settings.enabled_channels}
    named, system = settings.general.health.channels, settings.routing.system
    for name in named:
        if name not in enabled:
            yield f"[health] names {name}, which is off: nobody hears of sick sources through it"
    if named and system.to != named:
        yield f"[system] of {ALERTS_FILE} says who hears of sick sources; [health] channels is not used"
    if not _heard_of(settings.routing, [system]):
        yield "no channel that is on hears of sick sources; name one under [health] channels"


def _notes_on_people(settings: Settings) -> Iterator[str]:
    routes = all_routes(settings.routing)
    told = {name for route in routes for name in route.to}
    for person in settings.alerting.people:
        if person not in told:
            yield f"no route leads to {person}, one of the people of {ALERTS_FILE}"


def _notes_on_claims(settings: Settings) -> Iterator[str]:
    routing = settings.routing
    heard_of = _heard_of(routing, routing.routes)
    if not heard_of:
        yield "no channel that is on gets alerts on claims: changes are kept, and nobody is told"
        return
    for route in routes_within(routing.routes):
        if not _heard_of(routing, [route]):
            yield f"the route {route.name} leads to no channel that is on: of what it takes, nobody is told"
    if all(route.matcher != Matcher() for route in routing.routes):
        yield f"no route of {ALERTS_FILE} takes everything: of what fits none, nobody is told"
    for channel in settings.claim_channels:
        if channel.name not in heard_of | _heard_of(routing, [routing.system]):
            yield f"no route leads to the channel {channel.name}: it gets nothing"


def _write_schemas(folder: Path) -> None:
    try:
        for path in write_schemas(folder):
            click.echo(f"wrote {path}")
    except OSError as error:
        found = f"the schemas cannot be written ({error.strerror or error})"
        raise InputError(str(folder), found, "give a folder that this user may write to") from error
