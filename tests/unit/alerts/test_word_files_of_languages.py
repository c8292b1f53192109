"""The Arabic and Sorani words are whole, are in their own language, and take the forms that their numbers ask for."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from monitor.alerts.wording.counting import word_count, word_number
from monitor.alerts.wording.locales import direction_of, plural_categories
from monitor.alerts.wording.values import word_value
from monitor.alerts.wording.word_file import load_vocabulary, read_vocabulary
from monitor.errors import ConfigError
from monitor.records import DateValue, FigureValue

FOLDER = files("monitor.alerts.wording")
OWN_TABLES = {"zones", "offices"}
PLURALS = {"zero", "one", "two", "few", "many", "other"}
SIGNS_ALONE = {
    *("dates.day_of_year", "dates.in", "dates.month", "dates.day", "figures.other_unit", "values.standing"),
    *("course.today", "note.told_of", "said.by_office", "subject.contradiction"),
    *("promise.planned", "subject.denied"),
}
"""Phrases that are mostly parts and signs, and may be the same in several languages."""
LATIN_ALLOWED = re.compile(
    r"sources\.toml|monitor\.toml|alerts\.toml|robots\.txt|User-Agent|HTTP|link_pattern|selectors|canary|NAME|ID"
    r"|monitor (sources resume|alerts (dead|resend|test))"
)
"""Names of files, keys, commands and protocols, which an operator types or searches as they are."""


def text_of(lang: str) -> str:
    """The word file of a language as it stands."""
    return (FOLDER / f"{lang}.toml").read_text(encoding="utf-8")


def phrases_of(lang: str) -> dict[str, str]:
    """Every phrase of a language by its dotted key; of counted ones, the form that all languages have."""
    found: dict[str, str] = {}
    for table, entries in tomllib.loads(text_of(lang)).items():
        if table in OWN_TABLES:
            continue
        named = entries.items() if isinstance(entries, dict) else ((str(at), one) for at, one in enumerate(entries))
        for key, entry in named:
            given = {"": entry} if isinstance(entry, str) else entry
            for form, phrase in given.items():
                if isinstance(phrase, str) and (form not in PLURALS or form == "other"):
                    found[f"{table}.{key}{'.' + form if form and form != 'other' else ''}"] = phrase
    return found


@pytest.mark.parametrize("lang", ["ar", "ckb"])
def test_every_english_phrase_has_a_twin(lang):
    """No phrase is missing, none is too much, and none is the English one left as it was."""
    english, own = phrases_of("en"), phrases_of(lang)
    left_as_they_were = {key for key, phrase in own.items() if phrase == english[key]}

    assert english.keys() == own.keys()
    assert left_as_they_were <= SIGNS_ALONE


@pytest.mark.parametrize("lang", ["ar", "ckb"])
def test_no_english_word_is_left_in_a_phrase(lang):
    """Outside of braces a phrase has no Latin letter, but for what an operator types or searches."""
    bare = {key: LATIN_ALLOWED.sub("", re.sub(r"\{\w+\}", "", phrase)) for key, phrase in phrases_of(lang).items()}

    assert [key for key, phrase in bare.items() if re.search("[A-Za-z→]", phrase)] == []


@pytest.mark.parametrize("lang", ["en", "ar", "ckb"])
def test_the_words_that_ship_are_whole(lang):
    """Each file loads without a fault, in the language that it is asked for."""
    words = load_vocabulary(lang)

    assert (words, lang) == (read_vocabulary(text_of(lang), f"{lang}.toml", lang), words.lang)


def test_the_two_languages_know_the_same_cities_and_offices():
    """What is added to Arabic has its Kurdish twin."""
    arabic, kurdish = load_vocabulary("ar"), load_vocabulary("ckb")

    assert arabic.zones.keys() == kurdish.zones.keys()
    assert arabic.offices.keys() == kurdish.offices.keys()


def test_a_language_needs_all_of_its_plural_forms():
    """An Arabic phrase without its dual is a fault that names the six forms."""
    assert text_of("ar").count('two = "شهرين"\n') == 1

    with pytest.raises(ConfigError) as raised:
        read_vocabulary(text_of("ar").replace('two = "شهرين"\n', ""), "ar.toml", "ar")
    (fault,) = raised.value.faults

    assert fault.where == "movement.months"
    assert fault.cure == "give a phrase for each of few, many, one, other, two, zero"


def test_latin_words_in_a_phrase_are_set_apart():
    """A command inside an Arabic sentence keeps its own direction."""
    advice = load_vocabulary("ar").advice.dead_letters

    assert "\u2068monitor alerts dead\u2069؛" in advice
    assert advice.endswith("\u2068monitor alerts resend ID\u2069.")


def plain(text: str) -> str:
    """The text as seen: isolates take no room."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("lang", "number", "expected"),
    [
        ("en", 1, "1 month"),
        ("en", 2, "2 months"),
        ("ar", 1, "شهر واحد"),
        ("ar", 2, "شهرين"),
        ("ar", 3, "3 أشهر"),
        ("ar", 10, "10 أشهر"),
        ("ar", 11, "11 شهراً"),
        ("ar", 100, "100 شهر"),
        ("ckb", 1, "1 مانگ"),
        ("ckb", 14, "14 مانگ"),
    ],
)
def test_a_counted_word_takes_the_form_that_its_number_asks_for(lang, number, expected):
    """One, two, a few and many months read as people say them."""
    words = load_vocabulary(lang)

    assert plain(word_count(number, words.movement.months, words)) == expected


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("ar", FigureValue(2500, 2500), "2,500 جندي"),
        ("ar", FigureValue(12, 12), "12 جندياً"),
        ("ar", FigureValue(None, 500), "أقل من 500 جندي"),
        ("ar", FigureValue(2000, 2003, approx=True), "بين نحو 2,000 و2,003 جنود"),
        ("ar", FigureValue(200, 999, approx=True), "مئات الجنود"),
        ("ckb", FigureValue(2500, None), "زیاتر لە 2,500 سەرباز"),
        ("ckb", FigureValue(20, 99, approx=True), "دەیان سەرباز"),
        ("ckb", FigureValue(2.5, 2.5, unit="supply_boats"), "2.5 supply boats"),
    ],
)
def test_figures_stand_in_the_readers_words(lang, value, expected):
    """Bounds, rough figures and units, with Western digits."""
    assert plain(word_value(value, load_vocabulary(lang))) == expected


def date_of(first: str, last: str, rel: str = "in", **flags: bool) -> DateValue:
    """A span of ISO days."""
    return DateValue(date.fromisoformat(first), date.fromisoformat(last), rel, **flags)


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("ar", date_of("2026-09-21", "2026-09-30", "by"), "بحلول أواخر أيلول 2026"),
        ("ar", date_of("2026-09-01", "2026-09-10", "from"), "اعتباراً من أوائل أيلول 2026"),
        ("ar", date_of("2026-09-12", "2026-09-15"), "بين 12 و15 أيلول 2026"),
        ("ar", date_of("2026-09-12", "2026-09-15", "by"), "بحلول الفترة بين 12 و15 أيلول 2026"),
        ("ar", date_of("2026-10-01", "2026-12-31", "from"), "اعتباراً من الفترة بين تشرين الأول وكانون الأول 2026"),
        ("ar", date_of("2026-09-20", "2026-10-05", approx=True), "نحو الفترة بين 20 أيلول و5 تشرين الأول 2026"),
        ("ckb", date_of("2026-09-21", "2026-09-30", "by"), "تا کۆتایی ئەیلوولی 2026"),
        ("ckb", date_of("2026-09-12", "2026-09-15", "by"), "تا ماوەی نێوان 12 و 15ی ئەیلوولی 2026"),
        ("ckb", date_of("2026-01-01", "2026-12-31", "before"), "پێش 2026"),
    ],
)
def test_spans_stand_in_the_readers_words(lang, value, expected):
    """Parts of a month are words; a span with two ends is a period where a preposition stands before it."""
    assert plain(word_value(value, load_vocabulary(lang))) == expected


def test_no_arabic_range_reads_as_a_movement():
    """Beside "down by 700", the words "from" and "to" of a range from 1,600 to 2,000 would be those of the step."""
    spans = re.compile(r"من \{\w+\} إلى \{\w+\}")

    assert [key for key, phrase in phrases_of("ar").items() if spans.search(phrase) and key != "bundle.since"] == []


def test_numbers_are_isolated_where_the_line_runs_from_right_to_left():
    """In Arabic and Sorani a number keeps its own direction; in English it stands bare."""
    told = [word_number(2500, load_vocabulary(lang)) for lang in ("en", "ar", "ckb")]

    assert told == ["2,500", "\u20682,500\u2069", "\u20682,500\u2069"]


def test_direction_and_plurals_are_those_of_unicode():
    """Which way a language runs and how many forms it has comes from the locale data."""
    assert [direction_of(lang) for lang in ("en", "ar", "ckb")] == ["ltr", "rtl", "rtl"]
    assert [len(plural_categories(lang)) for lang in ("en", "ar", "ckb")] == [2, 6, 2]
