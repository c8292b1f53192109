"""``monitor sources list``: what is configured."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.choosing import kept_states
from monitor.cli.wording import moment_words
from monitor.records import SourceState


@click.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Those that are off, too.")
def list_sources(config: Path | None, *, everything: bool) -> None:
    """List the sources with their last success and the verdict of the last probe."""
    settings = settings_of(config)
    states = kept_states(settings)
    zone = settings.general.newsroom.zone
    columns = ("source", "lang", "every", "certainty", "last success", "problem", "kind", "probed", "note")
    table = Table(*columns, box=None)
    shown = [source for source in settings.sources if everything or source.enabled]
    for source in shown:
        state = states.get(source.name, SourceState(source.name))
        success = moment_words(state.succeeded_at, zone) if state.succeeded_at else "never"
        name = source.name if source.enabled else f"{source.name} (off)"
        every = f"{source.every_minutes} min"
        told = (state.problem, source.kind, source.probed, source.note)
        table.add_row(name, source.lang, every, source.certainty, success, *told)
    make_console().print(table)
    click.echo(f"{len(shown)} sources")
