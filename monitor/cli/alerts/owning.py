"""``monitor alerts ack``: somebody has an alert in hand, or is done; whoever is told more of it learns who has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.naming import Told, find_told, short
from monitor.cli.alerts.saying import author_of, plain_words, say
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.options import config_option, settings_of
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.identity import stable_id
from monitor.ports import Store
from monitor.records import Ack, Alert
from monitor.settings import Settings
from monitor.store.acts import ActFolder


@click.command()
@config_option
@click.argument("name", metavar="ID")
@click.option("--owner", help="Who has it in hand [default: the name under which you are logged in on this machine].")
@click.option("--note", default="", help="What they do about it, or did.")
@click.option("--done", is_flag=True, help="They are done: it stands in later messages no more.")
def ack(config: Path | None, name: str, owner: str | None, note: str, *, done: bool) -> None:
    """Say who has an alert in hand: it stands in later messages on the same matter, until --done or for 14 days.

    ID is any beginning of an alert's id that fits it alone, or the reference in a message ("alert-…"): then all alerts
    in it are meant. Said again by the same owner, it takes the place of what they said before.
    """
    settings, now = settings_of(config), SystemClock().now()
    who, what = author_of(owner, "--owner"), plain_words("--note", note) if note.strip() else ""
    with closing(open_store_for_reading(settings)) as store:
        told = find_told(name, store)
        if done:
            made = end_acks(open_acks(told, store, settings), who, what, now)
        else:
            made = list(make_acks(told, store, who, what, now))
        threads = {one.thread for one in made}
        meant = [one for one in told.alerts if threads.intersection(threads_of(one, store))]
    say(made, settings, "ack")
    how = "done" if done else "in hand"
    for one in meant:
        click.echo(f"{short(one.alert_id)} is {how}: {who}: {subject_in(one, settings)}")


def make_acks(told: Told, store: Store, owner: str, note: str, now: datetime) -> Iterator[Ack]:
    """An ack for each matter that a person meant: each thread of the alerts' deliveries.

    An owner has one id on a matter: what they say later takes the place of what they said before.
    """
    threads = {thread: alert for alert in told.alerts for thread in threads_of(alert, store)}
    for thread, alert in threads.items():
        yield Ack(stable_id("ack", thread, owner), alert.alert_id, thread, owner, note, now)


def open_acks(told: Told, store: Store, settings: Settings) -> list[Ack]:
    """The newest ack of each owner on each matter that a person meant, where it has not ended.

    Those included that still wait for the run at work; the first said at the head.
    """
    threads = {thread for alert in told.alerts for thread in threads_of(alert, store)}
    kept = [ack for thread in threads for ack in store.acks(thread)]
    waiting = [act for _, act in ActFolder(settings.state_folder).waiting() if isinstance(act, Ack)]
    said = sorted({ack.ack_id: ack for ack in (*kept, *waiting)}.values(), key=lambda ack: (ack.made_at, ack.ack_id))
    newest = {(ack.thread, ack.owner): ack for ack in said if ack.thread in threads}
    return [ack for ack in newest.values() if ack.ended_at is None]


def end_acks(acks: Sequence[Ack], owner: str, note: str, now: datetime) -> list[Ack]:
    """The acks of an owner, ended now, with what they say at the end; without a note each keeps its own.

    Raises InputError where none is theirs, with those who have it in hand.
    """
    theirs = [ack for ack in acks if ack.owner == owner]
    if not theirs:
        owners = ", ".join(sorted({ack.owner for ack in acks}))
        cure = f"give one of: {owners}" if owners else "nothing needs to be done"
        subject, found = f"--owner {owner}", "has none of it in hand"
        raise InputError(subject, found, cure)
    return [replace(ack, ended_at=now, note=note or ack.note) for ack in theirs]


def threads_of(alert: Alert, store: Store) -> tuple[str, ...]:
    """The matters of an alert: the threads of its deliveries, or where nobody was owed any, that of the loudest change.

    A notice that nobody was owed is of its subject.
    """
    threads = dict.fromkeys(one.thread for one in store.deliveries(alert.alert_id) if one.thread)
    if threads:
        return tuple(threads)
    return (f"source/{alert.notice.subject}" if alert.notice else str(alert.changes[0].said.claim.key),)
