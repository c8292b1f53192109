"""The number of a day or a month: in digits, as an ordinal, or in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor.language.dates.search import Search
from monitor.language.numerals import read_numeral
from monitor.language.tokens import whole_number

LAST_DAY, LAST_MONTH = 31, 12
_CURRENCIES = ("$", "€", "£")


class DayNumber(NamedTuple):
    """The number of a day and its last token; ``marked`` where it is an ordinal ("14th", "الثالث").

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    day: int
    last: int
    marked: bool
    in_words: bool = False


def day_number(search: Search, at: int) -> DayNumber | None:
    """The day's number at a token in digits or as an ordinal word, its ordinal letters included."""
    if not 0 <= at < len(search.tokens):
        return None
    number = whole_number(search.tokens[at])
    if number is not None and is_day(number) and not (search.tokens[at].glued and search.is_mark(at - 1, *_CURRENCIES)):
        mark = search.meaning(at + 1, "ordinal_marks", "words")
        marked = mark is not None and search.tokens[at + 1].glued
        return DayNumber(int(number), mark.last if mark is not None and marked else at, marked=marked)
    ordinal = search.starting(at, "ordinals")
    if ordinal is None or _belongs_to_noun(search, at):
        return None
    return DayNumber(int(ordinal.label.value), ordinal.last, marked=True, in_words=True)


def day_numbers(search: Search, at: int) -> Iterator[DayNumber]:
    """What the words at a token may be as the number of a day: digits or an ordinal, then a number in words."""
    digits = day_number(search, at)
    if digits is not None:
        yield digits
    words = at < len(search.tokens) and search.tokens[at].kind == "word"
    if (
        words and search.layout.opens_number(at) and search.starting(at, "weekdays") is None
    ):  # "الاثنين" is Monday and two
        number = read_numeral(search.layout, at)
        if number is not None and not number.in_digits and is_day(number.value):
            yield DayNumber(int(number.value), number.last, marked=False, in_words=True)


def day_behind_month(search: Search, at: int) -> DayNumber | None:
    """The day behind a month: in digits, as an ordinal, or in words that are no year ("May twenty one")."""
    number = day_number(search, at)
    if number is not None:
        goes_on = search.is_mark(number.last + 1, "-", "/", ":") and search.tokens[number.last + 1].glued
        runs_on = goes_on and number.last + 2 < len(search.tokens) and search.tokens[number.last + 2].kind == "number"
        timed = search.is_mark(number.last + 1, ":") and runs_on
        return None if timed else number
    if at >= len(search.tokens) or not search.layout.opens_number(at):
        return None
    spelled = read_numeral(search.layout, at)
    if spelled is None or spelled.in_digits or not is_day(spelled.value):
        return None
    century = search.layout.opens_number(spelled.last + 1) if spelled.last + 1 < len(search.tokens) else False
    return None if century else DayNumber(int(spelled.value), spelled.last, marked=False, in_words=True)


def is_day(number: float) -> bool:
    """Whether a month may have a day with that number."""
    return 1 <= number <= LAST_DAY and number == int(number)


def _belongs_to_noun(search: Search, at: int) -> bool:
    """Whether an ordinal counts the noun before it: "الأسبوع الأول من أيلول" is a week, "الأول من أيلول" a day."""
    before = at - 1
    articles = search.layout.pack.articles
    if before < 0 or search.tokens[at].opens_line or not articles:
        return False
    return any(search.layout.ending(before, table) is not None for table in ("units", "units_many", "numbered"))
