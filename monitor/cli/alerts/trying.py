"""``monitor alerts route``: what another ``alerts.toml`` would have made of past alerts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import click
from rich.table import Table

from monitor.assemble import open_store_for_reading
from monitor.cli.alerts.listing import table_option
from monitor.cli.alerts.naming import short
from monitor.cli.alerts.states import who_words
from monitor.cli.alerts.subjects import subject_in
from monitor.cli.alerts.trials import Load, Post, Trial, Way, loads, try_table
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import counted, moment_words
from monitor.json_forms import Form
from monitor.records import Delivery
from monitor.routing import surroundings_of
from monitor.settings import Settings, load_alerts_file

_NOTHING = Load()

Loads = Mapping[tuple[date, str], Load]


@click.command()
@config_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--last", type=click.IntRange(min=1), default=100, show_default=True, help="How many past alerts.")
@table_option
def route(config: Path | None, file: Path, last: int, form: str) -> None:
    """Try FILE, another alerts.toml, on past alerts: who would have been told by which route, beside how it is now.

    Then, for each recipient and day: messages, alerts that quiet hours hold, and alerts in digests. What quiet hours
    hold until one end is one message of its route. Nothing is kept and nothing sent. Not reckoned with: silences,
    rates, inhibitions, and the time between two messages of a group, which make messages fewer.
    """
    settings = settings_of(config)
    surroundings = surroundings_of(settings.topics, settings.sources)
    now = Post(settings.routing, surroundings)
    tried = Post(load_alerts_file(file, settings), surroundings)
    with closing(open_store_for_reading(settings)) as store:
        trials = try_table(store.alerts(last), now, tried)
    zone = settings.general.newsroom.zone
    before = loads([one for trial in trials for one in trial.now], now, zone)
    after = loads([one for trial in trials for one in trial.tried], tried, zone)
    if form == "jsonl":
        for line in (*(trial_form(one, settings) for one in trials), *load_forms(before, after)):
            write_line(line, standard_output())
        return
    console = make_console()
    console.print(_trials_table(trials, settings))
    differ = sum(bool(one.added or one.dropped) for one in trials)
    console.print(f"{counted(len(trials), 'alert')}, {differ} would go otherwise (+ added, - dropped)\n")
    console.print(_loads_table(before, after))


def way_words(way: Way) -> str:
    """Who is told by which route, and how: "mina by desk-mail (urgent)", "ivo by desk-mail (rest, in a digest)"."""
    how = {"digest": ", in a digest", "group": ", with its group"}.get(way.hold, "")
    return f"{who_words(way.recipient)} ({way.route}{how})"


def trial_form(trial: Trial, settings: Settings) -> Form:
    """A trial, for other programs."""
    return {
        "alert": trial.alert.alert_id,
        "created_at": trial.alert.created_at.isoformat(),
        "subject": subject_in(trial.alert, settings),
        "now": _way_forms(map(Way.of, trial.now)),
        "tried": _way_forms(map(Way.of, trial.tried)),
        "added": _way_forms(trial.added),
        "dropped": _way_forms(trial.dropped),
    }


def load_forms(before: Loads, after: Loads) -> list[Form]:
    """How much each recipient is told on each day, now and by the table that is tried, for other programs."""
    return [
        {"day": day.isoformat(), "recipient": name, "now": _load_form(now), "tried": _load_form(tried)}
        for (day, name), now, tried in beside(before, after)
    ]


def beside(before: Loads, after: Loads) -> list[tuple[tuple[date, str], Load, Load]]:
    """Both loads of each recipient and day that has one, by day, then by name."""
    return [(key, before.get(key, _NOTHING), after.get(key, _NOTHING)) for key in sorted({*before, *after})]


def _trials_table(trials: Iterable[Trial], settings: Settings) -> Table:
    table = Table("", "alert", "created", "what", "now", "in the file", box=None)
    for one in trials:
        mark = "≠" if one.added or one.dropped else ""
        created = moment_words(one.alert.created_at, settings.general.newsroom.zone)
        ways = (_ways_words(one.now, one.dropped, "-"), _ways_words(one.tried, one.added, "+"))
        table.add_row(mark, short(one.alert.alert_id), created, subject_in(one.alert, settings), *ways)
    return table


def _ways_words(deliveries: Sequence[Delivery], marked: frozenset[Way], mark: str) -> str:
    ways = sorted(set(map(Way.of, deliveries)))
    return ", ".join(f"{mark} {way_words(way)}" if way in marked else way_words(way) for way in ways) or "nobody"


def _loads_table(before: Loads, after: Loads) -> Table:
    table = Table("day", "recipient", "messages", "held at night", "in digests", box=None)
    for (day, name), now, tried in beside(before, after):
        table.add_row(
            day.isoformat(),
            name,
            _step(now.messages, tried.messages),
            _step(now.at_night, tried.at_night),
            _step(now.in_digests, tried.in_digests),
        )
    return table


def _step(now: int, tried: int) -> str:
    return str(now) if now == tried else f"{now} → {tried}"


def _way_forms(ways: Iterable[Way]) -> list[Form]:
    return [
        {
            "name": way.who,
            "channel": way.channel,
            "address": way.address,
            "route": way.route,
            "hold": way.hold or None,
        }
        for way in sorted(set(ways))
    ]


def _load_form(load: Load) -> Form:
    return {"messages": load.messages, "at_night": load.at_night, "in_digests": load.in_digests}
