"""Spans of days in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from monitor.alerts.wording.counting import word_count, word_ordinal
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import DateValue

_DECEMBER = 12


def word_day(day: date, words: Vocabulary) -> str:
    """A day: "15 September 2026"."""
    return words.dates.day.format(
        day=word_ordinal(day.day, words), month=words.months[day.month - 1], year=word_ordinal(day.year, words)
    )


def word_day_beside(day: date, other: date, words: Vocabulary) -> str:
    """A day for a reader who knows the other one: without its year where both have the same, "15 September"."""
    if day.year != other.year:
        return word_day(day, words)
    return words.dates.day_of_year.format(day=word_ordinal(day.day, words), month=words.months[day.month - 1])


def word_days(days: int, words: Vocabulary) -> str:
    """A number of days: "1 day", "92 days"."""
    return word_count(days, words.movement.days, words)


def word_date(value: DateValue, words: Vocabulary) -> str:
    """The span with its relation: "by September 2026", "before late September 2026", "about 12–15 September 2026"."""
    return _related(_span(value, words), value, words)


def word_date_beside(value: DateValue, other: DateValue, words: Vocabulary) -> str:
    """The span for a reader who has the other one before their eyes: a day or a month of the same year is without it.

    The year is left out where the other is of one month too, so that it surely says its own.
    """
    if not _is_of_one_month(value) or not _is_of_one_month(other) or value.start.year != other.start.year:
        return word_date(value, words)
    if value.start == value.end:
        return _related(word_day_beside(value.start, other.start, words), value, words)
    if is_whole_months(value):
        return _related(words.months[value.start.month - 1], value, words)
    return word_date(value, words)


def is_whole_months(value: DateValue) -> bool:
    """Whether the span runs from the first day of a month to the last day of the same or a later one."""
    return value.start.day == 1 and value.end.day == _length_of_month(value.end)


def _related(span: str, value: DateValue, words: Vocabulary) -> str:
    if _has_two_ends(value, words) and (value.approx or value.rel != "in"):
        span = words.dates.period.format(span=span)
    if value.approx:
        span = words.dates.about.format(span=span)
    relation = {
        "in": words.dates.in_,
        "by": words.dates.by,
        "before": words.dates.before,
        "after": words.dates.after,
        "from": words.dates.from_,
    }[value.rel]
    return relation.format(span=span)


def _has_two_ends(value: DateValue, words: Vocabulary) -> bool:
    """Whether the span is written with both its ends."""
    if is_whole_months(value):
        return not _is_of_one_month(value) and not _is_of_one_year(value)
    return value.start != value.end and not _is_part_of_month(value, words)


def _span(value: DateValue, words: Vocabulary) -> str:
    start, end = value.start, value.end
    if start == end:
        return word_day(start, words)
    if is_whole_months(value):
        return _months(start, end, words)
    if not _is_of_one_month(value):
        return words.dates.span.format(start=word_day_beside(start, end, words), end=word_day(end, words))
    month, year = words.months[start.month - 1], word_ordinal(start.year, words)
    part = _part_of_month(value, words)
    if part:
        return part.format(month=month, year=year)
    first, last = (word_ordinal(one, words) for one in (start.day, end.day))
    return words.dates.days_of_month.format(first=first, last=last, month=month, year=year)


def _months(start: date, end: date, words: Vocabulary) -> str:
    first, last = words.months[start.month - 1], words.months[end.month - 1]
    first_year, last_year = word_ordinal(start.year, words), word_ordinal(end.year, words)
    if start.month == 1 and end.month == _DECEMBER:
        return first_year if start.year == end.year else words.dates.years.format(first=first_year, last=last_year)
    if start.year != end.year:
        opening = words.dates.month.format(month=first, year=first_year)
        return words.dates.span.format(start=opening, end=words.dates.month.format(month=last, year=last_year))
    if start.month == end.month:
        return words.dates.month.format(month=first, year=first_year)
    return words.dates.months.format(first=first, last=last, year=first_year)


def _part_of_month(value: DateValue, words: Vocabulary) -> str:
    """The phrase for a span with exactly these days, which were words in the article; empty for any other.

    Source: the days that the reading of dates gives to parts of a month.
    """
    length, table = _length_of_month(value.end), words.dates
    return {
        (1, 10): table.early,
        (11, 20): table.middle,
        (21, length): table.late,
        (1, 15): table.first_half,
        (16, length): table.second_half,
    }.get((value.start.day, value.end.day), "")


def _is_part_of_month(value: DateValue, words: Vocabulary) -> bool:
    return _is_of_one_month(value) and bool(_part_of_month(value, words))


def _is_of_one_month(value: DateValue) -> bool:
    return (value.start.year, value.start.month) == (value.end.year, value.end.month)


def _is_of_one_year(value: DateValue) -> bool:
    return value.start.year == value.end.year and value.start.month == 1 and value.end.month == _DECEMBER


def _length_of_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]
