"""``monitor sources list``: what is configured."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.choosing import kept_states
from monitor.cli.sources.rows import show_rows
from monitor.cli.wording import moment_words
from monitor.json_forms import Form
from monitor.records import Source, SourceState

_FACTS = ("source", "lang", "last success", "probed")
_COLUMNS = ("source", "lang", "every", "certainty", "last success", "problem", "kind", "probed", "note")

_DAY_AND_QUALITY = re.compile(r"\d{4}-\d\d-\d\d \w+")


@click.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Those that are off, too.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def list_sources(config: Path | None, form: str, *, everything: bool) -> None:
    """List the sources with their last success and the day and verdict of the last probe; JSON has it whole."""
    settings = settings_of(config)
    kept = kept_states(settings)
    shown = [source for source in settings.sources if everything or source.enabled]
    states = {source.name: kept.get(source.name, SourceState(source.name)) for source in shown}
    if form == "json":
        forms = [_source_form(source, states[source.name]) for source in shown]
        click.echo(json.dumps(forms, ensure_ascii=False, indent=2))
    else:
        _show_table(shown, states, settings.general.newsroom.zone)


def _show_table(shown: Sequence[Source], states: Mapping[str, SourceState], zone: str) -> None:
    show_rows(make_console(), _COLUMNS, [_cells(source, states[source.name], zone) for source in shown], _FACTS)
    click.echo(f"{len(shown)} sources")


def _cells(source: Source, state: SourceState, zone: str) -> tuple[str, ...]:
    verdict = _DAY_AND_QUALITY.match(source.probed)
    return (
        source.name if source.enabled else f"{source.name} (off)",
        source.lang,
        f"{source.every_minutes} min",
        source.certainty,
        moment_words(state.succeeded_at, zone) if state.succeeded_at else "never",
        state.problem,
        source.kind,
        verdict.group() if verdict else "",
        source.note,
    )


def _source_form(source: Source, state: SourceState) -> Form:
    """The source for other programs; its last success in UTC."""
    return {
        "source": source.name,
        "enabled": source.enabled,
        "outlet": source.outlet,
        "lang": source.lang,
        "zone": source.zone,
        "every_minutes": source.every_minutes,
        "certainty": source.certainty,
        "succeeded_at": state.succeeded_at.isoformat() if state.succeeded_at else None,
        "problem": state.problem,
        "probed": source.probed,
        "note": source.note,
        "routes": [{"url": one.url, "kind": one.kind, "link_pattern": one.link_pattern} for one in source.routes],
    }
