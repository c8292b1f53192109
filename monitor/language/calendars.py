"""Days, months and years of other calendars as spans of Gregorian days.

The Hijri calendar is Umm al-Qura's, as Saudi Arabia prints it, from 1343 to 1500 AH; before and behind that the
arithmetical one with its cycle of 30 years. Both are reckoned ahead: a month that a committee begins when it sees the
moon, as in Iraq, may begin a day earlier or later. The Kurdish calendar is the solar one, with the months of the
Iranian calendar and years counted from 700 BC. Gregorian days before 1582 are proleptic.

The libraries are imported when the first such day is asked for: what has none pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Calendar = Literal["hijri", "kurdish"]

_MONTHS = 12
_DAY = timedelta(days=1)

# Years that news writes: Hijri 1300 is 1882, Hijri 1500 is 2077; Kurdish 2600 is 1900, Kurdish 2800 is 2100. Chosen so
# that no number is a year of two calendars, or a Gregorian year of this century or the last.
_WRITTEN_YEARS: Mapping[Calendar, range] = {"hijri": range(1300, 1501), "kurdish": range(2600, 2801)}

# Years whose days are reckoned. Hijri 1 begins in 622. The Kurdish ones are the Iranian calendar's first to 1678th
# year, 622 to 2299: a reckoning of equinoxes further away would promise what it cannot hold.
_REACHED_YEARS: Mapping[Calendar, range] = {"hijri": range(1, 1701), "kurdish": range(1322, 3000)}

# The years of the tables of Umm al-Qura. Source: hijridate.
_UMM_AL_QURA = range(1343, 1501)

# The Iranian year 1403 is the Kurdish year 2724.
_KURDISH_AHEAD_OF_IRANIAN = 1321

# Six months of 31 days, then of 30; the last has what is left of the year. Source: the Iranian calendar law of 1925.
_DAYS_BEFORE_KURDISH_MONTH = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)

KEPT_YEARS = 4096
"""How many beginnings of months and years are remembered: those of a century and more. A judgement."""


def calendar_span(
    calendar: Calendar, year: int, month: int | None = None, day: int | None = None
) -> tuple[date, date] | None:
    """The first and last Gregorian day of a year, month or day of the calendar.

    Months and days count from 1; without a month the span is the year's, without a day the month's. None where the
    calendar has no such day, where a day comes without its month, or where the year lies outside what is reckoned.
    """
    if year not in _REACHED_YEARS[calendar]:
        return None
    if month is None:
        return None if day is not None else _between(calendar, (year, 1), (year + 1, 1))
    if not 1 <= month <= _MONTHS:
        return None
    first, last = _between(calendar, (year, month), (year, month + 1) if month < _MONTHS else (year + 1, 1))
    if day is None:
        return first, last
    if not 1 <= day <= (last - first).days + 1:
        return None
    found = first + (day - 1) * _DAY
    return found, found


def calendar_year_of(calendar: Calendar, day: date) -> int | None:
    """The year of the calendar in which a Gregorian day lies; None where that year is not reckoned."""
    guess = _GUESSES[calendar](day)
    for year in range(guess - 1, guess + 2):
        span = calendar_span(calendar, year)
        if span is not None and span[0] <= day <= span[1]:
            return year
    return None


def looks_like_year(calendar: Calendar, number: int) -> bool:
    """Whether news could mean a year of the calendar by a number; Hijri 1300 to 1500, Kurdish 2600 to 2800."""
    return number in _WRITTEN_YEARS[calendar]


def _between(calendar: Calendar, at: tuple[int, int], following: tuple[int, int]) -> tuple[date, date]:
    starts = _STARTS[calendar]
    return starts(*at), starts(*following) - _DAY


@lru_cache(maxsize=KEPT_YEARS)
def _hijri_start(year: int, month: int) -> date:
    if year in _UMM_AL_QURA:
        from hijridate import Hijri  # noqa: PLC0415 — only texts with such a day pay for the tables

        # hijridate's own days print and compare in their own way: a plain date is given on.
        return date(*Hijri(year, month, 1).to_gregorian().datetuple())
    from convertdate import islamic  # noqa: PLC0415 — as above

    # The arithmetical year 1501 begins on the day behind the last of the tables, as the test of the seams proves.
    return date(*islamic.to_gregorian(year, month, 1))


def _kurdish_start(year: int, month: int) -> date:
    return _kurdish_new_year(year) + _DAYS_BEFORE_KURDISH_MONTH[month - 1] * _DAY


@lru_cache(maxsize=KEPT_YEARS)
def _kurdish_new_year(year: int) -> date:
    from convertdate import persian  # noqa: PLC0415 — only texts with such a day pay for the reckoning of equinoxes

    return date(*persian.to_gregorian(year - _KURDISH_AHEAD_OF_IRANIAN, 1, 1))


def _guess_hijri(day: date) -> int:
    # 10631 days are 30 Hijri years; the first began on 19 July 622.
    return (day.toordinal() - date(622, 7, 19).toordinal()) * 30 // 10631 + 1


def _guess_kurdish(day: date) -> int:
    return day.year + 700


_STARTS: Mapping[Calendar, Callable[[int, int], date]] = {"hijri": _hijri_start, "kurdish": _kurdish_start}
_GUESSES: Mapping[Calendar, Callable[[date], int]] = {"hijri": _guess_hijri, "kurdish": _guess_kurdish}
