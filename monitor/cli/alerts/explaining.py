"""``monitor alerts why``: who was told of an alert and who was not, and for each of them why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from monitor.alerts.inert import make_inert
from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.lives import Life, detail_lines, head_words, read_acks, read_lives
from monitor.cli.alerts.naming import find_told
from monitor.cli.alerts.route_words import decision_tree
from monitor.cli.alerts.states import acks_words
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words
from monitor.ports import Store
from monitor.records import Ack, Alert, RouteDecision, RoutingTable
from monitor.settings import Settings


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is kept on who was told of an alert."""

    alert: Alert
    subject: str
    decisions: tuple[RouteDecision, ...]
    lives: tuple[Life, ...]
    acks: tuple[Ack, ...]


@click.command()
@config_option
@click.argument("name", metavar="ID")
def why(config: Path | None, name: str) -> None:
    """Say for each route why an alert took it or not, and what became of every delivery.

    ID is any beginning of an alert's id that fits it alone, or the reference in a message ("alert-…").
    """
    settings, console = settings_of(config), make_console()
    with closing(open_store_for_reading(settings)) as store:
        told = find_told(name, store)
        stories = [read_story(alert, store, settings) for alert in told.alerts]
    for number, story in enumerate(stories):
        if number:
            console.print()
        print_story(story, settings.routing, settings.general.newsroom.zone, console)


def read_story(alert: Alert, store: Store, settings: Settings) -> Story:
    """What is kept on an alert."""
    deliveries = store.deliveries(alert.alert_id)
    return Story(
        alert,
        subject_in(alert, settings),
        tuple(store.decisions(alert.alert_id)),
        tuple(read_lives(deliveries, store)),
        read_acks(alert, deliveries, store),
    )


def print_story(story: Story, table: RoutingTable, zone: str, console: Console) -> None:
    """Print a story: the alert, the tree of routes, each delivery's life, and who was not told."""
    alert = story.alert
    console.print(Text(story.subject, style="bold"), soft_wrap=True)
    made = moment_words(alert.created_at, zone)
    console.print(f"alert {alert.alert_id}, made {made}, from {make_inert(alert.outlet)}", soft_wrap=True)
    if story.acks:
        console.print(acks_words(story.acks), soft_wrap=True)
    console.print()
    console.print(decision_tree(story.decisions, table))
    console.print()
    console.print(_deliveries_tree(story.lives, zone))
    missing = untold(story.lives, table)
    if missing:
        console.print()
        told = "no route that took it leads to them, as routes stand now"
        console.print(f"not told: {', '.join(missing)} ({told})", soft_wrap=True)


def untold(lives: Sequence[Life], table: RoutingTable) -> list[str]:
    """Names of recipients, as they are configured now, to whom nothing is owed."""
    told = {life.delivery.recipient.name for life in lives}
    return [name for name, each in table.recipients.items() if not told & {name, *(one.name for one in each)}]


def _deliveries_tree(lives: Sequence[Life], zone: str) -> Tree:
    tree = Tree("deliveries", guide_style="dim")
    for life in lives:
        branch = tree.add(Text(head_words(life, zone), overflow="fold"))
        for line in _lines(life, zone):
            branch.add(line)
    if not lives:
        tree.add("none: nobody was to be told")
    return tree


def _lines(life: Life, zone: str) -> Iterator[Text]:
    return (Text(line, overflow="fold") for line in detail_lines(life, zone))
