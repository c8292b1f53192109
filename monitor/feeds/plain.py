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
_OTHER_SPACES = "\n\r\t\xa0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Whatever ``str.split`` takes for a blank, but the blank itself."""

_WORTH_A_LOOK = 200
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
    tree = LexborHTMLParser(apart(markup))
    tree.strip_tags(["script", "style", "template"], recursive=True)
    return squeeze(tree.text(separator=""))


def apart(markup: str) -> str:
    """HTML with a blank before each tag of a block, so that the words of two blocks stay two."""
    return _BLOCK.sub(" <", markup)


def squeeze(text: str) -> str:
    """Text with every run of whitespace made one blank, none at its ends."""
    if len(text) > _WORTH_A_LOOK and _is_squeezed(text):
        return text
    return " ".join(text.split())


def _is_squeezed(text: str) -> bool:
    # Looking for single characters is several times faster than taking a text apart.
    return not ("  " in text or text[0] == " " or text[-1] == " " or any(mark in text for mark in _OTHER_SPACES))
