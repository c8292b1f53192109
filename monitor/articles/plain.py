"""The words of a page without looking for its article: cheap, complete, with all the clutter."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.articles.nesting import MAX_PARSED_LEVELS, count_tags, estimate_levels
from monitor.http_client.charsets import decode

_UNSEEN = ["script", "style", "template", "noscript", "svg", "iframe", "select", "textarea"]
_CLUTTER = ["nav", "header", "footer", "aside", "form", "button", "figure"]
_PARAGRAPHS = "p, h2, h3, h4, li, blockquote, td, pre"
_BODIES = ("article", "main", "body")
_TAG = re.compile(r"<[^<>]*>?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")


def plain_text(page: bytes | str, charset: str | None = None) -> str:
    """All text of a page in one line, its title first; scripts and styles dropped. Empty for a page without text.

    It holds every word that ``extract_article`` could give and costs a fraction of it: enough to see that a page names
    nothing of interest. ``charset`` is the one that the header declares.
    """
    text = page if isinstance(page, str) else decode(page, charset)
    tree = parse_page(text)
    if tree is None:
        return " ".join(strip_tags(text).split())
    title = tree.css_first("title")
    words = f"{title.text() if title else ''} {_seen_text(tree)}"
    return " ".join(_CONTROL.sub("", words).split())


def parse_page(page: str) -> LexborHTMLParser | None:
    """The page as a tree, or None for one nested too deep to be parsed in reasonable time."""
    tags = count_tags(page)
    if tags > 5 * MAX_PARSED_LEVELS and estimate_levels(page) > MAX_PARSED_LEVELS:
        return None
    return LexborHTMLParser(page.encode("utf-8", errors="replace").decode())


def paragraph_text(tree: LexborHTMLParser) -> str:
    """The paragraphs of the article's element, else of the page's body, one a line; changes the tree.

    A rough reading, for pages that the extractor cannot take: navigation, asides and forms are dropped, nothing else.
    """
    tree.strip_tags(_UNSEEN + _CLUTTER, recursive=True)
    for name in _BODIES:
        element = tree.css_first(name)
        text = clean_lines("\n".join(_paragraphs(element))) if element else ""
        if text:
            return text
    return clean_lines(_seen_text(tree))


def strip_tags(page: str) -> str:
    """A page without its tags, found by their brackets alone: for pages that no parser should be given."""
    return clean_lines(html.unescape(_TAG.sub("\n", page)))


def clean_lines(text: str) -> str:
    """Text with whitespace squeezed, control characters dropped and empty lines left out.

    Nothing that is seen or shapes letters is touched (a ZWNJ, a direction mark, a quotation mark), so that quotes
    stay verbatim.
    """
    lines = (" ".join(_CONTROL.sub("", line).split()) for line in _LINE_END.split(text))
    return "\n".join(line for line in lines if line)


def _seen_text(tree: LexborHTMLParser) -> str:
    tree.strip_tags(_UNSEEN, recursive=True)
    return tree.body.text(separator=" ") if tree.body else ""


def _paragraphs(element: LexborNode) -> list[str]:
    return [node.text(separator="") for node in element.css(_PARAGRAPHS)]
