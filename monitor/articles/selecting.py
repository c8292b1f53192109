"""Reading a page by the outlet's own CSS selectors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from monitor.articles.dates import parse_moment
from monitor.articles.plain import clean_lines, lines_of
from monitor.records import Selectors


@dataclass(frozen=True, slots=True)
class Selected:
    """What selectors found; empty or None for what they were not given for, or did not find.

    ``remark`` names the selectors that find nothing on the page, in words.
    """

    text: str = ""
    title: str = ""
    published_at: datetime | None = None
    remark: str = ""


def selector_fault(selector: str) -> str | None:
    """Why a CSS selector cannot be used, in words; None for a sound one and for an empty one, which selects nothing."""
    if not selector.strip():
        return None
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except (SelectolaxError, ValueError):
        return f"{selector!r} is no CSS selector that the parser knows"
    return None


def select(tree: LexborHTMLParser, selectors: Selectors) -> Selected:
    """What the selectors find, in every element that matches; what ``remove`` selects is gone from the tree first.

    A selector that is no CSS finds nothing.
    """
    for node in _find(tree, selectors.remove):
        node.decompose()
    text = "\n".join(filter(None, (lines_of(node) for node in _outermost(_find(tree, selectors.text)))))
    title = next((words for node in _find(tree, selectors.title) if (words := _one_line(node))), "")
    moments = (moment for node in _find(tree, selectors.date) if (moment := _moment(node)) is not None)
    published_at = next(moments, None)
    missed = [
        f"{name} {selector!r}"
        for name, selector, found in (
            ("text", selectors.text, text),
            ("title", selectors.title, title),
            ("date", selectors.date, published_at),
        )
        if selector and not found
    ]
    remark = f"the outlet's selectors find nothing: {', '.join(missed)}" if missed else ""
    return Selected(text, title, published_at, remark)


def _find(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    if not selector.strip() or selector_fault(selector) is not None:
        return []
    return tree.css(selector)


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes that lie in no other of them: no words are taken twice."""
    known = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(above in known for above in _ancestor_ids(node))]


def _ancestor_ids(node: LexborNode) -> list[int]:
    ids = []
    above = node.parent
    while above is not None:
        ids.append(above.mem_id)
        above = above.parent
    return ids


def _moment(node: LexborNode) -> datetime | None:
    """The moment in the ``datetime`` or ``content`` attribute, else in the words; None without a time zone."""
    attributes = node.attributes
    written = attributes.get("datetime") or attributes.get("content") or node.text()
    return parse_moment(written or "")


def _one_line(node: LexborNode) -> str:
    return clean_lines(node.attributes.get("content") or node.text(separator="")).replace("\n", " ")
