"""``monitor replay --from-store`` and ``monitor reread``: what is stored, by today's rules or those of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.table import Table

from monitor.alerts import word_alert
from monitor.assemble import make_lease, open_store_for_reading, open_store_for_work
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock
from monitor.json_forms import Form, change_form
from monitor.pipeline.comparing import ComparedAlert, alerts_of, compare_alerts
from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import replay_store
from monitor.pipeline.rereading import Reread, reread_store
from monitor.records import Topic
from monitor.settings import Settings


def replay_stored(settings: Settings, topics: Sequence[Topic], since: date | None, form: str) -> None:
    """Run the stored articles through the rules, and print the alerts that come of it beside those that were sent.

    Articles from before ``since`` are read all the same: what they said is what the later ones are compared with.
    """
    zone, reader = settings.general.newsroom.zone, Reader(topics)
    by_name = {topic.name: topic for topic in topics}
    with closing(open_store_for_reading(settings)) as store:
        then = [alert for alert in store.alerts() if alert.topic in by_name]
        steps = replay_store(store, reader, zone)
        now = [alert for step in steps for alert in alerts_of(step, by_name)]
    compared = compare_alerts(then, now, _start_of(since, zone))
    if form == "jsonl":
        for one in compared:
            write_line(_form(one), standard_output())
        return
    _print(compared, by_name, zone)


def _start_of(day: date | None, zone: str) -> datetime:
    if day is None:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def _form(one: ComparedAlert) -> Form:
    alert = one.either
    return {
        "alert": one.fate,
        "topic": alert.topic,
        "article": alert.article_id,
        "outlet": alert.outlet,
        "url": alert.url,
        "at": alert.created_at.isoformat(),
        "changes": [{"fate": fate} | change_form(change) for fate, change in one.facts()],
    }


def _print(compared: Sequence[ComparedAlert], topics: dict[str, Topic], zone: str) -> None:
    table = Table("alert", "at", "by these rules", "as it was sent", box=None)
    for one in compared:
        now = word_alert(one.now, topics[one.now.topic], zone).subject if one.now else ""
        then = word_alert(one.then, topics[one.then.topic], zone).subject if one.then else ""
        table.add_row(
            one.fate, moment_words(one.either.created_at, zone), now, "the same" if one.fate == "unchanged" else then
        )
    make_console().print(table)
    counts = Counter(one.fate for one in compared)
    fates = ", ".join(f"{counts[fate]} {fate}" for fate in ("unchanged", "altered", "added", "lost"))
    click.echo(f"alerts: {fates}")


@click.command()
@config_option
def reread(config: Path | None) -> None:
    """Read all stored articles again, after an upgrade or a change of topics. Nothing is sent.

    Claims and positions are put right by today's rules; what they would have told, and older rules did not, is listed.
    """
    settings = settings_of(config)
    reader, zone = Reader(settings.topics), settings.general.newsroom.zone
    lease = make_lease(settings.state_folder, "monitor reread")
    with lease.hold(), closing(open_store_for_work(settings)) as store:
        done = reread_store(store, reader, zone, SystemClock().now())
    _print_reread(done, reader.rules)


def _print_reread(done: Reread, rules: str) -> None:
    click.echo(f"read by the rules {rules}: {done.articles} versions")
    click.echo(f"claims: {done.kept} as before, {done.found} new, {done.lost} no longer made")
    if done.would_be_told:
        click.echo(f"not told before, and not told now: {len(done.would_be_told)} changes")
        for change in done.would_be_told:
            claim = change.said.claim
            click.echo(f"  {change.kind}  {claim.key}  {claim.value_text!r}  {change.said.url}")
