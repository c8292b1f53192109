"""The ways of naming a day, a weekday, a year or another span without a month, each as one function.

Each takes a layout and a token, and returns the longest date of its kind that starts there, or None.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.language.dates.months import day_of_month, month_then_day
from monitor.language.dates.numeric import numeric_date, year_at
from monitor.language.dates.units import (
    calendar_unit,
    carries_article,
    is_counted,
    modifier_before,
    over_fillers,
    with_modifier_after,
)
from monitor.language.dates.words import DateWords
from monitor.language.reading import Layout

_ROUND = 50


def day_word(layout: Layout, at: int) -> DateWords | None:
    """Such as "today", and what specifies it behind: "اليوم الثلاثاء (17 آذار 2020)"."""
    hit = layout.starting(at, "day_words")
    if hit is None:
        return None
    words = DateWords(at, hit.last, "day_word", day_step=int(hit.label.value))
    return _specified(layout, words)


def weekday_date(layout: Layout, at: int) -> DateWords | None:
    """Such as "Monday", "next Monday", "الخميس المقبل", "Thursday, 28 August", "Monday of next week"."""
    modifier, start = modifier_before(layout, at)
    hit = layout.starting(start, "weekdays")
    if hit is None:
        return None
    words = DateWords(at, hit.last, "weekday", weekday=int(hit.label.value), modifier=modifier)
    if modifier is None:
        words = with_modifier_after(layout, words)
    if words.modifier is None:
        week = calendar_unit(layout, over_fillers(layout, words.last + 1))
        if week is not None and week.unit == "week" and week.modifier is not None:
            return replace(words, unit="week", modifier=week.modifier, last=week.last)
    return _specified(layout, words)


def named_unit(layout: Layout, at: int) -> DateWords | None:
    """A span of the calendar (``units.calendar_unit``), other than a bare one without an article ("آخر يوم")."""
    words = calendar_unit(layout, at)
    if words is None or words.modifier is not None or words.year is not None:
        return words
    return words if carries_article(layout, at) else None


def bare_year(layout: Layout, at: int) -> DateWords | None:
    """Such as "2026": counts only behind a relation, a part or a word for year (``stands_alone``)."""
    year = year_at(layout, at)
    if year is None or is_counted(layout, at + 1) or _goes_on(layout, at + 1):
        return None
    if year % _ROUND == 0 and layout.ending(at - 1, "bounds") is not None:  # "up to 2000" is a count
        return None
    return DateWords(at, at, "bare_year", year=year)


def stands_alone(words: DateWords) -> bool:
    """Whether what was read names a date by itself, with what was found around it."""
    named = words.modifier is not None or words.year is not None
    if words.rule == "calendar_unit":
        return named or (words.part is not None and words.unit != "day")
    if words.rule == "bare_year":
        return words.part is not None or words.rel_given or words.to is not None
    return named or words.rule not in {"quarter", "season"}


def _specified(layout: Layout, words: DateWords) -> DateWords:
    """Take in the full date that follows a day word or a weekday, with commas, brackets and fillers between."""
    at = over_fillers(layout, words.last + 1)
    bracketed = at < len(layout.tokens) and layout.tokens[at].folded == "("
    at += bracketed
    if at >= len(layout.tokens) or layout.tokens[at].opens_line:
        return words
    inner = _full_date(layout, at)
    if inner is None and words.rule == "day_word":
        inner = weekday_date(layout, at)
    if inner is None or (inner.day is None and inner.modifier is not None):
        return words
    closes = bracketed and inner.last + 1 < len(layout.tokens) and layout.tokens[inner.last + 1].folded == ")"
    weekday, last = inner.weekday or words.weekday, inner.last + closes
    if inner.day is None:
        return replace(words, last=last, weekday=weekday)
    return replace(inner, first=words.first, last=last, rule=f"{words.rule}_specified", weekday=weekday)


def _goes_on(layout: Layout, at: int) -> bool:
    """Whether letters are written onto a year that are no ending of the language: "1970s"."""
    if at >= len(layout.tokens) or not layout.tokens[at].glued or layout.tokens[at].kind != "word":
        return False
    return layout.tokens[at].folded not in layout.pack.clitics.suffixes


def _full_date(layout: Layout, at: int) -> DateWords | None:
    for read in (numeric_date, day_of_month, month_then_day):
        inner = read(layout, at)
        if inner is not None and inner.day is not None:
            return inner
    return None
