"""The words of a page without looking for its article: cheap, complete, with all the clutter."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.articles.nesting import MAX_PARSED_LEVELS, MAX_PARSED_TAGS, count_tags, estimate_levels, has_overfull_tag
from monitor.http_client.charsets import decode

NOT_PARSED = "its tags are nested too deep for any parser, or too many, or one of them is overfull"
"""Why a page is read without a parser."""

_UNSEEN = ["script", "style", "template", "noscript", "svg", "iframe", "select", "textarea"]
_CLUTTER = ["nav", "header", "footer", "aside", "button", "figure"]
_PARAGRAPHS = "p, h2, h3, h4, li, blockquote, td, pre"
_BLOCKS = f"{_PARAGRAPHS}, h1, h5, h6, div, section, ul, ol, dl, dt, dd, table, tr"
_BODIES = ("article", "main", "body")
_SHARED_TITLE = 'meta[property="og:title"], meta[name="og:title"]'
_BREAKING = re.compile(
    r"<(?=/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|caption|blockquote|section|article|aside|main|header"
    r"|footer|nav|figure|figcaption|form|pre|option|address|details|summary)[\s/>])",
    re.IGNORECASE,
)
"""Before which tags words end: those of HTML's blocks. Others stand within words: "<span>C</span>ompact"."""

_TAG = re.compile(r"<[^<>]*>?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")


def plain_text(page: bytes | str, charset: str | None = None) -> str:
    """All text of a page in one line, its titles first; scripts and styles dropped. Empty for a page without text.

    It holds every word that ``extract_article`` could give and costs a fraction of it: enough to see that a page names
    nothing of interest. ``charset`` is the one that the header declares.
    """
    text = page if isinstance(page, str) else decode(page, charset)
    tree = parse_page(_BREAKING.sub(" <", text))
    if tree is None:
        return " ".join(strip_tags(text).split())
    titles = [node.text() for node in tree.css("title")[:1]]
    titles += [node.attributes.get("content") or "" for node in tree.css(_SHARED_TITLE)]
    tree.strip_tags(_UNSEEN, recursive=True)
    words = " ".join((*titles, tree.body.text(separator="") if tree.body else ""))
    return " ".join(_CONTROL.sub("", words).split())


def parse_page(page: str) -> LexborHTMLParser | None:
    """The page as a tree, or None for one that cannot be parsed in reasonable time (see ``NOT_PARSED``)."""
    tags = count_tags(page)
    if tags > MAX_PARSED_TAGS or (tags > 5 * MAX_PARSED_LEVELS and estimate_levels(page) > MAX_PARSED_LEVELS):
        return None
    if has_overfull_tag(page):
        return None
    return LexborHTMLParser(page.encode("utf-8", errors="replace"))


def paragraph_text(tree: LexborHTMLParser) -> str:
    """The paragraphs of the article's element, else of the page's body, one a line; changes the tree.

    A rough reading, for pages that the extractor cannot take: navigation, asides and forms are dropped, nothing else.
    """
    _drop_clutter(tree)
    for name in _BODIES:
        element = tree.css_first(name)
        text = clean_lines("\n".join(_paragraphs(element))) if element else ""
        if text:
            return text
    return clean_lines(_seen_text(tree))


def article_lines(tree: LexborHTMLParser) -> list[str]:
    """Every piece of text in the article's element, else in the page's body, in order; changes the tree."""
    _drop_clutter(tree)
    elements = (tree.css_first(name) for name in _BODIES)
    texts = (clean_lines(element.text(separator="\n")) for element in elements if element)
    return next((text.split("\n") for text in texts if text), [])


def lines_of(element: LexborNode) -> str:
    """The paragraphs of an element, else all its text, a newline wherever it breaks a line; changes the element."""
    for node in element.css("br"):
        node.replace_with("\n")
    nodes = element.css(_PARAGRAPHS)
    if not nodes:
        _break_lines(element)
        return clean_lines(element.text(separator=""))
    for node in nodes:
        _break_lines(node)
    known = {node.mem_id for node in nodes}
    outer = [node for node in nodes if not _lies_in(node, known, element)]
    return clean_lines("\n".join(node.text(separator="") for node in outer))


def _break_lines(element: LexborNode) -> None:
    for node in element.css(_BLOCKS):
        if node.mem_id != element.mem_id:
            node.insert_before("\n")
            node.insert_after("\n")


def _lies_in(node: LexborNode, known: set[int], element: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != element.mem_id:
        if above.mem_id in known:
            return True
        above = above.parent
    return False


def _drop_clutter(tree: LexborHTMLParser) -> None:
    """Drop what is not seen or not the article; forms with paragraphs stay, for ASP.NET puts the page into one."""
    tree.strip_tags(_UNSEEN + _CLUTTER, recursive=True)
    for form in tree.css("form:not(:has(p))"):
        form.decompose()


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
