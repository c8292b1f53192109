"""``monitor sources status``: how the sources fare."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import click
from rich.table import Table

from monitor.assemble import has_store, open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.choosing import span_words
from monitor.cli.sources.standing import Standing, source_standings, standing_form
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock
from monitor.health import heartbeat
from monitor.records import NETWORK, Health
from monitor.settings import Settings

_LOOKED_BACK = timedelta(hours=1)
_COLUMNS = ("source", "state", "fresh", "last success", "next poll", "usual gap", "route", "troubles")


@click.command()
@config_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def status(config: Path | None, form: str) -> None:
    """Show how each enabled source fares, below a line on the last hour; asks nobody.

    Exit status 1 when a source, or the monitor's own network, is down.
    """
    settings = settings_of(config)
    now = SystemClock().now()
    line, healths, standings = _look(settings, now)
    if form == "json":
        sources = [standing_form(standing) for standing in standings]
        click.echo(json.dumps({"heartbeat": line, "sources": sources}, ensure_ascii=False, indent=2))
    else:
        click.echo(line)
        _show(standings, settings.general.newsroom.zone, now)
    is_down = any(one.state == "down" for one in standings) or _network_is_down(healths)
    sys.exit(1 if is_down else 0)


def _look(settings: Settings, now: datetime) -> tuple[str, dict[str, Health], tuple[Standing, ...]]:
    """The heartbeat of the last hour, the kept healths and the standings; as if new where nothing was ever polled."""
    if not has_store(settings):
        standings = source_standings(settings.sources, {}, {}, now)
        return heartbeat(settings.sources, {}, {}, (), now).line(), {}, standings
    with closing(open_store_for_reading(settings)) as store:
        states, healths = store.source_states(), dict(store.healths())
        cycles = store.cycles(now - _LOOKED_BACK)
    beat = heartbeat(settings.sources, states, healths, cycles, now)
    return beat.line(), healths, source_standings(settings.sources, states, healths, now)


def _network_is_down(healths: dict[str, Health]) -> bool:
    return NETWORK in healths and healths[NETWORK].state == "down"


def _show(standings: Sequence[Standing], zone: str, now: datetime) -> None:
    table = Table(*_COLUMNS, box=None)
    for one in standings:
        table.add_row(
            one.source,
            one.state,
            "yes" if one.fresh else "no",
            f"{span_words(now - one.succeeded_at)} ago" if one.succeeded_at else "never",
            moment_words(one.due_at, zone) if one.due_at else "",
            span_words(one.usual_gap) if one.usual_gap else "",
            _route_words(one),
            "; ".join(_trouble_words(one, zone)),
        )
    make_console().print(table)


def _route_words(one: Standing) -> str:
    route = f"fallback {one.fallback}, {one.route}" if one.fallback else one.route
    return "; ".join(part for part in (route, *one.advice) if part)


def _trouble_words(one: Standing, zone: str) -> list[str]:
    return [
        f"{trouble.ailment} since {moment_words(trouble.since, zone)}"
        + (f": {trouble.detail}" if trouble.detail else "")
        for trouble in one.troubles
    ]
