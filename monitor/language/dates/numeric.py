"""Dates in digits: "30/9/2026", "2026-09-30", "30.9.2026", "9/2026", "10/31/74", "2019-Sep-1", "20260930"."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.language.dates.daynumbers import LAST_DAY, LAST_MONTH
from monitor.language.dates.months import month_name
from monitor.language.dates.nodes import Named, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.years import full_year, is_counted, is_year

_MARKS = ("-", "/", ".")
_TWO, _THREE = 2, 3
_YEAR_DIGITS = 4
_COMPACT_DIGITS = 8
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def numeric_date(search: Search, at: int) -> Reading | None:
    """A day, or a month of a year, in digits; both in the order of the language (CLDR: month first in English).

    The other order is read where the first names no day ("30/9/2026"), and kept as another reading where both do.
    Without a year the numbers must name a day in one order alone, or stand behind a word that asks for a day ("on
    4/22").
    """
    token = search.tokens[at]
    if token.kind != "number" or not _may_be_date(search, at) or _goes_on_before(search, at):
        return None
    compact = _COMPACT.fullmatch(token.folded)
    if compact is not None:
        if is_counted(search, at + 1):  # "20261101 soldiers"
            return None
        year, month, day = (int(part) for part in compact.groups())
        return _day(at, at, year, month, day)
    return (
        _three_numbers(search, at)
        or _with_month_name(search, at)
        or _month_of_year(search, at)
        or _dotted(search, at)
        or _day_and_month(search, at)
    )


def _may_be_date(search: Search, at: int) -> bool:
    """Whether there is more than plain digits: a mark behind them or within, or eight of them; few numbers have it."""
    digits = search.tokens[at].folded
    marked = at + 1 < len(search.tokens) and search.tokens[at + 1].folded in _MARKS
    return marked or "." in digits or len(digits) == _COMPACT_DIGITS


def _day(first: int, last: int, year: int | None, month: int, day: int) -> Reading | None:
    if not (1 <= month <= LAST_MONTH and 1 <= day <= LAST_DAY):
        return None
    return Reading(Named(year=year, months=(month, month), day=day), first, last, "numeric_date")


def _three_numbers(search: Search, at: int) -> Reading | None:
    numbers = _joined_numbers(search, at, _THREE)
    return _in_order(search, numbers, at, at + 4) if numbers is not None else None


def _in_order(search: Search, numbers: tuple[str, ...], first: int, last: int) -> Reading | None:
    """Three numbers as year-month-day, day-month-year, or month-day-year where only that is a day."""
    one, two, three = (int(number) for number in numbers)
    if len(numbers[0]) == _YEAR_DIGITS and is_year(one):
        return _day(first, last, one, two, three)
    if len(numbers[2]) == _YEAR_DIGITS and is_year(three):
        year = three
    elif len(numbers[2]) == _TWO and len(numbers[0]) <= _TWO:
        year = full_year(three)
    else:
        return None
    return _by_order(search, (first, last), year, (one, two))


def _by_order(search: Search, place: tuple[int, int], year: int | None, numbers: tuple[int, int]) -> Reading | None:
    """Two numbers as day and month, in the order of the language; where only the other names a day, in that."""
    month, day = numbers if search.layout.pack.month_first else numbers[::-1]
    if month > LAST_MONTH:
        month, day = day, month
    found = _day(*place, year, month, day)
    if found is None or day > LAST_MONTH or month == day or not isinstance(found.node, Named):
        return found
    return found._replace(node=replace(found.node, swapped=True))


def _month_of_year(search: Search, at: int) -> Reading | None:
    numbers = _joined_numbers(search, at, _TWO)
    if numbers is None:
        return None
    year, month = (numbers[0], numbers[1]) if is_year(int(numbers[0])) else (numbers[1], numbers[0])
    dashed = search.tokens[at + 1].folded == "-"
    if dashed and len(search.tokens[at + 2].folded) == 1:  # "2026-09" is a month, "2025-6" is not
        return None
    if not is_year(int(year)) or not 1 <= int(month) <= LAST_MONTH:
        return None
    return Reading(Named(year=int(year), months=(int(month), int(month))), at, at + 2, "numeric_month")


def _day_and_month(search: Search, at: int) -> Reading | None:
    """Such as "22/04", "4/22"; never what may be a fraction or a score, unless a word before it asks for a day."""
    numbers = _joined_numbers(search, at, _TWO)
    last = at + 2
    if numbers is None:
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", search.tokens[at].folded)
        if found is None or not _is_led(search, at):
            return None
        numbers, last = (found[1], found[2]), at
    one, two = int(numbers[0]), int(numbers[1])
    if not (1 <= one <= LAST_DAY and 1 <= two <= LAST_DAY):
        return None
    sure = (one > LAST_MONTH) != (two > LAST_MONTH) and search.is_mark(at + 1, "/") and _ends_phrase(search, last + 1)
    dashed = search.is_mark(at + 1, "-") and _is_alone(search, at, last)
    if _is_alone(search, at, last) and not dashed:  # "2/15" by itself is as well a share
        return None
    if not (sure or dashed or _is_led(search, at)):
        return None
    return _by_order(search, (at, last), None, (one, two))


def _ends_phrase(search: Search, at: int) -> bool:
    """Whether nothing that the numbers could be a share of stands behind them."""
    return search.opens_line(at) or search.is_mark(at, ".", ",", "،", ")")


def _is_led(search: Search, at: int) -> bool:
    """Whether a word that asks for a day stands right before: "on", "يوم", a weekday."""
    before = at - 1
    layout = search.layout
    asked = layout.ending_meaning(before, "day_labels", "words") is not None
    return asked or layout.ending(before, "weekdays") is not None or layout.ending(before, "day_words") is not None


def _is_alone(search: Search, first: int, last: int) -> bool:
    return first == 0 and last == len(search.tokens) - 1


def _with_month_name(search: Search, at: int) -> Reading | None:
    """Such as "2019-Sep-1", "23-2020-September", "31-Oct-74": a month's name among numbers, with the same marks."""
    first = search.tokens[at].folded
    if not search.is_mark(at + 1, "-", "/") or not re.fullmatch(r"\d{1,4}", first) or search.opens_line(at + 2):
        return None
    mark = search.tokens[at + 1].folded
    named = month_name(search, at + 2)
    if named is not None:
        if not search.is_mark(named.last + 1, mark):
            return None
        third = _number_at(search, named.last + 2)
        order = (first, str(named.month), third) if third is not None else None
        last = named.last + 2
    else:
        middle, final = _number_at(search, at + 2), month_name(search, at + 4) if search.is_mark(at + 3, mark) else None
        order = (first, str(final.month), middle) if final is not None and middle is not None else None
        last = final.last if final is not None else at
    if order is None:
        return None
    if is_year(int(order[0])):
        return _day(at, last, int(order[0]), int(order[1]), int(order[2]))
    return _day(at, last, full_year(int(order[2])), int(order[1]), int(order[0]))


def _number_at(search: Search, at: int) -> str | None:
    if at >= len(search.tokens):
        return None
    found = search.tokens[at].folded
    return found if re.fullmatch(r"\d{1,2}|\d{4}", found) else None


def _joined_numbers(search: Search, at: int, count: int) -> tuple[str, ...] | None:
    """So many whole numbers with the same mark between them, and no further one behind; two are written together."""
    parts = search.tokens[at : at + 2 * count - 1]
    if len(parts) < 2 * count - 1:
        return None
    marks = {part.folded for part in parts[1::2]}
    if len(marks) != 1 or not marks <= set(_MARKS) or _goes_on_behind(search, at + 2 * count - 1):
        return None
    numbers = tuple(part.folded for part in parts[::2])
    if any(part.opens_line for part in parts[1:]) or not all(
        len(one) <= _YEAR_DIGITS and one.isdecimal() for one in numbers
    ):
        return None
    spread = count == _THREE and parts[1].folded == "-" and parts[1].glued and not parts[2].glued
    loose = spread or not all(part.glued for part in parts[1:])
    has_year = any(len(one) == _YEAR_DIGITS and is_year(int(one)) for one in numbers)
    return numbers if not loose or has_year or _is_alone(search, at, at + 2 * count - 2) else None


def _goes_on_before(search: Search, at: int) -> bool:
    tokens = search.tokens
    if at > 0 and tokens[at].glued and tokens[at - 1].folded in {"$", "€", "£", ":", "+"}:
        return True
    if at > 1 and tokens[at - 1].folded == "-" and search.is_mark(at - 3, "/") and search.is_mark(at + 1, "/"):
        return False
    return at > 1 and tokens[at].glued and tokens[at - 1].folded in _MARKS and tokens[at - 2].kind == "number"


def _goes_on_behind(search: Search, at: int) -> bool:
    tokens = search.tokens
    if at + 1 >= len(tokens) or not tokens[at].glued or tokens[at].folded not in {"-", "/", ":"}:
        return False
    return tokens[at + 1].glued and tokens[at + 1].kind == "number" and not _is_range_behind(search, at)


def _is_range_behind(search: Search, at: int) -> bool:
    """Whether a dash and a date with the same marks follow: "10/1/2018-10/7/2018"."""
    return search.is_mark(at, "-") and search.is_mark(at - 2, "/") and search.is_mark(at + 2, "/")


def _dotted(search: Search, at: int) -> Reading | None:
    """Such as "30.9.2026", "10.31.1974", "2015.3": one token, because a point also stands inside numbers."""
    numbers = tuple(search.tokens[at].folded.split("."))
    if len(numbers) == _THREE and all(re.fullmatch(r"\d{1,4}", one) for one in numbers):
        years = [one for one in (numbers[0], numbers[2]) if len(one) == _YEAR_DIGITS]
        return _in_order(search, numbers, at, at) if len(years) == 1 else None
    if len(numbers) == _TWO and re.fullmatch(r"\d{4}\.\d{1,2}", search.tokens[at].folded) and is_year(int(numbers[0])):
        month = int(numbers[1])
        found = 1 <= month <= LAST_MONTH
        return Reading(Named(year=int(numbers[0]), months=(month, month)), at, at, "numeric_month") if found else None
    return None
