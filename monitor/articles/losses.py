"""What libxml2 loses without a word: all that follows a tag nested too deep, or a text that is too long."""

from __future__ import annotations

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from monitor.articles.nesting import MAX_LEVELS, count_tags, estimate_levels
from monitor.articles.plain import article_lines, clean_lines

_MAX_NODE_BYTES = 9_000_000
"""A page of fewer bytes has no text that libxml2 cuts: its own limit is 10,000,000 bytes a node."""

_DEEPER_THAN_ALLOWED = "*" + ">*" * MAX_LEVELS
_FEW_TAGS = 5_000
_WIDEST_CHARACTER = 4


def is_suspect(page: str, tree: LexborHTMLParser) -> bool:
    """Whether libxml2 may lose part of the page: seen in linear time, too often rather than too seldom."""
    if _WIDEST_CHARACTER * len(page) > _MAX_NODE_BYTES and len(page.encode(errors="replace")) > _MAX_NODE_BYTES:
        return True
    tags = count_tags(page)
    if tags > _FEW_TAGS:
        return estimate_levels(page) > MAX_LEVELS
    return tags > MAX_LEVELS and tree.css_first(_DEEPER_THAN_ALLOWED) is not None


def loses_text(page: str, tree: LexborHTMLParser) -> bool:
    """Whether libxml2 loses any line of the article's element.

    ``tree`` is lexbor's reading of the same page, which has no such limits; navigation and the like are dropped from
    it. Each line is looked for behind the one before, so that the time grows with the page and no faster.
    """
    parsed = trafilatura.load_html(page)
    kept = _squeeze("".join(parsed.itertext())) if parsed is not None else ""
    place = 0
    for line in article_lines(tree):
        wanted = _squeeze(line)
        found = kept.find(wanted, place)
        if found < 0:
            return True
        place = found + len(wanted)
    return False


def _squeeze(text: str) -> str:
    return "".join(clean_lines(text).split())
