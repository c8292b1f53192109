"""The ways of naming a day of a month, each as one function.

Each takes a search and a token, and returns the longest date of its kind that starts there, or None.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.language.dates.daynumbers import LAST_MONTH, DayNumber, day_behind_month, day_number, day_numbers
from monitor.language.dates.months import MonthName, month_name
from monitor.language.dates.nodes import Named, Picked, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.units import carries_article, modifier_after, picked
from monitor.language.dates.years import full_year, is_counted, with_year, year_at
from monitor.language.joints import joined_at
from monitor.language.lexicon import phrase_words

_TWO_DIGITS = 2
_LONGEST_LIST = 6
"""How many days of a month one list may hold; a judgement."""
_BEHIND_LIST = frozenset({"and", "stops", "relations"})


def day_of_month(search: Search, at: int) -> Reading | None:
    """Such as "14 September", "the third of March", "20ی تشرینی یەکەمی 2025", "13 من الشهر الجاري".

    Days that share a month are one span behind "between" or with "to" or a dash ("3 to 17 April"); joined by "and" each
    is a date of its own, and this gives the first.
    """
    dated = search.has_month_behind(at)  # most numbers count something, and no month follows
    for number in day_numbers(search, at):
        found = _day_before_month(search, at, number) if dated else None
        found = found or _labelled(search, at, number)
        if found is not None:
            return found
    return None


def _day_before_month(search: Search, at: int, number: DayNumber) -> Reading | None:
    named = _month_of_day(search, at, number) or _span_of_days(search, at, number)
    return named or _shared_month(search, at, number)


def month_then_day(search: Search, at: int) -> Reading | None:
    """Such as "September 14", "Sept. 14, 2026", "May the 4th", "يناير الثاني والعشرين"; never a month and a year."""
    named = month_name(search, at)
    if named is None:
        return None
    behind = named.last + 1
    dashed = _year_and_day_behind(search, named)
    if dashed is not None:
        return dashed._replace(first=at)
    while search.is_mark(behind, ".", ",", "-", "/") and not search.opens_line(behind):
        behind += 1
    article = search.is_small(behind, "article")
    number = day_behind_month(search, behind + article)
    if number is None or is_counted(search, number.last + 1) or search.opens_line(behind):
        return None
    if article and not number.marked:  # "in September the 12 governments"
        return None
    if search.is_mark(behind - 1, ",") and not number.marked:  # "in September, 12 governments"
        return None
    words = Named(months=(named.month, named.month), day=number.day, system=named.system)
    later = _later_day(search, number)
    if later is not None and not is_counted(search, later.last + 1):
        words, number = replace(words, day_to=later.day), later
    modifier, last = modifier_after(search, number.last)
    return with_year(search, Reading(replace(words, modifier=modifier), at, last, "month_then_day"))


def _year_and_day_behind(search: Search, named: MonthName) -> Reading | None:
    """Such as "September-2020-23", the same mark between all three."""
    joint, year = named.last + 1, year_at(search, named.last + 2)
    day = day_number(search, named.last + 4) if year is not None else None
    marked = search.is_mark(joint, "-", "/") and search.is_mark(joint + 2, search.tokens[joint].folded)
    if not marked or day is None or day.in_words or not all(one.glued for one in search.tokens[joint : day.last + 1]):
        return None
    node = Named(year=year, months=(named.month, named.month), day=day.day, system=named.system)
    return Reading(node, joint, day.last, "month_then_day")


def _month_of_day(search: Search, at: int, number: DayNumber) -> Reading | None:
    """The day with the month that is named behind it, or with the month that "this month" and the like mean."""
    # "الأول" and a month want "من" between.
    wants_of = number.in_words and number.marked and carries_article(search, at)
    placed = search.starting(number.last + 1, "relations") is not None
    for place in search.places_behind(number.last):
        of = place > number.last + 1
        if search.layout.pack.articles:
            joins = not wants_of or (of and not placed)
        else:
            apart = placed and number.in_words and not search.is_small(place - 1, "of")
            joins = (of or not wants_of) and not apart
        named = _joined_month(search, place) if joins else None
        if named is not None:
            return _day_named(search, at, number, named)
        ordinal_month = _month_in_digits(search, place, number)
        if ordinal_month is not None:
            return _day_named(search, at, number, ordinal_month)
        of_it = search.meaning(place, "of_it", "words")
        if of_it is not None and _is_bare(search, of_it.last):  # "التاسع عشر منه": of the month named before
            return Reading(Named(day=number.day, within=Picked("month", "that")), at, of_it.last, "day_of_named_month")
        unit = picked(search, place) if of or number.marked else None
        if unit is not None and isinstance(unit.node, Picked) and unit.node.unit == "month":
            if unit.node.modifier is None and not (of and number.marked):
                return None
            return Reading(Named(day=number.day, within=unit.node), at, unit.last, "day_of_named_month")
    return None


def _is_bare(search: Search, at: int) -> bool:
    """Whether nothing is attached behind the last word of "of it": "منه" is of the month, "منها" of them."""
    listed = search.layout.pack.words["calendar"]["of_it"]["words"]
    return any(phrase_words(phrase)[-1] == search.tokens[at].folded for phrase in listed)


def _joined_month(search: Search, at: int) -> MonthName | None:
    """A month behind a day, a dash or a stroke between the two ("2- أكتوبر", "16. نوفمبر")."""
    place = at + 1 if search.is_mark(at, "-", "/", ".") and not search.opens_line(at + 1) else at
    return month_name(search, place)


def _day_named(search: Search, at: int, number: DayNumber, named: MonthName) -> Reading:
    last = named.last
    while search.is_mark(last + 1, ".", "-", "/") and not search.opens_line(last + 2) and year_at(search, last + 2):
        last += 1
    modifier, last = modifier_after(search, last)
    node = Named(months=(named.month, named.month), day=number.day, modifier=modifier, system=named.system)
    found = with_year(search, Reading(node, at, last, "day_of_month"))
    short = _two_digit_year(search, found)
    return short or found


def _two_digit_year(search: Search, reading: Reading) -> Reading | None:
    """Such as the "15" of "14th April 15" where nothing stands behind."""
    at = reading.last + 1
    node = reading.node
    if not isinstance(node, Named) or node.year is not None or at != len(search.tokens) - 1:
        return None
    digits = search.tokens[at].folded
    if len(digits) != _TWO_DIGITS or not digits.isdigit() or search.tokens[at].opens_line:
        return None
    return reading._replace(node=replace(node, year=full_year(int(digits))), last=at)


def _month_in_digits(search: Search, place: int, number: DayNumber) -> MonthName | None:
    """The month of "9ی 3ی 2026": a number with the language's ordinal letters between a day and a year."""
    if not number.marked or number.in_words or place != number.last + 1:
        return None
    month = day_number(search, place)
    if month is None or not month.marked or month.in_words or month.day > LAST_MONTH:
        return None
    return MonthName(month.day, month.last) if year_at(search, month.last + 1) is not None else None


def _span_of_days(search: Search, at: int, number: DayNumber) -> Reading | None:
    """Such as "3 to 17 April", "23rd to 26th Oct", "13 to the 15 of July"."""
    later = _later_day(search, number)
    if later is None:
        return None
    found = _month_of_day(search, at, later._replace(marked=True))
    if found is None or not isinstance(found.node, Named):
        return None
    return found._replace(node=replace(found.node, day=number.day, day_to=later.day), first=at)


def _later_day(search: Search, number: DayNumber) -> DayNumber | None:
    joint = search.meaning(number.last + 1, "ranges", "between") or search.starting(number.last + 1, "until")
    if joint is None or search.opens_line(joint.last + 1):
        return None
    place = joint.last + 1
    place = search.over_article(place)
    later = day_number(search, place) or next(day_numbers(search, place), None)
    return later if later is not None and later.day > number.day else None


def _shared_month(search: Search, at: int, number: DayNumber) -> Reading | None:
    """Such as the "12" of "12 and 14 August", the "3" of "3, 17 and 25 May": the last day gives month and year."""
    second = joined_at(search.layout, number.last + 1)
    if second is None and not number.in_words and search.is_mark(number.last + 1, ",", "،"):
        second = number.last + 2
    if second is None or second >= len(search.tokens) or search.opens_line(second):
        return None
    second = search.over_article(second)
    later = day_number(search, second)
    if later is None or later.day <= number.day:
        return None
    found = day_of_month(search, second)
    if found is None or not isinstance(found.node, Named) or found.node.day is None:
        return None
    opened = search.layout.ending_meaning(at - 1 - search.is_small(at - 1, "article"), "ranges", "open")
    if opened is not None and found.node.day_to is None:
        node = replace(found.node, day=number.day, day_to=found.node.day)
        return found._replace(node=node, first=opened.first)
    return Reading(replace(found.node, day=number.day, day_to=None), at, number.last, "day_of_month")


def day_of_list(search: Search, at: int) -> Reading | None:
    """Such as the "10" and the "17" of "3, 10 and 17" behind a month, where nothing behind is counted by them."""
    number = day_number(search, at)
    if "month_first" not in search.layout.pack.order or number is None or number.in_words:
        return None
    place = at
    for _ in range(_LONGEST_LIST):
        joint = search.layout.ending(place - 1, "and")
        before = joint.first - 1 if joint is not None else place - 2
        if before < 1 or (joint is None and not search.is_mark(place - 1, ",")) or day_number(search, before) is None:
            return None
        month = search.layout.ending(before - 1 - search.is_mark(before - 1, "."), "months")
        if month is not None:
            ends = not is_counted(search, number.last + 1) and _ends_list(search, number.last + 1)
            months = (int(month.label.value), int(month.label.value))
            return Reading(Named(months=months, day=number.day), at, number.last, "month_then_day") if ends else None
        place = before
    return None


def _ends_list(search: Search, at: int) -> bool:
    if search.opens_line(at):
        return True
    return search.is_mark(at, ",", ".", ";", ")") or any(
        search.starting(at, table) for table in ("and", "stops", "relations")
    )


def _labelled(search: Search, at: int, number: DayNumber) -> Reading | None:
    """A day without a month where something asks for one: "on the 13th", "يوم 27", "Thursday the 21st"."""
    if search.tokens[at].folded.startswith("0") or not _asks_for_day(search, at, number):
        return None
    if is_counted(search, number.last + 1) or not _ends_phrase(search, number):
        return None
    return Reading(Named(day=number.day), at, number.last, "day_alone")


def _asks_for_day(search: Search, at: int, number: DayNumber) -> bool:
    layout, before = search.layout, at - 1
    with_article = search.is_small(before, "article")
    if layout.ending(before - with_article, "weekdays") is not None and (number.marked or with_article):
        return True
    if number.in_words and not number.marked:
        return False
    whole_text = at == 1 and with_article and number.last == len(search.tokens) - 1
    label = layout.ending_meaning(before, "ordinal_labels" if number.marked else "day_labels", "words")
    if label is not None and number.in_words and with_article and label.first == before:  # "the second in the region"
        label = None
    return label is not None or whole_text


def _ends_phrase(search: Search, number: DayNumber) -> bool:
    """Whether nothing that the number could count or belong to stands behind it; behind an ordinal small words may."""
    at = number.last + 1
    if search.opens_line(at):
        return True
    token = search.tokens[at]
    if token.kind == "mark":
        return token.folded not in {"%", "$", "/", "-", ":", "°"}
    return number.marked and any(search.starting(at, table) is not None for table in ("stops", "relations", "and"))
