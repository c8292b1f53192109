"""``monitor alerts list``: what was told, how far each delivery is, and who has it in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import click

from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.forms import alert_form, delivery_form
from monitor.cli.alerts.lives import read_acks
from monitor.cli.alerts.naming import short
from monitor.cli.alerts.states import acks_words, state_words, who_words
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.alerts.tables import make_table
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words
from monitor.json_forms import Form
from monitor.ports import Store
from monitor.records import Ack, Alert, Delivery, Envelope
from monitor.settings import Settings

table_option = click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert with its deliveries, each with the envelope that it stands in, and who has, or had, it in hand."""

    alert: Alert
    deliveries: tuple[tuple[Delivery, Envelope | None], ...]
    acks: tuple[Ack, ...]


@click.command("list")
@config_option
@click.option(
    "--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many alerts, newest first."
)
@click.option("--open", "only_open", is_flag=True, help="Only those of which something is still owed, or was given up.")
@table_option
def list_alerts(config: Path | None, last: int, form: str, *, only_open: bool) -> None:
    """List alerts with their deliveries: how far each is, what it waits for, and why one is not sent."""
    settings = settings_of(config)
    with closing(open_store_for_reading(settings)) as store:
        listed = read_open(store, last) if only_open else [read_listed(alert, store) for alert in store.alerts(last)]
    if form == "jsonl":
        for one in listed:
            write_line(_form(one, settings), standard_output())
        return
    zone = settings.general.newsroom.zone
    table = make_table("alert", "created", "what", "deliveries")
    for one in listed:
        subject = subject_in(one.alert, settings)
        created = moment_words(one.alert.created_at, zone)
        table.add_row(short(one.alert.alert_id), created, subject, deliveries_words(one, zone))
    make_console().print(table)


def read_listed(alert: Alert, store: Store) -> Listed:
    """An alert with everything that the list says of it."""
    deliveries = store.deliveries(alert.alert_id)
    envelopes = {name: store.envelope(name) for name in {one.envelope_id for one in deliveries} if name}
    return Listed(
        alert,
        tuple((one, envelopes.get(one.envelope_id)) for one in deliveries),
        read_acks(alert, deliveries, store),
    )


def read_open(store: Store, last: int) -> list[Listed]:
    """The newest alerts of which something is still owed, or was given up."""
    waiting = {one.alert.alert_id: one.alert for one in store.loose_deliveries()}
    for envelope in (*store.envelopes("owed"), *store.envelopes("given_up")):
        waiting |= {one.alert.alert_id: one.alert for one in store.enclosed(envelope.envelope_id)}
    newest = sorted(waiting.values(), key=lambda alert: (alert.created_at, alert.alert_id), reverse=True)
    return [read_listed(alert, store) for alert in newest[:last]]


def deliveries_words(listed: Listed, zone: str) -> str:
    """Each recipient with the state of the delivery, and who has it in hand.

    A channel's address is named where the alert goes to several of them.
    """
    named = Counter((one.recipient.name, one.recipient.channel) for one, _ in listed.deliveries)
    parts = []
    for delivery, envelope in listed.deliveries:
        recipient = delivery.recipient
        several = named[recipient.name, recipient.channel] > 1
        who = who_words(recipient if several else replace(recipient, address=""))
        parts.append(f"{who} {state_words(delivery, envelope, zone)}")
    parts = [*(parts or ["owed to nobody"]), *filter(None, [acks_words(listed.acks)])]
    return ("; " if any("," in part for part in parts) else ", ").join(parts)


def _form(listed: Listed, settings: Settings) -> Form:
    subject = subject_in(listed.alert, settings)
    deliveries: Sequence[Form] = [delivery_form(one, envelope) for one, envelope in listed.deliveries]
    return alert_form(listed.alert, subject, deliveries, listed.acks)
