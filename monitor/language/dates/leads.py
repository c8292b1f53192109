"""What stands around a date and adds to it: the relation ("by"), nearness ("about"), "at the latest"."""

from __future__ import annotations

from typing import cast

from monitor.language.dates.nodes import Away, Between, Named, Reading
from monitor.language.dates.search import FILLER_REACH, Search
from monitor.language.dates.words import DateWords
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.records import DateRel


def with_tail(search: Search, words: DateWords) -> DateWords:
    """Add "or so", "at the latest", "onwards" and the like, behind the core."""
    near = search.meaning(words.last + 1, "approximate", "after")
    if near is not None:
        words = words._replace(last=near.last, approx=True)
    hit = search.starting(words.last + 1, "relations_after")
    if hit is None or search.opens_line(hit.first) or search.whole(search.over_fillers(hit.last + 1)) is not None:
        return words  # the "on" of "on Thursday on 29 March" is not that of "from Thursday on"
    return words._replace(last=hit.last, rel=cast("DateRel", hit.label.value), rel_given=True)


def with_lead(search: Search, reading: Reading, reached: int) -> DateWords:
    """Add nearness and the relation that stand before the core, none that an earlier date has taken."""
    words = DateWords(reading.first, reading.last, reading.rule, reading.node)
    if isinstance(reading.node, Away):
        return _with_since(search, words, reading.node)
    near = search.layout.ending_meaning(words.first - 1, "approximate", "before")
    if near is not None and near.first > reached:
        words = words._replace(approx=True, first=near.first)
    relation = _back_to(search, words.first - 1, "relations")
    if relation is None or relation.first <= reached or _is_owner(search, words, relation):
        return words
    return _with_relation(words, relation)


def _is_owner(search: Search, words: DateWords, relation: Hit[Lexeme]) -> bool:
    """Whether a weekday owns what the relation leads to: "from Monday's earthquake"; not "by Friday's deadline"."""
    node, behind = words.node, words.last + 1
    weekday = isinstance(node, Named) and node.weekday is not None and node.day is None
    owns = weekday and search.is_mark(behind, "'") and search.is_small(behind + 1, "possessive")
    if not owns or relation.label.value not in {"from", "by"}:
        return False
    return search.meaning(behind + 2, "cues", "planned") is None


def _with_since(search: Search, words: DateWords, node: Away) -> DateWords:
    """A distance takes no relation but that of a beginning: "since two months ago"."""
    layout = search.layout
    since = layout.ending_meaning(words.first - 1, "relations", "since")
    if since is None or node.way == "past":
        return words
    return words._replace(rel="from", rel_given=True, first=since.first)


def _with_relation(words: DateWords, relation: Hit[Lexeme]) -> DateWords:
    meaning, node = relation.label.value, words.node
    several_days = isinstance(node, Between) or (isinstance(node, Named) and node.day_to is not None)
    rel, lies = cast("DateRel", meaning), words.lies
    if several_days and meaning in {"from", "since"}:  # "from 2024-2026" is the span
        rel = words.rel
    elif meaning == "since":
        rel, lies = "from", "past"
    return DateWords(relation.first, words.last, words.rule, node, rel, rel_given=True, lies=lies, approx=words.approx)


def _back_to(search: Search, at: int, table: str) -> Hit[Lexeme] | None:
    """The word of a table that ends at a token, or before it with nothing but fillers between; None without one."""
    layout = search.layout
    for place in range(at, max(at - FILLER_REACH, -1), -1):
        if search.tokens[place + 1].opens_line:
            return None
        hit = layout.ending(place, table)
        if hit is not None:
            return hit
        if layout.ending_meaning(place, "fillers", "words") is None:
            return None
    return None
