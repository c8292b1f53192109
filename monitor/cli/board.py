"""``monitor board``: what is known now of every claim, who disagrees, and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from monitor.assemble import open_store_for_reading
from monitor.boards import Backed, BoardRow, make_row, sort_rows
from monitor.cli.change_words import foreign_words, promise_words
from monitor.cli.dossiers import read_dossiers
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.timeline_forms import position_form
from monitor.cli.wording import counted
from monitor.clock import SystemClock
from monitor.json_forms import Form, key_form

MOST_OTHERS = 3
"""Positions beside the leading one that a row of the table names. Judgement: more fill the screen, and JSON has all."""


@click.command()
@config_option
@click.option("--topic", "name", help="Only claims of this topic.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def board(config: Path | None, name: str | None, form: str) -> None:
    """Show what is known now: the leading value of each claim, who says otherwise, and what is due next."""
    settings = settings_of(config)
    zone = ZoneInfo(settings.general.newsroom.zone)
    today = SystemClock().now().astimezone(zone).date()
    topics = {topic.name: topic for topic in settings.topics}
    with closing(open_store_for_reading(settings)) as store:
        known = store.keys()
        dossiers = read_dossiers(store, [key for key in known if name in {None, key.topic}])
    made = (make_row(dossier, topics.get(dossier.key.topic), today) for dossier in dossiers)
    rows = sort_rows(row for row in made if row is not None)
    if form == "json":
        write_line({"today": today.isoformat(), "rows": [row_form(row) for row in rows]}, standard_output())
        return
    make_console().print(board_table(rows, zone))
    click.echo(f"{len(rows)} claims on {today}")


def board_table(rows: Iterable[BoardRow], zone: ZoneInfo) -> Table:
    """A row a key; days are those of the newsroom's zone."""
    table = Table("what", "leading value", "leads since", "first said", "backed by", "next", box=None)
    table.add_column("others say")
    table.add_column("confirmed")
    for row in rows:
        lead = row.lead
        first = f"{_day(lead.position.first_at, zone)} {foreign_words(lead.first_by or '')}".rstrip()
        table.add_row(
            what_words(row),
            promise_words(lead.position.value),
            _day(row.leads_since, zone),
            first,
            backed_words(lead),
            due_words(row),
            others_words(row),
            _day(lead.position.last_at, zone),
        )
    return table


def what_words(row: BoardRow) -> str:
    """Frame, place and, for another force than the topic's own, force, by their labels."""
    return ", ".join(foreign_words(one) for one in (row.labels.frame, row.labels.place, row.labels.force) if one)


def backed_words(backed: Backed) -> str:
    """By how many: "2 origins, 5 articles"."""
    return f"{counted(len(backed.origins), 'origin')}, {counted(backed.articles, 'article')}"


def due_words(row: BoardRow) -> str:
    """The promised day and how far it is: "2027-12-31, 92 days left"; empty for what has none."""
    if row.deadline is None or row.days_left is None:
        return "withdrawn" if row.due == "withdrawn" else ""
    days = counted(abs(row.days_left), "day")
    stands = {
        "ahead": f"{days} left" if row.days_left else "today",
        "passed": f"passed {days} ago",
        "put_off": "put off",
    }
    return f"{row.deadline}, {stands.get(row.due, row.due)}"


def others_words(row: BoardRow) -> str:
    """The first of the other positions with their origins; "…" where there are more."""
    named = [_other_words(one) for one in row.others[:MOST_OTHERS]]
    return ", ".join([*named, "…"] if len(row.others) > MOST_OTHERS else named)


def row_form(row: BoardRow) -> Form:
    """A row as JSON, with every other position."""
    lead = position_form(row.lead)
    return {
        "key": str(row.key),
        **key_form(row.key),
        "what": {"frame": row.labels.frame, "place": row.labels.place, "force": row.labels.force},
        "leading": lead,
        "leads_since": row.leads_since.isoformat(),
        "others": [position_form(one) for one in row.others],
        "due": row.due,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "days_left": row.days_left,
        "confirmed_at": lead["last_at"],
    }


def _other_words(other: Backed) -> str:
    origins = counted(len(other.origins), "origin")
    left = "" if other.standing else ", left by all"
    put_off = ", put off" if other.position.stage == "put_off" else ""
    return f"{promise_words(other.position.value)} ({origins}{put_off or left})"


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat()
