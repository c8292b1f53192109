"""Days of the Hijri and the Kurdish calendar: known days, the seams of the tables, and that nothing is lost between."""

from datetime import date, timedelta

import pytest
from convertdate import islamic
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.calendars import calendar_span, calendar_year_of, looks_like_year

DAY = timedelta(days=1)

# Sources: the Umm al-Qura calendar as printed, and the days on which Saudi Arabia began Ramadan and the years; the
# Gregorian days of the arithmetical calendar in Reingold and Dershowitz, Calendrical Calculations.
HIJRI = [
    ((1, 1, 1), date(622, 7, 19)),
    ((1300, 1, 1), date(1882, 11, 12)),
    ((1400, 1, 1), date(1979, 11, 20)),
    ((1444, 9, 1), date(2023, 3, 23)),
    ((1445, 9, 1), date(2024, 3, 11)),
    ((1445, 10, 1), date(2024, 4, 10)),
    ((1446, 1, 1), date(2024, 7, 7)),
    ((1446, 9, 1), date(2025, 3, 1)),
    ((1446, 10, 1), date(2025, 3, 30)),
    ((1447, 1, 1), date(2025, 6, 26)),
]

# Sources: the Iranian calendar of the University of Tehran; a Kurdish year is 1321 more than the Iranian one.
KURDISH = [
    ((2700, 1, 1), date(2000, 3, 20)),
    ((2717, 1, 1), date(2017, 3, 21)),
    ((2720, 1, 1), date(2020, 3, 20)),
    ((2721, 7, 1), date(2021, 9, 23)),
    ((2724, 1, 1), date(2024, 3, 20)),
    ((2724, 12, 30), date(2025, 3, 20)),
    ((2725, 1, 1), date(2025, 3, 21)),
    ((2725, 12, 29), date(2026, 3, 20)),
]

hijri_years = st.integers(1, 1700)
kurdish_years = st.integers(2500, 2900)


@pytest.mark.parametrize(("written", "day"), HIJRI)
def test_a_hijri_day_is_the_day_that_was_printed(written, day):
    """Days of the tables of Umm al-Qura, and older ones of the arithmetical calendar."""
    assert (day, day) == calendar_span("hijri", *written)


@pytest.mark.parametrize(("written", "day"), KURDISH)
def test_a_kurdish_day_is_the_day_of_the_solar_calendar(written, day):
    """Leap years end on the 30th of their last month, others on the 29th."""
    assert (day, day) == calendar_span("kurdish", *written)


def test_months_and_years_are_spans():
    """Without a day the month is meant, without a month the year."""
    assert (date(2024, 3, 11), date(2024, 4, 9)) == calendar_span("hijri", 1445, 9)
    assert (date(2023, 7, 19), date(2024, 7, 6)) == calendar_span("hijri", 1445)
    assert (date(2024, 4, 20), date(2024, 5, 20)) == calendar_span("kurdish", 2724, 2)
    assert (date(2024, 3, 20), date(2025, 3, 20)) == calendar_span("kurdish", 2724)


@pytest.mark.parametrize(
    ("calendar", "written"),
    [
        ("hijri", (1445, 9, 31)),
        ("hijri", (1446, 9, 30)),
        ("hijri", (1445, 13)),
        ("hijri", (1445, 0, 1)),
        ("hijri", (1445, 1, 0)),
        ("hijri", (1445, None, 3)),
        ("hijri", (0,)),
        ("hijri", (1701,)),
        ("hijri", (-5, 1, 1)),
        ("kurdish", (2725, 12, 30)),
        ("kurdish", (2724, 7, 31)),
        ("kurdish", (1321,)),
        ("kurdish", (3000, 1, 1)),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_no_span(calendar, written):
    """A month too long, a month too many, a day without its month, a year that is not reckoned."""
    assert calendar_span(calendar, *written) is None


def test_the_tables_of_umm_al_qura_have_no_gap_to_the_reckoned_years():
    """The last reckoned year before and the first behind the tables join them day to day."""
    assert calendar_span("hijri", 1342)[1] + DAY == calendar_span("hijri", 1343)[0] == date(1924, 8, 1)
    assert calendar_span("hijri", 1500)[1] + DAY == calendar_span("hijri", 1501)[0] == date(2077, 11, 17)


@given(hijri_years, st.integers(1, 12))
def test_hijri_months_fill_their_year_and_are_never_longer_than_a_moon(year, month):
    """Each begins where the one before ends; 29 or 30 days, but for odd months of the early printed tables."""
    first, last = calendar_span("hijri", year, month)
    following = calendar_span("hijri", year, month + 1) if month < 12 else calendar_span("hijri", year + 1, 1)

    assert (last - first).days + 1 in ({28, 29, 30, 31} if 1342 <= year <= 1364 else {29, 30})
    assert following is None or following[0] == last + DAY


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 28))
def test_the_tables_and_the_arithmetical_calendar_tell_the_same_moon(year, month, day):
    """Two libraries never lie further apart than two days."""
    printed, _ = calendar_span("hijri", year, month, day)

    assert abs((printed - date(*islamic.to_gregorian(year, month, day))).days) <= 2


@given(st.integers(2601, 2820))
def test_kurdish_leap_years_are_those_of_the_cycle_of_33(year):
    """The published rule of the cycle gives the same long years as the equinoxes, for all years that news writes."""
    first, last = calendar_span("kurdish", year)

    assert ((last - first).days + 1 == 366) == ((year - 1321) % 33 in {1, 5, 9, 13, 17, 22, 26, 30})


@given(st.sampled_from(["hijri", "kurdish"]), st.dates(date(1600, 1, 1), date(2250, 12, 31)))
def test_every_day_lies_in_one_year(calendar, day):
    """The year found holds the day, and the years beside it do not."""
    year = calendar_year_of(calendar, day)
    spans = {around: calendar_span(calendar, around) for around in (year - 1, year, year + 1)}

    assert [year] == [around for around, (first, last) in spans.items() if first <= day <= last]


@given(hijri_years, kurdish_years)
def test_a_year_holds_its_first_and_last_day(hijri, kurdish):
    """Years go to days and back."""
    for calendar, year in (("hijri", hijri), ("kurdish", kurdish)):
        first, last = calendar_span(calendar, year)

        assert first <= last
        assert year == calendar_year_of(calendar, first) == calendar_year_of(calendar, last)


@pytest.mark.parametrize("day", [date.min, date(622, 3, 20), date.max])
def test_a_day_beyond_what_is_reckoned_has_no_year(day):
    """Before the calendars begin and behind their last year nothing is guessed."""
    assert calendar_year_of("hijri", day) is None
    assert calendar_year_of("kurdish", day) is None


def test_numbers_that_news_could_mean_look_like_years():
    """The bounds themselves do, numbers beside them and Gregorian years do not."""
    assert [1300, 1445, 1500] == [n for n in (5, 1299, 1300, 1445, 1500, 1501, 2024) if looks_like_year("hijri", n)]
    assert [2600, 2724, 2800] == [
        n for n in (1445, 2024, 2599, 2600, 2724, 2800, 2801) if looks_like_year("kurdish", n)
    ]


def test_what_is_given_are_plain_days():
    """No library's own kind of day leaves the module."""
    assert {date} == {
        type(day) for written in ((1445,), (1445, 9), (1445, 9, 1)) for day in calendar_span("hijri", *written)
    }
