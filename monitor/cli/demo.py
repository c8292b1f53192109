"""``monitor demo``: the whole way once, on invented news."""

from __future__ import annotations

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.markup import escape
from rich.panel import Panel

from monitor.alerts import word_alert
from monitor.cli.logs import configure_logs
from monitor.cli.screens import make_console
from monitor.demo.play import Scene, Stage, play
from monitor.demo.story_files import read_editions
from monitor.settings import Settings


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
    asyncio.run(_show(Stage(output.resolve())))


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
            topic = next(topic for topic in settings.topics if topic.name == alert.topic)
            message = word_alert(alert, topic, settings.general.newsroom.zone)
            console.print(_heading(scene, settings))
            console.print(Panel(escape(message.text.strip()), expand=False))
    console.print(f"{cycles} cycles; {articles} articles of the topic read; {alerts} alerts. They lie here:")
    for name, path in (
        ("mails", stage.mails),
        ("Slack payloads", stage.slack_payloads),
        ("database", stage.database),
        ("configuration", stage.config),
    ):
        console.print(f"  {name}: {path}", highlight=False, soft_wrap=True)
    console.print(f"Look closer: monitor claims --config {stage.config}", highlight=False, soft_wrap=True)


def _heading(scene: Scene, settings: Settings) -> str:
    local = scene.at.astimezone(ZoneInfo(settings.general.newsroom.zone))
    return f"\n[bold]{local:%A %d %B %Y, %H:%M}[/bold]"
