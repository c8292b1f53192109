"""What joins the parts of a number, and where a number ends."""

from __future__ import annotations

from monitor.language.lexicon import SHORTEST_STEM
from monitor.language.reading import Layout

_BEHIND_NUMBER = frozenset({"stops", "links", "bounds_after", "people", "civilians", "not_counted"})


def joined_at(layout: Layout, at: int) -> int | None:
    """Where what is joined by "and" begins: behind that word, or at a token that it is written onto; else None."""
    joint = layout.starting(at, "and")
    if joint is not None:
        return joint.last + 1 if joint.last + 1 < len(layout.tokens) else None
    connected = at < len(layout.tokens) and layout.tokens[at].folded.startswith(layout.pack.connectors)
    return at if connected else None


def stands_alone(layout: Layout, last: int) -> bool:
    """Whether what ends at a token is followed by nothing that it could be an ordinal or a noun of."""
    behind = last + 1
    if ends_at_mark(layout, last):
        return True
    if layout.tokens[behind].folded.startswith(layout.pack.connectors):
        return True
    return layout.opens(behind, _BEHIND_NUMBER)


def ends_at_mark(layout: Layout, last: int) -> bool:
    """Whether a line, a text or a mark ends what stands before; a dash inside a word does not."""
    behind = last + 1
    if behind >= len(layout.tokens) or layout.tokens[behind].opens_line:
        return True
    token = layout.tokens[behind]
    return token.kind == "mark" and not (token.folded == "-" and token.glued)


def carries_article(layout: Layout, at: int) -> bool:
    """Whether an article is written onto a word; the first letters of "ألف" and "آلاف" are none."""
    word = layout.tokens[at].folded
    return any(word.startswith(one) and len(word) - len(one) >= SHORTEST_STEM for one in layout.pack.articles)


def before_article(layout: Layout, first: int) -> int:
    """The token at which a number starts with the article that stands before it by itself ("الـ500")."""
    glued = first > 0 and layout.tokens[first].glued and layout.tokens[first - 1].folded in layout.pack.articles
    return first - glued
