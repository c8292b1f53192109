"""``monitor topic``: make, check and try a topic file, without programming."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

import click
from rich.console import Console

from monitor.claims import ExplainedSentence, explain_sentences
from monitor.cli.lines import (
    BadLine,
    article_from,
    decoded_lines,
    standard_output,
    use_lines,
    write_line,
    zones_by_outlet,
)
from monitor.cli.marking import legend, print_article
from monitor.cli.options import config_option, settings_of
from monitor.cli.readings import print_claims, print_sentences
from monitor.cli.screens import make_console
from monitor.errors import InputError
from monitor.json_forms import claim_form
from monitor.language.events import USUAL_TRIGGERS
from monitor.language.pack import languages, load_pack
from monitor.language.scenes import stage_article
from monitor.language.varieties import guess_language
from monitor.language.vocabulary import STAND_INS, Vocabulary, packed_groups
from monitor.records import Article, Claim, Lang, Topic, TopicMatch
from monitor.settings import find_config_folder, load_topic
from monitor.topics import advise, detect_topic

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LATIN = re.compile(r"[a-z0-9]+")
_NEAR_MISS = 0.5
"""From this share of the threshold on, an article that does not match is told as a near miss."""


@click.group()
def topic() -> None:
    """Make, check and try topic files."""


@topic.command()
@config_option
@click.option("--title", help="The story's name for people [default: from NAME].")
@click.option(
    "--force",
    "forces",
    multiple=True,
    help="A name of the force that the story is about; each further --force is another name of the same one.",
)
@click.option(
    "--place",
    "places",
    multiple=True,
    help="A name of the country or region of the story; each further --place is another name of the same one.",
)
@click.argument("name")
def new(config: Path | None, title: str | None, forces: Sequence[str], places: Sequence[str], name: str) -> None:
    """Write a topic file to fill in: topics/NAME.toml in the configuration folder.

    The names given with --force and --place go under their own language, as far as letters tell it.
    """
    if not _SLUG.fullmatch(name):
        raise InputError(name, "a topic's name has small letters, digits and - between", 'give one like "north-base"')
    path = find_config_folder(config) / "topics" / f"{name}.toml"
    if path.exists():
        raise InputError(str(path), "there is such a file already", "give another name, or edit that file")
    title = title or name.replace("-", " ").capitalize()
    forces, places = forces or (f"the force of {title}",), places or ("the country",)
    home = _id_of(places, "home")
    template = Template((files("monitor.cli") / "templates" / "topic.toml").read_text(encoding="utf-8"))
    text = template.substitute(
        name=name,
        title=_quoted(title),
        force=_id_of(forces, "main_force"),
        force_label=_quoted(forces[0]),
        force_words=_word_lists(forces),
        home=home,
        home_label=_quoted(places[0]),
        home_words=_word_lists(places),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        cure = "give a folder that this user may write to"
        raise InputError(str(path), error.strerror or str(error), cure) from error
    click.echo(f"wrote {path}; fill in its names, then: monitor topic check {name}")


def _id_of(names: Sequence[str], other: str) -> str:
    """An id made of the first name in Latin letters, such as "ivory_coast"; ``other`` where there is none."""
    plain = (unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() for name in names)
    made = ("_".join(_LATIN.findall(name.lower())) for name in plain)
    return next((one for one in made if one), other)


def _quoted(words: str) -> str:
    """A string of TOML, which writes it as JSON does."""
    return json.dumps(words, ensure_ascii=False)


def _word_lists(names: Sequence[str]) -> str:
    """A line of TOML for each language of the names."""
    lists: dict[str, list[str]] = {}
    for name in names:
        lists.setdefault(guess_language(name), []).append(_quoted(name))
    return "\n".join(f"{lang} = [{', '.join(some)}]" for lang, some in sorted(lists.items()))


@topic.command()
@config_option
@click.argument("names", nargs=-1)
def check(config: Path | None, names: Sequence[str]) -> None:
    """Check topic files: every fault with its line and cure, then what would make them match better.

    NAMES are topics of the configuration or TOML files; without any, all are checked. Exit status 2 with a fault.
    """
    for path in [_topic_path(name, config) for name in names] or sorted(_topics_folder(config).glob("*.toml")):
        found = _load(path)
        aliases = [*(force.aliases for force in found.forces), *(place.aliases for place in found.places)]
        words = sum(len(forms) for one in aliases for forms in one.values())
        click.echo(f"{path}: fine; {len(found.frames)} frames, {len(found.places)} places, {words} names")
        for advice in advise(found):
            click.echo(f"  note: {advice}")


@topic.command()
@click.option("--lang", type=click.Choice(languages()), help="Of one language alone.")
@click.argument("groups", nargs=-1)
def words(lang: Lang | None, groups: Sequence[str]) -> None:
    """List the word groups that triggers may name, with their words.

    GROUPS are shown whole; without any, all groups are listed with their first words, then the usual triggers.
    """
    for group in groups:
        if group not in packed_groups():
            known = ", ".join(sorted(packed_groups()))
            raise InputError(group, "the language packs have no such word group", f"give one of: {known}")
    for group in groups or sorted(packed_groups()):
        click.echo(f"{group}: {_MEANT[group]}" if group in STAND_INS else f"{group}:")
        for one in (lang,) if lang else languages():
            surfaces = load_pack(one).words["events"]["words"].get(group, ())
            shown = surfaces if groups else surfaces[:_FIRST_WORDS]
            more = f", and {len(surfaces) - len(shown)} more" if len(shown) < len(surfaces) else ""
            click.echo(f"  {one}: {', '.join(shown) or 'none'}{more}")
    if not groups:
        click.echo("\nWhat makes a claim of each role without any trigger of the topic:")
        for role, triggers in USUAL_TRIGGERS.items():
            click.echo(f"  {role}: {', '.join(triggers)}")


_MEANT = {
    "force": "any force of the topic, people such as soldiers, or a part of an army",
    "site": "any place of the topic, a word for the country or for a place named before, and these",
}
"""What the stand-ins stand for, beside the words of their lists."""

_FIRST_WORDS = 6
"""How many words of a group are listed where all groups are."""


@topic.command("try")
@config_option
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Show the articles that do not match, too.")
@click.option("--summary", is_flag=True, help="Show the counts alone.")
@click.option("--explain", is_flag=True, help="Say for each sentence which rules fired, and which almost did.")
@click.argument("name")
@click.argument("articles", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def try_topic(  # noqa: PLR0913 - an option each
    config: Path | None, form: str, name: str, articles: Path, *, everything: bool, summary: bool, explain: bool
) -> None:
    """Show what a topic would match and claim in ARTICLES, marked in the text, with counts at the end.

    NAME is a topic of the configuration or a TOML file that need not be in it. ARTICLES is a file of JSON Lines with
    id, published (a day or an ISO moment), title and text, as for `monitor extract`; lang, outlet and url may be
    given, and the language is guessed by its letters where it is not. Nothing is kept and nothing told.
    """
    settings = settings_of(config)
    vocabulary = Vocabulary(_load(_topic_path(name, config)))
    zones = zones_by_outlet(settings.sources)
    console, status = make_console(), 0
    tries: list[Trial] = []
    with articles.open("rb") as lines:
        for made in use_lines(decoded_lines(lines), lambda line: article_from(line, zones), f"{articles}: line"):
            if isinstance(made, BadLine):
                click.echo(made.error, err=True)
                status = 1
                continue
            trial = _try(made, vocabulary)
            tries.append(trial)
            if form == "jsonl":
                write_line(trial.form(), standard_output())
            elif not summary and (trial.match.matched or everything):
                _show(trial, console, explain=explain)
    if form == "text":
        _print_counts(tries, vocabulary.topic, console)
    sys.exit(status)


@dataclass(frozen=True, slots=True)
class Trial:
    """An article under a topic that is tried out."""

    article: Article
    match: TopicMatch
    sentences: tuple[ExplainedSentence, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that would be kept: none where the topic does not match."""
        return tuple(claim for one in self.sentences for claim in one.claims) if self.match.matched else ()

    def form(self) -> dict[str, object]:
        """The trial as one line."""
        return {
            "article": self.article.article_id,
            "matched": self.match.matched,
            "score": self.match.score,
            "reasons": list(self.match.reasons),
            "claims": [claim_form(claim) for claim in self.claims],
        }


def _try(article: Article, vocabulary: Vocabulary) -> Trial:
    staging = stage_article(article, vocabulary)
    return Trial(article, detect_topic(staging), explain_sentences(staging))


def _show(trial: Trial, console: Console, *, explain: bool) -> None:
    verdict = "matches" if trial.match.matched else "does not match"
    console.print(f"── {trial.article.article_id}: {verdict}, score {trial.match.score}", style="dim", soft_wrap=True)
    mentions = (mention for one in trial.sentences for mention in one.mentions)
    print_article(trial.article, mentions, trial.claims, console)
    for reason in trial.match.reasons:
        console.print(f"  {reason}", style="dim")
    print_claims(trial.claims, console)
    if explain:
        print_sentences(trial.article, trial.sentences, console)


def _print_counts(tries: Sequence[Trial], topic_tried: Topic, console: Console) -> None:
    matched = [trial for trial in tries if trial.match.matched]
    claims = [claim for trial in matched for claim in trial.claims]
    console.print()
    console.print(legend())
    console.print(f"{topic_tried.name}: {len(matched)} of {len(tries)} articles match, {len(claims)} claims")
    for title, names in (
        ("frames", [claim.key.frame for claim in claims]),
        ("places", [claim.key.place for claim in claims]),
    ):
        counted = ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())
        console.print(f"  {title}: {counted or 'none'}")
    for trial in _near_misses(tries, topic_tried):
        title = trial.article.title or trial.article.text[:60]
        console.print(f"  near miss, score {trial.match.score}: {trial.article.article_id} {title}")


def _near_misses(tries: Sequence[Trial], topic_tried: Topic) -> Iterator[Trial]:
    least = topic_tried.threshold * _NEAR_MISS
    missed = (trial for trial in tries if not trial.match.matched and trial.match.score >= least)
    return iter(sorted(missed, key=lambda trial: -trial.match.score))


def _topics_folder(config: Path | None) -> Path:
    return find_config_folder(config) / "topics"


def _topic_path(name: str, config: Path | None) -> Path:
    """The file of a topic, by its name or its path. Raises InputError, naming the topics that there are."""
    written = Path(name)
    path = written if written.suffix == ".toml" else _topics_folder(config) / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in _topics_folder(config).glob("*.toml"))) or "none yet"
        raise InputError(name, "there is no such topic", f"give a TOML file, or one of: {known}")
    return path


def _load(path: Path) -> Topic:
    """The topic of a file, its triggers checked too. Raises ConfigError with every fault."""
    return load_topic(path, packed_groups())
