"""``monitor sources resume``: a second chance for a source that was given up."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from monitor.assemble import has_store, make_lease, open_store_for_work
from monitor.cli.options import config_option, settings_of
from monitor.cli.sources.choosing import choose_sources
from monitor.clock import SystemClock
from monitor.errors import LeaseHeldError
from monitor.records import PollReading, SourceState
from monitor.settings import Settings


@click.command()
@config_option
@click.argument("name")
def resume(config: Path | None, name: str) -> None:
    """Forget that NAME failed or that its routes are gone: it is polled in the next cycle.

    A daemon has to be stopped first, as it would write over what is changed here: beside it, or any other run, the exit
    status is 4 and nothing is changed. A source that is off stays off. One that has another address in sources.toml
    needs no resuming.
    """
    settings = settings_of(config)
    (source,) = choose_sources(settings, [name])
    if not source.enabled:
        click.echo(f"{name}: off, so it is not polled in any case; set enabled = true in sources.toml")
    if not has_store(settings):
        click.echo(f"{name}: never polled, nothing to forget")
        return
    try:
        was_polled = _resume(settings, name)
    except LeaseHeldError as error:
        cure = "stop it first, then start it again; or change the source's address in sources.toml and restart it"
        click.echo(f"monitor: {name}: nothing is changed, as {error.holder} is at work; {cure}", err=True)
        sys.exit(error.exit_status)
    if was_polled:
        click.echo(f"{name}: {'polled in the next cycle' if source.enabled else 'its failures are forgotten'}")
    else:
        click.echo(f"{name}: never polled, nothing to forget")


def _resume(settings: Settings, name: str) -> bool:
    """Keep the resumed state of a source; False where nothing is kept of it."""
    with (
        make_lease(settings.state_folder, "monitor sources resume").hold(),
        closing(open_store_for_work(settings)) as store,
    ):
        state = store.source_states().get(name)
        if state is not None:
            store.save_poll(PollReading(resumed(state, SystemClock().now())))
        return state is not None


def resumed(state: SourceState, now: datetime) -> SourceState:
    """The state of a source that is due now, with all its routes; validators, pace and past successes stay."""
    routes = tuple(replace(route, gone_at=None, failures=0, retry_at=None, problem="") for route in state.routes)
    return replace(state, routes=routes, due_at=now, failures=0, problem="")
