"""Amounts in two units, the smaller behind the larger: "76 dollars and 23 cents", "دولار و10 سنتات", "طن ونصف"."""

from __future__ import annotations

from dataclasses import replace

from monitor.language.figure_words import FigureWords
from monitor.language.joints import carries_article, joined_at
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.language.shares import read_quantity

_LARGER = frozenset({"money", "measure"})


def with_smaller_unit(layout: Layout, words: FigureWords) -> FigureWords:
    """The sum or measure with what is added to it in a smaller unit: "6 kilos and 400 grams" are 6.4."""
    low, unit = words.value.low, words.value.unit
    if "smaller" not in layout.tables or unit not in _LARGER or low is None or low != words.value.high:
        return words
    place = joined_at(layout, words.last + 1)
    number = read_quantity(layout, place) if place is not None else None
    smaller = layout.starting(number.last + 1, "smaller") if number is not None else None
    if number is None or smaller is None:
        return words
    added = number.value * float(smaller.label.value)
    return _of(words, low + added)._replace(last=smaller.last) if added < 1 else words


def with_one_before(layout: Layout, words: FigureWords, reached: int) -> FigureWords:
    """The part of a unit with the one unit before it, which no number counts: "دولار و10 سنتات", "طن ونصف الطن"."""
    low = words.value.low
    if low is None or low != words.value.high or words.value.unit not in {*_LARGER, "share"}:
        return words
    smaller = layout.ending(words.last, "smaller") if "smaller" in layout.tables else None
    added = low * float(smaller.label.value) if smaller is not None else low
    noun = _noun_before(layout, words.first) if 0 < added < 1 else None
    if noun is None or noun.first <= reached:
        return words
    whole = _of(words, 1 + added)
    return whole._replace(value=replace(whole.value, unit=noun.label.value), first=noun.first)


def _noun_before(layout: Layout, first: int) -> Hit[Lexeme] | None:
    """The bare noun of a unit that "and" joins to what begins at a token, or None."""
    written_on = layout.tokens[first].folded.startswith(layout.pack.connectors) if layout.pack.connectors else False
    joint = layout.ending(first - 1, "and")
    last = joint.first - 1 if joint is not None else first - 1
    noun = layout.ending(last, "not_counted") if joint is not None or written_on else None
    bare = noun is not None and layout.pack.articles and not carries_article(layout, noun.first)
    return noun if noun is not None and bare and noun.label.value in _LARGER else None


def _of(words: FigureWords, amount: float) -> FigureWords:
    rounded = round(amount, 6)  # 76 and 23 hundredths, not 76.23000000000000397
    return words._replace(value=replace(words.value, low=rounded, high=rounded))
