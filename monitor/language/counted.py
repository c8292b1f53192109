"""What a number counts: the people or things named beside it."""

from __future__ import annotations

from collections.abc import Collection

from monitor.language.joints import before_article, carries_article
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout

UNIT_REACH = 5
"""How many tokens may stand between a number and the people that it counts ("2,500 US-led coalition troops")."""

_PHRASE_ENDS = frozenset({",", ".", "...", "(", ")", ";", "؛", ":", "!", "?", "؟", '"', "»", "”"})

_NOUNS = ("people", "civilians")
_NOUN_TABLES = frozenset(_NOUNS)

_FEW = 2
"""Arabic puts the numbers one and two behind their noun ("جندي واحد")."""

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
    if not layout.opens(at, _NOUN_TABLES):
        return None
    for table in _NOUNS:
        hit = layout.starting(at, table)
        if hit is not None:
            return hit if not layout.tokens[at].folded.startswith(layout.pack.connectors) else None
    return None


def unit_before(layout: Layout, first: int, reached: int) -> str | None:
    """The unit that the words before a number give it ("a force of", "the number of troops stands at"), or None."""
    direct = layout.ending(first - 1, "people_before")
    if direct is not None:
        return direct.label.value
    for at in range(first - 1, max(reached, first - 2 - UNIT_REACH), -1):
        if layout.tokens[at].folded in _PHRASE_ENDS or layout.tokens[at + 1].opens_line:
            return None
        noun = _noun_ending(layout, at)
        if noun is not None and layout.ending_meaning(noun.first - 1, "counting", "words") is not None:
            return noun.label.value
    return None


def noun_before(layout: Layout, first: int, reached: int, value: float) -> Hit[Lexeme] | None:
    """The word for what is counted where the number stands right behind it ("العسكريين الـ5200"), or None.

    Only a number with the article of its language stands so, and a one or two; an adjective may stand between.
    """
    if not layout.pack.articles:
        return None
    noun = before_article(layout, first) - 1
    if noun == first - 1 and not carries_article(layout, first):
        hit = _noun_ending(layout, first - 1) if abs(value) <= _FEW else None
        return hit if hit is not None and hit.first > reached else None
    for at in (noun, noun - 1):
        hit = _noun_ending(layout, at)
        if hit is not None and hit.first > reached:
            return hit
    return None


def _noun_ending(layout: Layout, at: int) -> Hit[Lexeme] | None:
    for table in _NOUNS:
        hit = layout.ending(at, table)
        if hit is not None:
            return hit
    return None


def is_loose_dash(layout: Layout, at: int) -> bool:
    """Whether a token is a dash between phrases or behind the number of a list, not one inside a word or a range."""
    tokens = layout.tokens
    return tokens[at].folded == "-" and not (tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued)
