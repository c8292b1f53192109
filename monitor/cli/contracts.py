"""The JSON Lines commands that tools outside build on: ``extract``, ``replay`` and ``values``."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import click

from monitor.cli.lines import (
    BadLineError,
    answer_lines,
    article_from,
    claim_from,
    day_from,
    language_from,
    read_line,
    standard_lines,
    write_line,
    zones_by_outlet,
)
from monitor.cli.options import config_option, format_option, settings_of
from monitor.json_forms import Form, change_form, claim_form, value_form
from monitor.language.values import find_values
from monitor.pipeline.reading import ReadArticle, Reader
from monitor.pipeline.replaying import replay_articles
from monitor.records import Article, Claim


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

    sys.exit(answer_lines(standard_lines(), answer, sys.stdout))


def _extracted(read: ReadArticle) -> Form:
    return {
        "article": read.article.article_id,
        "topics": [match.topic for match in read.matches if match.matched],
        "scores": {match.topic: match.score for match in read.matches},
        "claims": [claim_form(claim) for claim in read.claims],
    }


@click.command()
@format_option
@config_option
def values(form: str, config: Path | None) -> None:
    """Read sentences as JSON Lines (lang, text, ref: the day they were published); write their dates and figures."""
    del form, config

    def answer(line: Form) -> Form:
        text = line.get("text")
        if not isinstance(text, str):
            raise BadLineError(part="text", found=text, cure="give a text")
        found = find_values(text, language_from(line, text), day_from(line.get("ref")))
        return {
            **({"id": line["id"]} if "id" in line else {}),
            "values": [
                {
                    "kind": value_form(one.value)["kind"],
                    "value_text": one.text,
                    "start": one.start,
                    "end": one.end,
                    "value": value_form(one.value),
                    "rule": one.rule,
                }
                for one in found
            ],
        }

    sys.exit(answer_lines(standard_lines(), answer, sys.stdout))


@click.command()
@format_option
@config_option
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Judge these claims (JSON Lines, each with its article) instead of reading the articles.",
)
def replay(form: str, config: Path | None, claims_file: Path | None) -> None:
    """Read articles as JSON Lines; write the changes that would have been told, in order of publication."""
    del form
    settings = settings_of(config)
    zones = zones_by_outlet(settings.sources)
    articles, status = _articles(zones)
    given, faulty = _given_claims(claims_file, articles) if claims_file else (None, 0)
    reader = Reader(settings.topics)
    for change in replay_articles(articles, reader, given):
        write_line(change_form(change), sys.stdout)
    sys.exit(max(status, faulty))


def _articles(zones: Mapping[str, str]) -> tuple[list[Article], int]:
    """The articles of standard input; a bad line is answered with an error at once."""
    articles: list[Article] = []
    status = 0
    for number, line in enumerate(standard_lines(), 1):
        if not line.strip():
            continue
        form: Form = {}
        try:
            form = read_line(line)
            articles.append(article_from(form, zones))
        except ValueError as error:
            write_line({"id": form.get("id", number), "error": f"line {number}: {error}"}, sys.stdout)
            status = 1
    return articles, status


def _given_claims(path: Path, articles: list[Article]) -> tuple[Mapping[str, list[Claim]], int]:
    texts = {article.article_id: article.full_text for article in articles}
    given: dict[str, list[Claim]] = defaultdict(list)
    status = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            form = read_line(line)
            claim = claim_from(form, texts.get(str(form.get("article")), ""))
        except ValueError as error:
            write_line({"id": number, "error": f"{path}: line {number}: {error}"}, sys.stdout)
            status = 1
            continue
        given[claim.article_id].append(claim)
    return given, status
