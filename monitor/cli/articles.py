"""``monitor article``: one stored article with all its versions, what each edit changed, and what it claims."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.assemble import open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words, value_words
from monitor.errors import InputError
from monitor.feeds import article_id
from monitor.pipeline.judging import PAGE_GONE
from monitor.pipeline.ladder import LADDER
from monitor.ports import Store
from monitor.records import Article, Change, Edit, KeptReading, Signs, Visit
from monitor.settings import Settings

_SHOWN_EDITS = 12
"""Changed places that are shown of one edit; more are counted."""


@click.command()
@config_option
@click.argument("address")
def article(config: Path | None, address: str) -> None:
    """Show a stored article: when it was read, what each edit changed, what it claims, when it is read again.

    ADDRESS is its web address, or its id as `monitor claims --format jsonl` prints it.
    """
    settings = settings_of(config)
    zone = settings.general.newsroom.zone
    with closing(open_store_for_reading(settings)) as store:
        found = find_article(address, store, settings)
        readings = list(store.readings(found.article_id))
        changes = [kept.change for kept in store.changes(article_id=found.article_id)]
        visit = store.visit(found.article_id)
    console = make_console()
    console.print(
        f"{found.outlet}, {moment_words(found.published_at, zone)}: {isolate_foreign(make_inert(found.title))}"
    )
    console.print(found.url)
    console.print(visit_words(visit, zone))
    for number, reading in enumerate(readings):
        _print_reading(number, reading, zone, console)
    _print_changes(changes, console)


def find_article(address: str, store: Store, settings: Settings) -> Article:
    """The stored article of an id, or of a web address of any configured outlet. Raises InputError for none."""
    outlets = dict.fromkeys(source.outlet for source in settings.sources)
    for candidate in (address, *(article_id(outlet, address) for outlet in outlets)):
        found = store.article(candidate)
        if found is not None:
            return found
    cure = "give the address or the id of an article that 'monitor claims --format jsonl' lists"
    raise InputError(address, "no such article is stored", cure)


def visit_words(visit: Visit | None, zone: str) -> str:
    """When an article is read again, in words."""
    if visit is None:
        return "not read again: it claims nothing"
    lapsed = f"; its page failed {visit.lapses} times in a row: {visit.lapse}" if visit.lapse else ""
    if visit.due_at is None:
        return f"read again {visit.step} times, and no more{lapsed}"
    return f"read again {visit.step} of {len(LADDER)} times, next {moment_words(visit.due_at, zone)}{lapsed}"


def edit_words(edit: Edit) -> list[str]:
    """Each changed place of an edit in a line: "September" → "December"."""
    shown = [f"{_quoted(one.before)} → {_quoted(one.after)}" for one in edit.words[:_SHOWN_EDITS]]
    more = len(edit.words) - len(shown)
    return [*shown, *([f"and {more} more places"] if more else [])]


def _quoted(words: str) -> str:
    return f"“{isolate_foreign(make_inert(words))}”" if words else "nothing"


def _signs_words(signs: Signs, zone: str) -> list[str]:
    words = []
    if "updated_marker" in signs.seen:
        when = f" at {moment_words(signs.updated_at, zone)}" if signs.updated_at else ""
        words.append(f"the outlet says that it updated the article{when}")
    if "slug_differs" in signs.seen:
        words.append("the words of the address fit another headline")
    return words


def _print_reading(number: int, reading: KeptReading, zone: str, console: Console) -> None:
    what = (
        "first read"
        if number == 0
        else "read again, as it was"
        if reading.edit is None
        else f"{reading.edit.kind} edit"
    )
    if reading.method == PAGE_GONE:
        what = "the page is gone"
    console.print(
        f"{moment_words(reading.read_at, zone)}  {what} ({reading.standing}, rules {reading.rules or 'unknown'})"
    )
    lines = [*(edit_words(reading.edit) if reading.edit else []), *_signs_words(reading.signs, zone)]
    for line in lines:
        console.print(f"    {line}")


def _print_changes(changes: list[Change], console: Console) -> None:
    table = Table("claim", "value", "speaker", "verdict", "reason", box=None)
    for change in changes:
        claim = change.said.claim
        verdict = f"{change.kind} ({change.part})" if change.part else change.kind
        speaker = isolate_foreign(make_inert(claim.speaker or ""))
        table.add_row(str(claim.key), value_words(claim.value), speaker, verdict, change.reason)
    console.print(table)
