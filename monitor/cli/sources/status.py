"""``monitor sources status``: how the sources fare."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import click

from monitor.assemble import has_store, open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.standing import Standing, heartbeat_form, network_form, source_standings, standing_form
from monitor.cli.sources.status_tables import facts_table, words_table
from monitor.clock import SystemClock
from monitor.health import Heartbeat, heartbeat
from monitor.records import NETWORK, Health
from monitor.settings import Settings

_LOOKED_BACK = timedelta(hours=1)


@click.command()
@config_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def status(config: Path | None, form: str) -> None:
    """Show how each enabled source fares, below a line on the last hour; asks nobody.

    Exit status 1 when a source, or the monitor's own network, is down.
    """
    settings = settings_of(config)
    now = SystemClock().now()
    beat, network, standings = _look(settings, now)
    if form == "json":
        sources = [standing_form(standing) for standing in standings]
        whole = {"heartbeat": heartbeat_form(beat), "network": network_form(network), "sources": sources}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        click.echo(beat.line())
        _show(standings, settings.general.newsroom.zone, now)
    is_down = "down" in {network.state, *(one.state for one in standings)}
    sys.exit(1 if is_down else 0)


def _look(settings: Settings, now: datetime) -> tuple[Heartbeat, Health, tuple[Standing, ...]]:
    """The heartbeat of the last hour, the network's health and the standings; as new where nothing was ever polled."""
    if not has_store(settings):
        beat, standings = heartbeat(settings.sources, {}, {}, (), now), source_standings(settings.sources, {}, {}, now)
        return beat, Health(NETWORK), standings
    with closing(open_store_for_reading(settings)) as store:
        states, healths = store.source_states(), dict(store.healths())
        cycles = store.cycles(now - _LOOKED_BACK)
    beat = heartbeat(settings.sources, states, healths, cycles, now)
    return beat, healths.get(NETWORK, Health(NETWORK)), source_standings(settings.sources, states, healths, now)


def _show(standings: Sequence[Standing], zone: str, now: datetime) -> None:
    console = make_console()
    console.print(facts_table(standings, now))
    words = words_table(standings, zone)
    if words.row_count:
        console.print()
        console.print(words)
