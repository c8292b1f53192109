"""Feasts and holidays as dates: "Christmas", "next Easter", "عيد الفطر", "نەورۆز"."""

from __future__ import annotations

from monitor.language.dates.nodes import Named, Reading, UnitOf
from monitor.language.dates.search import Search
from monitor.language.dates.units import modifier_after, modifier_before
from monitor.language.dates.years import with_year
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme


def feast(search: Search, at: int) -> Reading | None:
    """The feast that is named at a token, with the modifier beside it, or None."""
    modifier, start = modifier_before(search, at)
    hit = search.starting(start, "feasts")
    month = search.starting(start, "hijri_months")
    if hit is None or (month is not None and month.last >= hit.last):  # Ramadan is a month
        return None
    if _begins_with_today(search, hit):
        return None
    last = hit.last
    if modifier is None:
        modifier, last = modifier_after(search, hit.last)
    named = Reading(Named(feast=hit.label.value, modifier=modifier), at, last, "feast")
    return _weekend_behind(search, named) or named


def _begins_with_today(search: Search, hit: Hit[Lexeme]) -> bool:
    """Whether what looks like a feast is a sentence that begins with today: "اليوم الذكرى الثانية"."""
    if hit.last == hit.first or search.starting(hit.first, "day_words") is None:
        return False
    words = " ".join(token.folded for token in search.tokens[hit.first : hit.last + 1])
    return words not in search.layout.pack.folded_words("feasts", "feasts", hit.label.value)


def _weekend_behind(search: Search, named: Reading) -> Reading | None:
    """Such as "Thanksgiving weekend", "Easter weekend 2026", where the language puts the weekend behind the feast."""
    unit = search.starting(named.last + 1, "units")
    if unit is None or unit.label.value != "weekend" or search.opens_line(unit.first) or search.layout.pack.articles:
        return None
    dated = with_year(search, named._replace(last=unit.last))
    return Reading(UnitOf("weekend", dated.node), named.first, dated.last, "unit_of")
