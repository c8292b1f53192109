"""All commands, gathered."""

from __future__ import annotations

import click

from monitor import __version__
from monitor.cli.alerts import alerts
from monitor.cli.articles import article
from monitor.cli.board import board
from monitor.cli.claims import claims
from monitor.cli.config import check_config
from monitor.cli.contracts import extract, replay
from monitor.cli.demo import demo
from monitor.cli.logs import configure_logs
from monitor.cli.pages import read
from monitor.cli.replays import reread
from monitor.cli.runs import batch, daemon
from monitor.cli.sources import sources
from monitor.cli.timeline import timeline
from monitor.cli.topics import topic
from monitor.cli.values import values


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="monitor")
def cli() -> None:
    """Read news feeds, keep the dated and counted claims of a running story, alert when one changes."""
    configure_logs("warning", "console")


_COMMANDS = (
    *(batch, daemon, read, article, claims, timeline, board),
    *(topic, sources, alerts, check_config),
    *(demo, extract, replay, reread, values),
)

for command in _COMMANDS:
    cli.add_command(command)
