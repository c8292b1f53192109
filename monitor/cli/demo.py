"""``monitor demo``: the whole way once, on invented news."""

from __future__ import annotations

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.panel import Panel
from rich.text import Text

from monitor.alerts import word_alert
from monitor.cli.logs import configure_logs
from monitor.cli.screens import make_console
from monitor.demo.play import Scene, Stage, play
from monitor.demo.story_files import read_editions
from monitor.errors import InputError
from monitor.records import Alert
from monitor.settings import Settings

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
    cycles = articles = alerts = 0
    async for settings, scene in play(stage, editions):
        cycles += 1
        articles += scene.report.articles
        alerts += len(scene.alerts)
        for alert in scene.alerts:
            console.print()
            console.print(_heading(scene, settings), style="bold")
            console.print(_shown(alert, settings), width=min(console.width, PANEL_COLUMNS))
    console.print(f"{cycles} cycles; {articles} articles of the topic read; {alerts} alerts. They lie here:")
    for name, path in (
        ("mails", stage.mails),
        ("Slack payloads", stage.slack_payloads),
        ("alerts as JSON Lines", stage.alerts),
        ("database", stage.database),
        ("configuration", stage.config),
    ):
        console.print(f"  {name}: {path}", soft_wrap=True)
    console.print(f"Look closer: monitor claims --config {stage.config}", soft_wrap=True)


def _heading(scene: Scene, settings: Settings) -> str:
    local = scene.at.astimezone(ZoneInfo(settings.general.newsroom.zone))
    return f"{local:%A %d %B %Y, %H:%M}"


def _shown(alert: Alert, settings: Settings) -> Panel:
    topic = next(topic for topic in settings.topics if topic.name == alert.topic)
    message = word_alert(alert, topic, settings.general.newsroom.zone)
    return Panel(Text(message.text.strip()), expand=False)
