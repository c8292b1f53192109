"""``monitor claims``: what was claimed; and the key that a person means."""

from __future__ import annotations

from contextlib import closing
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
from monitor.ports import Store
from monitor.records import ClaimKey, Said


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
        **({"origin": said.origin} if said.origin else {}),
        **({"rules": said.claim.rules} if said.claim.rules else {}),
    }


def find_key(written: str, store: Store) -> ClaimKey:
    """The key that a person wrote, whole or without its topic. Raises InputError, naming the keys that there are."""
    known = store.keys()
    matching = [key for key in known if written in {str(key), str(key).partition("/")[2]}]
    if len(matching) == 1:
        return matching[0]
    found = "several keys match" if matching else "no claim is kept under it"
    listed = ", ".join(str(key) for key in matching or known) or "none yet"
    raise InputError(written, found, f"give one of: {listed}")
