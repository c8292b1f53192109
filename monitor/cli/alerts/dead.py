"""``monitor alerts dead`` and ``resend``: messages that were given up, how to mend it, and sending them once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from rich.table import Table

from monitor.alerts.inert import make_inert
from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.forms import envelope_form
from monitor.cli.alerts.listing import table_option
from monitor.cli.alerts.naming import find_envelopes, shown_reference
from monitor.cli.alerts.saying import author_of, author_option, say
from monitor.cli.alerts.states import who_words
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.alerts.tables import make_table
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import counted, moment_words
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.json_forms import Form, moment_or_none
from monitor.ports import Store
from monitor.records import Attempt, Envelope, Resend
from monitor.settings import Settings

_WEB_CURES: Final[Mapping[int, str]] = {
    400: "the provider refuses this message itself: tell whoever looks after the monitor its reference",
    401: "check the channel's token or webhook",
    403: "check the channel's token or webhook, and that it may post there",
    404: "the address is not there any more: make a new webhook, or correct the channel",
    410: "the address is gone, or the room was archived: make a new webhook, or correct the channel",
    413: "the message is too long for the provider: tell whoever looks after the monitor its reference",
}
_MAIL_CURES: Final[Mapping[int, str]] = {
    530: "the mail server wants a login: give username and password of the channel",
    534: "the mail server wants another way of login: see its provider",
    535: "the login is wrong: correct username or password of the channel",
    550: "check the recipient's address",
    551: "check the recipient's address",
    552: "the recipient's mailbox is full, or the message too large for it",
    553: "check the recipient's address, and the sender's",
    554: "the mail server refuses the message: ask its provider, by the answer",
}
"""What an operator can do. Sources: RFC 9110, section 15; RFC 5321, section 4.2.3; RFC 4954, section 6."""

_OTHER_CURE: Final = "see `monitor alerts channels`; once the channel works"
_NO_CHANNEL: Final = "the channel is no longer configured, or off: bring it back"


@dataclass(frozen=True, slots=True)
class Dead:
    """A message that was given up: what it would tell, its last try (None where none was kept), and how to mend it."""

    envelope: Envelope
    subjects: tuple[str, ...]
    last: Attempt | None
    cure: str

    @property
    def given_up_at(self) -> datetime | None:
        """When it was given up, as far as it is known."""
        return (self.last.ended_at or self.last.began_at) if self.last else None


@click.command()
@config_option
@table_option
def dead(config: Path | None, form: str) -> None:
    """List the messages that were given up, with the last answer and what would mend it."""
    settings = settings_of(config)
    with closing(open_store_for_reading(settings)) as store:
        found = read_dead(store, settings)
    if form == "jsonl":
        for one in found:
            write_line(_form(one), standard_output())
        return
    make_console().print(_table(found, settings.general.newsroom.zone))
    cure = "; `monitor alerts resend` sends them again" if found else ""
    click.echo(f"{counted(len(found), 'message')} given up{cure}")


@click.command()
@config_option
@click.argument("name", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="All messages that were given up.")
@click.option("--channel", help="Only those of this channel.")
@author_option
def resend(config: Path | None, name: str | None, channel: str | None, author: str | None, *, everything: bool) -> None:
    """Send again what was given up, its tries counted anew.

    ID is the reference of a message ("alert-…"), as it stands in it and as `monitor alerts dead` shows it, or any
    beginning of the id of an alert in it. Where it was given up for several recipients, it is sent to all of them
    again, or with --channel to those of one channel.

    It keeps its reference, and as a mail its Message-ID, so that a mail program that got it after all drops it.
    """
    settings, now = settings_of(config), SystemClock().now()
    if everything == (name is not None):
        subject, cure = "ID, --all", "give an ID or --all, with or without --channel"
        raise InputError(subject, "it is not clear what is meant", cure)
    with closing(open_store_for_reading(settings)) as store:
        chosen = choose_dead(store.envelopes("given_up"), name, channel)
    if not chosen:
        click.echo("nothing was given up")
        return
    who = author_of(author)
    say([Resend(one.envelope_id, who, now) for one in chosen], settings, "resend")
    for one in chosen:
        click.echo(
            f"{shown_reference(one)} to {who_words(one.recipient)}: tried again when its channel has had its rest"
        )
    if name is not None and len(chosen) > 1:
        click.echo(f"{len(chosen)} messages that were given up fit {name}: all are tried again")


def read_dead(store: Store, settings: Settings) -> list[Dead]:
    """The messages that were given up, the first made at the head."""
    kinds = {channel.name: channel.kind for channel in settings.enabled_channels}
    return [_read(envelope, store, settings, kinds) for envelope in store.envelopes("given_up")]


def choose_dead(given_up: Sequence[Envelope], name: str | None, channel: str | None) -> list[Envelope]:
    """Those of an id or reference, or all where None is given, those of a channel alone where one is.

    Raises InputError for an id that fits nothing or several ids, and for a channel of which nothing was given up,
    though of others something was.
    """
    what, cure = "message that was given up", "see `monitor alerts dead`"
    meant = list(given_up) if name is None else find_envelopes(name, given_up, what, cure)
    chosen = [one for one in meant if channel in {None, one.channel}]
    if meant and not chosen:
        names, subject = ", ".join(sorted({one.channel for one in meant})), f"--channel {channel}"
        raise InputError(subject, "nothing of it was given up", f"give one of: {names}")
    return chosen


def cure_of(envelope: Envelope, last: Attempt | None, kinds: Mapping[str, str]) -> str:
    """What an operator can do before it is sent again; ``kinds`` are those of the enabled channels, by name."""
    kind = kinds.get(envelope.channel)
    if kind is None:
        return _NO_CHANNEL
    status = last.status if last and last.status is not None else 0
    return (_MAIL_CURES if kind == "email" else _WEB_CURES).get(status, _OTHER_CURE)


def _read(envelope: Envelope, store: Store, settings: Settings, kinds: Mapping[str, str]) -> Dead:
    last = next(reversed(store.attempts(envelope.envelope_id)), None)
    subjects = tuple(subject_in(one.alert, settings) for one in store.enclosed(envelope.envelope_id))
    return Dead(envelope, subjects, last, cure_of(envelope, last, kinds))


def _table(found: Sequence[Dead], zone: str) -> Table:
    table = make_table("message", "given up", "to", "what", "tries", "last answer", "to mend it, then resend")
    for one in found:
        when = moment_words(one.given_up_at, zone) if one.given_up_at else ""
        more = f" and {len(one.subjects) - 1} more" if len(one.subjects) > 1 else ""
        table.add_row(
            shown_reference(one.envelope),
            when,
            who_words(one.envelope.recipient),
            "".join(one.subjects[:1]) + more,
            str(one.envelope.attempts),
            make_inert(one.envelope.answer),
            one.cure,
        )
    return table


def _form(one: Dead) -> Form:
    given_up_at = moment_or_none(one.given_up_at)
    return envelope_form(one.envelope, one.subjects) | {"given_up_at": given_up_at, "cure": one.cure}
