"""``monitor sources``: what is polled, how it fares, and whether a feed's address is any good."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from monitor.assemble import has_store, open_fetcher, open_store_for_reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.progress import progress_bars
from monitor.cli.screens import make_console
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.feeds import parse_feed
from monitor.pipeline.workshop import Progress
from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult, Source, SourceState
from monitor.settings import Settings


@click.group()
def sources() -> None:
    """What is polled."""


@sources.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Those that are off, too.")
def list_sources(config: Path | None, *, everything: bool) -> None:
    """List the sources with the age of their last success."""
    settings = settings_of(config)
    states = _states(settings)
    zone = settings.general.newsroom.zone
    table = Table("source", "lang", "every", "certainty", "last success", "problem", "note", box=None)
    shown = [source for source in settings.sources if everything or source.enabled]
    for source in shown:
        state = states.get(source.name, SourceState(source.name))
        success = moment_words(state.succeeded_at, zone) if state.succeeded_at else "never"
        name = source.name if source.enabled else f"{source.name} (off)"
        every = f"{source.every_minutes} min"
        table.add_row(name, source.lang, every, source.certainty, success, state.problem, source.note)
    make_console().print(table)
    click.echo(f"{len(shown)} sources")


def _states(settings: Settings) -> Mapping[str, SourceState]:
    """The kept states; none where nothing was ever polled."""
    if not has_store(settings):
        return {}
    with closing(open_store_for_reading(settings)) as store:
        return store.source_states()


@sources.command()
@config_option
@click.argument("names", nargs=-1)
def probe(config: Path | None, names: tuple[str, ...]) -> None:
    """Fetch sources now and judge them by content; nothing is kept.

    NAMES are sources by name; all enabled ones where none is given. Exit status 1 when one of them is no usable feed.
    """
    settings = settings_of(config)
    chosen = _chosen(settings, names)
    with progress_bars() as progress:
        verdicts = asyncio.run(_probe_all(chosen, settings, progress))
    table = Table("source", "verdict", "kind", "entries", "newest", "validators", "detail", box=None)
    for verdict in verdicts:
        newest = moment_words(verdict.newest_at, settings.general.newsroom.zone) if verdict.newest_at else ""
        table.add_row(
            verdict.source,
            "ok" if verdict.usable else "NOT USABLE",
            verdict.kind,
            str(verdict.entries),
            newest,
            verdict.validators,
            verdict.detail,
        )
    make_console().print(table)
    sys.exit(0 if all(verdict.usable for verdict in verdicts) else 1)


def _chosen(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    known = {source.name: source for source in settings.sources}
    for name in names:
        if name not in known:
            raise InputError(name, "no source has this name", "see `monitor sources list --all`")
    return tuple(known[name] for name in names) or tuple(source for source in known.values() if source.enabled)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a probe found. ``newest_at`` is the youngest entry's moment in UTC, None where no entry is dated."""

    source: str
    usable: bool = False
    kind: str = ""
    entries: int = 0
    newest_at: datetime | None = None
    validators: str = ""
    detail: str = ""


async def _probe_all(chosen: Sequence[Source], settings: Settings, progress: Progress) -> list[Verdict]:
    done = 0
    places = asyncio.Semaphore(settings.general.fetch.at_once)
    async with open_fetcher(settings) as fetcher:

        async def probe_one(source: Source) -> Verdict:
            nonlocal done
            async with places:
                verdict = await probe_source(source, fetcher)
            done += 1
            progress.advance("probing feeds", done, len(chosen))
            return verdict

        return list(await asyncio.gather(*(probe_one(source) for source in chosen)))


async def probe_source(source: Source, fetcher: Fetcher) -> Verdict:
    """Fetch a source and judge what came: a usable feed has at least one dated entry."""
    return judge_probe(source, await fetcher.fetch(FetchRequest(source.url)), SystemClock().now())


def judge_probe(source: Source, result: FetchResult, now: datetime) -> Verdict:
    """The verdict on a fetched source."""
    if result.problem is not None:
        return Verdict(source.name, detail=f"{result.problem}: {result.detail}")
    feed = parse_feed(result.body, source, result.content_type, result.charset)
    dated = [entry.published_at for entry in feed.entries if entry.published_at and entry.published_at <= now]
    given = {"ETag": result.etag, "Last-Modified": result.last_modified}
    validators = ", ".join(name for name, value in given.items() if value)
    moved = f"answered by {result.final_url}" if result.final_url != source.url else ""
    detail = "; ".join(part for part in (feed.problem or "", feed.detail, feed.warning, moved) if part)
    return Verdict(
        source.name,
        usable=bool(dated),
        kind=feed.kind,
        entries=len(feed.entries),
        newest_at=max(dated, default=None),
        validators=validators,
        detail=detail or ("" if dated else "no entry has a date"),
    )
