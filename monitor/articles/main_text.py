"""The main text of a page: trafilatura's fast path, and what else serves where that would not.

Its slow path is taken where the fast one missed the body, simpler means where a page would take too long or where text
would be lost without a word.
"""

from __future__ import annotations

from dataclasses import dataclass

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

from monitor.articles.losses import is_suspect, loses_text
from monitor.articles.nesting import MAX_TAGS, count_tags
from monitor.articles.plain import clean_lines, paragraph_text
from monitor.records import ExtractionMethod

_FALLBACK_SHARE = 0.3
"""The fast path missed the body when it gives less than this share of what resiliparse takes for the main content.

A judgement: low enough that few pages pay for the slow path, high enough that a missed body is seen.
"""

_PRUNED = 'script:not([type="application/ld+json"]), style, svg'
"""What trafilatura only throws away. It reads linked data where a page has no other text."""

_FORMS_AROUND = "form:has(h1), form:has(article), form:has(main)"
"""ASP.NET puts the whole page into one form, and trafilatura drops forms."""

_STAND_INS = (("\u200c", "\u2058"), ("\u200d", "\u2059"))
"""Joiners and what stands for them while trafilatura works: it drops them, and Sorani and Persian spell with them.

The stand-ins are two marks of printers' punctuation that no news text uses.
"""

_LOSES = "the extractor loses text of it, for tags nested too deep or a passage that is too long"


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text, how it was had, and why it may be incomplete."""

    text: str
    method: ExtractionMethod
    shortcoming: str = ""


def read_main_text(page: str, tree: LexborHTMLParser, url: str | None) -> TextReading:
    """The main text of a page; empty where it has none. ``tree`` is the same page, and is changed."""
    tags = count_tags(page)
    if tags > MAX_TAGS:
        return TextReading(paragraph_text(tree), "paragraphs", f"it has {tags:,} tags, more than {MAX_TAGS:,}")
    suspect = is_suspect(page, tree)
    pruned = _prune(tree)
    if suspect:
        return _read_suspect(pruned, tree, url)
    fast = _extract(pruned, url, fast=True)
    if _has_body(fast, pruned, tree):
        return TextReading(fast, "fast")
    slow = _extract(pruned, url, fast=False)
    return TextReading(slow, "fallback") if len(slow) > len(fast) else TextReading(fast, "fast")


def _prune(tree: LexborHTMLParser) -> str:
    """The page without what trafilatura only pays for, written out again."""
    for node in tree.css(_PRUNED):
        node.decompose()
    for form in tree.css(_FORMS_AROUND):
        form.unwrap()
    return tree.html or ""


def _read_suspect(pruned: str, tree: LexborHTMLParser, url: str | None) -> TextReading:
    if loses_text(pruned, tree):
        return TextReading(paragraph_text(tree), "paragraphs", _LOSES)
    return TextReading(_extract(pruned, url, fast=True), "fast")


def _has_body(fast: str, pruned: str, tree: LexborHTMLParser) -> bool:
    """Whether the fast path found the article. All words of the page are more than its main content, and cheaper."""
    words = tree.body.text() if tree.body else ""
    if len(fast) >= _FALLBACK_SHARE * len(words):
        return True
    return len(fast) >= _FALLBACK_SHARE * len(extract_plain_text(pruned, main_content=True))


def _extract(page: str, url: str | None, *, fast: bool) -> str:
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
    text = text or ""
    for joiner, stand_in in _STAND_INS:
        text = text.replace(stand_in, joiner)
    return clean_lines(text)
