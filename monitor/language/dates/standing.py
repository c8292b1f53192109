"""Whether what was read is a date by itself: a bare year, a season or "the week" want company, a name is none."""

from __future__ import annotations

from monitor.language.dates.nodes import Away, Named, Picked, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.words import DateWords
from monitor.language.dates.years import year_at
from monitor.language.reading import Layout
from monitor.language.tokens import COMMAS

_MOST_SMALL_WORDS = 2
_NAMES = frozenset({"names", "named_after"})


def stands_alone(search: Search, words: DateWords, reading: Reading) -> bool:
    """Whether what was read names a date by itself, with what was found around it."""
    node = words.node
    whole_text = is_whole_text(search.layout, words)
    if words.rule in {"now", "weekday_bare"}:
        return isinstance(node, Named) and node.within is not None
    if isinstance(node, Picked):
        named = words.rel_given or search.is_small(words.first - 1, "article")
        current = named and (node.unit == "weekend" or _is_current(search, words))
        return node.modifier is not None or whole_text or current
    if isinstance(node, Named) and node.year is None and node.within is None and node.modifier is None:
        if reading.rule in {"season", "half", "months"}:
            return whole_text or (words.rel_given and not _goes_on_behind(search, words.last))
        return True
    if words.rule == "bare_year":
        return words.rel_given or whole_text or _is_attribute(search, words) or _is_listed(search, words.first)
    return True


def lies_in_name(search: Search, reading: Reading) -> bool:
    """Whether the words are part of a name, such as that of a bridge or a party called after a day."""
    layout = search.layout
    if _NAMES.isdisjoint(layout.tables):
        return False
    begun, ended = layout.starting(reading.first, "names"), layout.ending(reading.last, "names")
    if (begun is not None and begun.last >= reading.last) or (ended is not None and ended.first <= reading.first):
        return True
    if isinstance(reading.node, (Picked, Away)):  # "left the base last week", "within a month"
        return False
    named = layout.ending(reading.first - 1, "named_after")
    articles = layout.pack.articles
    definite = named is not None and bool(articles) and layout.tokens[named.first].folded.startswith(articles)
    return named is not None and not definite  # "غادرت القاعدة مساء أمس" names no base


def is_whole_text(layout: Layout, words: DateWords) -> bool:
    """Whether a text is nothing but a date, small words before it and marks behind: a label or a question."""
    behind = words.last + 1
    if words.first > _MOST_SMALL_WORDS or len(layout.tokens) > behind + 1:
        return False
    if len(layout.tokens) > behind and layout.tokens[behind].kind != "mark":
        return False
    small = ("fillers", "determiners", "ranges", "day_labels", "ordinal_labels")
    return all(any(layout.ending(at, table) is not None for table in small) for at in range(words.first))


def _is_current(search: Search, words: DateWords) -> bool:
    """Whether "for the week" ends its phrase, so that it is the current one; "in the year of the flood" does not."""
    node = words.node
    long_enough = isinstance(node, Picked) and node.unit in {"week", "month", "quarter", "year"}
    ends = search.opens_line(words.last + 1) or search.is_mark(words.last + 1, ".", ",", ";")
    return long_enough and ends and search.is_small(words.last - 1, "article")


def _goes_on_behind(search: Search, last: int) -> bool:
    """Whether a filler other than a comma follows, as in "the fall of the city"."""
    if search.is_mark(last + 1, ",") or search.meaning(last + 1, "fillers", "words") is None:
        return False
    return search.is_small(last + 1, "of") or search.starting(last + 1, "relations") is None


def _is_listed(search: Search, at: int) -> bool:
    """Whether a year goes on with a list of years: "2023, 2024 and 2025"."""
    joint = search.tokens[at - 1].folded if at > 1 else ""
    joined = joint in COMMAS or joint in search.layout.pack.connectors
    joined = joined or search.layout.ending(at - 1, "and") is not None
    return joined and year_at(search, at - 2) is not None


def _is_attribute(search: Search, words: DateWords) -> bool:
    """Whether a bare year is put as what dates something: "the 2003 invasion", "its 1988 budget", "moved to 2027"."""
    before, behind = words.first - 1, words.last + 1
    if search.layout.ending_meaning(before, "year_leads", "words") is not None:
        return True
    led = search.layout.ending_meaning(before, "determiners", "words") is not None
    possessive = search.is_small(before, "possessive") and search.is_mark(before - 1, "'")
    follows = not search.opens_line(behind) and search.tokens[behind].kind == "word"
    return (led or possessive) and follows
