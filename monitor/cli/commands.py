"""All commands, gathered."""

from __future__ import annotations

import click

from monitor import __version__
from monitor.cli.contracts import extract, replay, values


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="monitor")
def cli() -> None:
    """Read news feeds, keep the dated and counted claims of a running story, alert when one changes."""


for command in (extract, replay, values):
    cli.add_command(command)
