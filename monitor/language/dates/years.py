"""Years in digits and in words, of our calendar and of others, and the year behind a date."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.language.calendars import Calendar, looks_like_year
from monitor.language.counted import EARLIEST_YEAR, LATEST_YEAR, noun_at
from monitor.language.dates.nodes import Between, Named, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.units import is_year_picked, picked
from monitor.language.lexicon import Hit
from monitor.language.numerals import read_numeral
from monitor.language.pack import Lexeme

_YEAR_DIGITS = 4
_TWO_DIGITS = re.compile(r"\d{2}")
_ENDS = frozenset({".", ",", "،", ";", "؛", ")", "?", "!"})
_STOPS = frozenset({"stops", "and"})
_CENTURY = 100
_MARKED: tuple[tuple[Calendar, str], ...] = (("hijri", "hijri_marks"), ("kurdish", "kurdish_marks"))
_CALENDARS = frozenset(table for _, table in _MARKED)
_COUNTED = frozenset({"scales", "not_counted"})
_PIVOT = 40
"""Two digits from here on are years of the 1900s; POSIX draws the line at 69, but news tell more of the 1950s than of
the 2050s: a judgement."""
_ROUND = 50
"""A year's digits that divide by this may as well be a count ("up to 2000")."""
_EARLIEST_WRITTEN = 1000
_SHORT = 2
_LONGEST_SHORT = 20
"""How many years a range with a short end spans at most ("1914-18"); a judgement."""


def is_year(number: float) -> bool:
    """Whether a number may be a year in a news text."""
    return EARLIEST_YEAR <= number <= LATEST_YEAR


def full_year(digits: int) -> int:
    """The year that two digits mean: 74 is 1974, 26 is 2026."""
    return digits + (1900 if digits >= _PIVOT else 2000) if digits < _CENTURY else digits


def year_at(search: Search, at: int) -> int | None:
    """The year that stands at a token in four digits, or None."""
    year = _four_digits(search, at)
    return year if year is not None and is_year(year) else None


def _four_digits(search: Search, at: int) -> int | None:
    digits = search.tokens[at].folded if at < len(search.tokens) else ""
    return int(digits) if len(digits) == _YEAR_DIGITS and digits.isdecimal() else None


def led_year(search: Search, at: int) -> tuple[int, int] | None:
    """The year that stands at a token behind a month or a word for year, in digits or words, and its last token.

    Behind such a word four digits are a year of any age, and two with an apostrophe one of our time.
    """
    if at >= len(search.tokens):
        return None
    token = search.tokens[at]
    if token.kind == "number":
        year = _four_digits(search, at)
        return (year, at) if year is not None and year >= _EARLIEST_WRITTEN else None
    if token.folded == "'" and at + 1 < len(search.tokens) and _TWO_DIGITS.fullmatch(search.tokens[at + 1].folded):
        return full_year(int(search.tokens[at + 1].folded)), at + 1
    return _spelled_year(search, at)


def _spelled_year(search: Search, at: int) -> tuple[int, int] | None:
    """Such as "two thousand and five", "ألفين وعشرين", "nineteen eighty-six", "nineteen zero one"."""
    if not search.layout.opens_number(at):
        return None
    number = read_numeral(search.layout, at)
    if number is None or number.in_digits or number.value != int(number.value):
        return None
    if _EARLIEST_WRITTEN <= number.value <= LATEST_YEAR:
        return int(number.value), number.last
    head = int(number.value)
    if not EARLIEST_YEAR <= head * _CENTURY <= LATEST_YEAR or not search.layout.opens_number(number.last + 1):
        return None
    zero = read_numeral(search.layout, number.last + 1)
    tail = read_numeral(search.layout, zero.last + 1) if zero is not None and zero.value == 0 else zero
    if tail is None or tail.in_digits or not 0 <= tail.value < _CENTURY or tail.value != int(tail.value):
        return None
    return head * _CENTURY + int(tail.value), tail.last


def _early_year(search: Search, lead: Hit[Lexeme]) -> tuple[int, int] | None:
    """A year of three digits in words that ends its phrase: "in the year two hundred and sixty-seven"."""
    at = lead.last + 1
    definite = search.is_small(lead.first, "article") or search.is_small(lead.first - 1, "article")
    number = (
        read_numeral(search.layout, at) if (definite or lead.first == 0) and search.layout.opens_number(at) else None
    )
    if number is None or number.in_digits or not _CENTURY <= number.value < _EARLIEST_WRITTEN:
        return None
    ends = search.opens_line(number.last + 1) or search.tokens[number.last + 1].kind == "mark"
    return (int(number.value), number.last) if ends else None


def bare_year(search: Search, at: int) -> Reading | None:
    """Such as "2026", "عام 2026", "the year 2026", "1447 هـ"; alone it needs company (``standing``)."""
    lead = search.starting(at, "year_words")
    if not _CALENDARS.isdisjoint(search.layout.tables):
        other = _year_of_other_calendar(search, at, lead)
        if other is not None:
            return other
    start = lead.last + 1 if lead is not None else at
    found = (led_year(search, start) or _early_year(search, lead)) if lead is not None else None
    if found is None:
        plain = year_at(search, start)
        found = (plain, start) if plain is not None else _old_year(search, start)
    return _our_year(search, at, found, led=lead is not None) if found is not None else None


def _our_year(search: Search, at: int, found: tuple[int, int], *, led: bool) -> Reading | None:
    """The Gregorian year that was found, or the span that it opens, unless it counts something."""
    year, last = found
    if _system_behind(search, last) is not None or (not led and is_counted(search, last + 1)):
        return None
    if _is_cut(search, last + 1):
        return None
    short = _short_end(search, last, year)
    if short is not None and (led or short != year + 1 or search.is_small(at - 1, "article")):
        return Reading(Between(Named(year=year), Named(year=short)), at, last + 2, "range")
    if not led and year % _ROUND == 0 and _is_count(search, at, last):
        return None
    return Reading(Named(year=year), at, last, "year" if led else "bare_year")


def _old_year(search: Search, at: int) -> tuple[int, int] | None:
    """A year before 1900 where a word of time stands before it and its phrase ends with it: "since 1770."."""
    year = _four_digits(search, at)
    led = search.layout.ending(at - 1, "relations")
    if year is None or led is None or not _EARLIEST_WRITTEN <= year < EARLIEST_YEAR:
        return None
    behind = search.tokens[at + 1] if not search.opens_line(at + 1) else None
    ends = behind is None or behind.folded in _ENDS or search.layout.opens(at + 1, _STOPS)
    return (year, at) if ends else None


def _is_count(search: Search, at: int, last: int) -> bool:
    """Whether a round number counts: "up to 2000", "from 2000 to 2500 troops"."""
    if search.layout.ending(at - 1, "bounds") is not None:
        return True
    joint = search.meaning(last + 1, "ranges", "between")
    if joint is None or not search.layout.opens_number(joint.last + 1):
        return False
    other = read_numeral(search.layout, joint.last + 1)
    return other is not None and is_counted(search, other.last + 1)


def _short_end(search: Search, last: int, year: int) -> int | None:
    """The end of "1950-53", "2027/28", "2027/2028": digits behind a mark written onto a year, and later than it."""
    at = last + 2
    digits = search.tokens[at].folded if at < len(search.tokens) else ""
    if not search.is_mark(last + 1, "-", "/") or len(digits) not in {_SHORT, _YEAR_DIGITS} or not digits.isdecimal():
        return None
    end = int(digits) if len(digits) == _YEAR_DIGITS else year - year % _CENTURY + int(digits)
    if (search.is_mark(last + 1, "/") or len(digits) == _YEAR_DIGITS) and end != year + 1:  # "2027/28" is one year
        return None
    joined = search.tokens[last + 1].glued and search.tokens[at].glued
    runs_on = search.is_mark(at + 1, "-", "/") or has_letters_behind(search, at + 1)
    return end if joined and 0 < end - year <= _LONGEST_SHORT and not runs_on else None


def _year_of_other_calendar(search: Search, at: int, lead: Hit[Lexeme] | None) -> Reading | None:
    """A year with its calendar beside it: "1447 هـ", "2726ی کوردی", "السنة الكردية 2727", "the Hijri year 1447"."""
    start = lead.last + 1 if lead is not None else at
    for system, table in _MARKED:
        behind = search.starting(start, table) if lead is not None else None
        before = search.layout.ending(at - 1, table) if lead is not None else None
        place = behind.last + 1 if behind is not None else start
        year = _four_digits(search, place)
        if year is None or not looks_like_year(system, year):
            continue
        if behind is not None or before is not None:
            return Reading(Named(year=year, system=system), at, place, "year")
        marked = _system_behind(search, place)
        if marked is not None and marked[0] == system:
            return Reading(Named(year=year, system=system), at, marked[1], "year")
    return None


def _system_behind(search: Search, last: int) -> tuple[Calendar, int] | None:
    if _CALENDARS.isdisjoint(search.layout.tables):  # as most texts name no other calendar
        return None
    for place in search.places_behind(last)[:2]:
        for system, table in _MARKED:
            hit = search.starting(place, table)
            if hit is not None:
                return system, hit.last
    return None


def system_of(search: Search, year: int, last: int) -> tuple[Calendar | None, int]:
    """The calendar of a year behind a month of two calendars, with the last token of the mark that says so."""
    marked = _system_behind(search, last)
    return marked if marked is not None and looks_like_year(marked[0], year) else (None, last)


def with_year(search: Search, reading: Reading) -> Reading:
    """Take in the year behind a date without one: "2026", ", 2026", "of next year", "من العام المقبل", "of '87"."""
    named = reading.node
    if not isinstance(named, Named) or named.year is not None or named.within is not None:
        return reading
    if not search.has_place_behind(reading.last) and "fractions" not in search.layout.tables:
        return reading  # digits, words for numbers and units are places where dates may start
    places = search.places_behind(reading.last)
    if search.is_mark(reading.last + 1, "/") and year_at(search, reading.last + 2) is not None:  # "Dec/2018"
        places = [reading.last + 2]
    for at in places:
        found = led_year(search, at) or _short_year(search, at)
        if found is not None and named.system is not None and _is_of_our_years(search, named, found):
            return reading._replace(node=replace(named, within=Named(year=found[0])), last=found[1])
        if found is not None and not _starts_other(search, named, found, at, reading.last):
            year, last = found
            system, last = system_of(search, year, last) if named.system is None else (named.system, last)
            if named.system is not None:
                last = _over_own_mark(search, named.system, last)
            last += 2 * (named.loose and _short_end(search, last, year) == year + 1)  # "the winter of 2026-27"
            return Reading(named.in_year(year, system), reading.first, last, reading.rule)
        unit = picked(search, at)
        if unit is not None and is_year_picked(unit.node):
            return reading._replace(node=replace(named, within=unit.node), last=unit.last)
    return reading


def _is_of_our_years(search: Search, named: Named, found: tuple[int, int]) -> bool:
    """Whether a month of another calendar is placed in a Gregorian year: "Ramadan 2027"."""
    year, last = found
    other = named.system is not None and looks_like_year(named.system, year)
    return is_year(year) and not other and not is_counted(search, last + 1)


def _short_year(search: Search, at: int) -> tuple[int, int] | None:
    """The "87" of "April of 87": two digits behind "of" that can be no day."""
    token = search.tokens[at]
    led = search.is_small(at - 1, "of")
    return (
        (full_year(int(token.folded)), at)
        if led and _TWO_DIGITS.fullmatch(token.folded) and token.folded > "31"
        else None
    )


def _over_own_mark(search: Search, system: Calendar, last: int) -> int:
    marked = _system_behind(search, last)
    return marked[1] if marked is not None and marked[0] == system else last


def _starts_other(search: Search, named: Named, found: tuple[int, int], at: int, before: int) -> bool:
    """Whether the number behind a month counts something ("in September 2,026 soldiers") or goes on otherwise."""
    year, last = found
    if _system_behind(search, last) is not None or named.system is not None:
        return named.system is not None and not looks_like_year(named.system, year)
    loose = at > before + 1 or not is_year(year)
    counted = loose and is_counted(search, last + 1)
    return counted or has_letters_behind(search, last + 1) or year > LATEST_YEAR + _CENTURY


def has_letters_behind(search: Search, at: int) -> bool:
    """Whether letters are written onto a number that are no ending of the language: "1970s"."""
    if at >= len(search.tokens) or not search.tokens[at].glued or search.tokens[at].kind != "word":
        return False
    return search.tokens[at].folded not in search.layout.pack.clitics.suffixes


def _is_cut(search: Search, at: int) -> bool:
    """The same, but a part of the year may be written onto it: "2026H2"."""
    return has_letters_behind(search, at) and search.starting(at, "spans") is None


def is_counted(search: Search, at: int) -> bool:
    """Whether people or things are counted by the number before a token ("2026 soldiers")."""
    layout = search.layout
    return (
        layout.opens(at, _COUNTED)
        or noun_at(layout, at) is not None
        or layout.meaning(at, "stops", "things") is not None
    )
