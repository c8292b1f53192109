"""The grammar of dates: which tokens name a day, a month, a year, a span or a duration.

It is the same for all languages; which word means what, and on which side of a span a language says "next", is data.
A *core* names the calendar ("14 September 2026", "next year", "ten days"); what stands before it adds the part
("the end of") and the relation ("by").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from monitor.language.dates import cores, months
from monitor.language.dates.durations import read_anchored, read_duration
from monitor.language.dates.numeric import numeric_date
from monitor.language.dates.units import FILLER_REACH
from monitor.language.dates.words import DateWords, Part
from monitor.language.lexicon import Hit
from monitor.language.numerals import joined_at
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.records import DateRel

_CORES: tuple[Callable[[Layout, int], DateWords | None], ...] = (
    read_duration,
    numeric_date,
    cores.day_word,
    cores.weekday_date,
    months.day_of_month,
    months.month_then_day,
    months.month_of_year,
    months.span_of_year,
    cores.named_unit,
    cores.bare_year,
)


def find_date_words(layout: Layout) -> tuple[DateWords, ...]:
    """The dates that the text names, in order and without overlap: at each token the longest reading wins."""
    return tuple(_drop_overlaps(_candidates(layout)))


def _candidates(layout: Layout) -> Iterator[DateWords]:
    at = 0
    while at < len(layout.tokens):
        if not layout.may_open(at):
            at += 1
            continue
        best = _anchored(layout, at) or _longest_core(layout, at)
        part = layout.starting(at, "parts")
        if part is not None and best is not None and part.last > best.last:  # "last week of May" is no last week
            best = None
        if best is None:
            at += 1
            continue
        best = _with_other_end(layout, best)
        at = best.last + 1
        full = _with_tail(layout, _with_lead(layout, best))
        if cores.stands_alone(full):
            at = full.last + 1
            yield full


def _longest_core(layout: Layout, at: int) -> DateWords | None:
    readings = [words for read in _CORES if (words := read(layout, at)) is not None]
    return max(readings, key=lambda words: words.last, default=None)


def _anchored(layout: Layout, at: int) -> DateWords | None:
    """A duration counted from a date that the text names behind it: "within a year of 30 September 2026"."""
    found = read_anchored(layout, at)
    if found is None or found[1] >= len(layout.tokens):
        return None
    words, start = found
    anchor = _longest_core(layout, start)
    if anchor is None or anchor.duration is not None or not cores.stands_alone(replace(anchor, rel_given=True)):
        return None
    return replace(words, last=anchor.last, anchor=anchor)


def _drop_overlaps(found: Iterator[DateWords]) -> Iterator[DateWords]:
    reached = -1
    for words in found:
        first = max(words.first, reached + 1)
        yield replace(words, first=first)
        reached = words.last


def _with_other_end(layout: Layout, words: DateWords) -> DateWords:
    """A range of two dates, joined by a dash ("2024-2026") or behind "between"; "from … to" tells of two dates.

    A plan moved "from June to August" and one that runs "from June to August" are written alike: both dates stand.
    """
    if words.duration is not None or words.day_to is not None:
        return words
    opened = layout.ending_meaning(words.first - 1, "ranges", "open")
    behind = words.last + 1
    joint = layout.meaning(behind, "ranges", "between")
    dashed = joint is not None and layout.tokens[behind].folded == "-" and layout.tokens[behind].glued
    second = joint.last + 1 if joint is not None else joined_at(layout, behind) if opened is not None else None
    if second is None or second >= len(layout.tokens) or not (opened or dashed):
        return words
    other = _longest_core(layout, second)
    if other is None or other.duration is not None or not _is_same_kind(words, other):
        return words
    first = opened.first if opened is not None else words.first
    return replace(words, first=first, last=other.last, year=_first_year(words, other), to=other)


def _is_same_kind(words: DateWords, other: DateWords) -> bool:
    """Whether two dates can be the ends of one range: both years, both months or days of the calendar, in order."""
    if words.rule == "bare_year" or other.rule == "bare_year":
        return words.rule == other.rule and (words.year or 0) < (other.year or 0)
    return words.month is not None and other.month is not None


def _first_year(words: DateWords, other: DateWords) -> int | None:
    """The year of the first end: its own, else that of the second, or the one before where the months say so."""
    if words.year is not None or other.year is None or words.modifier is not None:
        return words.year
    return other.year - ((words.month or 1) > (other.month or 1))


def _with_tail(layout: Layout, words: DateWords) -> DateWords:
    """Add "or so", "at the latest" and the like, behind the core."""
    near = layout.meaning(words.last + 1, "approximate", "after")
    if near is not None:
        words = replace(words, last=near.last, approx=True)
    hit = layout.meaning(words.last + 1, "relations_after", "by")
    return replace(words, last=hit.last, rel="by", rel_given=True) if hit is not None else words


def _with_lead(layout: Layout, words: DateWords) -> DateWords:
    """Add the part of the span, nearness and relation that stand before the core."""
    if words.duration is not None:
        return words
    part = _back_to(layout, words.first - 1, "parts")
    if part is not None:
        words = replace(words, part=cast("Part", part.label.value), first=part.first)
    near = layout.ending_meaning(words.first - 1, "approximate", "before")
    if near is not None:
        words = replace(words, approx=True, first=near.first)
    relation = _back_to(layout, words.first - 1, "relations")
    return _with_relation(words, relation) if relation is not None else words


def _with_relation(words: DateWords, relation: Hit[Lexeme]) -> DateWords:
    meaning = relation.label.value
    words = replace(words, first=relation.first, rel_given=True)
    if words.to is not None and meaning in {"from", "since"}:  # "from 2024-2026" is the span
        return words
    if meaning == "since":
        return replace(words, rel="from", lies="past")
    ahead = meaning in {"by", "before"} and words.weekday is not None  # "by Friday"; "by September" may be told later
    return replace(words, rel=cast("DateRel", meaning), lies="future" if ahead else words.lies)


def _back_to(layout: Layout, at: int, table: str) -> Hit[Lexeme] | None:
    """The word of a table that ends at a token, or before it with nothing but fillers between; None without one."""
    for place in range(at, max(at - FILLER_REACH, -1), -1):
        hit = layout.ending(place, table)
        if hit is not None and not layout.tokens[place + 1].opens_line:
            return hit
        if layout.ending_meaning(place, "fillers", "words") is None or layout.tokens[place + 1].opens_line:
            return None
    return None
