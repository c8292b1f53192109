"""``monitor sources export`` and ``import``: lists of feeds for, and from, feed readers."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import click

from monitor.articles import selector_fault
from monitor.cli.options import config_option, settings_of
from monitor.cli.sources.configured import append_sources
from monitor.cli.sources.naming import Incoming, incoming_sources
from monitor.cli.sources.opml import LISTED_KINDS, read_opml, write_opml
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.http_client.addresses import shown_origin
from monitor.records import Lang
from monitor.settings import find_config_folder, load_sources, zone_fault
from monitor.settings.folder import SOURCES_FILE

_MOST_BYTES = 5_000_000
"""Bytes of a list above which it is not read: a list of ten thousand feeds has about three million."""


@click.command("export")
@config_option
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file [default: standard output].")
@click.option("--all", "everything", is_flag=True, help="Those that are off, too.")
def export_sources(config: Path | None, output: Path | None, *, everything: bool) -> None:
    """Write the feeds and news queries as OPML, grouped by language."""
    settings = settings_of(config)
    chosen = [source for source in settings.sources if everything or source.enabled]
    listed = [source for source in chosen if source.kind in LISTED_KINDS]
    document = write_opml(listed, SystemClock().now())
    if output is None:
        click.echo(document, nl=False)
    else:
        _write(output, document)
        click.echo(f"{output}: {len(listed)} feeds")
    if missing := len(chosen) - len(listed):
        told = f"left out, as no feed reader can read them: {missing} sitemaps and section pages"
        click.echo(told, err=output is None)


def _write(output: Path, document: bytes) -> None:
    try:
        output.write_bytes(document)
    except OSError as error:
        found = f"the file cannot be written ({error.strerror or error})"
        raise InputError(str(output), found, "give a file that this user may write") from error


def _known_zone(_context: click.Context, _parameter: click.Parameter, zone: str) -> str:
    if fault := zone_fault(zone):
        raise click.BadParameter(fault)
    return zone


@click.command("import")
@config_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--lang", type=click.Choice(list(get_args(Lang))), help="Language of the feeds [default: as the file says]."
)
@click.option("--zone", required=True, callback=_known_zone, help="Time zone of the outlets, like Asia/Baghdad.")
@click.option("--enable", is_flag=True, help="Poll them from the next cycle on; otherwise they are added switched off.")
def import_sources(config: Path | None, file: Path, lang: str | None, zone: str, *, enable: bool) -> None:
    """Add the feeds of an OPML FILE to sources.toml; addresses that are there already are passed over.

    Where there is no sources.toml yet, it is made. A feed that can be no source is refused, with its line in FILE, and
    the exit status is then 1. Of what is not added, only the host is shown.
    """
    folder = find_config_folder(config)
    known = load_sources(folder, selector_fault)
    feeds = read_opml(_read(file), str(file))
    given: dict[str, object] = {"zone": zone, "enabled": enable} | ({"lang": lang} if lang else {})
    incoming = list(incoming_sources(feeds, known, given))
    if added := [one.keys for one in incoming if one.fate == "added"]:
        append_sources(folder / SOURCES_FILE, added)
    for one in incoming:
        click.echo(_told(one, file))
    counts = Counter(one.fate for one in incoming)
    refused = f", {counts['refused']} refused" if counts["refused"] else ""
    click.echo(f"{counts['added']} added, {counts['there already']} passed over{refused}")
    sys.exit(1 if refused else 0)


def _told(one: Incoming, file: Path) -> str:
    """What became of a feed. The address of one that is not added may hold a password."""
    host = shown_origin(one.feed.xml_url)
    match one.fate:
        case "added":
            return f"{one.name}: added, {one.feed.xml_url}"
        case "there already":
            return f"{one.name}: there already, {host}"
        case "refused":
            return f"{file.name}:{one.feed.line}: {one.name}: refused: {one.refusal}, {host}"


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            document = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        found = f"the file cannot be read ({error.strerror or error})"
        raise InputError(str(file), found, "give an OPML file") from error
    if len(document) > _MOST_BYTES:
        raise InputError(str(file), f"the file has more than {_MOST_BYTES:,} bytes", "split the list")
    return document
