"""How fast articles are read: laid out, matched with the topics, and searched for claims.

The floor is one regular expression that cuts the same texts into words, measured in the same run; beside it stands what
trafilatura takes to extract such an article from a page of 100 kB, since reading must be the smaller part of the work.
The articles are of 3,000 characters, made of the demo's paragraphs, dealt out anew with a fixed seed: those on topic
are full of dates and figures, as no day of news is.
"""

from __future__ import annotations

import html
import random
import re
import timeit
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from monitor.demo.story import Version
from monitor.demo.story_files import read_editions
from monitor.pipeline.reading import Reader
from monitor.records import Article, Lang
from monitor.settings import load_settings

CONFIG = Path(__file__).resolve().parent.parent / "config"
PUBLISHED_AT = datetime(2027, 3, 4, 9, tzinfo=UTC)
ARTICLES = 40
PAGES = 10
CHARACTERS = 3_000
ROUNDS = 3
WORD = re.compile(r"\w+|[^\w\s]")


def make_articles(lang: Lang, reader: Reader, *, on_topic: bool) -> list[Article]:
    """Articles of ``CHARACTERS`` in one language, of a topic or of none, the same in every run."""
    told = [story for edition in read_editions() if edition.lang == lang for story in edition.stories]
    stories = [story for story in told if _is_on_topic(story.versions[0], lang, reader) == on_topic]
    titles = [story.versions[0].title for story in stories]
    paragraphs = [words for story in stories for words in story.versions[0].paragraphs]
    dice = random.Random(20270304)  # noqa: S311 - the same articles in every run, nothing secret
    return [_article(lang, number, dice.choice(titles), _text(paragraphs, dice)) for number in range(ARTICLES)]


def _is_on_topic(version: Version, lang: Lang, reader: Reader) -> bool:
    return reader.read(_article(lang, 0, version.title, "\n".join(version.paragraphs))).on_topic


def _text(paragraphs: Sequence[str], dice: random.Random) -> str:
    text = dice.choice(paragraphs)
    while len(text) < CHARACTERS:
        text += "\n" + dice.choice(paragraphs)
    return text[:CHARACTERS]


def _article(lang: Lang, number: int, title: str, text: str) -> Article:
    return Article(
        article_id=f"{lang}-{number}",
        url=f"https://bench.example/{lang}/{number}",
        outlet="bench.example",
        lang=lang,
        title=title,
        text=text,
        published_at=PUBLISHED_AT,
        published_on=PUBLISHED_AT.date(),
    )


def make_page(article: Article) -> str:
    """A page of about 100 kB that holds the article amid the menus, boxes, styles and scripts of an outlet."""
    paragraphs = "".join(f"<p>{html.escape(words)}</p>" for words in article.text.split("\n"))
    menu = "".join(
        f'<li class="m{number}"><a href="/{number}"><span>Section {number}</span></a></li>' for number in range(150)
    )
    boxes = "".join(
        f'<div class="card"><a href="/s/{number}"><img src="{number}.jpg"><h4>Another story of the day</h4></a></div>'
        for number in range(90)
    )
    code = f"<script>var a = {list(range(4_000))};</script><style>{'.a { margin: 0 } ' * 800}</style>"
    return (
        f"<!DOCTYPE html><html><head><title>{html.escape(article.title)}</title>{code}</head><body><nav><ul>{menu}</ul>"
        f"</nav><main><article><h1>{html.escape(article.title)}</h1>{paragraphs}</article></main>"
        f'<aside class="related">{boxes}</aside>{code}</body></html>'
    )


def best_seconds(work: Callable[[], object]) -> float:
    """The shortest of ``ROUNDS`` runs after one to warm up."""
    work()
    return min(timeit.repeat(work, number=1, repeat=ROUNDS))


def measure(lang: Lang, reader: Reader, *, on_topic: bool) -> str:
    """One line: articles a second, and how many times the floor and the extraction of its page an article takes."""
    articles = make_articles(lang, reader, on_topic=on_topic)
    pages = [make_page(article) for article in articles[:PAGES]]
    reading = best_seconds(lambda: [reader.read(article) for article in articles]) / len(articles)
    floor = best_seconds(lambda: [WORD.findall(article.full_text) for article in articles]) / len(articles)
    extraction = best_seconds(lambda: [trafilatura.extract(page) for page in pages]) / len(pages)
    claims = sum(len(reader.read(article).claims) for article in articles) / len(articles)
    return (
        f"{lang:<4} {'on' if on_topic else 'off'} topic {1 / reading:8,.0f} articles/s  {claims:4.0f} claims each  "
        f"{reading / floor:6.0f} x the floor  {reading / extraction:6.2f} x trafilatura"
    )


def main(languages: Sequence[Lang] = ("ar", "en", "ckb")) -> None:
    """Print two lines for each language: articles of a topic, and of none."""
    reader = Reader(load_settings(CONFIG, environ={}).topics)
    print(f"reading: topics and claims of {CHARACTERS:,} characters; floor: one re.findall over the text")
    for lang in languages:
        for on_topic in (True, False):
            print(measure(lang, reader, on_topic=on_topic))


if __name__ == "__main__":
    main()
