"""Weekdays, and words such as "today"."""

from __future__ import annotations

from monitor.language.dates.nodes import Named, Reading, Stepped
from monitor.language.dates.search import Search
from monitor.language.dates.units import modifier_after, modifier_before
from monitor.language.numerals import read_numeral

_ABBREVIATED = 5
"""The most letters of a weekday's short name ("Thurs")."""


def day_word(search: Search, at: int) -> Reading | None:
    """Such as "today", "yesterday evening", "بعد غد"."""
    hit = search.starting(at, "day_words")
    if hit is None:
        return None
    written_on = bool(search.layout.pack.articles)
    if written_on and search.starting(hit.last + 1, "relatives") is not None:  # "في اليوم الذي": on the day on which
        return None
    first, _, last = hit.label.value.partition(":")
    return Reading(Stepped(int(first), int(last) if last else None), at, hit.last, "day_word")


def weekday(search: Search, at: int) -> Reading | None:
    """Such as "Monday", "next Monday", "الخميس المقبل"."""
    modifier, start = modifier_before(search, at)
    hit = search.starting(start, "weekdays")
    if hit is None or _is_other_word(search, hit.first) or _goes_on_as_number(search, hit.first, hit.last):
        return None
    last = hit.last
    if (
        search.is_mark(last + 1, ".")
        and len(search.tokens[last].text) <= _ABBREVIATED
        and not search.layout.pack.articles
    ):
        last += _abbreviates(search, last + 1)
    if modifier is None:
        modifier, last = modifier_after(search, last)
    return Reading(Named(weekday=int(hit.label.value), modifier=modifier), at, last, "weekday")


def _goes_on_as_number(search: Search, first: int, last: int) -> bool:
    """Whether a weekday is the head of a number: "الأحد عشر" are eleven."""
    if not search.layout.opens_number(first):
        return False
    number = read_numeral(search.layout, first)
    return number is not None and not number.in_digits and number.last > last


def _abbreviates(search: Search, at: int) -> bool:
    """Whether the point at a token ends no sentence: a number or a month goes on behind it."""
    behind = at + 1
    if search.opens_line(behind):
        return False
    return search.tokens[behind].kind == "number" or search.starting(behind, "months") is not None


def bare_weekday(search: Search, at: int) -> Reading | None:
    """Such as the "أحد" of "أحد الأسبوع الماضي": a weekday without its article, which a week must follow."""
    hit = search.starting(at, "weekdays_bare")
    return Reading(Named(weekday=int(hit.label.value)), at, hit.last, "weekday_bare") if hit is not None else None


def now(search: Search, at: int) -> Reading | None:
    """Such as "now", "date" in "to date": the day of publication, where a range ends or begins there."""
    hit = search.starting(at, "now_words")
    return Reading(Stepped(0), at, hit.last, "now") if hit is not None else None


def _is_other_word(search: Search, first: int) -> bool:
    """Whether a weekday's short name is another word here: "sat", "sun", "mon", "wed" count with a capital alone."""
    if search.meaning(first, "guarded_weekdays", "words") is None:
        return False
    word = search.tokens[first].text
    return word.islower() or (word.isupper() and len(word) > 1)
