"""``monitor alerts silence``, ``silences`` and ``unsilence``: what nobody wants to be told for a while, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, get_args

import click

from monitor.alerts.inert import make_inert
from monitor.assemble import has_store, open_store_for_reading
from monitor.cli.alerts.deadlines import deadline
from monitor.cli.alerts.forms import silence_form
from monitor.cli.alerts.listing import table_option
from monitor.cli.alerts.meaning import CONDITIONS, Meant, mean, meant_words
from monitor.cli.alerts.naming import pick, short
from monitor.cli.alerts.saying import author_of, author_option, plain_words, say
from monitor.cli.alerts.tables import make_table
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import counted, moment_words
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.identity import stable_id
from monitor.records import ChangeKind, Lang, Silence
from monitor.settings import Settings
from monitor.store.acts import ActFolder

_CHOICES: Final[Mapping[str, Sequence[str]]] = {"kind": get_args(ChangeKind), "lang": get_args(Lang)}


def _condition_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in reversed(tuple(CONDITIONS.items())):
        kind = click.Choice(_CHOICES[name]) if name in _CHOICES else None
        command = click.option(f"--{name}", name, type=kind, multiple=True, help=words)(command)
    return command


@click.command()
@config_option
@_condition_options
@click.option("--everything", is_flag=True, help="All alerts about claims, whatever they say.")
@click.option("--for", "span", help="For how long: 30m, 2h, 3d; 30 days at most.")
@click.option("--until", "moment", help='Until when, on the newsroom\'s clock: "2026-11-26 18:00".')
@click.option("--reason", required=True, help="Why; it is shown beside whatever is not sent for it.")
@author_option
def silence(  # noqa: PLR0913 - an option each
    config: Path | None,
    span: str | None,
    moment: str | None,
    reason: str,
    author: str | None,
    *,
    everything: bool,
    **conditions: tuple[str, ...],
) -> None:
    """Send nothing for a while of what fits all conditions; several values of one condition are alternatives.

    What is held so is not sent later: `monitor alerts why` shows it. Sources and channels are those whose notices are
    meant; where they are given, alerts about claims are not.
    """
    settings, now = settings_of(config), SystemClock().now()
    meant = mean(conditions, settings, everything=everything)
    until = deadline(span, moment, settings.general.newsroom.zone, now)
    made = make_silence(meant, author_of(author), plain_words("--reason", reason), now, until)
    say([made], settings, "silence")
    ends = moment_words(until, settings.general.newsroom.zone)
    click.echo(f"silence {short(made.silence_id)}: {meant_words(made)}, until {ends}")


def make_silence(meant: Meant, author: str, reason: str, now: datetime, until: datetime) -> Silence:
    """A silence with an id of its own: the same words said twice are two silences."""
    name = stable_id("silence", author, reason, now.isoformat(), until.isoformat(), repr(meant))
    return Silence(name, author, reason, now, until, meant.matcher, meant.subjects)


@click.command()
@config_option
@click.option("--all", "everything", is_flag=True, help="Those that are over, too.")
@table_option
def silences(config: Path | None, form: str, *, everything: bool) -> None:
    """List the silences that hold, who asked for them and why, and how many deliveries each has muted."""
    settings, now = settings_of(config), SystemClock().now()
    known = [one for one in known_silences(settings) if everything or holds(one, now)]
    counts = muted_counts(known, settings)
    if form == "jsonl":
        for one in known:
            write_line(silence_form(one, meant_words(one), counts[one.silence_id]), standard_output())
        return
    zone = settings.general.newsroom.zone
    table = make_table("silence", "until", "what", "by", "why", "muted")
    for one in known:
        what, until = meant_words(one), until_words(one, now, zone)
        words = (make_inert(said) for said in (what, one.author, one.reason))
        table.add_row(short(one.silence_id), until, *words, str(counts[one.silence_id]))
    make_console().print(table)
    click.echo(counted(len(known), "silence"))


@click.command()
@config_option
@click.argument("name", metavar="ID")
def unsilence(config: Path | None, name: str) -> None:
    """End a silence before its time. ID is any beginning of its id that fits it alone, as `silences` shows it."""
    settings, now = settings_of(config), SystemClock().now()
    known = {one.silence_id: one for one in known_silences(settings)}
    found = pick(name, known, "silence", "see `monitor alerts silences --all`")
    if not holds(found, now):
        ended = until_words(found, now, settings.general.newsroom.zone)
        raise InputError(name, f"this silence is over: {ended}", "nothing needs to be done")
    say([replace(found, ended_at=now)], settings, "unsilence")
    click.echo(f"silence {short(found.silence_id)}: ended; it had {meant_words(found)}")


def known_silences(settings: Settings) -> list[Silence]:
    """All silences, those included that still wait for the run at work; the first asked for at the head."""
    kept: Sequence[Silence] = ()
    if has_store(settings):
        with closing(open_store_for_reading(settings)) as store:
            kept = store.silences()
    waiting = (act for _, act in ActFolder(settings.state_folder).waiting() if isinstance(act, Silence))
    newest = {one.silence_id: one for one in (*kept, *waiting)}
    return sorted(newest.values(), key=lambda one: (one.made_at, one.silence_id))


def muted_counts(known: Iterable[Silence], settings: Settings) -> Mapping[str, int]:
    """How many deliveries each of the silences has muted so far, by its id."""
    silenced: Sequence[Silence] = tuple(known)
    if not silenced or not has_store(settings):
        return dict.fromkeys((one.silence_id for one in silenced), 0)
    with closing(open_store_for_reading(settings)) as store:
        answers = [one.answer for one in store.deliveries() if one.mute == "silenced"]
    return {one.silence_id: sum(names(answer, one) for answer in answers) for one in silenced}


def names(answer: str, one: Silence) -> bool:
    """Whether the answer of a muted delivery is about a silence: it gives author, reason and end, to the minute."""
    return all(part in answer for part in (one.author, one.reason, f"{one.until.astimezone(UTC):%Y-%m-%d %H:%M}"))


def holds(one: Silence, now: datetime) -> bool:
    """Whether a silence holds at a moment."""
    return one.ended_at is None and now < one.until


def until_words(one: Silence, now: datetime, zone: str) -> str:
    """Until when a silence holds, or when and how it ended."""
    if one.ended_at is not None:
        return f"taken back {moment_words(one.ended_at, zone)}"
    return moment_words(one.until, zone) if now < one.until else f"over since {moment_words(one.until, zone)}"
