"""``monitor read``: one article, its claims marked in the text, with the rule of each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from rich.console import Console

from monitor.assemble import open_fetcher, open_parser
from monitor.claims import explain_sentences
from monitor.cli.lines import article_from, zones_by_outlet
from monitor.cli.marking import legend, print_article
from monitor.cli.options import config_option, settings_of
from monitor.cli.readings import print_claims, print_sentences
from monitor.cli.screens import make_console
from monitor.clock import SystemClock
from monitor.errors import InputError
from monitor.feeds import canonical_link
from monitor.identity import stable_id
from monitor.language.scenes import stage_article
from monitor.language.varieties import guess_language
from monitor.language.vocabulary import Vocabulary
from monitor.records import Article, Extraction, FetchRequest, Lang, RawPage, Topic
from monitor.settings import Settings
from monitor.topics import detect_topic


def _known_zone(_context: click.Context, _parameter: click.Parameter, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # "Asia" is a folder of zones
        msg = f"{name!r} is no time zone; give its IANA name, like Asia/Baghdad"
        raise click.BadParameter(msg) from error


@click.command()
@config_option
@click.option("--lang", type=click.Choice(get_args(Lang)), help="The article's language [default: by its letters].")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication, YYYY-MM-DD [default: the page's own, else today].",
)
@click.option("--zone", default="Asia/Baghdad", show_default=True, callback=_known_zone, help="The outlet's time zone.")
@click.option("--explain", is_flag=True, help="Say for each sentence which rules fired, and which almost did.")
@click.argument("address")
def read(  # noqa: PLR0913 - an option each
    config: Path | None, lang: Lang | None, published: datetime | None, zone: ZoneInfo, address: str, *, explain: bool
) -> None:
    """Read one article and show its claims marked in the text.

    ADDRESS is a web address, an HTML page, a JSON file with title, text and published, or a plain text whose first
    line is the title.
    """
    settings = settings_of(config)
    article = _article(address, settings, zone)
    if published:
        article = replace(article, published_on=published.date(), published_at=published.replace(tzinfo=UTC))
    if lang:
        article = replace(article, lang=lang)
    show_reading(article, settings.topics, make_console(), explain=explain)


def _article(address: str, settings: Settings, zone: ZoneInfo) -> Article:
    if address.startswith(("http://", "https://")):
        return _from_page(address, asyncio.run(_fetch(address, settings)), zone)
    path = Path(address)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(address, error.strerror or str(error), "give a web address or a file that exists") from error
    if path.suffix == ".json":
        return _from_json(path, body, settings)
    if b"<html" in body[:4000].lower() or path.suffix in {".html", ".htm"}:
        return _from_page(address, asyncio.run(_extract(RawPage(body), settings)), zone)
    title, _, text = body.decode("utf-8", errors="replace").partition("\n")
    return _from_page(address, Extraction(title=title.strip(), text=text.strip(), method="fast"), zone)


async def _fetch(address: str, settings: Settings) -> Extraction:
    async with open_fetcher(settings) as fetcher:
        page = await fetcher.fetch(FetchRequest(address))
    if page.problem is not None:
        cure = "check the address, or save the page and give the file"
        raise InputError(address, f"{page.problem}: {page.detail}", cure)
    return await _extract(RawPage(page.body, page.charset, page.final_url), settings)


async def _extract(page: RawPage, settings: Settings) -> Extraction:
    """The article of a page, read as a cycle would: in a worker, by the selectors of its outlet where it has some."""
    host = urlsplit(canonical_link(page.url)).hostname
    selectors = next((one.selectors for one in settings.sources if one.outlet == host and one.selectors), None)
    async with open_parser(settings) as parser:
        return await parser.extract(page, selectors)


def _from_page(address: str, extraction: Extraction, zone: ZoneInfo) -> Article:
    if not extraction.text:
        raise InputError(address, f"no article text ({extraction.detail})", "give the page of a single article")
    published_at = extraction.published_at or SystemClock().now()
    return Article(
        article_id=stable_id("read", address),
        url=address if address.startswith("http") else "",
        outlet="",
        lang=guess_language(extraction.title + extraction.text),
        title=extraction.title,
        text=extraction.text,
        published_at=published_at,
        published_on=published_at.astimezone(zone).date(),
    )


def _from_json(path: Path, body: bytes, settings: Settings) -> Article:
    try:
        form = json.loads(body)
        today = SystemClock().now().isoformat()
        return article_from({"id": path.stem, "published": today, **form}, zones_by_outlet(settings.sources))
    except (ValueError, TypeError) as error:
        cure = "give an object with title and text, and with published unless it is of today"
        raise InputError(str(path), str(error), cure) from error


def show_reading(article: Article, topics: Sequence[Topic], console: Console, *, explain: bool = False) -> None:
    """Print an article, marked; how every topic scored; and the claims under each that matches."""
    stagings = [stage_article(article, Vocabulary(topic)) for topic in topics]
    read = [(staging, detect_topic(staging), explain_sentences(staging)) for staging in stagings]
    shown = [one for one in read if one[1].matched] or read[:1]
    mentions = [mention for _, _, sentences in shown for one in sentences for mention in one.mentions]
    kept = [claim for _, match, sentences in shown if match.matched for one in sentences for claim in one.claims]
    print_article(article, mentions, kept, console)
    console.print()
    if console.is_terminal:
        console.print(legend())
    for _, match, _ in read:
        verdict = "matches" if match.matched else "does not match"
        console.print(f"{match.topic}: {verdict}, score {match.score}")
        for reason in match.reasons:
            console.print(f"  {reason}", style="dim")
    if explain:
        for _, match, sentences in shown:
            console.print(f"{match.topic}, sentence by sentence:", style="bold")
            print_sentences(article, sentences, console)
    print_claims(kept, console)
