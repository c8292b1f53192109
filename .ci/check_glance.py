"""Fail where the cheap look at a page passes over an article that a whole reading would match.

Usage: check_glance.py CONFIG FOLDER ... with gold folders that hold `articles.jsonl`. Each article is put on a page, in
each of two templates, and the feed says nothing of it: what decides is the page's plain text alone. An article that a
whole reading does not match is none that the look can lose; how many of the others it stops is what it saves.
"""

import html
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from monitor.articles import extract_article, plain_text
from monitor.pipeline.reading import Reader
from monitor.records import Article
from monitor.settings import load_settings

_MENU = "".join(f'<li><a href="/section/{number}">Menu entry {number}</a></li>' for number in range(12))
_OFF_TOPIC = ("other-withdrawal", "none")
"""What the gold sets call an article that is not of their topic."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one article in one template."""

    on_topic: bool
    matched: bool
    passed: bool


def in_article(row: Mapping[str, Any], paragraphs: str) -> str:
    """The article in an element of its own, with menu and footer around."""
    return f"""<!DOCTYPE html><html lang="{row["lang"]}"><head><meta charset="utf-8"><title>{_title(row)}</title></head>
<body><header><nav><ul>{_MENU}</ul></nav></header>
<main><article><h1>{_title(row)}</h1><div class="article-body">{paragraphs}</div></article></main>
<footer><p>All rights reserved</p></footer></body></html>"""


def in_one_form(row: Mapping[str, Any], paragraphs: str) -> str:
    """The article inside one form, in plain containers."""
    return f"""<!DOCTYPE html><html lang="{row["lang"]}"><head><meta charset="utf-8"><title>Valley Post</title></head>
<body><form method="post" action="./page"><input type="hidden" name="state" value="c3RhdGU"><ul>{_MENU}</ul>
<div id="detail"><h1>{_title(row)}</h1><div class="text">{paragraphs}</div></div></form></body></html>"""


Template = Callable[[Mapping[str, Any], str], str]
_TEMPLATES: tuple[Template, ...] = (in_article, in_one_form)


def main() -> int:
    """Print a line for each folder; the exit status is 1 where the look passes over a match, or nothing matches."""
    config, *folders = (Path(written) for written in sys.argv[1:])
    reader = Reader(load_settings(config).topics)
    return max([_check(folder, reader) for folder in folders], default=1)


def _check(folder: Path, reader: Reader) -> int:
    lines = (folder / "articles.jsonl").read_text(encoding="utf8").splitlines()
    looks = [look for line in lines if line.strip() for look in _look(json.loads(line), reader)]
    matched = [look for look in looks if look.matched]
    found = sum(look.passed for look in matched)
    on_topic = [look for look in looks if look.on_topic]
    off_topic = [look for look in looks if not look.on_topic]
    sys.stdout.write(
        f"{folder.name}: passes {found} of {len(matched)} matching pages"
        f" ({sum(look.passed for look in on_topic)} of {len(on_topic)} on topic);"
        f" stops {sum(not look.passed for look in off_topic)} of {len(off_topic)} off topic\n"
    )
    return 0 if matched and found == len(matched) else 1


def _look(row: Mapping[str, Any], reader: Reader) -> Iterator[Looked]:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in row["text"].split("\n"))
    for template in _TEMPLATES:
        page = template(row, paragraphs)
        article = _article(row, page)
        passed = reader.finds_any([plain_text(page)], row["lang"])
        yield Looked(row["topic"] not in _OFF_TOPIC, reader.read(article).on_topic, passed)


def _article(row: Mapping[str, Any], page: str) -> Article:
    """The article as it would be read from the page, under a feed that gives no title."""
    extraction = extract_article(page, url=row["url"])
    day = date.fromisoformat(row["published"][:10])
    moment = datetime.combine(day, time(12), UTC)
    return Article(
        row["id"], row["url"], row["outlet"], row["lang"], extraction.title, extraction.text, moment, day, "gold"
    )


def _title(row: Mapping[str, Any]) -> str:
    return html.escape(row["title"])


if __name__ == "__main__":
    sys.exit(main())
