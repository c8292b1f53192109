"""Amounts: money, per cents and measures; and what a number measures without being a figure, such as time."""

from __future__ import annotations

from dataclasses import replace

from monitor.language.figure_words import AMOUNTS, FigureWords, with_unit
from monitor.language.joints import carries_article
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout

_PER_MILLE = "per_mille"
_NO_COUNTRIES = frozenset({"stops", "people"})
_UNITS = frozenset({"units", "units_many"})


def is_measure_of_time(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether the number counts hours, days or years, tells the time, or is a rank ("20th"), and so is no figure.

    ``number`` is the token at which its number starts. An age with a bound ("more than thirty years old", "أكبر من
    ثلاثين سنة") is one, and so is a fifth of an hour.
    """
    noun = _noun(layout, words.last)
    if _follows_time(layout, words, number):
        return True
    if noun >= len(layout.tokens):
        return False
    if words.value.unit == "share" and layout.starting(words.first, "fractions_of") is not None:
        return layout.starting(noun, "units_many") is not None
    hit = layout.starting(noun, "not_counted")
    if hit is not None and hit.label.value not in AMOUNTS | {_PER_MILLE}:
        return hit.label.value != "rank" or layout.tokens[noun].glued
    if not layout.opens(noun, _UNITS):
        return False
    older = layout.ending_meaning(words.first - 1, "ages", "before") is not None
    aged = layout.meaning(noun, "ages", "behind") is not None
    return not older and not (aged and layout.ending(words.first - 1, "bounds") is not None)


def _follows_time(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether the number stands behind the time that it counts: "السنوات العشرين", "سنة واحدة"."""
    if not layout.pack.articles or not layout.ends(number - 1, ("units", "units_many")):
        return False
    return words.value.low == 1 or carries_article(layout, number)


def with_amount(layout: Layout, words: FigureWords, number: int, reached: int) -> FigureWords | None:
    """The figure as a sum of money, a percentage or a measure with the words that make it one, or None.

    ``number`` is the token at which its number starts.
    """
    before = layout.ending(number - 1, "counted_before")
    if before is not None and before.first > reached:
        words = _as_amount(words, before.label.value)._replace(first=min(words.first, before.first))
    else:
        before = None
    noun = layout.starting(_noun(layout, words.last), "not_counted") or _money_behind_word(layout, words.last)
    known = AMOUNTS | {_PER_MILLE} if before is None else {before.label.value}
    if noun is None or noun.label.value not in known:
        return words if before is not None else None
    further = layout.meaning(noun.last + 1, "not_counted", noun.label.value)  # "dollars US", "km square"
    return _as_amount(words, noun.label.value)._replace(last=noun.last if further is None else further.last)


def _as_amount(words: FigureWords, unit: str) -> FigureWords:
    if unit != _PER_MILLE:
        return words._replace(value=with_unit(words.value, unit))
    low, high = (bound if bound is None else bound / 1000 for bound in (words.value.low, words.value.high))
    return words._replace(value=replace(words.value, low=low, high=high, unit="share"))


def _noun(layout: Layout, last: int) -> int:
    """The token at which the noun behind a number stands: a glued dash, and "of" behind hundreds, lie between."""
    behind = last + 1
    if behind >= len(layout.tokens):
        return behind
    dashed = layout.tokens[behind].folded == "-" and layout.tokens[behind].glued
    if dashed:
        return behind + 1
    link = layout.starting(behind, "links") if layout.tokens[last].kind == "word" else None
    noun = behind if link is None else link.last + 1
    return noun if noun < len(layout.tokens) and layout.tokens[noun].kind == "word" else behind


def _money_behind_word(layout: Layout, last: int) -> Hit[Lexeme] | None:
    """A currency behind the word for its country: "500 Iraqi dinars"."""
    between = last + 1
    if between >= len(layout.tokens) or layout.tokens[between].kind != "word" or layout.tokens[between].opens_line:
        return None
    money = layout.meaning(between + 1, "not_counted", "money")
    return None if money is None or layout.opens(between, _NO_COUNTRIES) else money
