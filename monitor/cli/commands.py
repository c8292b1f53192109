"""All commands, gathered; each is loaded when it is asked for, so that one does not wait for the others' libraries."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from monitor import __version__
from monitor.cli.logs import configure_logs

_MODULES: Mapping[str, str] = {
    "alerts": "alerts",
    "article": "articles",
    "batch": "runs",
    "board": "board",
    "check-config": "config",
    "claims": "claims",
    "daemon": "runs",
    "demo": "demo",
    "extract": "contracts",
    "read": "pages",
    "replay": "contracts",
    "reread": "replays",
    "sources": "sources",
    "timeline": "timeline",
    "topic": "topics",
    "values": "values",
}
"""The command's name → the module of ``monitor.cli`` that holds it, under its name with underscores."""


class _Commands(click.Group):
    """Imports the module of a command when that command is run or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*_MODULES, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, or None."""
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"monitor.cli.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="monitor")
def cli() -> None:
    """Read news feeds, keep the dated and counted claims of a running story, alert when one changes."""
    configure_logs("warning", "console")
