"""``monitor sources probe``: whether an address is any good, judged by what comes from it."""

from __future__ import annotations

import asyncio
import getpass
import json
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import click

from monitor import __version__
from monitor.assemble import make_pacer, open_fetcher, open_parser
from monitor.cli.options import config_option, settings_of
from monitor.cli.progress import progress_bars
from monitor.cli.screens import make_console
from monitor.cli.sources.choosing import choose_sources
from monitor.cli.sources.configured import write_probed
from monitor.cli.sources.rounds import Prober
from monitor.cli.sources.rows import show_rows
from monitor.cli.sources.verdict_words import kept_lines, route_remarks, verdict_form
from monitor.cli.sources.verdicts import RouteVerdict, Verdict
from monitor.cli.wording import moment_words
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.http_client.addresses import shown_origin
from monitor.pipeline.workshop import Progress
from monitor.records import Source
from monitor.settings import Settings
from monitor.settings.folder import SOURCES_FILE

PLAIN_AGENT = f"Mozilla/5.0 (compatible; newsroom-monitor/{__version__})"
"""The plain name: in the form that browsers use, which some walls ask for, and still the monitor's own."""

_FACTS = ("source", "verdict", "newest")
_COLUMNS = ("source", "verdict", "kind", "entries", "newest", "validators", "bytes", "type", "detail")


@click.command()
@config_option
@click.argument("names", nargs=-1)
@click.option(
    "--fresh-days", type=click.IntRange(1), default=7, show_default=True, help="Days that the newest entry may be old."
)
@click.option("--no-write", is_flag=True, help="Only show the verdicts; write nothing into sources.toml.")
@click.option("--by", default=None, help="Who signs the verdicts [default: the name of the user].")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def probe(  # noqa: PLR0913 - one parameter for each option
    config: Path | None, names: tuple[str, ...], fresh_days: int, by: str | None, form: str, *, no_write: bool
) -> None:
    """Fetch sources now, judge every route by content, and write the verdict into sources.toml; no entry is kept.

    NAMES are sources by name; all enabled ones where none is given. Exit status 1 when one of them has no good route,
    or could not be asked: of such a one nothing is written.
    """
    settings = settings_of(config)
    chosen = choose_sources(settings, names)
    with progress_bars() as progress:
        verdicts = asyncio.run(_probe_all(chosen, settings, timedelta(days=fresh_days), progress))
    zone = settings.general.newsroom.zone
    lines = kept_lines(verdicts, __version__, by or _user(), zone)
    _SHOWN[form](verdicts, lines, zone)
    if lines and not no_write:
        _write(settings, lines)
    sys.exit(0 if all(verdict.best.quality == "ok" for verdict in verdicts) else 1)


async def _probe_all(
    chosen: Sequence[Source], settings: Settings, fresh: timedelta, progress: Progress
) -> list[Verdict]:
    done = 0
    places = asyncio.Semaphore(settings.general.fetch.at_once)
    # Of one host's sources one is probed at a time, so that those that wait for its turns keep no place from others.
    hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
    async with _open_prober(settings, fresh) as prober:

        async def probe_one(source: Source) -> Verdict:
            nonlocal done
            async with hosts[shown_origin(source.url)], places:
                verdict = await prober.probe(source)
            done += 1
            progress.advance("probing sources", done, len(chosen))
            return verdict

        return list(await asyncio.gather(*(probe_one(source) for source in chosen)))


@asynccontextmanager
async def _open_prober(settings: Settings, fresh: timedelta) -> AsyncIterator[Prober]:
    """A prober for a ``with`` block. A host gets its pauses whichever name asks, and rests for both if it says so."""
    pacer = make_pacer(settings)
    async with (
        open_fetcher(settings, pacer=pacer) as fetcher,
        open_fetcher(settings, agent=PLAIN_AGENT, pacer=pacer) as plain,
        open_parser(settings) as parser,
    ):
        yield Prober(fetcher, plain, parser, SystemClock(), fresh)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "an unnamed user"


def _write(settings: Settings, lines: Mapping[str, str]) -> None:
    try:
        write_probed(settings.folder / SOURCES_FILE, lines)
    except InputError as error:
        click.echo(f"note: the verdicts are not kept: {error}", err=True)


def _show_json(verdicts: Sequence[Verdict], lines: Mapping[str, str], _zone: str) -> None:
    forms = [verdict_form(verdict, lines.get(verdict.source, "")) for verdict in verdicts]
    click.echo(json.dumps(forms, ensure_ascii=False, indent=2))


def _show_table(verdicts: Sequence[Verdict], _lines: Mapping[str, str], zone: str) -> None:
    rows = [
        (f"{verdict.source} +{place}" if place else verdict.source, *_cells(route, zone))
        for verdict in verdicts
        for place, route in enumerate(verdict.routes)
    ]
    show_rows(make_console(), _COLUMNS, rows, _FACTS)


def _cells(route: RouteVerdict, zone: str) -> tuple[str, ...]:
    return (
        _VERDICTS.get(route.quality, f"NOT USABLE: {route.quality}"),
        route.found,
        str(route.entries),
        moment_words(route.newest_at, zone) if route.newest_at else "",
        route.validators,
        f"{route.size_bytes:,}" if route.size_bytes else "",
        route.content_type,
        route_remarks(route),
    )


_VERDICTS = {"ok": "ok", "unasked": "NOT ASKED"}
_SHOWN = {"table": _show_table, "json": _show_json}
