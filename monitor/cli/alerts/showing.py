"""``monitor alerts show``: a whole message as its reader sees it, where it went, and every try."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from monitor.alerts.inert import make_inert
from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.lives import Life, detail_lines, head_words, read_lives
from monitor.cli.alerts.messages import word_told
from monitor.cli.alerts.naming import Told, find_told
from monitor.cli.alerts.subjects import topics_of
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.pipeline.posting.letters import Letters
from monitor.ports import Store
from monitor.records import Lang


@click.command()
@config_option
@click.option("--lang", type=click.Choice(get_args(Lang)), help="In this language, not in that of its reader.")
@click.argument("name", metavar="ID")
def show(config: Path | None, lang: Lang | None, name: str) -> None:
    """Show a whole message, where it went, and what was answered.

    ID is any beginning of an alert's id that fits it alone, or the reference in a message ("alert-…"): then that
    message is shown, with all alerts in it. It is worded anew, with the topics as they are now.
    """
    settings, console = settings_of(config), make_console()
    zone = settings.general.newsroom.zone
    with closing(open_store_for_reading(settings)) as store:
        told = find_told(name, store)
        message = word_told(told, Letters(store, topics_of(settings), zone, lang))
        lives = _lives(told, store)
    console.print(message.text if message else unworded(told), soft_wrap=True)
    console.print()
    for life in lives:
        console.print(head_words(life, zone), soft_wrap=True)
        for line in detail_lines(life, zone):
            console.print(f"  {line}", soft_wrap=True)
    if not lives:
        console.print("owed to nobody")


def unworded(told: Told) -> str:
    """What is left of alerts that cannot be worded: headline and address of each, and why there is no more."""
    lines = [
        f"{make_inert(one.title)}\n{make_inert(one.url)}\n(the topic {one.topic!r} is no longer configured)"
        for one in told.alerts
    ]
    return "\n\n".join(lines) or "nothing is left of it"


def _lives(told: Told, store: Store) -> list[Life]:
    if told.envelope is not None:
        return read_lives(store.enclosed(told.envelope.envelope_id), store)
    (alert,) = told.alerts
    return read_lives(store.deliveries(alert.alert_id), store)
