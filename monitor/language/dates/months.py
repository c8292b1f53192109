"""The ways of naming a month, a day of one, a quarter or a season, each as one function.

Each takes a layout and a token, and returns the longest date of its kind that starts there, or None.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.language.dates.numeric import LAST_MONTH, day_at, is_day, is_year, year_at
from monitor.language.dates.units import (
    FILLER_REACH,
    calendar_unit,
    is_counted,
    modifier_before,
    with_modifier_after,
)
from monitor.language.dates.words import DateWords
from monitor.language.lexicon import Hit
from monitor.language.numerals import joined_at
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.language.tokens import whole_number

_QUARTER_STEP = 2


def day_of_month(layout: Layout, at: int) -> DateWords | None:
    """Such as "14 September", "the third of March", "20ی تشرینی یەکەمی 2025", "13 من الشهر الجاري".

    Days that share a month are one span behind "between" or with "to" or a dash ("3 to 17 April"); joined by "and" each
    is a date of its own, and this gives the first.
    """
    day, behind = day_number(layout, at)
    if day is None:
        return None
    named = _month_of_day(layout, at, behind, day)
    if named is not None:
        return named
    return _span_of_days(layout, at, day, behind) or _shared_month(layout, at, day, behind)


def month_then_day(layout: Layout, at: int) -> DateWords | None:
    """Such as "September 14", "Sept. 14, 2026", "May the 4th"; never a month and a year."""
    named = month_name(layout, at)
    if named is None:
        return None
    month, last = named
    behind = last + 1
    article = behind < len(layout.tokens) and layout.tokens[behind].folded == "the"
    if behind < len(layout.tokens) and layout.tokens[behind].folded in {".", "the"}:
        behind += 1
    day, after = day_number(layout, behind)
    if day is None or is_counted(layout, after) or day_at(layout, behind) is None:
        return None
    if article and after == behind + 1:  # "in September the 12 governments"
        return None
    words = DateWords(at, after - 1, "month_then_day", month=month, day=day)
    later, past_later = _later_day(layout, after, day)
    if later is not None and not is_counted(layout, past_later):
        words = replace(words, day_to=later, last=past_later - 1)
    return with_year_after(layout, with_modifier_after(layout, words))


def month_of_year(layout: Layout, at: int) -> DateWords | None:
    """Such as "September 2026", "next September", "أيلول/سبتمبر المقبل", "أيلول من العام المقبل", "شهر 9 2026"."""
    words = _month_alone(layout, at)
    if words is None or words.year is not None or words.modifier is not None:
        return words
    return _with_shared_year(layout, words)


def _month_alone(layout: Layout, at: int) -> DateWords | None:
    modifier, start = modifier_before(layout, at)
    named = month_name(layout, start)
    if named is None:
        return None
    month, last = named
    words = DateWords(at, last, "month", month=month, modifier=modifier)
    if modifier is None:
        words = with_modifier_after(layout, words)
    return with_year_after(layout, words)


def span_of_year(layout: Layout, at: int) -> DateWords | None:
    """A quarter or a season that a year or a modifier places: "the third quarter of 2026", "next summer".

    So too the Levantine names that two months share: "تشرين 2026" is October or November, and the span is both.
    """
    modifier, start = modifier_before(layout, at)
    hit = layout.starting(start, "spans")
    if hit is None:
        return None
    month_from, month = (int(month) for month in hit.label.value.split("-"))
    quarter = month - month_from == _QUARTER_STEP and month_from % (_QUARTER_STEP + 1) == 1
    words = DateWords(at, hit.last, "quarter" if quarter else "season", modifier=modifier)
    words = replace(words, month_from=month_from, month=month, approx=not quarter)
    if modifier is None:
        words = with_modifier_after(layout, words)
    return with_year_after(layout, words)


def month_name(layout: Layout, at: int) -> tuple[int, int] | None:
    """The month named at a token and the last token of its name, a doubled one ("أيلول/سبتمبر") counted as one."""
    if at >= len(layout.tokens):
        return None
    hit = layout.starting(at, "months")
    if hit is None or not _is_safe(layout, hit):
        return _numbered_month(layout, at)
    month, last = int(hit.label.value), hit.last
    behind = last + 1
    marked = behind + 1 < len(layout.tokens) and layout.tokens[behind].folded in {"/", "(", "-"}
    twin = layout.starting(behind + marked, "months")
    if twin is None or int(twin.label.value) != month:
        return month, last
    closed = twin.last + 1 < len(layout.tokens) and layout.tokens[twin.last + 1].folded == ")"
    return month, twin.last + (closed and layout.tokens[behind].folded == "(")


def day_number(layout: Layout, at: int) -> tuple[int | None, int]:
    """The day's number at a token and the token behind it, its ordinal letters included; (None, at) without one."""
    day = day_at(layout, at)
    if day is not None:
        mark = layout.meaning(at + 1, "ordinal_marks", "words")
        marked = mark is not None and layout.tokens[at + 1].glued
        return day, (mark.last + 1 if mark is not None and marked else at + 1)
    ordinal = layout.starting(at, "ordinals")
    if ordinal is None or _belongs_to_noun(layout, at):
        return None, at
    return int(ordinal.label.value), ordinal.last + 1


def with_year_after(layout: Layout, words: DateWords) -> DateWords:
    """Take in a year, with a comma or a word for "of", "year" before it; or a unit "of next year", "from this year"."""
    for at in range(words.last + 1, min(words.last + 1 + FILLER_REACH, len(layout.tokens))):
        year = year_at(layout, at)
        if year is not None and not (is_counted(layout, at + 1) and at > words.last + 1):
            return replace(words, year=year, last=at)
        unit = calendar_unit(layout, at)
        if unit is not None and unit.unit == "year" and unit.part is None:
            if unit.year is not None:
                return replace(words, year=unit.year, last=unit.last)
            if unit.modifier is not None:
                return replace(words, modifier=unit.modifier, unit="year", last=unit.last)
        if layout.meaning(at, "fillers", "words") is None and layout.tokens[at].folded != ",":
            break
    return words


def _month_of_day(layout: Layout, at: int, behind: int, day: int) -> DateWords | None:
    """The day with the month that is named behind it, or with the month that "this month" and the like mean."""
    in_words = day_at(layout, at) is None
    marked = not in_words and behind > at + 1
    for place in range(behind, min(behind + FILLER_REACH, len(layout.tokens))):
        of = place > behind
        named = month_name(layout, place)
        if named is not None and (of or not in_words):
            words = DateWords(at, named[1], "day_of_month", month=named[0], day=day)
            return with_year_after(layout, with_modifier_after(layout, words))
        unit = calendar_unit(layout, place) if of or marked else None
        if unit is not None and unit.unit == "month" and unit.modifier is not None and unit.part is None:
            return replace(unit, first=at, day=day, rule="day_of_named_month")
        if layout.meaning(place, "fillers", "words") is None or layout.tokens[place].folded == ",":
            return None
    return None


def _span_of_days(layout: Layout, at: int, day: int, behind: int) -> DateWords | None:
    later, past_later = _later_day(layout, behind, day)
    if later is None:
        return None
    words = _month_of_day(layout, at, past_later, later)
    return replace(words, day=day, day_to=later) if words is not None else None


def _later_day(layout: Layout, at: int, day: int) -> tuple[int | None, int]:
    joint = layout.meaning(at, "ranges", "between")
    later, behind = day_number(layout, joint.last + 1) if joint is not None else (None, at)
    return (later, behind) if later is not None and later > day else (None, at)


def _shared_month(layout: Layout, at: int, day: int, behind: int) -> DateWords | None:
    """Such as the "12" of "12 and 14 August": the words of the last day give its month and year."""
    second = joined_at(layout, behind)
    later = day_number(layout, second)[0] if second is not None else None
    if second is None or later is None or later <= day:
        return None
    words = day_of_month(layout, second)
    if words is None:
        return None
    opened = layout.ending_meaning(at - 1, "ranges", "open")
    if opened is not None and words.day_to is None:
        return replace(words, first=opened.first, day=day, day_to=words.day)
    return replace(words, first=at, last=behind - 1, day=day, day_to=None)


def _with_shared_year(layout: Layout, words: DateWords) -> DateWords:
    """A month that takes its year from the one it is joined to: "June and July 2026", "من حزيران إلى آب 2026"."""
    joint = layout.meaning(words.last + 1, "ranges", "between")
    second = joint.last + 1 if joint is not None else joined_at(layout, words.last + 1)
    other = _month_alone(layout, second) if second is not None and second < len(layout.tokens) else None
    if other is None or other.month is None:
        return words
    if other.year is not None:
        return replace(words, year=other.year - ((words.month or 1) > other.month))
    return replace(words, modifier=other.modifier, unit=other.unit)


def _numbered_month(layout: Layout, at: int) -> tuple[int, int] | None:
    """Such as "شهر 9", "مانگی 9": the month by its number, behind a word that says so."""
    lead = layout.meaning(at, "numbered", "words")
    place = lead.last + 1 if lead is not None else len(layout.tokens)
    month = day_at(layout, place)
    named = layout.starting(place + 1, "months") is not None
    if month is None or month > LAST_MONTH or named or is_counted(layout, place + 1):
        return None
    return month, place


def _belongs_to_noun(layout: Layout, at: int) -> bool:
    """Whether an ordinal counts the noun before it: "الأسبوع الأول من أيلول" is a week, "الأول من أيلول" a day."""
    before = at - 1
    if before < 0 or layout.tokens[at].opens_line or not layout.pack.articles:
        return False
    if any(layout.ending(before, table) is not None for table in ("weekdays", "day_words", "months")):
        return False
    return layout.tokens[before].kind == "word" and layout.tokens[before].folded.startswith(layout.pack.articles)


def _is_safe(layout: Layout, hit: Hit[Lexeme]) -> bool:
    """Whether a month's name can be nothing else here: some are other words too, and ask for company."""
    if layout.meaning(hit.first, "guarded", "words") is None:
        return True
    before, after = hit.first - 1, hit.last + 1
    word = layout.tokens[hit.first].text
    led = layout.ending(before, "relations") is not None or layout.ending(before, "ranges") is not None
    return (
        (led and word[0].isupper() and not word.isupper())
        or _has_company_before(layout, before)
        or _has_company_after(layout, after)
    )


def _has_company_before(layout: Layout, before: int) -> bool:
    if before < 0:
        return False
    beside = layout.tokens[before]
    if (beside.kind == "number" and is_day(whole_number(beside))) or beside.folded == "/":
        return True
    filler = layout.ending(before, "fillers")
    places = (before, filler.first - 1) if filler is not None else (before,)
    named = any(layout.ending_meaning(place, "units", "month") is not None for place in places)
    tables = ("ordinals", "ordinal_marks", "parts", "modifiers")
    return named or any(layout.ending(place, table) is not None for place in places for table in tables)


def _has_company_after(layout: Layout, after: int) -> bool:
    if after >= len(layout.tokens):
        return False
    number = whole_number(layout.tokens[after])
    if number is not None and (is_day(number) or is_year(number)):
        return True
    if layout.tokens[after].folded == "(":
        return layout.starting(after + 1, "months") is not None
    modified = layout.starting(after, "modifiers_after") is not None
    filler = layout.meaning(after, "fillers", "words")
    placed = layout.ending(after, "relations") is not None  # "May in 2026" is a person
    dated = filler is not None and not placed and year_at(layout, filler.last + 1) is not None
    unit = calendar_unit(layout, after if filler is None else filler.last + 1)
    in_year = unit is not None and unit.unit == "year" and (unit.modifier is not None or unit.year is not None)
    joint = layout.meaning(after, "ranges", "between")
    ranged = joint is not None and layout.starting(joint.last + 1, "months") is not None
    return modified or dated or in_year or ranged or layout.tokens[after].folded == "/"
