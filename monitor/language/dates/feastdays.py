"""Feasts and holidays as dates: "Christmas", "next Easter", "عيد الفطر", "نەورۆز"."""

from __future__ import annotations

from monitor.language.dates.nodes import Named, Reading
from monitor.language.dates.search import Search
from monitor.language.dates.units import modifier_after, modifier_before


def feast(search: Search, at: int) -> Reading | None:
    """The feast that is named at a token, with the modifier beside it, or None."""
    modifier, start = modifier_before(search, at)
    hit = search.starting(start, "feasts")
    month = search.starting(start, "hijri_months")
    if hit is None or (month is not None and month.last >= hit.last):  # Ramadan is a month
        return None
    last = hit.last
    if modifier is None:
        modifier, last = modifier_after(search, hit.last)
    return Reading(Named(feast=hit.label.value, modifier=modifier), at, last, "feast")
