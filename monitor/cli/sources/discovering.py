"""``monitor sources discovered``: whether something was missed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import click

from monitor.assemble import has_store, open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.rows import show_rows
from monitor.cli.sources.unseen import Discovery, unseen
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock
from monitor.json_forms import Form
from monitor.settings import Settings

_BEFORE = timedelta(days=3)
"""Other sources may have had an article so long before a query listed it. Judgement: queries ask for two days."""


_FACTS = ("published", "query")
_COLUMNS = ("published", "publisher", "title", "query", "address")


@click.command()
@config_option
@click.option("--days", type=click.IntRange(1, 365), default=2, show_default=True, help="How far to look back.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def discovered(config: Path | None, days: int, form: str) -> None:
    """List what news queries found and no other source brought, the newest first.

    Titles count as the same when four fifths of their words and all of their numbers are.
    """
    settings = settings_of(config)
    found = _discoveries(settings, days) if has_store(settings) else ()
    if form == "json":
        click.echo(json.dumps([_discovery_form(one) for one in found], ensure_ascii=False, indent=2))
    elif has_store(settings):
        _show_table(found, settings.general.newsroom.zone)
    else:
        click.echo("nothing was polled yet")


def _discoveries(settings: Settings, days: int) -> tuple[Discovery, ...]:
    since = SystemClock().now() - timedelta(days=days)
    with closing(open_store_for_reading(settings)) as store:
        return unseen(store.discovered(since), store.titles_since(since - _BEFORE))


def _show_table(found: Sequence[Discovery], zone: str) -> None:
    rows = [
        (
            moment_words(one.published_at, zone) if one.published_at else "",
            one.publisher,
            one.title,
            one.source,
            one.url,
        )
        for one in found
    ]
    show_rows(make_console(), _COLUMNS, rows, _FACTS)
    click.echo(f"{len(found)} discovered")


def _discovery_form(one: Discovery) -> Form:
    """The discovery for other programs; its moment in UTC. ``source`` is the news query."""
    return {
        "source": one.source,
        "published_at": one.published_at.isoformat() if one.published_at else None,
        "publisher": one.publisher,
        "title": one.title,
        "url": one.url,
    }
