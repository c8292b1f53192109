"""The ways of naming a month: by its names in all calendars, doubled, numbered, or guarded by what stands beside it."""

from __future__ import annotations

from typing import NamedTuple

from monitor.language.calendars import Calendar
from monitor.language.dates.daynumbers import LAST_MONTH, DayNumber, day_behind_month, day_number, day_numbers, is_day
from monitor.language.dates.nodes import Named, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.units import is_year_picked, modifier_after, modifier_before, picked
from monitor.language.dates.years import is_counted, is_year, with_year, year_at
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.tokens import COMMAS, whole_number

_NAMES = frozenset({"months", "hijri_months", "kurdish_months", "numbered"})
_SYSTEMS: tuple[tuple[Calendar, str], ...] = (("hijri", "hijri_months"), ("kurdish", "kurdish_months"))


class MonthName(NamedTuple):
    """A month as it is named, its last token, and the calendar that it belongs to.

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    month: int
    last: int
    system: Calendar | None = None


def month_of_year(search: Search, at: int) -> Reading | None:
    """Such as "September 2026", "next September", "أيلول/سبتمبر المقبل", "أيلول من العام المقبل", "شهر 9 2026"."""
    modifier, start = modifier_before(search, at)
    named = month_name(search, start)
    if named is None:
        return None
    last = named.last
    if search.is_mark(last + 1, ".") and _abbreviates(search, last):
        last += 1
    if modifier is None:
        modifier, last = modifier_after(search, last)
    node = Named(months=(named.month, named.month), modifier=modifier, system=named.system)
    found = with_year(search, Reading(node, at, last, "month"))
    return found if found.last > last else found._replace(last=named.last) if modifier is None else found


def _abbreviates(search: Search, last: int) -> bool:
    behind = last + 2
    return not search.opens_line(behind) and search.tokens[behind].kind == "number"


def month_name(search: Search, at: int) -> MonthName | None:
    """The month named at a token and the last token of its name, a doubled one ("أيلول/سبتمبر") counted as one."""
    if not search.layout.opens(at, _NAMES):
        return None
    hit = search.starting(at, "months")
    if hit is None:
        return _other_month(search, at) or _numbered_month(search, at)
    if not _is_safe(search, hit):
        return _numbered_month(search, at)
    month, last = int(hit.label.value), hit.last
    behind = last + 1
    opened = search.is_mark(behind, "(")
    marked = opened or search.is_mark(behind, "/", "-")
    twin = search.starting(behind + marked, "months")
    if twin is None or int(twin.label.value) != month:
        return MonthName(month, last)
    return MonthName(month, twin.last + (opened and search.is_mark(twin.last + 1, ")")))


def _other_month(search: Search, at: int) -> MonthName | None:
    for system, table in _SYSTEMS:
        hit = search.starting(at, table)
        if hit is not None and _is_safe(search, hit):
            return MonthName(int(hit.label.value), hit.last, system)
    return None


def _numbered_month(search: Search, at: int) -> MonthName | None:
    """Such as "شهر 9", "مانگی 9", "شهر تسعة", "الشهر التاسع": the month by its number, behind a word that says so."""
    lead = search.meaning(at, "numbered", "words")
    if lead is not None and lead.last + 1 < len(search.tokens):
        number = _number_of_month(search, lead.last + 1)
        named = number is not None and search.starting(number.last + 1, "months") is not None
        if number is not None and number.day <= LAST_MONTH and not named and not is_counted(search, number.last + 1):
            return MonthName(number.day, number.last)
    ordered = search.meaning(at, "numbered", "ordinal")
    ordinal = search.starting(ordered.last + 1, "ordinals") if ordered is not None else None
    if ordinal is None or int(ordinal.label.value) > LAST_MONTH:
        return None
    on_end = search.starting(ordinal.last + 1, "not_months") is not None
    return None if on_end else MonthName(int(ordinal.label.value), ordinal.last)


def _number_of_month(search: Search, at: int) -> DayNumber | None:
    digits = day_number(search, at)
    if digits is not None and not digits.in_words:
        return digits._replace(last=at)
    return next((number for number in day_numbers(search, at) if not number.marked), None)


def _is_safe(search: Search, hit: Hit[Lexeme]) -> bool:
    """Whether a month's name can be nothing else here: some are other words too, and ask for company."""
    if search.meaning(hit.first, "guarded", "words") is None:
        return True
    before, after = hit.first - 1, hit.last + 1
    word = search.tokens[hit.first].text
    layout = search.layout
    led = layout.ending(before, "relations") is not None or layout.ending(before, "ranges") is not None
    return (
        (led and word[0].isupper() and not word.isupper())
        or (led and before > 0 and _ends(search, after))
        or _has_company_before(search, before)
        or _has_company_after(search, hit)
        or (len(search.tokens) == hit.last - hit.first + 1 and hit.label.table == "months")
    )


def _ends(search: Search, at: int) -> bool:
    return search.opens_line(at) or search.is_mark(at, ".", "?", "!", "،")


def _has_company_before(search: Search, before: int) -> bool:
    if before < 0:
        return False
    layout = search.layout
    beside = search.tokens[before]
    number = whole_number(beside)
    if (number is not None and (is_day(number) or is_year(number))) or beside.folded == "/":
        return True
    filler = layout.ending(before, "fillers")
    places = (before, filler.first - 1) if filler is not None else (before,)
    named = any(layout.ending_meaning(place, "units", "month") is not None for place in places)
    if beside.folded in COMMAS or layout.ending(before, "and") is not None:
        named = named or layout.ending(before - 1, "months") is not None
    tables = ("ordinals", "ordinal_marks", "parts", "modifiers", "nth")
    return named or any(layout.ending(place, table) is not None for place in places for table in tables)


def _has_company_after(search: Search, hit: Hit[Lexeme]) -> bool:
    after = hit.last + 1
    if after >= len(search.tokens):
        return False
    number = whole_number(search.tokens[after])
    if number is not None and (is_day(number) or is_year(number)):
        return True
    if search.is_mark(after, "("):
        return search.starting(after + 1, "months") is not None
    if search.is_mark(after, "/") or search.starting(after, "modifiers_after") is not None:
        return True
    filler = search.meaning(after, "fillers", "words")
    placed = search.layout.ending(after, "relations") is not None  # "May in 2026" is a person
    dated = filler is not None and not placed and year_at(search, filler.last + 1) is not None
    unit = picked(search, after if filler is None else filler.last + 1)
    in_year = unit is not None and is_year_picked(unit.node)
    joint = search.meaning(after, "ranges", "between") or search.meaning(after, "and", "words")
    ranged = joint is not None and search.starting(joint.last + 1, "months") is not None
    ordinal = search.starting(after, "ordinals") is not None or _is_article_and_ordinal(search, after)
    spelled = hit.label.table == "months" and search.layout.opens_number(after)
    return dated or in_year or ranged or ordinal or (spelled and day_behind_month(search, after) is not None)


def _is_article_and_ordinal(search: Search, at: int) -> bool:
    number = day_number(search, at + 1) if search.is_small(at, "article") else None
    return number is not None and number.marked
