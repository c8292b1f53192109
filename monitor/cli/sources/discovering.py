"""``monitor sources discovered``: whether something was missed."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import click
from rich.table import Table

from monitor.assemble import open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.sources.unseen import unseen
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock

_BEFORE = timedelta(days=3)
"""Other sources may have had an article so long before a query listed it. Judgement: queries ask for two days."""


@click.command()
@config_option
@click.option("--days", type=click.IntRange(1, 365), default=2, show_default=True, help="How far to look back.")
def discovered(config: Path | None, days: int) -> None:
    """List what news queries found and no other source brought, the newest first.

    Titles count as the same when four fifths of their words are.
    """
    settings = settings_of(config)
    since = SystemClock().now() - timedelta(days=days)
    with closing(open_store_for_reading(settings)) as store:
        found = unseen(store.discovered(since), store.titles_since(since - _BEFORE))
    zone = settings.general.newsroom.zone
    table = Table("published", "publisher", "title", "query", box=None)
    for one in found:
        published = moment_words(one.published_at, zone) if one.published_at else ""
        table.add_row(published, one.publisher, one.title, one.source)
    make_console().print(table)
    click.echo(f"{len(found)} discovered")
