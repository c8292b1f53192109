"""``monitor check-config``: whether the configuration is right, with every fault at once."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from pathlib import Path

import click

from monitor.cli.options import config_option, settings_of
from monitor.errors import InputError
from monitor.settings import Settings, write_schemas


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
    click.echo(f"state: {settings.state_folder}")
    for note in _notes(settings):
        click.echo(f"note: {note}")


def _notes(settings: Settings) -> Iterator[str]:
    """What is no fault and may surprise: nobody is told, or can be reached, or too much may be asked."""
    enabled = {channel.name for channel in settings.enabled_channels}
    for name in settings.general.health.channels:
        if name not in enabled:
            yield f"[health] names {name}, which is off: nobody hears of sick sources through it"
    if not settings.health_channels:
        yield "no channel that is on hears of sick sources; name one under [health] channels"
    if not settings.claim_channels:
        yield "no channel that is on gets alerts on claims: changes are kept, and nobody is told"
    if not settings.general.fetch.contact:
        yield "[fetch] contact is empty; give a mail or web address, so that outlets can reach you"
    for network in settings.general.fetch.allow_networks:
        if ipaddress.ip_network(network).is_global:
            yield f"[fetch] allow_networks has {network}, more than a private network: any port of it may be asked"


def _write_schemas(folder: Path) -> None:
    try:
        for path in write_schemas(folder):
            click.echo(f"wrote {path}")
    except OSError as error:
        found = f"the schemas cannot be written ({error.strerror or error})"
        raise InputError(str(folder), found, "give a folder that this user may write to") from error
