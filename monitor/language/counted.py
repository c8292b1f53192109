"""What a number counts: the people or things named beside it, or something that makes it no count at all."""

from __future__ import annotations

import re
from collections.abc import Collection

from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout

UNIT_REACH = 5
"""How many tokens may stand between a number and the people that it counts ("2,500 US-led coalition troops")."""

UNCOUNTED = "count"
"""The unit of a figure beside which nothing countable stands."""

_PHRASE_ENDS = frozenset({",", ".", "...", "(", ")", ";", "؛", ":", "!", "?", "؟", '"', "»", "”"})
_CURRENCIES = frozenset({"$", "€", "£", "#", "%"})
_YEAR = re.compile(r"\d{4}")
_ROUND = 50
"""A year's digits that divide by this may as well be a count ("2000 in Baghdad")."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Four digits outside this range are no year in a news text."""


def unit_behind(layout: Layout, last: int, taken: Collection[int]) -> Hit[Lexeme] | None:
    """The word for what is counted that stands behind a number, or None where a phrase ends before one is met.

    Tokens in ``taken`` (those of dates) end the phrase.
    """
    for at in range(last + 1, min(last + 2 + UNIT_REACH, len(layout.tokens))):
        token = layout.tokens[at]
        if token.folded in _PHRASE_ENDS or token.opens_line or at in taken or is_loose_dash(layout, at):
            return None
        hit = noun_at(layout, at)
        if hit is not None:
            return hit
        ended = layout.starting(at, "stops") is not None or token.folded.startswith(layout.pack.connectors)
        if ended or (token.kind == "number" and at > last + 1):
            return None
    return None


def noun_at(layout: Layout, at: int) -> Hit[Lexeme] | None:
    """The word for what is counted at a token, or None; a noun that "and" is written onto is counted by no number."""
    hit = layout.starting(at, "people")
    return hit if hit is not None and not layout.tokens[at].folded.startswith(layout.pack.connectors) else None


def unit_before(layout: Layout, first: int, reached: int) -> str | None:
    """The unit that the words before a number give it ("a force of", "the number of troops stands at"), or None."""
    direct = layout.ending(first - 1, "people_before")
    if direct is not None:
        return direct.label.value
    for at in range(first - 1, max(reached, first - 2 - UNIT_REACH), -1):
        if layout.tokens[at].folded in _PHRASE_ENDS or layout.tokens[at + 1].opens_line:
            return None
        noun = layout.ending(at, "people")
        if noun is not None and layout.ending_meaning(noun.first - 1, "counting", "words") is not None:
            return noun.label.value
    return None


def noun_before(layout: Layout, first: int, reached: int) -> Hit[Lexeme] | None:
    """The word for what is counted where the number stands right behind it ("العسكريين الـ5200"), or None.

    Only a number with the article of its language stands so; an adjective may stand between.
    """
    articles = layout.pack.articles
    glued = layout.tokens[first].glued and layout.tokens[first - 1].folded in articles
    if not articles or not (glued or layout.tokens[first].folded.startswith(articles)):
        return None
    noun = first - 1 - glued
    for at in (noun, noun - 1):
        hit = layout.ending(at, "people")
        if hit is not None and hit.first > reached:
            return hit
    return None


def is_loose_dash(layout: Layout, at: int) -> bool:
    """Whether a token is a dash between phrases or behind the number of a list, not one inside a word or a range."""
    tokens = layout.tokens
    return tokens[at].folded == "-" and not (tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued)


def counts_otherwise(layout: Layout, first: int, last: int, highest: float) -> bool:
    """Whether the number ``first..last`` is a share, money, a measure, a time, a name or a year, and so no figure.

    ``highest`` is its value, or that of the upper end of a range.
    """
    return (
        _is_measured(layout, last)
        or _is_named(layout, first, last)
        or _is_year(layout, first, last, highest)
        or _numbers_a_list(layout, first, last)
    )


def _is_measured(layout: Layout, last: int) -> bool:
    behind = last + 1
    if behind >= len(layout.tokens):
        return False
    dashed = layout.tokens[behind].folded == "-" and layout.tokens[behind].glued
    noun = behind + dashed
    if layout.starting(behind, "not_counted") is not None or layout.starting(noun, "not_counted") is not None:
        return True
    if any(layout.starting(noun, table) is not None for table in ("units", "units_many")):
        return True
    token = layout.tokens[behind]
    glued_letters = token.glued and token.kind == "word" and layout.tokens[last].kind == "number"
    return (glued_letters and layout.starting(behind, "people") is None) or _is_part_of_figures(
        layout, behind, behind + 1
    )


def _is_named(layout: Layout, first: int, last: int) -> bool:
    """Whether the number belongs to a name, a time, a fraction or a code: "resolution 2790", "10:30", "2/3", "F-16"."""
    if layout.starting(first, "names") is not None or layout.ending(last, "names") is not None:
        return True
    before = first - 1
    if before < 0:
        return False
    token = layout.tokens[before]
    if token.folded in _CURRENCIES or layout.ending(before, "not_counted_before") is not None:
        return True
    if not layout.tokens[first].glued:
        return False
    if token.kind == "word":
        return token.folded not in layout.pack.clitics.prefixes
    coded = token.folded == "-" and token.glued and layout.tokens[before - 1].kind == "word"
    return coded or _is_part_of_figures(layout, before, before - 1)


def _numbers_a_list(layout: Layout, first: int, last: int) -> bool:
    """Whether the number opens a line and a point, a dash or a bracket behind it says that it counts the lines."""
    opens = first == 0 or layout.tokens[first].opens_line
    behind = layout.tokens[last + 1 : last + 3]
    marked = len(behind) == 2 and behind[0].glued and behind[0].folded in {"-", ".", ")"}  # noqa: PLR2004 - a mark and a word
    return opens and marked and not behind[1].glued


def _is_part_of_figures(layout: Layout, mark: int, other: int) -> bool:
    """Whether a mark glued to a number joins it to another: "10:30", "2/3", "+1"."""
    if layout.tokens[mark].folded == "+":
        return True
    if layout.tokens[mark].folded not in {":", "/"} or not 0 <= other < len(layout.tokens):
        return False
    return layout.tokens[max(mark, other)].glued and layout.tokens[other].kind == "number"


def _is_year(layout: Layout, first: int, last: int, highest: float) -> bool:
    """Whether four bare digits read as a year: an odd number of this age, with no bound and nothing counted beside."""
    digits = layout.tokens[first].folded
    if not _YEAR.fullmatch(digits) or not EARLIEST_YEAR <= highest <= LATEST_YEAR:
        return False
    bounded = layout.ending(first - 1, "bounds") is not None
    counted = noun_at(layout, last + 1) is not None
    return int(digits) % _ROUND != 0 and not bounded and not counted
