"""The kinds of rule by which a feast finds its Gregorian days; what a rule says is checked when it is read.

Every kind gives the spans that begin in a Gregorian year from 1583 to 4099. The libraries behind the moon calendars and
Easter are imported when the first rule that needs them is asked.
"""

from __future__ import annotations

import warnings
from calendar import month_name, monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from monitor.language.calendars import Calendar, calendar_span, calendar_year_of

if TYPE_CHECKING:
    from holidays import HolidayBase

Span = tuple[date, date]

Month = Annotated[int, Field(ge=1, le=12)]
Day = Annotated[int, Field(ge=1, le=31)]
Weekday = Annotated[int, Field(ge=1, le=7)]

# From the first Easter of the Gregorian calendar to the last that dateutil reckons. Source: dateutil.easter.
REACHED_YEARS = range(1583, 4100)

# From a Gregorian year to the Hebrew year that ends in its autumn; the next one begins there.
_HEBREW_AHEAD = 3760
_ADAR, _SECOND_ADAR = 12, 13

# Years of holidays that are remembered; each country and year costs some hundredths of a second. A judgement.
_KEPT_COUNTRY_YEARS = 256

_YEAR_WITHOUT_LEAP_DAY = 2001

_DAY = timedelta(days=1)


class FeastRule(BaseModel):
    """What every kind of rule may say; ``found`` is what a kind adds.

    ``shift`` moves a day found that falls on a weekday (1 is Monday) by so many days; ``plus`` is added behind that.
    ``days`` is the length of the feast; None leaves it to what was found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    shift: Mapping[Weekday, int] = {}
    plus: int = 0
    days: Annotated[int, Field(ge=1)] | None = None

    def spans(self, year: int) -> Iterator[Span]:
        """The first and last days of the feast, where it begins in the year."""
        for first, last in self.found(year):
            moved = (self.plus + self.shift.get(first.isoweekday(), 0)) * _DAY
            length = last - first if self.days is None else (self.days - 1) * _DAY
            yield first + moved, first + moved + length

    def found(self, year: int) -> Iterable[Span]:
        """The days before shift and distance, most often one day from itself to itself."""
        raise NotImplementedError


class FixedDay(FeastRule):
    """The same month and day in every year."""

    month: Month
    day: Day

    @model_validator(mode="after")
    def _is_in_every_year(self) -> Self:
        if self.day > monthrange(_YEAR_WITHOUT_LEAP_DAY, self.month)[1]:
            msg = f"{month_name[self.month]} has no such day in every year"
            raise ValueError(msg)
        return self

    def found(self, year: int) -> Iterator[Span]:
        """That day."""
        yield _one_day(date(year, self.month, self.day))


class WeekdayOfMonth(FeastRule):
    """The first (``nth`` 1) to fourth or the last (``nth`` -1) such weekday of a month."""

    month: Month
    weekday: Weekday
    nth: Literal[-1, 1, 2, 3, 4]

    def found(self, year: int) -> Iterator[Span]:
        """That weekday."""
        if self.nth < 0:
            yield _one_day(_weekday_until(_end_of_month(year, self.month), self.weekday))
        else:
            yield _one_day(_weekday_from(date(year, self.month, 1 + 7 * (self.nth - 1)), self.weekday))


class WeekdayFrom(FixedDay):
    """The first such weekday on or after a day."""

    weekday: Weekday

    def found(self, year: int) -> Iterator[Span]:
        """That weekday."""
        yield _one_day(_weekday_from(date(year, self.month, self.day), self.weekday))


class FromEaster(FeastRule):
    """Counted from the Easter Sunday of the Western churches."""

    method: ClassVar = 3  # dateutil.easter.EASTER_WESTERN

    def found(self, year: int) -> Iterator[Span]:
        """Easter Sunday, as a day of the Gregorian calendar."""
        from dateutil.easter import easter  # noqa: PLC0415 - only texts with such a feast pay for it

        yield _one_day(easter(year, self.method))


class FromOrthodoxEaster(FromEaster):
    """Counted from the Easter Sunday of the Eastern churches."""

    method: ClassVar = 2  # dateutil.easter.EASTER_ORTHODOX


class CalendarDay(FeastRule):
    """A day of another calendar, or without ``day`` a whole month of it."""

    calendar: ClassVar[Calendar]
    month: Month
    day: Day | None = None

    def found(self, year: int) -> Iterator[Span]:
        """Every such day that falls into the year, and every such month that begins in it."""
        yield from _calendar_spans(self.calendar, year, self.month, self.day)


class HijriDay(CalendarDay):
    """A day or month of the Hijri calendar."""

    calendar = "hijri"


class KurdishDay(CalendarDay):
    """A day or month of the Kurdish solar calendar."""

    calendar = "kurdish"


class LastHijriWeekday(FeastRule):
    """The last such weekday of a Hijri month."""

    month: Month
    weekday: Weekday

    def found(self, year: int) -> Iterator[Span]:
        """That weekday of every such month, where it falls into the year."""
        for around in (year - 1, year):
            for _, last in _calendar_spans("hijri", around, self.month, None):
                day = _weekday_until(last, self.weekday)
                if day.year == year:
                    yield _one_day(day)


class HebrewDay(FeastRule):
    """A day of the Hebrew calendar: 1 is Nisan, 7 Tishri, 12 Adar and in leap years the second Adar."""

    month: Month
    day: Annotated[int, Field(ge=1, le=29)]

    def found(self, year: int) -> Iterator[Span]:
        """That day."""
        from pyluach.dates import HebrewDate  # noqa: PLC0415 - as above
        from pyluach.hebrewcal import Year  # noqa: PLC0415 - as above

        for hebrew_year in (year + _HEBREW_AHEAD, year + _HEBREW_AHEAD + 1):
            in_second_adar = self.month == _ADAR and Year(hebrew_year).leap
            day = HebrewDate(hebrew_year, _SECOND_ADAR if in_second_adar else self.month, self.day).to_pydate()
            if day.year == year:
                yield _one_day(day)


class LibraryDay(FeastRule):
    """A holiday that ``holidays`` names in a country, in American English; of days on end the first.

    ``before`` names another holiday of the same country: the feast lasts until the day before it.
    """

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    subdivision: str | None = None
    name: Annotated[str, Field(min_length=1)]
    before: str | None = None

    def found(self, year: int) -> Iterator[Span]:
        """Every beginning of that holiday; nothing where the tables of ``holidays`` have none."""
        known = _country_year(self.country, self.subdivision, year)
        named = _named(known, self.name)
        for first in named:
            if first - _DAY in named:
                continue
            if self.before is None:
                yield _one_day(first)
            else:
                yield from ((first, end - _DAY) for end in _named(known, self.before)[:1] if end > first)


KINDS: Mapping[str, type[FeastRule]] = {
    "fixed": FixedDay,
    "weekday": WeekdayOfMonth,
    "weekday_from": WeekdayFrom,
    "easter": FromEaster,
    "orthodox_easter": FromOrthodoxEaster,
    "hijri": HijriDay,
    "hijri_weekday": LastHijriWeekday,
    "kurdish": KurdishDay,
    "hebrew": HebrewDay,
    "library": LibraryDay,
}
"""The kinds of rule by the name of their table in ``feasts.toml``."""


def _one_day(day: date) -> Span:
    return day, day


def _weekday_from(day: date, weekday: int) -> date:
    return day + (weekday - day.isoweekday()) % 7 * _DAY


def _weekday_until(day: date, weekday: int) -> date:
    return day - (day.isoweekday() - weekday) % 7 * _DAY


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _calendar_spans(calendar: Calendar, year: int, month: int, day: int | None) -> Iterator[Span]:
    earliest = calendar_year_of(calendar, date(year, 1, 1))
    if earliest is None:
        return
    # A Gregorian year touches two years of the sun, and up to three of the moon.
    for calendar_year in range(earliest, earliest + 3):
        span = calendar_span(calendar, calendar_year, month, day)
        if span is not None and span[0].year == year:
            yield span


@lru_cache(maxsize=_KEPT_COUNTRY_YEARS)
def _country_year(country: str, subdivision: str | None, year: int) -> HolidayBase:
    import holidays  # noqa: PLC0415 - as above

    kinds = holidays.country_holidays(country).supported_categories
    with warnings.catch_warnings():
        # A year that the tables do not reach is warned of; here it is a feast of which nothing is known.
        warnings.filterwarnings("ignore", message="Requested Holidays are available only", category=UserWarning)
        return holidays.country_holidays(
            country,
            subdiv=subdivision,
            years=year,
            expand=False,
            observed=False,
            language="en_US",
            categories=kinds,
        )


def _named(known: HolidayBase, name: str) -> list[date]:
    # Where a moon calendar was only reckoned ahead, holidays says so behind the name.
    names = (name, f"{name} (estimated)")
    return sorted({day for each in names for day in known.get_named(each, lookup="exact")})
