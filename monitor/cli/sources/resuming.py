"""``monitor sources resume``: a second chance for a source that was given up."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from monitor.assemble import has_store, make_lease, open_store_for_work
from monitor.cli.options import config_option, settings_of
from monitor.cli.sources.choosing import choose_sources
from monitor.clock import SystemClock
from monitor.records import PollReading, SourceState


@click.command()
@config_option
@click.argument("name")
def resume(config: Path | None, name: str) -> None:
    """Forget that NAME failed or that its routes are gone: it is polled in the next cycle.

    Exit status 4 when another run is at work.
    """
    settings = settings_of(config)
    choose_sources(settings, [name])
    if not has_store(settings):
        click.echo(f"{name}: never polled, nothing to forget")
        return
    with (
        make_lease(settings.state_folder, "monitor sources resume").hold(),
        closing(open_store_for_work(settings)) as store,
    ):
        state = store.source_states().get(name)
        if state is not None:
            store.save_poll(PollReading(resumed(state, SystemClock().now())))
    click.echo(f"{name}: polled in the next cycle" if state else f"{name}: never polled, nothing to forget")


def resumed(state: SourceState, now: datetime) -> SourceState:
    """The state of a source that is due now, with all its routes; validators, pace and past successes stay."""
    routes = tuple(replace(route, gone_at=None, failures=0, retry_at=None, problem="") for route in state.routes)
    return replace(state, routes=routes, due_at=now, failures=0, problem="")
