"""How fast articles are read: laid out, matched with the topic, and searched for claims.

The floor is one regular expression that cuts the same texts into words, measured in the same run: whatever reads an
article must at least do that. The articles are generated: paragraphs of the demo's stories, dealt out anew with a
fixed seed, so that every run reads the same.
"""

from __future__ import annotations

import random
import re
import timeit
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from monitor.demo.story_files import read_editions
from monitor.pipeline.reading import Reader
from monitor.records import Article, Lang
from monitor.settings import load_settings

CONFIG = Path(__file__).resolve().parent.parent / "config"
PUBLISHED_AT = datetime(2027, 3, 4, 9, tzinfo=UTC)
ARTICLES = 60
PARAGRAPHS = 8
ROUNDS = 3
WORD = re.compile(r"\w+|[^\w\s]")


def make_articles(lang: Lang) -> list[Article]:
    """Articles of ``PARAGRAPHS`` paragraphs in one language, the same in every run."""
    stories = [story for edition in read_editions() if edition.lang == lang for story in edition.stories]
    titles = [story.versions[0].title for story in stories]
    paragraphs = [words for story in stories for words in story.versions[0].paragraphs]
    dice = random.Random(20270304)  # noqa: S311 - the same articles in every run, nothing secret
    return [
        Article(
            article_id=f"{lang}-{number}",
            url=f"https://bench.example/{lang}/{number}",
            outlet="bench.example",
            lang=lang,
            title=dice.choice(titles),
            text="\n".join(dice.choices(paragraphs, k=PARAGRAPHS)),
            published_at=PUBLISHED_AT,
            published_on=PUBLISHED_AT.date(),
        )
        for number in range(ARTICLES)
    ]


def best_seconds(work: Callable[[], object]) -> float:
    """The shortest of ``ROUNDS`` runs."""
    return min(timeit.repeat(work, number=1, repeat=ROUNDS))


def measure(lang: Lang, reader: Reader) -> str:
    """One line: the speed of reading in a language, and how many times the floor an article takes."""
    articles = make_articles(lang)

    def read_all() -> list[int]:
        return [len(reader.read(article).claims) for article in articles]

    def cut_all() -> list[list[str]]:
        return [WORD.findall(article.full_text) for article in articles]

    words = sum(len(found) for found in cut_all())
    claims = sum(read_all())
    reading, floor = best_seconds(read_all), best_seconds(cut_all)
    return (
        f"{lang:<4} {len(articles) / reading:8,.0f} articles/s  {words / len(articles):5.0f} words each  "
        f"{claims:4} claims  {reading / floor:6.0f} x the floor"
    )


def main(languages: Sequence[Lang] = ("ar", "en", "ckb")) -> None:
    """Print a line for each language."""
    reader = Reader(load_settings(CONFIG, environ={}).topics)
    print("reading: topic and claims of an article; floor: one re.findall over its text")
    for lang in languages:
        print(measure(lang, reader))


if __name__ == "__main__":
    main()
