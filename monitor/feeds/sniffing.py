"""What a fetched body is, judged by its content: servers answer with all sorts of things under a feed's address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.records import FeedProblem

_HEAD = 4_000
"""How many characters are looked at: feeds behind a printed warning or a long comment still begin within them."""

_MAGIC = (
    (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)
_FEED_ROOT = re.compile(r"<((?:[\w-]{1,40}:)?(?:rss|feed|rdf))[\s>/]", re.IGNORECASE)
_PAGE_ROOT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_HTML_ELEMENTS = frozenset({"head", "body", "title", "meta", "script", "div", "p", "h1", "center", "table", "b", "br"})
_ANY_ROOT = re.compile(r"<((?:[\w-]{1,40}:)?[A-Za-z_][\w.-]{0,40})[\s>/]")
_KNOWN_XML = {"urlset": "an XML sitemap", "sitemapindex": "an XML sitemap index", "opml": "an OPML list of feeds"}
_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Where a feed begins in the text and the name of its root element, or the problem with its detail.

    Other XML has its root and beginning, too, beside the problem.
    """

    root: str = ""
    start: int = 0
    problem: FeedProblem | None = None
    detail: str = ""


def sniff_bytes(body: bytes) -> Sniffed | None:
    """The problem with a body that is empty or no text at all; None for anything that may be text."""
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return Sniffed(problem="empty", detail=f"the body is empty ({len(body)} bytes, none of them visible)")
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return Sniffed(problem="not_a_feed", detail=f"the body is {name}")
    return None


def sniff_text(text: str, content_type: str) -> Sniffed:
    """Where the feed begins in a decoded body, or what the body is instead.

    ``content_type`` is only told in the detail: feeds come as ``text/html`` and pages as ``application/xml``.
    """
    served = f", served as {content_type}" if content_type else ""
    head = text[:_HEAD]
    if head.lstrip()[:1] in ("{", "["):
        return Sniffed(problem="not_a_feed", detail=f"the body looks like JSON{served}; RSS and Atom are read")
    feed, page = _FEED_ROOT.search(head), _PAGE_ROOT.search(head)
    if feed and not (page and page.start() < feed.start()):
        return Sniffed(root=feed[1], start=feed.start())
    root = _ANY_ROOT.search(head)
    if page or (root and root[1].lower() in _HTML_ELEMENTS):
        return Sniffed(problem="html", detail=f"the body is an HTML page{_page_title(text)}{served}")
    if root and head.lstrip().startswith("<"):
        name = _KNOWN_XML.get(root[1].lower(), f"XML with the root element <{root[1]}>")
        return Sniffed(root[1], root.start(), "not_a_feed", f"the body is {name}{served}")
    printable = "".join(mark if mark.isprintable() else "?" for mark in head.lstrip()[:_SHOWN_CHARACTERS])
    return Sniffed(problem="not_a_feed", detail=f"the body has no markup{served}; it begins {printable!r}")


def _page_title(text: str) -> str:
    title = re.search(r"<title[^<>]{0,200}>([^<>]{1,200})<", text[:20_000], re.IGNORECASE)
    return f" with the title {' '.join(title[1].split())!r}" if title and title[1].strip() else ""
