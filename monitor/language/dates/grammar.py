"""The grammar of dates: which tokens name a day, a month, a year, a span or a duration.

It is the same for all languages; which word means what, and on which side of a span a language says "next", is data.
Readers of one kind of date each give a tree (``nodes``); dates side by side are joined (``joining``), two ends make a
range, and what stands before the whole adds the relation ("by") and nearness ("about").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from monitor.language.dates import days, decades, joining, months, parts, units, weekdays, years
from monitor.language.dates.durations import duration, ending_span
from monitor.language.dates.feastdays import feast
from monitor.language.dates.leads import with_lead, with_tail
from monitor.language.dates.nodes import Reading
from monitor.language.dates.numeric import numeric_date
from monitor.language.dates.ranges import with_other_end
from monitor.language.dates.search import Reader, Search
from monitor.language.dates.standing import lies_in_name, stands_alone
from monitor.language.dates.words import DateWords
from monitor.language.reading import Layout

_MODIFIERS_ALONE = "modifiers_alone"
"""Stands for ``modifiers`` where nothing that is modified follows."""

# Which readers can start at a word of a table; "digits" stands for a number in digits.
_READERS: Mapping[str, tuple[Reader, ...]] = {
    "weekdays": (weekdays.weekday, parts.nth_of),
    "day_words": (weekdays.day_word,),
    "months": (days.month_then_day, months.month_of_year),
    "hijri_months": (days.month_then_day, months.month_of_year),
    "kurdish_months": (days.month_then_day, months.month_of_year),
    "feasts": (feast,),
    "numbered": (months.month_of_year,),
    "ordinals": (days.day_of_month, parts.nth_of),
    "digits": (
        numeric_date,
        days.day_of_month,
        days.day_of_list,
        parts.nth_of,
        duration,
        years.bare_year,
        decades.decade,
        decades.century,
    ),
    "'": (decades.decade,),
    "unit_of": (units.unit_of,),
    "units_many": (duration, parts.nth_of),
    "units_two": (duration,),
    "units_one": (duration,),
    "units": (ending_span, units.calendar_unit, units.numbered_week, duration, parts.nth_of),
    "named_units": (units.calendar_unit,),
    "modifiers": (
        parts.nth_of,
        parts.same_of_other_year,
        units.calendar_unit,
        units.months_of_year,
        weekdays.weekday,
        months.month_of_year,
        feast,
    ),
    _MODIFIERS_ALONE: (parts.nth_of,),
    "spans": (units.months_of_year,),
    "parts": (parts.part_of,),
    "durations": (duration, parts.nth_of),
    "numbers": (days.day_of_month, parts.nth_of, duration),
    "scales": (duration,),
    "nth": (parts.nth_of,),
    "some": (duration,),
    "bounds": (duration,),
    "weekdays_bare": (weekdays.bare_weekday,),
    "now_words": (weekdays.now,),
    "year_words": (years.bare_year,),
    "decades": (decades.decade,),
    "century_words": (decades.decade,),
    "centuries": (decades.century,),
    "references": (parts.mentioned,),
    "references_led": (parts.mentioned_then,),
    "year_earlier": (parts.mentioned,),
    "periods": (parts.same_of_other_year,),
}

_ORDER: Mapping[str, int] = {table: place for place, table in enumerate(_READERS)}
"""Of readings that end at one token, that of the first table is taken: "اليوم" is today before it is the day."""

_OPENING = frozenset(_READERS)

_MODIFIED = frozenset(
    {"units", "spans", "weekdays", "months", "hijri_months", "kurdish_months", "numbered", "feasts", "periods"}
)
"""The tables of what stands behind a modifier in a date."""

_OPAQUE = frozenset({"numeric_date", "nth_of", "calendar_unit"})
"""What is no date by itself here holds no other one either."""

_WITH_YEAR = frozenset({"months", "quarter", "half", "season", "feast", "numeric_date"})
"""What a year behind it may still place; the readers of days and months take theirs themselves."""


def find_date_words(layout: Layout) -> tuple[DateWords, ...]:
    """The dates that the text names, in order and without overlap: at each token the longest reading wins."""
    if not layout.names_dates:
        return ()
    return tuple(_drop_overlaps(_candidates(Search(layout, _OPENING, _whole, _atom))))


def _candidates(search: Search) -> Iterator[DateWords]:
    behind = 0
    reached = -1
    for at in search.places:
        best = search.whole(at) if at >= behind else None
        if best is None:
            continue
        best = with_other_end(search, best)
        full = with_tail(search, with_lead(search, best, reached))
        named = lies_in_name(search, best)
        if stands_alone(search, full, best) and not named:
            reached = full.last
            behind = full.last + 1
            yield full
        elif named or best.rule in _OPAQUE:
            behind = best.last + 1


_LONGEST_NUMERIC = 4
"""Three numbers with two marks between are a date to their end: none of the other readers reaches beyond."""


def _atom(search: Search, at: int) -> Reading | None:
    """The longest reading of one kind at a token, with the year behind it."""
    best: Reading | None = None
    for read in _readers_of(_tables(search, at)):
        found = read(search, at)
        if found is None:
            continue
        if found.rule in _WITH_YEAR:
            found = years.with_year(search, found)
        if best is None or found.last > best.last:
            best = found
        if found.rule == "numeric_date" and found.last >= at + _LONGEST_NUMERIC:
            break
    return best


def _tables(search: Search, at: int) -> tuple[str, ...]:
    """The tables of a token, with ``modifiers`` told from one that leads to nothing, as most do ("this", "last")."""
    tables = tuple(search.layout.tables_at(at))
    modifier = search.starting(at, "modifiers") if "modifiers" in tables else None
    if modifier is None or search.layout.opens(modifier.last + 1, _MODIFIED):
        return tables
    return tuple([table if table != "modifiers" else _MODIFIERS_ALONE for table in tables])


@cache
def _readers_of(tables: tuple[str, ...]) -> tuple[Reader, ...]:
    """The readers that can start at a word of these tables, each once; kept, as words share few sets of tables."""
    known = sorted(_ORDER.keys() & tables, key=_ORDER.__getitem__)
    return tuple(dict.fromkeys(read for table in known for read in _READERS[table]))


def _whole(search: Search, at: int) -> Reading | None:
    atom = search.atom(at)
    return joining.specified(search, atom) if atom is not None else None


def _drop_overlaps(found: Iterator[DateWords]) -> Iterator[DateWords]:
    reached = -1
    for words in found:
        first = max(words.first, reached + 1)
        yield words._replace(first=first) if first != words.first else words
        reached = words.last
