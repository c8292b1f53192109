"""The extraction of an article: trafilatura's fast path, its slow one where the fast one missed the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

from monitor.articles.metadata import page_title, published_moment
from monitor.articles.nesting import MAX_LEVELS, MAX_TAGS, count_tags, estimate_levels
from monitor.articles.plain import clean_lines, paragraph_text, parse_page, strip_tags
from monitor.http_client.charsets import decode

ExtractionProblem = Literal[
    "no_text",  # the page holds no article text
    "not_html",  # the body is no HTML page
    "degraded",  # there is text, but parts may be missing: nothing may be concluded from what is not there
]
"""Why an extraction is not what it should be."""

ExtractionMethod = Literal["fast", "fallback", "paragraphs", "tags_stripped", "none"]

_FALLBACK_SHARE = 0.3
"""The fast path missed the body when it gives less than this share of what resiliparse takes for the main content.

A judgement: low enough that few pages pay for the slow path, high enough that a missed body is seen.
"""

_LOST_SHARE = 0.3
"""Text was lost when the extractor gives less than this share of the page's paragraphs. Judgement, as above."""

_LEAST_LETTERS = 25
"""A page with fewer letters has no text: the shortest breaking line seen has 30. Judgement."""

_STAND_INS = (
    *((joiner, "\u2058") for joiner in ("\u200c", "&zwnj;", "&#8204;", "&#x200c;", "&#x200C;")),
    *((joiner, "\u2059") for joiner in ("\u200d", "&zwj;", "&#8205;", "&#x200d;", "&#x200D;")),
)
"""Joiners and what stands for them while trafilatura works: it drops them, and Sorani and Persian spell with them.

The stand-ins are two marks of printers' punctuation that no news text uses.
"""

_JOINED_AGAIN = str.maketrans("\u2058\u2059", "\u200c\u200d")
_LONG_LINE = 100
"""A line of so many characters is no label of a link. Judgement."""

_DEEPER_THAN_ALLOWED = "*" + ">*" * MAX_LEVELS
_FEW_TAGS = 5_000
_MARKUP = re.compile(r"<(?:!doctype|!--|[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE)
_MARKUP_WITHIN = 4_000
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\0\0\0")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found on a page. ``text`` has its paragraphs separated by a newline and does not repeat the title.

    The text is verbatim but for whitespace, control characters and direction marks, which trafilatura drops.
    ``published_at`` is in UTC, None where the page gives no moment with a time zone. ``problem`` is None for a page
    read well; with ``degraded`` there is text, with the others none. ``detail`` says what was found.
    """

    title: str = ""
    text: str = ""
    published_at: datetime | None = None
    method: ExtractionMethod = "none"
    problem: ExtractionProblem | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, how it was had, and why it may be incomplete."""

    text: str
    method: ExtractionMethod
    shortcoming: str = ""


def extract_article(page: bytes | str, charset: str | None = None, url: str = "") -> Extraction:
    """The article of a fetched page. ``charset`` is the one that the header declares.

    The same page always gives the same extraction: nothing is remembered between calls, and nothing is fetched;
    ``url`` only helps trafilatura to judge links. Time is bounded: pages of extreme depth or density are read by
    simpler means and marked ``degraded``. Never raises.
    """
    refused = _refused(page)
    if refused is not None:
        return refused
    text = page if isinstance(page, str) else decode(page, charset)
    if not _MARKUP.search(text, 0, _MARKUP_WITHIN):
        return Extraction(problem="not_html", detail="the body has no HTML markup")
    tree = parse_page(text)
    if tree is None:
        return _finish(_Reading(strip_tags(text), "tags_stripped", "its tags are nested too deep for any parser"))
    title, published_at = page_title(tree), published_moment(tree)
    reading = _read(text, tree, url or None)
    return _finish(reading, title, published_at, _labels(reading.text, tree))


def _refused(page: bytes | str) -> Extraction | None:
    if not page.strip():
        return Extraction(problem="not_html", detail="the body is empty")
    if isinstance(page, bytes) and page.startswith(_BINARY):
        return Extraction(problem="not_html", detail=f"the body is a binary file that begins {page[:4]!r}")
    return None


def _read(page: str, tree: LexborHTMLParser, url: str | None) -> _Reading:
    tags = count_tags(page)
    if tags > MAX_TAGS:
        return _Reading(paragraph_text(tree), "paragraphs", f"it has {tags:,} tags, more than {MAX_TAGS:,}")
    deep = _is_deep(page, tree, tags)
    fast = _trafilatura(page, url, fast=True)
    if deep:
        return _compare_deep(fast, paragraph_text(tree))
    main = extract_plain_text(page, main_content=True)
    if len(fast) >= _FALLBACK_SHARE * len(main):
        return _Reading(fast, "fast")
    slow = _trafilatura(page, url, fast=False)
    return _Reading(slow, "fallback") if len(slow) > len(fast) else _Reading(fast, "fast")


def _is_deep(page: str, tree: LexborHTMLParser, tags: int) -> bool:
    if tags > _FEW_TAGS:
        return estimate_levels(page) > MAX_LEVELS
    return tags > MAX_LEVELS and tree.css_first(_DEEPER_THAN_ALLOWED) is not None


def _compare_deep(fast: str, paragraphs: str) -> _Reading:
    if len(fast) >= _LOST_SHARE * len(paragraphs):
        return _Reading(fast, "fast")
    shortcoming = f"its tags are nested more than {MAX_LEVELS} levels deep and the extractor lost text"
    return _Reading(paragraphs, "paragraphs", shortcoming)


def _trafilatura(page: str, url: str | None, *, fast: bool) -> str:
    for joiner, stand_in in _STAND_INS:
        page = page.replace(joiner, stand_in)
    # deduplicate keeps a cache for the whole process: the fourth extraction of a page would be empty.
    text = trafilatura.extract(
        page,
        url=url,
        fast=fast,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    return clean_lines((text or "").translate(_JOINED_AGAIN))


def _finish(
    reading: _Reading, title: str = "", published_at: datetime | None = None, labels: frozenset[str] = frozenset()
) -> Extraction:
    text = _without_title(reading.text, title)
    letters = _count_letters(text, labels)
    if letters < _LEAST_LETTERS:
        detail = f"the page has no article text ({letters} letters found beside the labels of links)"
        return Extraction(title, "", published_at, reading.method, "no_text", detail)
    if reading.shortcoming:
        detail = f"the page was read in part: {reading.shortcoming}"
        return Extraction(title, text, published_at, reading.method, "degraded", detail)
    return Extraction(title, text, published_at, reading.method)


def _labels(text: str, tree: LexborHTMLParser) -> frozenset[str]:
    """The labels of the page's links, where the text could be made of nothing else."""
    if any(len(line) > _LONG_LINE for line in text.split("\n")):
        return frozenset()
    return frozenset(clean_lines(node.text(separator="")) for node in tree.css("a"))


def _count_letters(text: str, labels: frozenset[str]) -> int:
    """Letters outside lines that are labels of links; a page that is a list of links has none."""
    return sum(sum(map(str.isalpha, line)) for line in text.split("\n") if line.removeprefix("- ") not in labels)


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if title and first.strip(" #") == title else text
