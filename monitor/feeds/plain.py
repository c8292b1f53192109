"""Plain text out of the HTML that feeds carry in titles and summaries."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

_BLOCK = re.compile(
    r"<(?=/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|section|article|figure|figcaption|pre)"
    r"[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_MAX_TAGS = 5_000
"""Beyond it, tags are cut out without a parser, whose time grows with the square of the nesting."""


def plain_words(markup: str) -> str:
    """The text of a piece of HTML: tags dropped, entities decoded, whitespace squeezed to single blanks.

    Blocks are kept apart by a blank; scripts and styles are dropped. Text without markup comes back as it is, but for
    its whitespace. Zero-width letters stay: Kurdish and Persian spelling needs some of them.
    """
    if "<" not in markup:
        return squeeze(html.unescape(markup))
    if markup.count("<") > _MAX_TAGS:
        return squeeze(html.unescape(_TAG.sub(" ", markup)))
    tree = LexborHTMLParser(_BLOCK.sub(" <", markup))
    tree.strip_tags(["script", "style", "template"], recursive=True)
    return squeeze(tree.text(separator=""))


def squeeze(text: str) -> str:
    """Text with every run of whitespace made one blank, none at its ends."""
    return " ".join(text.split())
