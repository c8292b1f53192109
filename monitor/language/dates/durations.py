"""Dates that are so far away: "within six months", "two weeks ago", "in the coming days"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from monitor.language.dates.words import DateWords, Duration, Unit
from monitor.language.numerals import read_numeral
from monitor.language.reading import Layout


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of calendar units; ``count`` None where only the unit is said, in the plural."""

    count: float | None
    unit: Unit
    last: int


def read_duration(layout: Layout, at: int) -> DateWords | None:
    """The duration that starts at a token, with the word that says which way it points, or None."""
    return _after_within(layout, at) or _after_ago(layout, at) or _after_past(layout, at) or _before_pointer(layout, at)


def _after_within(layout: Layout, at: int) -> DateWords | None:
    """Such as "within six months", "خلال الأشهر الستة المقبلة", "in the past two weeks", "خلال الأيام المقبلة"."""
    pointing = layout.meaning(at, "durations", "within_next")
    lead = pointing or layout.meaning(at, "durations", "within")
    amount = _amount(layout, _over_fillers(layout, lead.last + 1)) if lead else None
    if amount is None:
        return None
    past = layout.meaning(amount.last + 1, "durations", "past")
    if past is not None:
        return _words(at, past.last, "past", amount)
    ahead = layout.meaning(amount.last + 1, "durations", "ahead")
    if ahead is None and pointing is None and amount.count is None:
        return None
    return _words(at, ahead.last if ahead else amount.last, "within" if amount.count is not None else "ahead", amount)


def _after_ago(layout: Layout, at: int) -> DateWords | None:
    """Such as "قبل أسبوعين", "منذ أشهر", "پێش دوو ڕۆژ"."""
    lead = layout.meaning(at, "durations", "ago")
    amount = _amount(layout, lead.last + 1) if lead else None
    return _words(at, amount.last, "ago", amount) if amount else None


def _after_past(layout: Layout, at: int) -> DateWords | None:
    """Such as "the past two weeks"."""
    lead = layout.meaning(at, "durations", "past")
    amount = _amount(layout, lead.last + 1) if lead else None
    return _words(at, amount.last, "past", amount) if amount else None


def _before_pointer(layout: Layout, at: int) -> DateWords | None:
    """The forms that begin with the amount: "two weeks ago", "weeks ago", "الأسبوعين الماضيين"."""
    amount = _amount(layout, at)
    if amount is None:
        return None
    for pointer in ("ago", "past", "ahead"):
        tail = layout.meaning(amount.last + 1, "durations", pointer)
        if tail is not None:
            duration = "within" if pointer == "ahead" and amount.count is not None else pointer
            return _words(at, tail.last, cast("Duration", duration), amount)
    return None


def _words(first: int, last: int, duration: Duration, amount: _Amount) -> DateWords:
    return DateWords(first, last, f"{duration}_duration", unit=amount.unit, count=amount.count, duration=duration)


def _amount(layout: Layout, at: int) -> _Amount | None:
    """A number and a unit, a dual, a unit and a number ("الأشهر الستة"), or a unit alone ("a year", "weeks")."""
    if at >= len(layout.tokens):
        return None
    two = layout.starting(at, "units_two")
    if two is not None:
        return _Amount(2, cast("Unit", two.label.value), two.last)
    number = read_numeral(layout, at)
    if number is not None:
        unit = _unit(layout, _over_hyphen(layout, number.last + 1))
        return _Amount(number.value, unit[0], unit[1]) if unit is not None else None
    return _unit_first(layout, at)


def _unit_first(layout: Layout, at: int) -> _Amount | None:
    many = layout.starting(at, "units_many")
    if many is not None:
        number = read_numeral(layout, many.last + 1) if many.last + 1 < len(layout.tokens) else None
        unit = cast("Unit", many.label.value)
        return _Amount(number.value, unit, number.last) if number else _Amount(None, unit, many.last)
    one = layout.starting(at, "units")
    if one is None or not _stands_bare(layout, one.last, one.label.value):
        return None
    return _Amount(1, cast("Unit", one.label.value), one.last)


def _unit(layout: Layout, at: int) -> tuple[Unit, int] | None:
    for table in ("units_many", "units"):
        hit = layout.starting(at, table) if at < len(layout.tokens) else None
        if hit is not None:
            return cast("Unit", hit.label.value), hit.last
    return None


def _stands_bare(layout: Layout, at: int, unit: str) -> bool:
    """Whether a unit counts as one of it: "a year", not "this year", "the year 2026" or "month of May"."""
    if layout.tokens[at].folded not in layout.pack.folded_words("calendar", "units", unit):
        return False
    if at + 1 >= len(layout.tokens):
        return True
    named = any(layout.starting(at + 1, table) for table in ("months", "modifiers", "weekdays", "day_words"))
    return not named and layout.tokens[at + 1].kind != "number" and layout.starting(at + 1, "fillers") is None


def _over_fillers(layout: Layout, at: int) -> int:
    while at < len(layout.tokens) and layout.tokens[at].folded in {"the", "a", "an"}:
        at += 1
    return at


def _over_hyphen(layout: Layout, at: int) -> int:
    return at + 1 if at < len(layout.tokens) and layout.tokens[at].folded == "-" else at
