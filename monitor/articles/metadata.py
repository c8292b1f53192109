"""The title that a page gives."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from monitor.articles.plain import clean_lines

_TITLE_META = ('meta[property="og:title"]', 'meta[name="og:title"]')
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{1,60}$")


def page_title(tree: LexborHTMLParser) -> str:
    """The headline: the page's only ``h1`` where the head's title begins with it, else ``og:title``, ``h1``, ``title``.

    The name of the site after a dash or bar is left out of ``title`` alone. Empty where there is none.
    """
    shared = next((title for selector in _TITLE_META if (title := _attribute(tree, selector))), "")
    headings = [heading for node in tree.css("h1") if (heading := _one_line(node.text(separator="")))]
    if shared:
        return headings[0] if len(headings) == 1 and shared.startswith(headings[0]) else shared
    if headings:
        return headings[0]
    element = tree.css_first("head > title")
    return _SITE_SUFFIX.sub("", _one_line(element.text())) if element else ""


def _attribute(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return _one_line(node.attributes.get("content") or "") if node else ""


def _one_line(text: str) -> str:
    return clean_lines(text).replace("\n", " ")
