"""``monitor check-config``: whether the configuration is right, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from monitor.articles import selector_fault
from monitor.cli.options import config_option, settings_of
from monitor.errors import ConfigError, Fault, InputError
from monitor.records import Source
from monitor.settings import write_schemas
from monitor.settings.folder import SOURCES_FILE


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
    if faults := [fault for source in settings.sources for fault in _selector_faults(source)]:
        raise ConfigError(faults)
    enabled = sum(1 for source in settings.sources if source.enabled)
    channels = ", ".join(channel.name for channel in settings.enabled_channels) or "none"
    click.echo(f"{settings.folder}: fine")
    click.echo(f"sources: {enabled} on, {len(settings.sources) - enabled} off")
    click.echo(f"topics: {', '.join(topic.name for topic in settings.topics)}")
    click.echo(f"channels: {channels}")
    click.echo(f"state: {settings.state_folder}")
    if not settings.general.fetch.contact:
        click.echo("note: [fetch] contact is empty; give a mail or web address, so that outlets can reach you")


def _selector_faults(source: Source) -> Iterator[Fault]:
    """The selectors that are no CSS; settings, which know no pages, could not tell."""
    for key in ("text", "title", "date", "remove") if source.selectors else ():
        if found := selector_fault(getattr(source.selectors, key)):
            yield Fault(SOURCES_FILE, f'source "{source.name}".selectors.{key}', found, "correct it, or take it out")


def _write_schemas(folder: Path) -> None:
    try:
        for path in write_schemas(folder):
            click.echo(f"wrote {path}")
    except OSError as error:
        found = f"the schemas cannot be written ({error.strerror or error})"
        raise InputError(str(folder), found, "give a folder that this user may write to") from error
