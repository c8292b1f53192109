"""The extraction of an article: by the outlet's own selectors where there are some, else by the general way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.dates import published_moment
from monitor.articles.main_text import TextReading, read_main_text
from monitor.articles.metadata import page_title
from monitor.articles.plain import NOT_PARSED, clean_lines, parse_page, strip_tags
from monitor.articles.selecting import Selected, select
from monitor.http_client.charsets import decode
from monitor.records import Extraction, Selectors

_LEAST_LETTERS = 25
"""A page with fewer letters has no text: the shortest breaking line seen has 30. Judgement."""

_LONG_LINE = 100
"""A line of so many characters is no label of a link. Judgement."""

_MARKUP = re.compile(r"<(?:!doctype|!--|[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE)
_MARKUP_WITHIN = 4_000
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\0\0\0")


@dataclass(frozen=True, slots=True)
class _Found:
    """What the page gives beside its text. ``labels`` are those of its links, ``remark`` what selectors missed."""

    title: str = ""
    published_at: datetime | None = None
    labels: frozenset[str] = field(default_factory=frozenset)
    remark: str = ""


def extract_article(
    page: bytes | str, charset: str | None = None, url: str = "", selectors: Selectors | None = None
) -> Extraction:
    """The article of a fetched page. ``charset`` is the one that the header declares.

    What the outlet's ``selectors`` find comes first. Where they find nothing, or less than the least text, the general
    way is taken and ``detail`` says so: that is how a changed layout is noticed.

    The same page always gives the same extraction: nothing is remembered between calls, and nothing is fetched;
    ``url`` only helps trafilatura to judge links. Pages of extreme depth or density are read by simpler means and
    marked ``degraded``. Never raises for what a page holds.
    """
    refused = _refused(page)
    if refused is not None:
        return refused
    text = page if isinstance(page, str) else decode(page, charset)
    if not _MARKUP.search(text, 0, _MARKUP_WITHIN):
        return Extraction(problem="not_html", detail="the body has no HTML markup")
    tree = parse_page(text)
    if tree is None:
        return _finish(TextReading(strip_tags(text), "tags_stripped", NOT_PARSED), _Found())
    return _extract(text, tree, url, selectors)


def _refused(page: bytes | str) -> Extraction | None:
    if not page.strip():
        return Extraction(problem="not_html", detail="the body is empty")
    if isinstance(page, bytes) and page.startswith(_BINARY):
        return Extraction(problem="not_html", detail=f"the body is a binary file that begins {page[:4]!r}")
    return None


def _extract(page: str, tree: LexborHTMLParser, url: str, selectors: Selectors | None) -> Extraction:
    selected = select(tree, selectors) if selectors else Selected()
    title = selected.title or page_title(tree)
    published_at = selected.published_at or published_moment(tree)
    remark = selected.remark
    letters = sum(map(str.isalpha, selected.text))
    if letters >= _LEAST_LETTERS:
        return _finish(TextReading(selected.text, "selectors"), _Found(title, published_at, remark=remark))
    if selected.text:
        remark = f"the outlet's selector for its text finds {letters} letters alone"
    reading = read_main_text(page, tree, url or None)
    return _finish(reading, _Found(title, published_at, _labels(reading.text, tree), remark))


def _finish(reading: TextReading, found: _Found) -> Extraction:
    text = _without_title(reading.text, found.title)
    letters = _count_letters(text, found.labels)
    if letters < _LEAST_LETTERS:
        told = f"the page has no article text ({letters} letters found beside the labels of links)"
        return Extraction(found.title, "", found.published_at, reading.method, "no_text", _join(told, found.remark))
    if reading.shortcoming:
        told = f"the page was read in part: {reading.shortcoming}"
        return Extraction(found.title, text, found.published_at, reading.method, "degraded", _join(told, found.remark))
    return Extraction(found.title, text, found.published_at, reading.method, detail=found.remark)


def _join(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _labels(text: str, tree: LexborHTMLParser) -> frozenset[str]:
    """The labels of the page's links, where the text could be made of nothing else."""
    if any(len(line) > _LONG_LINE for line in text.split("\n")):
        return frozenset()
    return frozenset(clean_lines(node.text(separator="")) for node in tree.css("a"))


def _count_letters(text: str, labels: frozenset[str]) -> int:
    """Letters outside lines that are labels of links, up to the least; a page that is a list of links has none."""
    letters = 0
    for line in text.split("\n"):
        if line.removeprefix("- ") not in labels:
            letters += sum(map(str.isalpha, line))
        if letters >= _LEAST_LETTERS:
            break
    return letters


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if title and first.strip(" #") == title else text
