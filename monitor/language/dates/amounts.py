"""So many units of time: "six months", "الأشهر الستة", "two or three weeks", "a year and a half", "1 month 21 days"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from monitor.language.dates.nodes import Amount, Counted, Unit
from monitor.language.dates.search import Search
from monitor.language.dates.units import has_article_written_on
from monitor.language.joints import joined_at
from monitor.language.lexicon import Hit
from monitor.language.numerals import read_numeral
from monitor.language.pack import Lexeme
from monitor.language.reading import DASH, DIGITS, NUMBER_TABLES
from monitor.language.sums import Numeral
from monitor.language.tokens import whole_number

_BOUNDS_REACH = 2
"""As in "no more than about two weeks"."""
_MOST_AMOUNTS = 3

_UNIT = frozenset({"units_many", "units", "durations"})
"""The tables of what stands behind the number of an amount: the unit, or a word for the time to come or gone by."""

_BEHIND_NUMBER = _UNIT | {"ranges", DASH}

_OPENING = NUMBER_TABLES | {"some", "bounds", "units", "units_one", "units_many", "units_two"}
"""The tables of the words that an amount begins with, if not with an article."""


def read_amount(search: Search, at: int) -> Counted | None:
    """The amount that starts at a token, with bounds and articles before it, or None."""
    layout, known = search.layout, search.amounts
    if not layout.opens(at, _OPENING) and not (
        at < len(search.tokens) and search.tokens[at].folded in layout.pack.articles
    ):
        return None
    if at not in known:
        known[at] = _read_amount(search, at)
    return known[at]


def _read_amount(search: Search, at: int) -> Counted | None:
    tables = search.layout.tables_at(at)
    if len(tables) == 1 and ("numbers" in tables or DIGITS in tables):  # a word that is a number and no more, as most
        amount = _number_and_unit(search, at) if not search.tokens[at].opens_line else None
        return _with_all(search, amount) if amount is not None else None
    some = search.meaning(at, "some", "before") if "some" in tables else None
    start = some.last + 1 if some is not None else at
    for _ in range(_BOUNDS_REACH):
        bound = search.starting(start, "bounds")
        if bound is None:
            break
        start = bound.last + 1
    if start + 1 < len(search.tokens) and search.tokens[start].folded in search.layout.pack.articles:  # "الـ24 ساعة"
        start += 1
    if start >= len(search.tokens) or search.tokens[start].opens_line:
        return None
    amount = _dual(search, start) or _numbered(search, start) or _unit_first(search, start, some)
    return _with_all(search, amount) if amount is not None else None


def _with_all(search: Search, amount: Counted) -> Counted:
    """The amount with what goes on behind it: another count, a half, "some", smaller units."""
    amount = _with_half(search, _with_other_count(search, amount))
    few = search.meaning(amount.last + 1, "some", "after") if amount.is_open else None
    if few is not None:
        amount = amount._replace(last=few.last)
    return _with_smaller_units(search, amount)


def _one(count: float | None, unit: Unit, first: int, last: int, *, bare: bool = False) -> Counted:
    return Counted((Amount(count, unit),), first, last, bare=bare)


def _dual(search: Search, at: int) -> Counted | None:
    two = search.starting(at, "units_two")
    return _one(2, cast("Unit", two.label.value), at, two.last) if two is not None else None


def _numbered(search: Search, at: int) -> Counted | None:
    """A number and a unit, or two numbers: "six months", "two or three weeks", "two upcoming weeks"."""
    if not search.layout.opens_number(at) or _goes_on_from_digits(search, at):
        return None
    return _number_and_unit(search, at)


def _number_and_unit(search: Search, at: int) -> Counted | None:
    number = counted_number(search, at)
    if number is None or not search.layout.opens(number.last + 1, _BEHIND_NUMBER):
        return None
    joint = search.meaning(number.last + 1, "ranges", "or") or search.meaning(number.last + 1, "ranges", "between")
    if joint is not None and joint.last + 1 < len(search.tokens) and search.layout.opens_number(joint.last + 1):
        other = read_numeral(search.layout, joint.last + 1)
        unit = _unit(search, other.last + 1) if other is not None and other.value > number.value else None
        if other is not None and unit is not None:
            return _one(number.value, unit[0], at, unit[1])._replace(count_to=other.value)
    unit = _unit(search, number.last + 1)
    return _one(number.value, unit[0], at, unit[1]) if unit is not None else None


def counted_number(search: Search, at: int) -> Numeral | None:
    """The number that counts units behind it, or None; "three quarters" is three of them, and no share."""
    return read_numeral(search.layout, at) or _quarters(search, at)


def _quarters(search: Search, at: int) -> Numeral | None:
    """The number before "quarters", which is a share of something elsewhere and of the year here."""
    hit = search.starting(at, "numbers")
    value = whole_number(search.tokens[at]) or (float(hit.label.value) if hit is not None else None)
    last = hit.last if hit is not None else at
    unit = search.starting(last + 1, "units_many")
    if value is None or unit is None or unit.label.value != "quarter":
        return None
    return Numeral(value, at, last, in_digits=hit is None)


def _goes_on_from_digits(search: Search, at: int) -> bool:
    """Whether a number word counts no units: the "billion" of "11.3 billion a year earlier" closes another."""
    if search.starting(at, "decades") is not None:  # "نەوەدەکان" are the nineties
        return True
    scaled = search.starting(at, "scales") is not None
    return scaled and at > 0 and search.tokens[at - 1].kind == "number" and not search.tokens[at].opens_line


def _unit_first(search: Search, at: int, some: Hit[Lexeme] | None) -> Counted | None:
    many = search.starting(at, "units_many")
    if many is not None:
        place = many.last + 1
        place += not search.opens_line(place) and search.tokens[place].folded in search.layout.pack.articles
        number = read_numeral(search.layout, place) if search.layout.opens_number(place) else None
        unit = cast("Unit", many.label.value)
        return _one(number.value, unit, at, number.last) if number else _one(None, unit, at, many.last)
    one = search.starting(at, "units_one") or search.starting(at, "units")
    if one is None:
        return None
    unit = cast("Unit", one.label.value)
    if some is not None:  # "چەند ڕۆژ": Sorani counts in the singular
        return _one(None, unit, at, one.last)
    if unit == "weekend" or not _stands_bare(search, one):  # "on weekend" is a date, not one weekend on
        return None
    place = one.last + 1
    number = read_numeral(search.layout, place) if search.layout.opens_number(place) else None
    if number is not None and number.value == 1:  # "عام واحد"
        return _one(1, unit, at, number.last)
    return _one(1, unit, at, one.last, bare=True)


def _with_other_count(search: Search, amount: Counted) -> Counted:
    """Such as "a week or two", "شهرين أو ثلاثة", "أسبوع أو أسبوعين"."""
    joint = search.meaning(amount.last + 1, "ranges", "or")
    first = amount.amounts[0]
    if joint is None or first.count is None or amount.count_to is not None or joint.last + 1 >= len(search.tokens):
        return amount
    other = _dual(search, joint.last + 1) or _numbered(search, joint.last + 1)
    if other is not None:
        count = other.amounts[0].count or 0
        if other.amounts[0].unit == first.unit and count > first.count:
            return amount._replace(count_to=count, last=other.last, bare=False)
        return amount
    if not search.layout.opens_number(joint.last + 1):
        return amount
    number = read_numeral(search.layout, joint.last + 1)
    if number is None or number.value <= first.count:
        return amount
    return amount._replace(count_to=number.value, last=number.last, bare=False)


def _with_half(search: Search, amount: Counted) -> Counted:
    """Such as "a year and a half", "عام ونصف العام"."""
    joint = joined_at(search.layout, amount.last + 1)
    half = search.starting(joint, "fractions") if joint is not None else None
    first = amount.amounts[0]
    if half is None or first.count is None:
        return amount
    again = search.starting(half.last + 1, "units")
    last = again.last if again is not None and again.label.value == first.unit else half.last
    whole = replace(first, count=first.count + float(half.label.value))
    return amount._replace(amounts=(whole, *amount.amounts[1:]), last=last, bare=False)


def _with_smaller_units(search: Search, amount: Counted) -> Counted:
    """Such as "1 month and 21 days", "5 years 1 month 12 days"."""
    while not amount.is_open and amount.count_to is None and len(amount.amounts) < _MOST_AMOUNTS:
        place = amount.last + 1
        joint = joined_at(search.layout, place)
        place = joint if joint is not None else place + search.is_mark(place, ",")
        if search.opens_line(place):
            break
        other = _dual(search, place) or _numbered(search, place)
        if other is None or other.count_to is not None or other.amounts[0].unit in {one.unit for one in amount.amounts}:
            break
        amount = amount._replace(amounts=(*amount.amounts, *other.amounts), last=other.last, bare=False)
    return amount


def _unit(search: Search, at: int) -> tuple[Unit, int] | None:
    at += search.is_mark(at, "-")
    if not search.layout.opens(at, _UNIT):
        return None
    hit = search.starting(at, "units_many") or search.starting(at, "units")
    if hit is None:
        between = search.meaning(at, "durations", "coming") or search.meaning(at, "durations", "past")
        place = between.last + 1 if between is not None else at
        hit = search.starting(place, "units_many") or search.starting(place, "units")
    return (cast("Unit", hit.label.value), hit.last) if hit is not None else None


_NAMING = ("months", "hijri_months", "kurdish_months", "numbered", "modifiers", "weekdays", "day_words")
"""Tables whose words behind a unit name one; "a year later" is none, though "the later year" has the same word."""


def _stands_bare(search: Search, hit: Hit[Lexeme]) -> bool:
    """Whether a unit counts as one of it: "a year", not "this year", "the year 2026" or "month of May"."""
    pack, at = search.layout.pack, hit.last
    if has_article_written_on(search, at):
        return False
    bare_words = pack.folded_words("calendar", "units", hit.label.value)
    word = search.tokens[at].folded
    if word not in bare_words and bare_words.isdisjoint(pack.forms(word)):
        return False
    behind = at + 1 if hit.label.table == "units_one" else search.over_fillers(at + 1)  # "a week from Friday"
    places = [place for place in (at + 1, behind) if place < len(search.tokens)]
    tables = _NAMING if hit.label.table == "units_one" else (*_NAMING, "modifiers_after")
    named = any(search.starting(place, table) is not None for place in places for table in tables)
    return not named and all(search.tokens[place].kind != "number" for place in places)
