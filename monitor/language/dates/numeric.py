"""Dates in digits: "30/9/2026", "2026-09-30", "30.9.2026", "9/2026"."""

from __future__ import annotations

import re

from monitor.language.counted import EARLIEST_YEAR, LATEST_YEAR
from monitor.language.dates.words import DateWords
from monitor.language.reading import Layout
from monitor.language.tokens import whole_number

LAST_DAY, LAST_MONTH = 31, 12
_MARKS = ("-", "/", ".")
_MONTH_AND_YEAR, _DAY_MONTH_YEAR = 2, 3


def numeric_date(layout: Layout, at: int) -> DateWords | None:
    """A day, or a month of a year, in digits; day before month, as all three languages write it.

    Month before day is read only where the other order names no day ("9/30/2026").
    """
    if layout.tokens[at].kind != "number" or _goes_on_before(layout, at):
        return None
    return _three_numbers(layout, at) or _month_of_year(layout, at) or _dotted(layout, at)


def is_year(number: float) -> bool:
    """Whether a number may be a year in a news text."""
    return EARLIEST_YEAR <= number <= LATEST_YEAR


def is_day(number: float | None) -> bool:
    """Whether a number may be the day of a month."""
    return number is not None and 1 <= number <= LAST_DAY and number == int(number)


def year_at(layout: Layout, at: int) -> int | None:
    """The year that stands at a token in four digits, or None."""
    if at >= len(layout.tokens) or not re.fullmatch(r"\d{4}", layout.tokens[at].folded):
        return None
    year = int(layout.tokens[at].folded)
    return year if is_year(year) else None


def day_at(layout: Layout, at: int) -> int | None:
    """The day of a month that stands at a token in digits, or None."""
    number = whole_number(layout.tokens[at]) if 0 <= at < len(layout.tokens) else None
    return int(number) if number is not None and is_day(number) else None


def _three_numbers(layout: Layout, at: int) -> DateWords | None:
    numbers = _joined_numbers(layout, at, _DAY_MONTH_YEAR)
    if numbers is None:
        return None
    first, middle, final = numbers
    year, month, day = (first, middle, final) if is_year(first) else (final, middle, first)
    if month > LAST_MONTH and not is_year(first):
        month, day = day, month
    if not (is_year(year) and 1 <= month <= LAST_MONTH and is_day(day)):
        return None
    return DateWords(at, at + 4, "numeric_date", year=year, month=month, day=day)


def _month_of_year(layout: Layout, at: int) -> DateWords | None:
    numbers = _joined_numbers(layout, at, _MONTH_AND_YEAR)
    if numbers is None:
        return None
    year, month = numbers if is_year(numbers[0]) else (numbers[1], numbers[0])
    dashed = layout.tokens[at + 1].folded == "-"
    if dashed and not re.fullmatch(r"\d{2}", layout.tokens[at + 2].folded):  # "2026-09" is a month, "2025-6" is not
        return None
    if not is_year(year) or not 1 <= month <= LAST_MONTH:
        return None
    return DateWords(at, at + 2, "numeric_month", year=year, month=month)


def _joined_numbers(layout: Layout, at: int, count: int) -> tuple[int, ...] | None:
    """So many whole numbers with the same mark between them, and no further one behind; two are written together."""
    parts = layout.tokens[at : at + 2 * count - 1]
    loose = not all(part.glued for part in parts[1:])
    if len(parts) < 2 * count - 1 or (loose and count == _MONTH_AND_YEAR):
        return None
    marks = {part.folded for part in parts[1::2]}
    if len(marks) != 1 or not marks <= set(_MARKS) or _goes_on_behind(layout, at + 2 * count - 1):
        return None
    numbers = [part.folded for part in parts[::2]]
    return tuple(int(number) for number in numbers) if all(re.fullmatch(r"\d{1,4}", one) for one in numbers) else None


def _goes_on_before(layout: Layout, at: int) -> bool:
    tokens = layout.tokens
    return at > 1 and tokens[at].glued and tokens[at - 1].folded in _MARKS and tokens[at - 2].kind == "number"


def _goes_on_behind(layout: Layout, at: int) -> bool:
    tokens = layout.tokens
    if at + 1 >= len(tokens) or not tokens[at].glued or tokens[at].folded not in {"-", "/"}:
        return False
    return tokens[at + 1].glued and tokens[at + 1].kind == "number"


def _dotted(layout: Layout, at: int) -> DateWords | None:
    """Such as "30.9.2026": one token, because a point also stands inside numbers."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", layout.tokens[at].folded)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if not (is_day(day) and 1 <= month <= LAST_MONTH and is_year(year)):
        return None
    return DateWords(at, at, "numeric_date", year=year, month=month, day=day)
