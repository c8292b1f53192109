"""Numbers that are part of a name and count nothing: "Resolution 2790", "Brigade 46", "F-16", a year, an ordinal."""

from __future__ import annotations

import re

from monitor.language.counted import EARLIEST_YEAR, LATEST_YEAR, noun_at
from monitor.language.figure_words import FigureWords
from monitor.language.joints import before_article, ends_at_mark, joined_at
from monitor.language.reading import Layout

_YEAR = re.compile(r"\d{4}")
_ROUND = 50
"""A year's digits that divide by this may as well be a count ("2000 in Baghdad")."""

_BEFORE_ONE = ("people", "civilians", "counting", "bounds", "ranges", "minus")
"""What may stand before a "one" that counts, beside the words that end phrases."""

_BEHIND_DIGITS = frozenset({"not_counted", "ranges", "and", "bounds_after"})
"""What may be written onto digits and still leaves them a number ("5bn")."""

_NAMES = frozenset({"names", "names_behind", "named_after"})
_YOUNGEST, _OLDEST = 10, 110
_AGE_REACH = 2
"""A name and a comma stand before an age."""

_TENS = frozenset(range(10, 100, 10))


def is_name(layout: Layout, words: FigureWords, number: int, named: int) -> bool:
    """Whether a figure is no count but a name, a code, an ordinal, a year, a pronoun or the number of a list.

    ``number`` is the token at which its number starts; ``named`` the last token of the name before it, which goes on
    behind "and" ("resolutions 1701 and 2790").
    """
    return (
        _is_in_name(layout, words, number)
        or _goes_on(layout, words, number, named)
        or _is_ordinal(layout, words, number)
        or _is_compound(layout, words)
        or _is_pronoun(layout, words, number)
        or _is_year(layout, words, number)
        or _numbers_a_list(layout, words, number)
        or _is_age_in_apposition(layout, words, number)
    )


def opens_list_of_names(layout: Layout, number: int, named: int) -> bool:
    """Whether a word for a name stands before a number, or a list of such numbers goes on ("articles 5, 6 and 7")."""
    before = before_article(layout, number) - 1
    return layout.ending(before, "not_counted_before") is not None or 0 <= named < number <= named + 2


def _is_in_name(layout: Layout, words: FigureWords, number: int) -> bool:
    named = not _NAMES.isdisjoint(layout.tables) and _bears_name(layout, number, words.last)
    if named or _is_glued_letters(layout, words.last):
        return True
    tokens, before = layout.tokens, number - 1
    if before < 0:
        return False
    before -= before > 0 and tokens[before].folded == "("  # "القرار (2790)"
    with_article = tokens[number].glued and tokens[before].folded in layout.pack.articles
    named = layout.ending(before - with_article, "not_counted_before") is not None or tokens[before].folded == "#"
    measured = layout.starting(words.last + 1, "not_counted") is not None  # "the road 120 km long"
    if named and not measured and noun_at(layout, words.last + 1) is None:  # "in the area 500 troops"
        return True
    return tokens[number].glued and not with_article and _is_glued_to_letters(layout, number)


def _bears_name(layout: Layout, first: int, last: int) -> bool:
    """Whether a number opens or ends a name, or a word of names stands behind it."""
    if layout.starting(first, "names") is not None or layout.ending(last, "names") is not None:
        return True
    after_day = layout.starting(last + 1, "months") is not None and layout.ending(first - 1, "named_after") is not None
    return after_day or layout.starting(last + 1, "names_behind") is not None  # "جسر 14 تموز"


def _is_glued_to_letters(layout: Layout, number: int) -> bool:
    """Whether digits are written onto letters that are no preposition and no currency, with a dash or without."""
    before = layout.tokens[number - 1]
    if before.kind == "word":
        clitic = before.folded in layout.pack.clitics.prefixes
        return not clitic and layout.ending(number - 1, "counted_before") is None
    return before.folded == "-" and before.glued and layout.tokens[number - 2].kind == "word"


def _is_glued_letters(layout: Layout, last: int) -> bool:
    """Whether letters that mean nothing to a number are written onto its digits ("16C", "29x")."""
    behind = last + 1
    if behind >= len(layout.tokens) or layout.tokens[last].kind != "number":
        return False
    token = layout.tokens[behind]
    if token.folded == "-" and token.glued and behind + 1 < len(layout.tokens):
        letter = layout.tokens[behind + 1]  # "Mirage 2000-D"
        return letter.glued and letter.kind == "word" and len(letter.text) == 1
    if not token.glued or token.kind != "word" or token.folded in layout.pack.clitics.suffixes:
        return False
    return not layout.opens(behind, _BEHIND_DIGITS) and noun_at(layout, behind) is None


def _goes_on(layout: Layout, words: FigureWords, number: int, named: int) -> bool:
    near = named >= 0 and 0 < number - named <= 2  # noqa: PLR2004 - "and" or a comma
    if not near or layout.tokens[number].kind != "number" or noun_at(layout, words.last + 1) is not None:
        return False
    comma = layout.tokens[named + 1].folded == "," and number == named + 2
    return comma or joined_at(layout, named + 1) == number or number == named + 1


def _is_ordinal(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether the number words belong to an ordinal: "twenty-fifth", "الخامس عشر", "الرابع والعشرين"."""
    hit = layout.starting(number, "ordinals")
    if hit is not None and hit.last >= words.last and hit.last > number:
        return True
    if words.value.unit != "share" and layout.starting(words.last + 1, "denominators_one") is not None:
        return True
    if not layout.pack.connectors or words.value.low not in _TENS or layout.tokens[number].kind == "number":
        return False
    return layout.ending(number - 1, "ordinals") is not None


def _is_compound(layout: Layout, words: FigureWords) -> bool:
    """Whether the number in words is the first half of an adjective that counts no people: "two-state", "five-star"."""
    dash, noun = words.last + 1, words.last + 2
    if noun >= len(layout.tokens) or layout.tokens[words.last].kind != "word" or layout.tokens[dash].folded != "-":
        return False
    if not (layout.tokens[dash].glued and layout.tokens[noun].glued and layout.tokens[noun].kind == "word"):
        return False
    known = layout.starting(dash, "bounds_after") is not None or layout.starting(noun, "not_counted") is not None
    return not known and noun_at(layout, noun) is None


def _is_pronoun(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether "one" stands for something named before: "the one", "that one", "one of them", "كل واحد"."""
    if number != words.last or words.value.low != 1 or words.value.high != 1 or layout.tokens[number].kind == "number":
        return False
    if noun_at(layout, number + 1) is not None or layout.starting(number + 1, "not_counted") is not None:
        return False  # "only one soldier"
    said = layout.starting(number, "pronouns") is not None or layout.ending(number, "pronouns") is not None
    return said or _stands_for_noun(layout, number)


def _stands_for_noun(layout: Layout, number: int) -> bool:
    """Whether a bare "one" stands behind words with nothing to count: "a decision, one", "دولة واحدة", "الواحد"."""
    if number == 0 or layout.tokens[number].opens_line or layout.ending(number - 1, "bounds") is not None:
        return False
    articles = layout.pack.articles
    if not articles:
        return ends_at_mark(layout, number)
    before = layout.tokens[number - 1]
    known = layout.ends(number - 1, _BEFORE_ONE) or layout.ending_meaning(number - 1, "stops", "phrase") is not None
    return layout.tokens[number].folded.startswith(articles) or (before.kind == "word" and not known)


def _is_year(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether four bare digits read as a year: an odd number of this age, with no bound and nothing counted beside."""
    digits = layout.tokens[number].folded
    if not _YEAR.fullmatch(digits) or not EARLIEST_YEAR <= (words.value.high or 0) <= LATEST_YEAR:
        return False
    bounded = layout.ending(number - 1, "bounds") is not None
    return int(digits) % _ROUND != 0 and not bounded and noun_at(layout, words.last + 1) is None


def _is_age_in_apposition(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether a bare number stands between commas behind a word, as somebody's age does: "the keeper, 52, left"."""
    tokens, behind = layout.tokens, words.last + 1
    if tokens[number].kind != "number" or not _YOUNGEST <= (words.value.low or 0) <= _OLDEST or number < _AGE_REACH:
        return False
    closed = behind < len(tokens) and tokens[behind].folded == ","
    return closed and tokens[number - 1].folded == "," and tokens[number - 2].kind == "word" and number == words.last


def _numbers_a_list(layout: Layout, words: FigureWords, number: int) -> bool:
    """Whether the number opens a line and a point, a dash or a bracket behind it says that it counts the lines."""
    if number != 0 and not layout.tokens[number].opens_line:
        return False
    behind = layout.tokens[words.last + 1 : words.last + 3]
    marked = len(behind) == 2 and behind[0].glued and behind[0].folded in {"-", ".", ")"}  # noqa: PLR2004 - a mark and a word
    return marked and not behind[1].glued
