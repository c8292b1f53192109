"""The ways of naming a day, a month, a year or another span of the calendar, each as one function.

Each takes a layout and a token, and returns the longest date of its kind that starts there, or None.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from monitor.language.dates.words import DateWords, Modifier, Unit
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.language.tokens import whole_number

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Four digits outside this range are no year in a news text."""

_LAST_DAY, _LAST_MONTH = 31, 12


def numeric_date(layout: Layout, at: int) -> DateWords | None:
    """Such as "2026-09-30", "30/9/2026", "2026/9/30"; day before month, as all three languages write it."""
    for mark in ("-", "/", "."):
        numbers = _joined_numbers(layout, at, mark)
        if numbers is None:
            continue
        first, middle, final = numbers
        if _is_year(first) and middle <= _LAST_MONTH and final <= _LAST_DAY:
            return DateWords(at, at + 4, "numeric_date", year=first, month=middle, day=final)
        if _is_year(final) and middle <= _LAST_MONTH and first <= _LAST_DAY:
            return DateWords(at, at + 4, "numeric_date", year=final, month=middle, day=first)
    return _dotted_date(layout, at)


def day_word(layout: Layout, at: int) -> DateWords | None:
    """Such as "today", and what specifies it behind: "اليوم الثلاثاء (17 آذار 2020)"."""
    hit = layout.starting(at, "day_words")
    if hit is None:
        return None
    words = DateWords(at, hit.last, "day_word", day_step=int(hit.label.value))
    return _specified(layout, words)


def weekday_date(layout: Layout, at: int) -> DateWords | None:
    """Such as "Monday", "next Monday", "الخميس المقبل", "Thursday, 28 August"."""
    modifier, start = _modifier_before(layout, at)
    hit = layout.starting(start, "weekdays")
    if hit is None:
        return None
    words = DateWords(at, hit.last, "weekday", weekday=int(hit.label.value), modifier=modifier)
    if modifier is None:
        words = _with_modifier_after(layout, words)
    return _specified(layout, words)


def day_of_month(layout: Layout, at: int) -> DateWords | None:
    """Such as "14 September", "20 من آذار 2020", "3 to 17 April", "20ی تشرینی یەکەمی 2025"."""
    day, after = _day_number(layout, at)
    if day is None:
        return None
    day_to = None
    joint = layout.meaning(after, "ranges", "between")
    if joint is not None and joint.last + 1 < len(layout.tokens):
        later, behind = _day_number(layout, joint.last + 1)
        if later is not None and later > day:
            day_to, after = later, behind
    after = _over_fillers(layout, after)
    named = _month_name(layout, after)
    if named is None:
        return None
    month, last = named
    words = DateWords(at, last, "day_of_month", month=month, day=day, day_to=day_to)
    return _with_year_after(layout, _with_modifier_after(layout, words))


def month_then_day(layout: Layout, at: int) -> DateWords | None:
    """Such as "September 14", "Sept. 14, 2026"; never a month and a year."""
    named = _month_name(layout, at)
    if named is None:
        return None
    month, last = named
    behind = last + 1
    if behind < len(layout.tokens) and layout.tokens[behind].folded == ".":
        behind += 1
    day, after = _day_number(layout, behind)
    if day is None or _is_counted(layout, after):
        return None
    words = DateWords(at, after - 1, "month_then_day", month=month, day=day)
    joint = layout.meaning(after, "ranges", "between")
    later, past_later = _day_number(layout, joint.last + 1) if joint is not None else (None, after)
    if later is not None and later > day and not _is_counted(layout, past_later):
        words = replace(words, day_to=later, last=past_later - 1)
    return _with_year_after(layout, words)


def month_and_year(layout: Layout, at: int) -> DateWords | None:
    """Such as "September 2026", "next September", "أيلول/سبتمبر المقبل", "شهري أيار وحزيران", "June and July"."""
    modifier, start = _modifier_before(layout, at)
    named = _month_name(layout, start)
    if named is None:
        return None
    month, last = named
    words = DateWords(at, last, "month", month=month, modifier=modifier)
    if modifier is None:
        words = _with_modifier_after(layout, words)
    return _with_year_after(layout, words)


def calendar_unit(layout: Layout, at: int) -> DateWords | None:
    """Such as "next year", "العام المقبل 2025", "this month", "the following year", "ساڵی داهاتوو", "ئەم مانگە"."""
    modifier, start = _modifier_before(layout, at)
    hit = layout.starting(start, "units")
    if hit is None:
        return None
    words = DateWords(at, hit.last, "calendar_unit", unit=cast("Unit", hit.label.value), modifier=modifier)
    if modifier is None:
        words = _with_modifier_after(layout, words)
    year = _year_at(layout, words.last + 1) if words.unit == "year" else None
    if year is not None:
        return replace(words, year=year, last=words.last + 1)
    return words


def bare_year(layout: Layout, at: int) -> DateWords | None:
    """Such as "2026": counts only behind a relation, a part or a word for year (``stands_alone``)."""
    year = _year_at(layout, at)
    if year is None or _is_counted(layout, at + 1):
        return None
    return DateWords(at, at, "bare_year", year=year)


def stands_alone(words: DateWords) -> bool:
    """Whether what was read names a date by itself, with what was found around it."""
    if words.rule == "calendar_unit":
        return words.modifier is not None or words.year is not None or words.part is not None
    if words.rule == "bare_year":
        return words.part is not None or words.rel_given
    return not words.rule.startswith("guarded")


def _specified(layout: Layout, words: DateWords) -> DateWords:
    """Take in the full date that follows a day word or a weekday, with commas, brackets and fillers between."""
    at = words.last + 1
    while at < len(layout.tokens) and (
        layout.tokens[at].folded in {",", "("} or layout.meaning(at, "fillers", "words") is not None
    ):
        at += 1
    if at >= len(layout.tokens):
        return words
    for read in (weekday_date, numeric_date, day_of_month, month_then_day):
        inner = read(layout, at) if read is not weekday_date or words.rule == "day_word" else None
        if inner is None or (inner.weekday is None and inner.day is None):
            continue
        last = inner.last
        if last + 1 < len(layout.tokens) and layout.tokens[last + 1].folded == ")" and "(" in _between(layout, words):
            last += 1
        if inner.day is not None:
            return replace(inner, first=words.first, last=last, rule=f"{words.rule}_specified", modifier=None)
        return replace(words, last=last)
    return words


def _between(layout: Layout, words: DateWords) -> list[str]:
    return [token.folded for token in layout.tokens[words.last + 1 : words.last + 4]]


def _month_name(layout: Layout, at: int) -> tuple[int, int] | None:
    """The month named at a token and the last token of its name, a doubled one ("أيلول/سبتمبر") counted as one."""
    if at >= len(layout.tokens):
        return None
    hit = layout.starting(at, "months")
    if hit is None or not _safe(layout, hit):
        return None
    month, last = int(hit.label.value), hit.last
    behind = last + 1
    if behind + 1 < len(layout.tokens) and layout.tokens[behind].folded in {"/", "("}:
        twin = layout.starting(behind + 1, "months")
        if twin is not None and int(twin.label.value) == month:
            last = twin.last
            closed = last + 1 < len(layout.tokens) and layout.tokens[last + 1].folded == ")"
            last += closed and layout.tokens[behind].folded == "("
    return month, last


def _safe(layout: Layout, hit: Hit[Lexeme]) -> bool:
    """Whether a month's name can be nothing else here: some are other words too, and ask for company."""
    if layout.meaning(hit.first, "guarded", "words") is None:
        return True
    before, after = hit.first - 1, hit.last + 1
    tokens = layout.tokens
    if tokens[hit.first].text[0].isupper() and before >= 0:
        return _has_company(layout, before, after) or layout.ending(before, "relations") is not None
    return _has_company(layout, before, after)


def _has_company(layout: Layout, before: int, after: int) -> bool:
    tokens = layout.tokens
    if before >= 0:
        beside = tokens[before]
        word = layout.ending(before, "units")
        if (beside.kind == "number" and _is_day(whole_number(beside))) or beside.folded == "/":
            return True
        if (word is not None and word.label.value == "month") or layout.ending(before, "parts") is not None:
            return True
    if after < len(tokens):
        follows = tokens[after]
        number = whole_number(follows)
        if number is not None and (_is_day(number) or _is_year(number)):
            return True
        return follows.folded in {"/", "("} or layout.starting(after, "modifiers") is not None
    return False


def _modifier_before(layout: Layout, at: int) -> tuple[Modifier | None, int]:
    hit = layout.starting(at, "modifiers")
    return (cast("Modifier", hit.label.value), hit.last + 1) if hit is not None else (None, at)


def _with_modifier_after(layout: Layout, words: DateWords) -> DateWords:
    at = words.last + 1
    hit = layout.starting(at, "modifiers") if at < len(layout.tokens) else None
    if hit is None or _opens_next_unit(layout, hit):
        return words
    return replace(words, modifier=cast("Modifier", hit.label.value), last=hit.last)


def _opens_next_unit(layout: Layout, hit: Hit[Lexeme]) -> bool:
    """Whether the modifier belongs to what follows: "this month next to this year"."""
    behind = hit.last + 1
    following = behind < len(layout.tokens) and any(
        layout.starting(behind, table) is not None for table in ("units", "weekdays")
    )
    return following and layout.pack.lang != "ar"


def _with_year_after(layout: Layout, words: DateWords) -> DateWords:
    """Take in a year, with a comma or a word for "of", "year" before it; or a unit "of next year", "from this year"."""
    at = _over_fillers(layout, words.last + 1)
    year = _year_at(layout, at)
    if year is not None and not (_is_counted(layout, at + 1) and at > words.last + 1):
        return replace(words, year=year, last=at)
    unit = calendar_unit(layout, at) if at < len(layout.tokens) else None
    if unit is not None and unit.unit == "year" and (unit.modifier is not None or unit.year is not None):
        if unit.year is not None:
            return replace(words, year=unit.year, last=unit.last)
        return replace(words, modifier=unit.modifier, unit="year", last=unit.last)
    return words


def _over_fillers(layout: Layout, at: int) -> int:
    while at < len(layout.tokens):
        hit = layout.meaning(at, "fillers", "words")
        if hit is None and layout.tokens[at].folded != ",":
            break
        at = hit.last + 1 if hit is not None else at + 1
    return at


def _day_number(layout: Layout, at: int) -> tuple[int | None, int]:
    """The day's number at a token and the token behind it, its ordinal letters included; (None, at) without one."""
    if not 0 <= at < len(layout.tokens):
        return None, at
    number = whole_number(layout.tokens[at])
    if not _is_day(number) or number is None:
        return None, at
    after = at + 1
    mark = layout.meaning(after, "ordinal_marks", "words") if after < len(layout.tokens) else None
    if mark is not None and layout.tokens[after].glued:
        after = mark.last + 1
    return int(number), after


def _is_counted(layout: Layout, at: int) -> bool:
    """Whether people or things are counted by the number before a token ("2026 soldiers")."""
    return at < len(layout.tokens) and (
        layout.starting(at, "people") is not None or layout.starting(at, "scales") is not None
    )


def _year_at(layout: Layout, at: int) -> int | None:
    if at >= len(layout.tokens) or not re.fullmatch(r"\d{4}", layout.tokens[at].folded):
        return None
    year = int(layout.tokens[at].folded)
    return year if _is_year(year) else None


def _is_year(number: float) -> bool:
    return EARLIEST_YEAR <= number <= LATEST_YEAR


def _is_day(number: float | None) -> bool:
    return number is not None and 1 <= number <= _LAST_DAY and number == int(number)


def _joined_numbers(layout: Layout, at: int, mark: str) -> tuple[int, int, int] | None:
    parts = layout.tokens[at : at + 5]
    if len(parts) < 5 or any(part.folded != mark for part in parts[1::2]):  # noqa: PLR2004 - three numbers, two marks
        return None
    numbers = [part.folded for part in parts[::2]]
    if not all(number.isdigit() for number in numbers):
        return None
    return int(numbers[0]), int(numbers[1]), int(numbers[2])


def _dotted_date(layout: Layout, at: int) -> DateWords | None:
    """Such as "30.9.2026": one token, because a point also stands inside numbers."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", layout.tokens[at].folded)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if not (_is_day(day) and 1 <= month <= _LAST_MONTH and _is_year(year)):
        return None
    return DateWords(at, at, "numeric_date", year=year, month=month, day=day)
