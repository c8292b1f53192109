"""``monitor alerts channels``: how each channel fares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from monitor.alerts.inert import make_inert
from monitor.assemble import has_store, open_store_for_reading
from monitor.cli.alerts.listing import table_option
from monitor.cli.alerts.tables import make_table
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import counted, moment_words
from monitor.clock import SystemClock
from monitor.json_forms import Form, moment_or_none
from monitor.ports import Store
from monitor.records import ChannelState
from monitor.settings import Settings


@dataclass(frozen=True, slots=True)
class Fare:
    """How a channel fares, and how much is owed and was given up. ``kind`` is empty for one that is off or gone."""

    state: ChannelState
    kind: str
    owed: int = 0
    given_up: int = 0


@click.command()
@config_option
@table_option
def channels(config: Path | None, form: str) -> None:
    """Show how each channel fares: its last success, since when it fails, how long it rests, and what is owed by it.

    Owed are deliveries that were not sent yet, also those that are held; given up are messages.
    """
    settings, now = settings_of(config), SystemClock().now()
    fares = _fares(settings)
    if form == "jsonl":
        for one in fares:
            write_line(fare_form(one), standard_output())
        return
    zone = settings.general.newsroom.zone
    table = make_table("channel", "kind", "last success", "state", "owed", "given up", "last answer")
    for one in fares:
        sent = moment_words(one.state.sent_at, zone) if one.state.sent_at else "never"
        counts, answer = (str(one.owed), str(one.given_up)), make_inert(one.state.answer)
        table.add_row(one.state.channel, one.kind or "off", sent, fare_words(one, now, zone), *counts, answer)
    make_console().print(table)


def _fares(settings: Settings) -> list[Fare]:
    kinds = {channel.name: channel.kind for channel in settings.enabled_channels}
    if not has_store(settings):
        return [Fare(ChannelState(name), kind) for name, kind in kinds.items()]
    with closing(open_store_for_reading(settings)) as store:
        return read_fares(store, kinds)


def read_fares(store: Store, kinds: Mapping[str, str]) -> list[Fare]:
    """The enabled channels, whose ``kinds`` are given by name, in their order; then others that were ever used.

    When the last ping and the like went out is kept beside them, under names in parentheses: those are no channels.
    """
    states = {name: state for name, state in store.channel_states().items() if not name.startswith("(")}
    owed = Counter(one.channel for one in store.loose_deliveries())
    for envelope in store.envelopes("owed"):
        owed[envelope.channel] += len(envelope.delivery_ids)
    given_up = Counter(one.channel for one in store.envelopes("given_up"))
    names = dict.fromkeys([*kinds, *sorted({*states, *owed, *given_up})])
    return [
        Fare(states.get(name, ChannelState(name)), kinds.get(name, ""), owed[name], given_up[name]) for name in names
    ]


def fare_words(fare: Fare, now: datetime, zone: str) -> str:
    """Whether a channel works: "well", or since when it fails, how often, and until when nothing is tried."""
    state = fare.state
    if state.failing_since is None:
        return "well" if state.sent_at else "not used yet"
    failing = f"failing since {moment_words(state.failing_since, zone)}, {counted(state.failures, 'time')} in a row"
    rests = state.rests_until is not None and state.rests_until > now
    return f"{failing}; rests until {moment_words(state.rests_until, zone)}" if rests and state.rests_until else failing


def fare_form(fare: Fare) -> Form:
    """How a channel fares, for other programs; moments in UTC."""
    state = fare.state
    return {
        "channel": state.channel,
        "kind": fare.kind or None,
        "sent_at": moment_or_none(state.sent_at),
        "failures": state.failures,
        "failing_since": moment_or_none(state.failing_since),
        "rests_until": moment_or_none(state.rests_until),
        "owed": fare.owed,
        "given_up": fare.given_up,
        "answer": state.answer,
    }
