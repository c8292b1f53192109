"""``monitor timeline``: how one claim went."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from monitor.assemble import open_store_for_reading
from monitor.boards import Dossier, Trend, find_trend
from monitor.cli.change_words import mark_words
from monitor.cli.charts.scales import COLOURLESS, COLOURS, Palette
from monitor.cli.claims import find_key
from monitor.cli.dossiers import read_dossiers
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.timeline_forms import as_told, changes_by_claim, timeline_form, write_csv
from monitor.cli.wording import moment_words, value_words
from monitor.identity import stable_id

CHART_COLUMNS = 100
"""How wide the chart is where there is no terminal."""


@click.command()
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "svg"]),
    default="table",
    show_default=True,
    help="What is written: a chart with a table, or the same for other programs.",
)
@click.argument("key")
def timeline(config: Path | None, form: str, key: str) -> None:
    """Show how one claim went: who said what and when, and where the value moved.

    KEY is topic/frame/place, as `monitor claims` prints it; the topic may be left out where only one is kept.
    """
    settings = settings_of(config)
    with closing(open_store_for_reading(settings)) as store:
        (dossier,) = read_dossiers(store, [find_key(key, store)])
    zone = settings.general.newsroom.zone
    if form == "json":
        write_line(timeline_form(dossier), standard_output())
    elif form == "csv":
        write_csv(dossier, standard_output())
    elif form == "svg":
        click.echo(_picture(find_trend(dossier, ZoneInfo(zone)), str(dossier.key)), standard_output())
    else:
        console = make_console()
        click.echo(_chart(find_trend(dossier, ZoneInfo(zone)), console), standard_output())
        console.print(timeline_table(dossier, zone))


# The drawing libraries take some 0.3 s to load: only what draws loads them.


def _chart(trend: Trend, console: Console) -> str:
    from monitor.cli.charts.terminal import terminal_chart  # noqa: PLC0415 - see above

    columns = console.width if console.is_terminal else CHART_COLUMNS
    return terminal_chart(trend, columns, palette_of(console))


def _picture(trend: Trend, key: str) -> str:
    from monitor.cli.charts.svg import svg_chart  # noqa: PLC0415 - see above

    return svg_chart(trend, key, stable_id("chart", key))


def palette_of(console: Console) -> Palette:
    """The colours of series on a console: none where it is no terminal, has no colours, or wants none (NO_COLOR)."""
    return COLOURLESS if console.no_color or console.color_system is None else COLOURS


def timeline_table(dossier: Dossier, zone: str) -> Table:
    """A row a claim, as they were told, with what it changed at the end."""
    changes = changes_by_claim(dossier)
    table = Table("said", "outlet", "value", "modality", "speaker", "", title=str(dossier.key), box=None)
    for said in sorted(dossier.said, key=as_told):
        claim = said.claim
        mark = mark_words(changes.get(claim.claim_id, ()))
        when = moment_words(said.said_at, zone)
        table.add_row(when, said.outlet, value_words(claim.value), claim.modality, claim.speaker or "", mark)
    return table
