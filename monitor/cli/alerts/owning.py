"""``monitor alerts ack``: somebody has an alert in hand, and whoever is told more of it learns who."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.naming import Told, find_told, short
from monitor.cli.alerts.saying import author_of, plain_words, say
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.options import config_option, settings_of
from monitor.clock import SystemClock
from monitor.identity import stable_id
from monitor.ports import Store
from monitor.records import Ack, Alert


@click.command()
@config_option
@click.argument("name", metavar="ID")
@click.option("--owner", help="Who has it in hand [default: the name under which you are logged in on this machine].")
@click.option("--note", default="", help="What they do about it.")
def ack(config: Path | None, name: str, owner: str | None, note: str) -> None:
    """Say who has an alert in hand: it stands in later messages on the same matter.

    ID is any beginning of an alert's id that fits it alone, or the reference in a message ("alert-…"): then all alerts
    in it are meant.
    """
    settings = settings_of(config)
    who, what = author_of(owner, "--owner"), plain_words("--note", note) if note.strip() else ""
    with closing(open_store_for_reading(settings)) as store:
        told = find_told(name, store)
        made = list(make_acks(told, store, who, what, SystemClock().now()))
    say(made, settings, "ack")
    for one in told.alerts:
        click.echo(f"{short(one.alert_id)} is in hand: {who}: {subject_in(one, settings)}")


def make_acks(told: Told, store: Store, owner: str, note: str, now: datetime) -> Iterator[Ack]:
    """An ack for each matter that a person meant: each thread of the alerts' deliveries."""
    for alert in told.alerts:
        for thread in threads_of(alert, store):
            name = stable_id("ack", alert.alert_id, thread, owner, note, now.isoformat())
            yield Ack(name, alert.alert_id, thread, owner, note, now)


def threads_of(alert: Alert, store: Store) -> tuple[str, ...]:
    """The matters of an alert: the threads of its deliveries, or where nobody was owed any, that of the loudest change.

    A notice that nobody was owed is of its subject.
    """
    threads = dict.fromkeys(one.thread for one in store.deliveries(alert.alert_id) if one.thread)
    if threads:
        return tuple(threads)
    return (f"source/{alert.notice.subject}" if alert.notice else str(alert.changes[0].said.claim.key),)
