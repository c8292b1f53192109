"""Dates as Unicode's locale data (CLDR, through babel) writes them in each country, read back.

News sites print their dates by this data, so every form of it is a form that is met. CLDR has no pattern of its own
for the full and the medium date of Sorani and gives its root pattern, year first ("2026 ئازار 4"); nobody writes so by
hand, but pages print so, and the words leave no doubt of the day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_values import values_of

from monitor.language.lexicon import phrase_words
from monitor.language.pack import load_pack
from monitor.records import DateValue, Lang

LOCALES: dict[str, Lang] = {
    **dict.fromkeys(("ar_IQ", "ar_SY", "ar_LB", "ar_EG", "ar_MA", "ar_DZ", "ar_TN", "ar_SA"), "ar"),
    "ckb": "ckb",
    **dict.fromkeys(("en_US", "en_GB"), "en"),
}

SENTENCES: dict[Lang, str] = {
    "ar": "وصلت السفينة {} إلى الميناء.",
    "ckb": "کەشتییەکە {} گەیشتە بەندەرەکە.",
    "en": "The ship reached the pier {} at dawn.",
}

TWO_DIGITS_OF_YEAR = re.compile(r"(?<!y)yy(?!y)")


def dated_patterns() -> list[tuple[str, str]]:
    """Each locale with its formats but two: en_US short has no whole year, en_GB short the day before the month."""
    return [
        (locale, form)
        for locale, form in product(LOCALES, ("full", "long", "medium", "short"))
        if not TWO_DIGITS_OF_YEAR.search(Locale.parse(locale).date_formats[form].pattern)
        and (locale, form) != ("en_GB", "short")
    ]


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
digits = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩"])


def in_digits_of(lang: Lang, digits: str, text: str) -> str:
    """The text in other digits; English writes but its own."""
    return text if lang == "en" else text.translate(str.maketrans("0123456789", digits))


@pytest.mark.parametrize(("locale", "form"), dated_patterns())
@settings(max_examples=60)
@given(day=days, digits=digits)
def test_a_day_as_a_country_writes_it_is_that_day(locale: str, form: str, day: date, digits: str) -> None:
    """The weekday, the marks and the order of a locale's format leave one date, alone and in a sentence."""
    lang = LOCALES[locale]
    written = in_digits_of(lang, digits, format_date(day, form, locale=locale))

    assert [[DateValue(day, day)]] * 2 == [values_of(written, lang), values_of(SENTENCES[lang].format(written), lang)]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=60)
@given(day=days, digits=digits)
def test_a_month_of_a_year_as_a_country_writes_it_is_that_month(locale: str, day: date, digits: str) -> None:
    """The whole month is read, alone and in a sentence."""
    lang = LOCALES[locale]
    written = in_digits_of(lang, digits, format_skeleton("yMMMM", day, locale=locale))
    _, last = calendar.monthrange(day.year, day.month)
    month = DateValue(day.replace(day=1), day.replace(day=last))

    assert [[month]] * 2 == [values_of(written, lang), values_of(SENTENCES[lang].format(written), lang)]


def names(locale: str, kind: str) -> Sequence[tuple[int, str]]:
    """The names of months or days, wide and abbreviated, within a date and alone, with the number of each."""
    tables = getattr(Locale.parse(locale), kind)
    forms = product(("format", "stand-alone"), ("wide", "abbreviated"))
    return sorted({(number, name) for context, width in forms for number, name in tables[context][width].items()})


@pytest.mark.parametrize("locale", LOCALES)
def test_every_name_of_a_month_is_known(locale: str) -> None:
    """Wide and abbreviated, each stands in the pack under its month."""
    months = load_pack(LOCALES[locale]).words["calendar"]["months"]
    known = {(int(number), *phrase_words(name)) for number, listed in months.items() for name in listed}

    assert {(number, *phrase_words(name)) for number, name in names(locale, "months")} - known == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_name_of_a_day_of_the_week_is_known(locale: str) -> None:
    """Wide and abbreviated, each stands in the pack under its day."""
    weekdays = load_pack(LOCALES[locale]).words["calendar"]["weekdays"]
    known = {(int(number), *phrase_words(name)) for number, listed in weekdays.items() for name in listed}

    assert {(number + 1, *phrase_words(name)) for number, name in names(locale, "days")} - known == set()
