"""``monitor demo``: the whole way once, on invented news."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.naming import short
from monitor.cli.alerts.route_words import decision_tree
from monitor.cli.alerts.states import hold_words, who_words
from monitor.cli.logs import configure_logs
from monitor.cli.screens import make_console
from monitor.demo.play import Scene, Stage, play
from monitor.demo.story_files import read_editions
from monitor.errors import InputError
from monitor.records import Alert, Delivery, Recipient

PANEL_COLUMNS = 120
"""An alert is shown no wider than this, however wide the terminal: long lines are hard to read."""


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-output"),
    show_default=True,
    help="Where mails, Slack payloads and the database are put; an earlier demo there is replaced.",
)
def demo(output: Path) -> None:
    """Poll a bundled news site of six invented days and show the alerts; no network is needed."""
    configure_logs("error", "console")
    try:
        asyncio.run(_show(Stage(output.resolve())))
    except PermissionError as error:
        raise InputError(str(output), "the folder cannot be written", "name another one with --output") from error


async def _show(stage: Stage) -> None:
    console = make_console()
    editions = read_editions()
    stories = sum(len(edition.stories) for edition in editions)
    console.print(f"{len(editions)} feeds of invented outlets, {stories} articles, six days of one story.")
    cycles = articles = 0
    alerts: list[Alert] = []
    async for settings, scene in play(stage, editions):
        cycles += 1
        articles += scene.report.articles
        alerts += scene.alerts
        _show_scene(scene, settings.general.newsroom.zone, console)
    console.print(f"\n{cycles} cycles; {articles} articles of the topic read; {len(alerts)} alerts. They lie here:")
    for name, path in (
        ("mails", stage.mails),
        ("Slack payloads", stage.slack_payloads),
        ("alerts as JSON Lines", stage.alerts),
        ("feeds and calendar", stage.published),
        ("database", stage.database),
        ("configuration", stage.config),
    ):
        console.print(f"  {name}: {path}", soft_wrap=True)
    last = short(alerts[-1].alert_id)
    console.print("Look closer:")
    for command in ("claims", "alerts list", f"alerts show {last} --lang ar", f"alerts why {last}"):
        console.print(f"  monitor {command} --config {stage.config}", soft_wrap=True)
    console.print("The last of these says whom each route told of the last alert, and why:")
    with closing(open_store_for_reading(settings)) as store:
        console.print(decision_tree(store.decisions(alerts[-1].alert_id), settings.routing))


def _show_scene(scene: Scene, zone: str, console: Console) -> None:
    local = scene.at.astimezone(ZoneInfo(zone))
    for told in scene.told:
        console.print(f"\n{local:%A %d %B %Y, %H:%M}", style="bold")
        panel = Panel(Text(told.message.text.strip()), expand=False)
        console.print(panel, width=min(console.width, PANEL_COLUMNS))
        console.print(_owed_words(told.deliveries, zone), soft_wrap=True)
        for ack in told.acks:
            said = f"{ack.owner} says at {ack.made_at.astimezone(ZoneInfo(zone)):%H:%M} that she has it in hand"
            console.print(f"{said}: {ack.note}", soft_wrap=True)
    for digest in scene.digests:
        console.print(f"\n{local:%A %d %B %Y, %H:%M}", style="bold")
        console.print(f"{who_words(digest.recipient)}: {digest.message.subject}", soft_wrap=True)


def _owed_words(deliveries: Sequence[Delivery], zone: str) -> str:
    """To whom an alert went, and who will hear of it when."""
    sent = [_reader_words(one.recipient) for one in deliveries if one.state == "sent"]
    waiting = [f"{who_words(one.recipient)} {hold_words(one, zone)}" for one in deliveries if one.state == "owed"]
    return f"→ {'; '.join([', '.join(sent), *waiting])}"


def _reader_words(recipient: Recipient) -> str:
    in_lang = "" if recipient.lang == "en" else f" ({recipient.lang})"
    return f"{who_words(recipient)}{in_lang}"
