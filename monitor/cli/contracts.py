"""The JSON Lines commands about articles that tools outside build on: ``extract`` and ``replay``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from monitor.cli.lines import (
    answer_lines,
    article_from,
    claim_from,
    decoded_lines,
    sort_out,
    standard_lines,
    standard_output,
    use_lines,
    write_line,
    zones_by_outlet,
)
from monitor.cli.options import config_option, format_option, settings_of
from monitor.cli.progress import bars_beside_lines, counting
from monitor.cli.replays import replay_stored
from monitor.json_forms import Form, change_form, claim_form
from monitor.language.vocabulary import packed_groups
from monitor.pipeline.reading import ReadArticle, Reader
from monitor.pipeline.replaying import replay_articles
from monitor.records import Article, Claim
from monitor.settings import load_topic


@click.command()
@format_option
@config_option
def extract(form: str, config: Path | None) -> None:
    """Read articles as JSON Lines on standard input; write the topics and claims of each.

    An article is an object with id, published (a day or an ISO moment), title and text; lang, outlet and url may be
    given.
    """
    del form
    settings = settings_of(config)
    reader, zones = Reader(settings.topics), zones_by_outlet(settings.sources)

    def answer(line: Form) -> Form:
        return _extracted(reader.read(article_from(line, zones)))

    sys.exit(answer_lines(counting(standard_lines(), "lines read"), answer, standard_output()))


def _extracted(read: ReadArticle) -> Form:
    return {
        "article": read.article.article_id,
        "topics": [match.topic for match in read.matches if match.matched],
        "scores": {match.topic: match.score for match in read.matches},
        "claims": [claim_form(claim) for claim in read.claims],
    }


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    help="What is written [default: jsonl; with --from-store table].",
)
@config_option
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Judge these claims (JSON Lines, each with its article) instead of reading the articles.",
)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what is told on this day or later.")
@click.option(
    "--topic-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A draft: judge by the topic of this file in place of the configured ones.",
)
@click.option(
    "--from-store", is_flag=True, help="Take the articles that are stored, and show what was sent beside what would be."
)
def replay(  # noqa: PLR0913, PLR0917 - one parameter an option
    form: str | None,
    config: Path | None,
    claims_file: Path | None,
    since: datetime | None,
    topic_file: Path | None,
    from_store: bool,  # noqa: FBT001 - a switch of the command line
) -> None:
    """Read articles as JSON Lines; write the changes that would have been told, in order of publication.

    With --from-store nothing is read from standard input: the stored articles go through today's rules, or those of a
    draft, and the alerts that come of it are shown beside those that were sent.
    """
    settings, out = settings_of(config), standard_output()
    topics = settings.topics if topic_file is None else (load_topic(topic_file, packed_groups()),)
    first_day = since.date() if since else None
    if from_store:
        if claims_file is not None:
            msg = "--claims belongs to articles on standard input, not to --from-store"
            raise click.UsageError(msg)
        replay_stored(settings, topics, first_day, form or "table")
        return
    if form == "table":
        msg = "--format table is for --from-store; articles on standard input are answered in jsonl"
        raise click.UsageError(msg)
    zones = zones_by_outlet(settings.sources)
    articles, status = sort_out(use_lines(standard_lines(), lambda line: article_from(line, zones)), out)
    given: Mapping[str, Sequence[Claim]] | None = None
    if claims_file is not None:
        claims, faulty = _claims_of(claims_file, articles, out)
        given, status = _by_article(claims, articles), max(status, faulty)
    with bars_beside_lines() as progress:
        for change in replay_articles(articles, Reader(topics), given, progress, first_day):
            write_line(change_form(change), out)
    sys.exit(status)


def _claims_of(path: Path, articles: Sequence[Article], out: TextIO) -> tuple[list[Claim], int]:
    texts = {article.article_id: article.full_text for article in articles}
    with path.open("rb") as file:
        found = use_lines(
            decoded_lines(file),
            lambda line: claim_from(line, texts.get(str(line.get("article")), "")),
            f"{path}: line",
        )
        return sort_out(found, out)


def _by_article(claims: Sequence[Claim], articles: Sequence[Article]) -> Mapping[str, Sequence[Claim]]:
    """The claims of each article that was read; how many belong to none of them goes to standard error."""
    given: dict[str, list[Claim]] = {article.article_id: [] for article in articles}
    without = 0
    for claim in claims:
        if claim.article_id in given:
            given[claim.article_id].append(claim)
        else:
            without += 1
    if without:
        click.echo(f"monitor: {without} claims belong to no article that was read, and were left out", err=True)
    return given
