"""Dates that are so far away: "within six months", "two weeks ago", "in the coming days"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from monitor.language.dates.units import carries_article, over_fillers
from monitor.language.dates.words import DateWords, Duration, Unit
from monitor.language.lexicon import Hit
from monitor.language.numerals import joined_at, read_numeral
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout

LONGEST_AHEAD_YEARS = 9
"""More years than these are looked back on ("the first in 25 years"), not set as a deadline; a judgement."""

_BOUNDS_REACH = 2
"""As in "no more than about two weeks"."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of calendar units, or ``count`` to ``count_to`` of them; ``count`` None where only the unit is said."""

    count: float | None
    unit: Unit
    first: int
    last: int
    count_to: float | None = None
    bare: bool = False
    """Whether the unit stands alone in the singular: "a week", not "one week"."""


def read_duration(layout: Layout, at: int) -> DateWords | None:
    """The duration that starts at a token, with the word that says which way it points, or None.

    Counted from the day of publication alone: "within a year of the vote", "two weeks after it" are None. Where a date
    stands behind such words, ``read_anchored`` reads it.
    """
    words = _pointed(layout, at)
    if words is None or words.duration not in {"within", "ahead"} or words.modifier is not None:
        return words
    anchor = layout.starting(words.last + 1, "anchored")
    if anchor is None and words.duration == "ahead":  # "بعد يوم من …" tells of the day after something
        anchor = layout.starting(words.last + 1, "fillers")
    if anchor is None:
        return words
    now = layout.starting(anchor.last + 1, "day_words")
    return replace(words, last=now.last) if now is not None and now.label.value == "0" else None


def read_anchored(layout: Layout, at: int) -> tuple[DateWords, int] | None:
    """A duration counted from a date that follows: "two weeks before", "within a year of", "بعد شهر من"; or None.

    With it comes the token at which that date must start.
    """
    words = _pointed(layout, at)
    if words is not None and (words.duration not in {"within", "ahead"} or words.count is None):
        return None
    if words is None:
        amount = _amount(layout, at)
        if amount is None or amount.count is None:
            return None
        words = _words(at, amount.last, "ahead", amount)
    anchor = layout.starting(words.last + 1, "anchored") or layout.starting(words.last + 1, "fillers")
    if anchor is None:
        return None
    before = anchor.label.value == "before"
    words = replace(words, duration="ago", rule="ago_duration") if before else words
    return words, over_fillers(layout, anchor.last + 1)


def _pointed(layout: Layout, at: int) -> DateWords | None:
    for read in _FORMS:
        words = read(layout, at)
        if words is not None:
            return words
    return None


def _after_within(layout: Layout, at: int) -> DateWords | None:
    """Such as "within six months", "خلال الأشهر الستة المقبلة", "in the past two weeks", "في غضون أيام قليلة"."""
    lead = layout.meaning(at, "durations", "within")
    if lead is None:
        return None
    amount = _amount(layout, lead.last + 1) or _amount(layout, over_fillers(layout, lead.last + 1))
    if amount is None:
        return None
    past = layout.meaning(amount.last + 1, "durations", "past") or layout.meaning(amount.last + 1, "durations", "ago")
    if past is not None:
        return _words(at, past.last, "past", amount)
    if _is_too_long(amount):
        return None
    ahead = layout.meaning(amount.last + 1, "durations", "ahead")
    definite = bool(layout.pack.articles) and carries_article(layout, amount.first)
    if ahead is None and definite:  # "خلال الأشهر": no way is pointed
        return None
    return _words(at, ahead.last if ahead else amount.last, "within", amount)


def _after_after(layout: Layout, at: int) -> DateWords | None:
    """Such as "in two weeks", "بعد شهرين": on the day so far ahead; never "بعد أيام", which may tell of the past."""
    lead = layout.meaning(at, "durations", "after")
    amount = _amount(layout, lead.last + 1) if lead is not None else None
    if amount is None or amount.count is None or _is_too_long(amount):
        return None
    past = layout.meaning(amount.last + 1, "durations", "past")
    if past is not None or layout.meaning(amount.last + 1, "durations", "ago") is not None:
        return None
    if bool(layout.pack.articles) and carries_article(layout, amount.first):
        return None
    ahead = layout.meaning(amount.last + 1, "durations", "ahead")
    return _words(at, ahead.last if ahead else amount.last, "ahead", amount)


def _after_coming(layout: Layout, at: int) -> DateWords | None:
    """Such as "over the next two weeks", "the coming days"; "next week" is a unit of the calendar."""
    lead = layout.meaning(at, "durations", "coming")
    amount = _amount(layout, lead.last + 1) if lead is not None else None
    return None if amount is None or amount.bare else _words(at, amount.last, "within", amount)


def _after_ago(layout: Layout, at: int) -> DateWords | None:
    """Such as "قبل أسبوعين", "منذ أشهر", "پێش دوو ڕۆژ"."""
    lead = layout.meaning(at, "durations", "before")
    amount = _amount(layout, lead.last + 1) if lead is not None else None
    if amount is None or (bool(layout.pack.articles) and carries_article(layout, amount.first)):
        return None
    if amount.bare and layout.starting(amount.last + 1, "fillers") is not None:  # "قبل يوم من …": the day before it
        return None
    return _words(at, amount.last, "ago", amount)


def _after_that(layout: Layout, at: int) -> DateWords | None:
    """Such as "قبل ذلك بيوم", "بعدها بعامين": counted from the date that was named before."""
    for pointer in ("earlier", "later"):
        lead = layout.meaning(at, "durations", pointer)
        amount = _amount(layout, lead.last + 1) if lead is not None else None
        if amount is not None:
            return _from_that(at, amount.last, pointer, amount)
    return None


def _after_past(layout: Layout, at: int) -> DateWords | None:
    """Such as "the past two weeks", "over the last year"; "last year" is a unit of the calendar."""
    lead = layout.meaning(at, "durations", "past")
    amount = _amount(layout, lead.last + 1) if lead is not None else None
    if amount is None:
        return None
    named = layout.starting(at, "modifiers") is not None or layout.starting(amount.last + 1, "fillers") is not None
    return None if amount.bare and named else _words(at, amount.last, "past", amount)


def _before_pointer(layout: Layout, at: int) -> DateWords | None:
    """The forms that begin with the amount: "two weeks ago", "weeks ago", "الأسبوعين الماضيين"."""
    amount = _amount(layout, at)
    if amount is None:
        return None
    for pointer in ("ago", "past", "ahead"):
        tail = layout.meaning(amount.last + 1, "durations", pointer)
        if tail is not None and not (amount.bare and layout.starting(tail.first, "modifiers_after") is not None):
            duration = "within" if pointer == "ahead" else pointer
            return _words(at, tail.last, cast("Duration", duration), amount)
    for pointer in ("earlier", "later"):
        tail = layout.meaning(amount.last + 1, "durations", pointer)
        if tail is not None and not (amount.bare and layout.starting(tail.first, "modifiers_after") is not None):
            return _from_that(at, tail.last, pointer, amount)
    return None


_FORMS: tuple[Callable[[Layout, int], DateWords | None], ...] = (
    _after_within,
    _after_coming,
    _after_after,
    _after_that,
    _after_ago,
    _after_past,
    _before_pointer,
)


def _words(first: int, last: int, duration: Duration, amount: _Amount) -> DateWords:
    return DateWords(
        first,
        last,
        f"{duration}_duration",
        unit=amount.unit,
        count=amount.count,
        count_to=amount.count_to,
        duration=duration,
    )


def _from_that(first: int, last: int, pointer: str, amount: _Amount) -> DateWords:
    return replace(_words(first, last, "ago" if pointer == "earlier" else "ahead", amount), modifier="that")


def _amount(layout: Layout, at: int) -> _Amount | None:
    """A number and a unit, a dual, a unit and a number ("الأشهر الستة"), or a unit alone ("a year", "weeks")."""
    some = layout.meaning(at, "some", "before")
    start = some.last + 1 if some is not None else at
    for _ in range(_BOUNDS_REACH):
        bound = layout.starting(start, "bounds")
        start = bound.last + 1 if bound is not None else start
    if start + 1 < len(layout.tokens) and layout.tokens[start].folded in layout.pack.articles:  # "الـ24 ساعة"
        start += 1
    if start >= len(layout.tokens) or layout.tokens[start].opens_line:
        return None
    amount = _dual(layout, start) or _numbered(layout, start) or _unit_first(layout, start, some)
    if amount is None:
        return None
    amount = _with_half(layout, _with_other_count(layout, amount))
    few = layout.meaning(amount.last + 1, "some", "after") if amount.count is None else None
    return replace(amount, first=start, last=few.last if few is not None else amount.last)


def _is_too_long(amount: _Amount) -> bool:
    return amount.unit == "year" and (amount.count or 0) > LONGEST_AHEAD_YEARS


def _dual(layout: Layout, at: int) -> _Amount | None:
    two = layout.starting(at, "units_two")
    return _Amount(2, cast("Unit", two.label.value), at, two.last) if two is not None else None


def _numbered(layout: Layout, at: int) -> _Amount | None:
    """A number and a unit, or two numbers: "six months", "two or three weeks", "12 to 24 months"."""
    number = read_numeral(layout, at)
    if number is None:
        return None
    joint = layout.meaning(number.last + 1, "ranges", "or") or layout.meaning(number.last + 1, "ranges", "between")
    other = read_numeral(layout, joint.last + 1) if joint is not None and joint.last + 1 < len(layout.tokens) else None
    if other is not None and other.value > number.value:
        unit = _unit(layout, other.last + 1)
        if unit is not None:
            return _Amount(number.value, unit[0], at, unit[1], count_to=other.value)
    unit = _unit(layout, number.last + 1)
    return _Amount(number.value, unit[0], at, unit[1]) if unit is not None else None


def _unit_first(layout: Layout, at: int, some: Hit[Lexeme] | None) -> _Amount | None:
    many = layout.starting(at, "units_many")
    if many is not None:
        number = read_numeral(layout, many.last + 1) if many.last + 1 < len(layout.tokens) else None
        unit = cast("Unit", many.label.value)
        return _Amount(number.value, unit, at, number.last) if number else _Amount(None, unit, at, many.last)
    one = layout.starting(at, "units")
    if one is None or not _stands_bare(layout, one.last, one.label.value):
        return None
    unit = cast("Unit", one.label.value)
    if some is not None:  # "چەند ڕۆژ": Sorani counts in the singular
        return _Amount(None, unit, at, one.last)
    number = read_numeral(layout, one.last + 1) if one.last + 1 < len(layout.tokens) else None
    if number is not None and number.value == 1:  # "عام واحد"
        return _Amount(1, unit, at, number.last)
    return _Amount(1, unit, at, one.last, bare=True)


def _with_other_count(layout: Layout, amount: _Amount) -> _Amount:
    """Such as "a week or two", "شهرين أو ثلاثة", "أسبوع أو أسبوعين"."""
    joint = layout.meaning(amount.last + 1, "ranges", "or")
    if joint is None or amount.count is None or amount.count_to is not None or joint.last + 1 >= len(layout.tokens):
        return amount
    other = _dual(layout, joint.last + 1) or _numbered(layout, joint.last + 1)
    if other is not None:
        same = other.unit == amount.unit and (other.count or 0) > amount.count
        return replace(amount, count_to=other.count, last=other.last, bare=False) if same else amount
    number = read_numeral(layout, joint.last + 1)
    if number is None or number.value <= amount.count:
        return amount
    return replace(amount, count_to=number.value, last=number.last, bare=False)


def _with_half(layout: Layout, amount: _Amount) -> _Amount:
    """Such as "a year and a half", "عام ونصف العام"."""
    joint = joined_at(layout, amount.last + 1)
    half = layout.starting(joint, "fractions") if joint is not None else None
    if half is None or amount.count is None:
        return amount
    again = layout.starting(half.last + 1, "units")
    last = again.last if again is not None and again.label.value == amount.unit else half.last
    return replace(amount, count=amount.count + float(half.label.value), last=last, bare=False)


def _unit(layout: Layout, at: int) -> tuple[Unit, int] | None:
    at += at < len(layout.tokens) and layout.tokens[at].folded == "-"
    for table in ("units_many", "units"):
        hit = layout.starting(at, table)
        if hit is not None:
            return cast("Unit", hit.label.value), hit.last
    return None


def _stands_bare(layout: Layout, at: int, unit: str) -> bool:
    """Whether a unit counts as one of it: "a year", not "this year", "the year 2026" or "month of May"."""
    bare_words = layout.pack.folded_words("calendar", "units", unit)
    definite = bool(layout.pack.articles) and carries_article(layout, at)
    if definite or bare_words.isdisjoint(layout.pack.clitics.forms(layout.tokens[at].folded)):
        return False
    places = [place for place in (at + 1, over_fillers(layout, at + 1)) if place < len(layout.tokens)]
    tables = ("months", "modifiers", "modifiers_after", "weekdays", "day_words", "numbered")
    named = any(layout.starting(place, table) is not None for place in places for table in tables)
    return not named and all(layout.tokens[place].kind != "number" for place in places)
