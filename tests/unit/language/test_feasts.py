"""Feasts fall on the days that other libraries, published rules and published calendars give; their names are sound."""

import subprocess
import sys
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.language.feasts import feast_spans, feasts, read_rules
from monitor.language.folding import fold
from monitor.language.lexicon import phrase_words
from monitor.language.pack import languages

NAMES = {
    lang: tomllib.loads((files("monitor.language") / "packs" / lang / "feasts.toml").read_text(encoding="utf-8"))
    for lang in languages()
}


def feast_span(feast, year):
    """The first span of a feast in a year, or None."""
    return next(iter(feast_spans(feast, year)), None)


def day(feast, year):
    """The day of a feast of one day."""
    first, last = feast_span(feast, year)
    assert first == last
    return first


# Sources: the US Code's federal holidays as the Office of Personnel Management lists them, UK bank holidays of gov.uk,
# the Gazetted holidays of India, hebcal.com, the Orthodox Church in America's calendar, the Saudi and the Iraqi press.
KNOWN = [
    ("mlk_day", 2025, date(2025, 1, 20)),
    ("presidents_day", 2025, date(2025, 2, 17)),
    ("memorial_day", 2025, date(2025, 5, 26)),
    ("labor_day", 2025, date(2025, 9, 1)),
    ("columbus_day", 2025, date(2025, 10, 13)),
    ("thanksgiving", 2024, date(2024, 11, 28)),
    ("black_friday", 2024, date(2024, 11, 29)),
    ("mothers_day", 2025, date(2025, 5, 11)),
    ("fathers_day", 2025, date(2025, 6, 15)),
    ("administrative_professionals_day", 2022, date(2022, 4, 27)),
    ("grandparents_day", 2024, date(2024, 9, 8)),
    ("election_day_us", 2024, date(2024, 11, 5)),
    ("boss_day", 2021, date(2021, 10, 15)),
    ("boss_day", 2022, date(2022, 10, 17)),
    ("boss_day", 2023, date(2023, 10, 16)),
    ("kings_day_nl", 2025, date(2025, 4, 26)),
    ("victoria_day", 2024, date(2024, 5, 20)),
    ("victoria_day", 2026, date(2026, 5, 18)),
    ("advent_sunday", 2022, date(2022, 11, 27)),
    ("advent_sunday", 2024, date(2024, 12, 1)),
    ("mothering_sunday", 2025, date(2025, 3, 30)),
    ("easter", 2025, date(2025, 4, 20)),
    ("easter", 2024, date(2024, 3, 31)),
    ("good_friday", 2024, date(2024, 3, 29)),
    ("ash_wednesday", 2024, date(2024, 2, 14)),
    ("shrove_tuesday", 2024, date(2024, 2, 13)),
    ("ascension", 2024, date(2024, 5, 9)),
    ("whit_monday", 2024, date(2024, 5, 20)),
    ("corpus_christi", 2024, date(2024, 5, 30)),
    ("orthodox_easter", 2024, date(2024, 5, 5)),
    ("orthodox_shrove_monday", 2024, date(2024, 3, 18)),
    ("lazarus_saturday", 2024, date(2024, 4, 27)),
    ("yazidi_new_year", 2024, date(2024, 4, 17)),
    ("yazidi_new_year", 2021, date(2021, 4, 14)),
    ("ashura", 2024, date(2024, 7, 16)),
    ("arbaeen", 2023, date(2023, 9, 5)),
    ("mawlid", 2024, date(2024, 9, 15)),
    ("isra_miraj", 2025, date(2025, 1, 27)),
    ("hijri_new_year", 2025, date(2025, 6, 26)),
    ("arafat_day", 2024, date(2024, 6, 15)),
    ("quds_day", 2024, date(2024, 4, 5)),
    ("quds_day", 2025, date(2025, 3, 28)),
    ("yalda", 2025, date(2025, 12, 21)),
    ("sizdah_bedar", 2024, date(2024, 4, 1)),
    ("yom_kippur", 2024, date(2024, 10, 12)),
    ("purim", 2024, date(2024, 3, 24)),
    ("purim", 2025, date(2025, 3, 14)),
    ("tisha_bav", 2024, date(2024, 8, 13)),
    ("tisha_bav", 2022, date(2022, 8, 7)),
    ("yom_hashoah", 2024, date(2024, 5, 6)),
    ("yom_hashoah", 2025, date(2025, 4, 24)),
    ("yom_haatzmaut", 2024, date(2024, 5, 14)),
    ("yom_haatzmaut", 2025, date(2025, 5, 1)),
    ("yom_hazikaron", 2024, date(2024, 5, 13)),
    ("chinese_new_year", 2024, date(2024, 2, 10)),
    ("chinese_new_year", 2025, date(2025, 1, 29)),
    ("mid_autumn", 2025, date(2025, 10, 6)),
    ("dragon_boat", 2024, date(2024, 6, 10)),
    ("vesak", 2024, date(2024, 5, 22)),
    ("thaipusam", 2024, date(2024, 1, 25)),
    ("diwali", 2024, date(2024, 10, 31)),
    ("diwali", 2025, date(2025, 10, 20)),
    ("holi", 2025, date(2025, 3, 14)),
    ("holika_dahan", 2025, date(2025, 3, 13)),
    ("dussehra", 2024, date(2024, 10, 12)),
    ("raksha_bandhan", 2024, date(2024, 8, 19)),
    ("ganesh_chaturthi", 2024, date(2024, 9, 7)),
    ("maha_shivaratri", 2025, date(2025, 2, 26)),
    ("onam", 2024, date(2024, 9, 15)),
    ("pongal", 2024, date(2024, 1, 15)),
    ("mattu_pongal", 2024, date(2024, 1, 16)),
    ("guru_nanak", 2024, date(2024, 11, 15)),
    ("newroz", 2024, date(2024, 3, 21)),
    ("iraq_national_day", 2024, date(2024, 10, 3)),
    ("iraq_army_day", 2024, date(2024, 1, 6)),
    ("halabja_day", 2024, date(2024, 3, 16)),
    ("anfal_day", 2024, date(2024, 4, 14)),
    ("kurdistan_flag_day", 2024, date(2024, 12, 17)),
]


@pytest.mark.parametrize(("feast", "year", "expected"), KNOWN)
def test_a_feast_falls_on_its_published_day(feast, year, expected):
    """Published calendars give the same day."""
    assert expected == day(feast, year)


LONG = [
    ("ramadan", 2024, date(2024, 3, 11), date(2024, 4, 9)),
    ("eid_al_fitr", 2024, date(2024, 4, 10), date(2024, 4, 10)),
    ("eid_al_adha", 2024, date(2024, 6, 16), date(2024, 6, 16)),
    ("hajj", 2024, date(2024, 6, 14), date(2024, 6, 19)),
    ("lent", 2024, date(2024, 2, 14), date(2024, 3, 30)),
    ("hanukkah", 2024, date(2024, 12, 26), date(2025, 1, 2)),
    ("passover", 2024, date(2024, 4, 23), date(2024, 4, 30)),
    ("rosh_hashanah", 2024, date(2024, 10, 3), date(2024, 10, 4)),
    ("sukkot", 2024, date(2024, 10, 17), date(2024, 10, 23)),
    ("navaratri", 2024, date(2024, 10, 3), date(2024, 10, 11)),
    ("yazidi_assembly", 2024, date(2024, 10, 6), date(2024, 10, 13)),
]


@pytest.mark.parametrize(("feast", "year", "first", "last"), LONG)
def test_a_feast_of_days_is_given_from_its_first_to_its_last(feast, year, first, last):
    """Its year is the one in which it starts."""
    assert (first, last) == feast_span(feast, year)


def test_a_moon_feast_may_come_twice_in_a_year_or_not_at_all():
    """The first is given where one is asked for."""
    twice = ((date(2000, 1, 8), date(2000, 1, 8)), (date(2000, 12, 27), date(2000, 12, 27)))

    assert twice == feast_spans("eid_al_fitr", 2000)
    assert twice[0] == feast_span("eid_al_fitr", 2000)
    assert [date(2025, 1, 6), date(2025, 12, 27)] == [first for first, _ in feast_spans("guru_gobind_singh", 2025)]
    assert feast_span("guru_gobind_singh", 2018) is None


@pytest.mark.parametrize("year", [1582, 4100, 0, -3, 99999])
def test_a_year_beyond_the_reckoning_of_easter_has_no_feasts(year):
    """Nothing is promised before the Gregorian calendar or behind the tables."""
    assert () == feast_spans("christmas", year)


def test_a_year_that_no_table_reaches_has_none_of_its_feasts_and_warns_of_nothing():
    """Indian feasts are known from 2001 to 2035."""
    assert [None, None] == [feast_span("diwali", year) for year in (2000, 2036)]


def test_a_feast_without_a_rule_is_an_error():
    """A misspelt id is not silently a feast that never comes."""
    with pytest.raises(KeyError, match="festivus"):
        feast_span("festivus", 2024)


@given(st.sampled_from(sorted(feasts())), st.integers(1583, 2400))
def test_every_span_is_sound(feast, year):
    """It ends no earlier than it starts, starts in its year, lasts at most two months, and follows the one before."""
    spans = feast_spans(feast, year)

    assert len(spans) <= 2
    assert list(spans) == sorted(spans)
    for first, last in spans:
        assert year == first.year
        assert timedelta(0) <= last - first <= timedelta(days=60)


# No day: the library's name of the feast was another one in that year; the birth of the Guru fell outside the year.
NO_DAY = {
    ("vasant_panchami", 2013),
    ("guru_gobind_singh", 2018),
    ("guru_gobind_singh", 2023),
    ("guru_gobind_singh", 2026),
}


@pytest.mark.parametrize("feast", sorted(feasts()))
def test_every_rule_finds_its_feast_in_the_years_that_news_writes_about(feast):
    """No name of a library holiday was changed under our feet: 2005 to 2030 have every feast."""
    missing = {(feast, year) for year in range(2005, 2031) if feast_span(feast, year) is None}

    assert missing <= NO_DAY


@given(st.integers(1583, 4099))
def test_easter_is_that_of_the_anonymous_gregorian_computus(year):
    """The published algorithm (Nature, 1876) gives the same Sunday."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    months, days = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)

    assert date(year, months, days + 1) == day("easter", year)


@given(st.integers(1900, 2099))
def test_orthodox_easter_is_that_of_meeus(year):
    """The published algorithm for the Julian calendar, and the 13 days between the calendars in these centuries."""
    moon = (19 * (year % 19) + 15) % 30
    months, days = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)

    assert date(year, months, days + 1) + timedelta(days=13) == day("orthodox_easter", year)


ISRAEL = {
    "rosh_hashanah": "Rosh Hashanah",
    "yom_kippur": "Yom Kippur",
    "sukkot": "Sukkot",
    "passover": "Pesach",
    "shavuot": "Shavuot",
    "hanukkah": "Hanukkah",
    "purim": "Purim",
    "tisha_bav": "Tisha B'Av",
    "lag_baomer": "Lag BaOmer",
    "yom_haatzmaut": "Independence Day",
    "yom_hazikaron": "Remembrance Day",
    "jerusalem_day": "Jerusalem Day",
}


@pytest.mark.parametrize("feast", sorted(ISRAEL))
def test_jewish_feasts_are_those_of_a_second_library(feast):
    """Our rules behind pyluach and the tables of holidays agree on 29 years, moved days included."""
    known = holidays.country_holidays(
        "IL", years=range(2005, 2036), language="en_US", categories=("public", "optional", "school")
    )
    moved = set(known.get_named(f"{ISRAEL[feast]} (observed)", lookup="exact"))
    kept = set(known.get_named(ISRAEL[feast], lookup="exact"))
    begins = {d.year: d for d in sorted(kept) if d - timedelta(days=1) not in kept}
    begins |= {d.year: d for d in moved}

    assert {year: begins[year] for year in range(2006, 2035)} == {
        year: feast_span(feast, year)[0] for year in range(2006, 2035)
    }


US = {
    "mlk_day": "Martin Luther King Jr. Day",
    "presidents_day": "Washington's Birthday",
    "memorial_day": "Memorial Day",
    "independence_day_us": "Independence Day",
    "labor_day": "Labor Day",
    "columbus_day": "Columbus Day",
    "veterans_day": "Veterans Day",
    "thanksgiving": "Thanksgiving Day",
    "christmas": "Christmas Day",
}


@pytest.mark.parametrize("feast", sorted(US))
def test_american_days_are_those_of_a_second_library(feast):
    """Our rules and the tables of holidays agree on 30 years."""
    known = holidays.country_holidays("US", years=range(2000, 2031), language="en_US", observed=False)

    assert set(known.get_named(US[feast], lookup="startswith")) == {day(feast, year) for year in range(2000, 2031)}


BROKEN = [
    ("[fixed]\nx = { month = 13, day = 1 }", "feasts.toml: fixed.x.month: input should be less than or equal to 12"),
    ("[fixed]\nx = { month = 1 }", "feasts.toml: fixed.x.day: field required"),
    ("[fixed]\nx = { month = 1, day = 1, nth = 2 }", "feasts.toml: fixed.x.nth: extra inputs are not permitted"),
    ("[fixed]\nx = { month = 4, day = 31 }", "feasts.toml: fixed.x: value error, April has no such day"),
    ("[fixed]\nx = { month = 1, day = 1, days = 0 }", "feasts.toml: fixed.x.days: input should be greater than or"),
    ("[weekday]\nx = { month = 1, weekday = 1, nth = 0 }", "feasts.toml: weekday.x.nth: "),
    ("[library]\nx = { country = 'india', name = 'Holi' }", "feasts.toml: library.x.country: string should match"),
    ("[moon]\nx = {}", "feasts.toml: moon: an unknown kind of rule; open one of [easter], [fixed]"),
    ("easter = 3", "feasts.toml: easter: an unknown kind of rule"),
    ("[easter]\nx = {}\n[orthodox_easter]\nx = {}", "feasts.toml: orthodox_easter.x: the feast has a rule already"),
    ("[easter", "feasts.toml: "),
]


@pytest.mark.parametrize(("text", "fault"), BROKEN)
def test_a_faulty_rule_is_named_with_its_place(text, fault):
    """What was found stands beside what would help."""
    with pytest.raises(ConfigError) as caught:
        read_rules(text)

    assert str(caught.value).startswith(fault)


def test_all_faults_of_the_rules_are_told_at_once():
    """Two faulty rules are two lines."""
    with pytest.raises(ConfigError) as caught:
        read_rules("[fixed]\na = { month = 0, day = 1 }\n[hijri]\nb = { day = 1 }")

    assert 2 == len(caught.value.faults)


@pytest.mark.parametrize("lang", languages())
def test_the_names_of_a_language_are_complete(lang):
    """All six tables, all twelve months of both calendars, and no feast without a rule."""
    tables = NAMES[lang]

    assert {"feasts", "hijri_months", "kurdish_months", "hijri_marks", "kurdish_marks", "guarded"} == set(tables)
    assert [str(month) for month in range(1, 13)] == list(tables["hijri_months"]) == list(tables["kurdish_months"])
    assert {"words"} == set(tables["hijri_marks"]) == set(tables["kurdish_marks"])
    assert set(tables["feasts"]) <= feasts()


@pytest.mark.parametrize("lang", languages())
def test_no_name_has_two_meanings(lang):
    """Folded, a name stands once among the feasts, months and marks; Ramadan alone is both a feast and a month."""
    meanings = {}
    names = {table: entries for table, entries in NAMES[lang].items() if table != "guarded"}
    for table, entries in names.items():
        for meaning, surfaces in entries.items():
            assert len(surfaces) == len({fold(surface) for surface in surfaces}), meaning
            for surface in surfaces:
                meanings.setdefault(tuple(phrase_words(surface)), []).append((table, meaning))
    twice = [told for told in meanings.values() if len(set(told)) > 1]

    assert all(words and all(words) for words in meanings)
    assert all(set(told) == {("feasts", "ramadan"), ("hijri_months", "9")} for told in twice)


@pytest.mark.parametrize("lang", languages())
def test_no_name_is_one_of_the_gregorian_calendar(lang):
    """No feast or month is spelled like a month, weekday or day word of the same language."""
    calendar = tomllib.loads((files("monitor.language") / "packs" / lang / "calendar.toml").read_text(encoding="utf-8"))
    taken = {fold(surface) for entries in calendar.values() for surfaces in entries.values() for surface in surfaces}
    names = {
        fold(surface)
        for table in ("feasts", "hijri_months", "kurdish_months")
        for surfaces in NAMES[lang][table].values()
        for surface in surfaces
    }

    assert set() == names & taken


@pytest.mark.parametrize(
    "feast", ["eid_al_fitr", "eid_al_adha", "ramadan", "ashura", "arbaeen", "newroz", "new_year", "christmas"]
)
def test_what_the_region_celebrates_has_a_name_in_every_language(feast):
    """A feast of Iraq and Kurdistan is found whichever language the article is in."""
    assert all(NAMES[lang]["feasts"][feast] for lang in languages())


def test_the_libraries_are_not_imported_before_a_day_is_asked_for():
    """A run without such dates does not pay for them."""
    asked = "import sys, monitor.language.calendars, monitor.language.feasts as f; f.feast_spans('christmas', 2024); "
    told = (
        "print(sorted({'convertdate', 'dateutil', 'hijridate', 'holidays', 'pyluach', 'pymeeus'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", asked + told], capture_output=True, text=True, check=True)  # noqa: S603

    assert "[]\n" == run.stdout
