"""Decades and centuries, in digits and in words: "the 1990s", "تسعينيات القرن الماضي", "the 19th century"."""

from __future__ import annotations

import re

from monitor.language.counted import LATEST_YEAR
from monitor.language.dates.nodes import Picked, Reading, Years
from monitor.language.dates.search import Search
from monitor.language.dates.units import picked
from monitor.language.dates.years import full_year, is_year

_DECADE_DIGITS = re.compile(r"(\d{3}|\d)0")
_CENTURY = 100
_DECADE = 10
_SHORT = 2
_LATEST_CENTURY = 22
_THIS_CENTURY = 2000


def decade(search: Search, at: int) -> Reading | None:
    """Such as "the 1990s", "the '90s", "nineties", "تسعينيات القرن الماضي", "سبعينيات القرن العشرين"."""
    digits = _decade_in_digits(search, at)
    if digits is not None:
        return digits
    hit = search.starting(at, "decades")
    if hit is None or _is_age(search, hit.first, hit.last):
        return None
    tens = int(hit.label.value)
    for place in search.places_behind(hit.last):
        named = century(search, place)
        if named is not None and isinstance(named.node, Years):
            first = named.node.first - named.node.first % _CENTURY + tens
            return Reading(Years(first, first + _DECADE - 1), at, named.last, "decade")
        unit = picked(search, place)
        if unit is not None and isinstance(unit.node, Picked) and unit.node.unit == "century":
            base = _THIS_CENTURY - _CENTURY * (unit.node.modifier == "last")
            return Reading(Years(base + tens, base + tens + _DECADE - 1), at, unit.last, "decade")
    prior = search.layout.ending(at - 1, "century_words")
    base = int(prior.label.value) if prior is not None else full_year(tens) - tens
    return Reading(Years(base + tens, base + tens + _DECADE - 1), prior.first if prior else at, hit.last, "decade")


def _decade_in_digits(search: Search, at: int) -> Reading | None:
    opened = at + search.is_mark(at, "'")
    if opened + 1 >= len(search.tokens):
        return None
    digits, behind = search.tokens[opened].folded, opened + 1
    if not _DECADE_DIGITS.fullmatch(digits) or not (search.tokens[behind].glued or _is_torn(search, at)):
        return None
    if len(digits) == _SHORT and _is_type_or_age(search, at):
        return None
    behind += search.is_mark(behind, "'") and search.tokens[behind].glued
    if search.opens_line(behind) or not search.is_small(behind, "possessive"):
        return None
    first = full_year(int(digits))
    if not is_year(first):
        return None
    length = _CENTURY if first % _CENTURY == 0 and len(digits) == 4 and first < LATEST_YEAR - _CENTURY else _DECADE  # noqa: PLR2004 - "the 1900s"
    return Reading(Years(first, first + length - 1), at, behind, "decade")


def _is_torn(search: Search, at: int) -> bool:
    """Whether the letter of a decade stands apart from its digits, as careless typing has it: "in the 1990 s"."""
    led = search.is_small(at - 1, "article") or search.layout.ending(at - 1, "relations") is not None
    return (led or search.layout.ending(at - 1, "parts") is not None) and search.is_small(at + 1, "possessive")


def _is_type_or_age(search: Search, at: int) -> bool:
    """Whether short digits belong to the type of a thing ("J-10s") or to somebody's age ("in his late 30s")."""
    typed = search.is_mark(at - 1, "-") and search.tokens[at].glued and search.tokens[at - 1].glued
    typed = typed and search.layout.ending(at - 1, "parts") is None
    return typed or _is_age(search, at, at)


def _is_age(search: Search, first: int, last: int) -> bool:
    """Whether tens of years are somebody's age: "in his sixties", "في الستينيات من العمر"."""
    before = first - 1
    part = search.layout.ending(before, "parts")
    before = part.first - 1 if part is not None else before
    owned = search.layout.ending_meaning(before, "decade_ages", "before") is not None
    return owned or search.meaning(last + 1, "decade_ages", "behind") is not None


def century(search: Search, at: int) -> Reading | None:
    """Such as "the 19th century", "القرن العشرين", "سەدەی بیستەم": the 20th is 1900 to 1999, as ISO 8601 counts."""
    hit = search.starting(at, "centuries")
    if hit is not None:
        number = int(hit.label.value)
        return Reading(Years((number - 1) * _CENTURY, number * _CENTURY - 1), at, hit.last, "century")
    mark = search.meaning(at + 1, "ordinal_marks", "words")
    number_token = search.tokens[at].folded
    if mark is None or len(number_token) > 2 or not number_token.isdecimal():  # noqa: PLR2004 - up to the 22nd
        return None
    unit = search.starting(mark.last + 1, "units")
    if unit is None or unit.label.value != "century" or not 1 <= int(number_token) <= _LATEST_CENTURY:
        return None
    number = int(number_token)
    return Reading(Years((number - 1) * _CENTURY, number * _CENTURY - 1), at, unit.last, "century")
