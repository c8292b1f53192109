"""``monitor sources``: what is polled, how it fares, whether an address is any good, and lists for feed readers."""

from __future__ import annotations

import click

from monitor.cli.sources.discovering import discovered
from monitor.cli.sources.exchange import export_sources, import_sources
from monitor.cli.sources.listing import list_sources
from monitor.cli.sources.probing import probe
from monitor.cli.sources.resuming import resume
from monitor.cli.sources.status import status

__all__ = ["sources"]


@click.group()
def sources() -> None:
    """What is polled."""


for command in (list_sources, status, probe, resume, discovered, export_sources, import_sources):
    sources.add_command(command)
