"""The agency in an article's dateline, in its byline, or in the line of sources below it."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.origins.mentions import MarkedText, Mention, mark_text
from monitor.records import Article

_SEPARATORS = frozenset({"-", "/", ":", "|"})
_IN_PLACE = frozenset({",", "،", ".", "/", "-", "(", "'"})

_HEAD_LINES = 2
"""A dateline opens the first line, or the one below a byline. A judgement."""

_LONGEST_PLACE = 10
_LONGEST_BARE_PLACE = 3
"""Words and marks before an agency in brackets: with a dash behind them, and without one. Judgements."""

_LONGEST_LINE = 6
"""How long a line is that holds the sources and nothing else ("Source: Reuters, AFP"). A judgement."""


def dateline_credit(article: Article) -> str | None:
    """The id of the agency or outlet that the article as a whole is credited to; None where there is none.

    It may be the article's own outlet. "Agencies" without a name is none.
    """
    marked = mark_text(article.full_text, article.lang)
    lines = [*_lines(marked, len(article.title))]
    for first, last in lines[:_HEAD_LINES]:
        name = _alone(marked, first, last) or _at_head(marked, first, last)
        if name is not None:
            return name.origin
    name = _at_end(marked, *lines[-1]) if lines else None
    return name.origin if name is not None else None


def _lines(marked: MarkedText, title_end: int) -> Iterator[tuple[int, int]]:
    """The first and last tokens of each line of the text below the title."""
    body = [at for at, token in enumerate(marked.tokens) if token.start >= title_end]
    starts = [at for at in body if at == body[0] or marked.tokens[at].opens_line]
    ends = [at - 1 for at in starts[1:]] + body[-1:]
    return zip(starts, ends, strict=True)


def _alone(marked: MarkedText, first: int, last: int) -> Mention | None:
    """The first name of a line that holds names of sources and nothing else."""
    if last - first >= _LONGEST_LINE:
        return None
    at = first
    while at <= last and at not in marked.names:
        is_mark = marked.tokens[at].kind == "mark"
        if not is_mark and at not in marked.words["line"] and at not in marked.words["words"]:
            return None
        at = max(at, marked.words["line"].get(at, at), marked.words["words"].get(at, at)) + 1
    name = marked.names.get(at) if at <= last else None
    behind = marked.tokens[name.last + 1 : last + 1] if name is not None else ()
    return name if not behind or behind[0].kind == "mark" else None


def _at_head(marked: MarkedText, first: int, last: int) -> Mention | None:
    """The name in the shape of a dateline: "BAGHDAD (Reuters) -", "Baghdad - INA -", "Shafaq News/"."""
    for at in range(first, min(first + _LONGEST_PLACE + 1, last + 1)):
        name = marked.names.get(at)
        if name is not None:
            return name if _is_bracketed(marked, name, first, last) or _is_parted(marked, name, first, last) else None
        if marked.tokens[at].kind == "mark" and marked.tokens[at].folded not in _IN_PLACE | _SEPARATORS:
            return None
    return None


def _is_bracketed(marked: MarkedText, name: Mention, first: int, last: int) -> bool:
    tokens, opened, closed = marked.tokens, name.first - 1, name.last + 1
    if opened < first or closed > last or tokens[opened].folded != "(" or tokens[closed].folded != ")":
        return False
    if opened > first and _names_before(marked, opened - 1):
        return False
    dashed = closed == last or tokens[closed + 1].folded in _SEPARATORS
    return dashed or opened - first <= _LONGEST_BARE_PLACE


def _is_parted(marked: MarkedText, name: Mention, first: int, last: int) -> bool:
    """Whether the name stands between the borders of a dateline; a dash within a word is none ("Reuters-backed")."""
    tokens, behind = marked.tokens, name.last + 1
    opens = name.first == first or tokens[name.first - 1].folded in _SEPARATORS
    if behind > last:
        return opens and name.first > first
    within = tokens[behind].glued and behind < last and tokens[behind + 1].glued
    return opens and tokens[behind].folded in _SEPARATORS and not within


def _names_before(marked: MarkedText, at: int) -> bool:
    """Whether an agency's name, or a word for one, ends at a token: "(INA)" then only spells it again."""
    return any(name.last == at for name in marked.names.values()) or at in marked.words["kinds"].values()


def _at_end(marked: MarkedText, first: int, last: int) -> Mention | None:
    """The name of a last line of sources, or in brackets behind the last sentence."""
    alone = _alone(marked, first, last)
    if alone is not None:
        return alone
    closed = last - 1 if marked.tokens[last].folded == "." else last
    return next((name for name in marked.names.values() if _closes(marked, name, first, closed)), None)


def _closes(marked: MarkedText, name: Mention, first: int, closed: int) -> bool:
    """Whether the name stands in brackets behind the words of a line, the last bracket at a token."""
    tokens, opened = marked.tokens, name.first - 1
    bracketed = first < opened and tokens[opened].folded == "(" and tokens[closed].folded == ")"
    return bracketed and name.last == closed - 1 and not _names_before(marked, opened - 1)
