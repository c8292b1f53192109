"""What is known: ``claims`` lists it, ``timeline`` shows how one claim went."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from monitor.assemble import open_store_for_reading
from monitor.cli.lines import standard_output, write_line
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words, value_words
from monitor.errors import InputError
from monitor.json_forms import Form, claim_form
from monitor.ledger import judge_claims
from monitor.ports import Store
from monitor.records import Change, ClaimKey, Said


@click.command()
@config_option
@click.option("--topic", help="Only claims of this topic.")
@click.option("--frame", help="Only claims of this frame.")
@click.option("--place", help="Only claims about this place.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def claims(config: Path | None, topic: str | None, frame: str | None, place: str | None, form: str) -> None:
    """List the claims that were read, by time."""
    settings = settings_of(config)
    with closing(open_store_for_reading(settings)) as store:
        found = [
            said
            for said in store.claims(topic=topic)
            if frame in {None, said.claim.key.frame} and place in {None, said.claim.key.place}
        ]
    if form == "jsonl":
        for said in found:
            write_line(said_form(said), standard_output())
        return
    table = Table("said", "outlet", "key", "value", "modality", "speaker", box=None)
    for said in found:
        claim = said.claim
        modality = claim.modality + (", background" if claim.background else "")
        when = moment_words(said.said_at, settings.general.newsroom.zone)
        table.add_row(when, said.outlet, str(claim.key), value_words(claim.value), modality, claim.speaker or "")
    make_console().print(table)
    click.echo(f"{len(found)} claims")


def said_form(said: Said) -> Form:
    """A claim with where and when it was said, as JSON."""
    return claim_form(said.claim) | {
        "article": said.claim.article_id,
        "outlet": said.outlet,
        "url": said.url,
        "lang": said.lang,
        "said_at": said.said_at.isoformat(),
    }


@click.command()
@config_option
@click.argument("key")
def timeline(config: Path | None, key: str) -> None:
    """Show how one claim went: who said what and when, and where the value moved.

    KEY is topic/frame/place, as `monitor claims` prints it; the topic may be left out where only one is kept.
    """
    settings = settings_of(config)
    with closing(open_store_for_reading(settings)) as store:
        wanted = find_key(key, store)
        said = sorted(store.claims(wanted), key=_as_told)
    table = Table("said", "outlet", "value", "modality", "speaker", "", title=str(wanted), box=None)
    for one, mark in zip(said, step_marks(said), strict=True):
        when = moment_words(one.said_at, settings.general.newsroom.zone)
        claim = one.claim
        table.add_row(when, one.outlet, value_words(claim.value), claim.modality, claim.speaker or "", mark)
    make_console().print(table)


def _as_told(said: Said) -> tuple[datetime, str, int, int]:
    """The order in which the ledger judged: by publication, within an article as the claims stand in its text."""
    claim = said.claim
    return said.said_at, claim.article_id, claim.start, claim.value_start


def find_key(written: str, store: Store) -> ClaimKey:
    """The key that a person wrote, whole or without its topic. Raises InputError, naming the keys that there are."""
    known = store.keys()
    matching = [key for key in known if written in {str(key), str(key).partition("/")[2]}]
    if len(matching) == 1:
        return matching[0]
    found = "several keys match" if matching else "no claim is kept under it"
    listed = ", ".join(str(key) for key in matching or known) or "none yet"
    raise InputError(written, found, f"give one of: {listed}")


def step_marks(said: Sequence[Said]) -> list[str]:
    """For each claim, in order of time, the ledger's verdict on it beside those before it; empty for a restatement."""
    judged = {change.said.claim.claim_id: change for change in judge_claims(said, {}).changes}
    return [_mark(judged.get(one.claim.claim_id)) for one in said]


def _mark(change: Change | None) -> str:
    if change is None or change.reason in {"restated", "denial_known"}:
        return ""
    if change.reason == "background":
        return "background"
    size = change.size
    moved = f"{size.days} days" if size and size.days else f"{size.count:,.0f}" if size and size.count else ""
    return " ".join(part for part in (change.kind, moved, change.direction or "") if part)
