"""What changes about a text and its day without changing what is read (weeks, spelling, clitics); and the work done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Literal

import pytest
from counted_work import counted_work
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_values import WEDNESDAY, values_of
from relative_dates import DAYS_FROM_WEDNESDAY
from text_spellings import (
    ARABIC_INDIC,
    LATIN,
    PERSIAN,
    in_arabic_variants,
    in_digits,
    in_kurdish_variants,
    in_mixed_digits,
    in_presentation_forms,
    with_direction_marks,
    with_no_break_spaces,
    with_short_vowels,
    with_tatweel,
)

from monitor.language.folding import fold
from monitor.language.pack import languages, load_pack
from monitor.language.values import find_values
from monitor.records import Lang, Value

Direction = Literal["future", "past"]


# --- The day of publication ---

RELATIVE_DATES = [(lang, *row) for lang, rows in DAYS_FROM_WEDNESDAY.items() for row in rows]


@pytest.mark.parametrize(("lang", "phrase", "first", "last"), RELATIVE_DATES)
@settings(max_examples=5)
@given(weeks=st.integers(-500, 500))
def test_a_relative_date_lies_as_far_from_any_wednesday(lang, phrase, first, last, weeks) -> None:
    """One span is read, and nothing beside it, as many days from the Wednesday of every week."""
    wednesday = WEDNESDAY + timedelta(weeks=weeks)
    (value,) = values_of(phrase, lang, wednesday)

    assert (first, last) == ((value.start - wednesday).days, (value.end - wednesday).days)


@pytest.mark.parametrize(("lang", "phrase"), [(lang, phrase) for lang, phrase, *_ in RELATIVE_DATES])
@settings(max_examples=8)
@given(
    day=st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    weeks=st.integers(-500, 500),
    direction=st.sampled_from(["future", "past", None]),
)
def test_a_relative_date_moves_by_weeks_with_the_day_of_publication(lang, phrase, day, weeks, direction) -> None:
    """Whatever the day of the week and whichever way a bare weekday lies, a text of other weeks names those weeks."""
    shift = timedelta(weeks=weeks)
    here = values_of(phrase, lang, day, direction)
    there = values_of(phrase, lang, day + shift, direction)

    assert here != []
    assert [replace(value, start=value.start + shift, end=value.end + shift) for value in here] == there


# --- Spelling ---

TEXTS: dict[Lang, list[str]] = {
    "en": [
        "By 30 September 2026 some 2,500 troops leave.",
        "It ends on 14/9/2026, and 900 soldiers stay.",
        "The last 12 advisers leave within ten days.",
        "Between 2,000 and 2,500 soldiers left in June 2026.",
        "About 1.5 million people crossed two weeks ago.",
    ],
    "ar": [
        "يغادر نحو 2,500 جندي بحلول 30 أيلول 2026.",
        "تنتهي المهمة في 14/9/2026 ويبقى 900 جندي.",
        "يغادر الجنود خلال عشرة أيام.",
        "وصل ألفان وخمسمئة جندي الأسبوع الماضي.",
        "ما لا يقل عن ثلاثة آلاف جندي حتى نهاية آذار 2027.",
        "بين 2000 و2500 جندي في كانون الأول 2026.",
        "خلال 72 ساعة يغادر اثنا عشر مستشارا.",
    ],
    "ckb": [
        "تا 30ی ئەیلوولی 2026 نزیکەی 2,500 سەرباز دەڕۆن.",
        "لە 14/9/2026 کۆتایی دێت و 900 سەرباز دەمێننەوە.",
        "لە ماوەی دە ڕۆژدا دوو هەزار و پێنج سەد سەرباز دەڕۆن.",
        "هەفتەی داهاتوو زیاتر لە 12 ڕاوێژکار دەگەن.",
        "لە تشرینی یەکەمی 2026 کۆتایی دێت.",
        "لە نێوان 2000 بۆ 2500 سەرباز لەوێن.",
    ],
}

Spelling = Callable[[str, Random], str]

ANYWHERE: dict[str, Spelling] = {
    "latin-digits": in_digits(LATIN),
    "arabic-indic-digits": in_digits(ARABIC_INDIC),
    "persian-digits": in_digits(PERSIAN),
    "mixed-digits": in_mixed_digits,
    "no-break-spaces": with_no_break_spaces,
    "direction-marks": with_direction_marks,
}
SPELLINGS: dict[Lang, dict[str, Spelling]] = {
    "en": ANYWHERE,
    "ar": ANYWHERE
    | {
        "short-vowels": with_short_vowels,
        "tatweel": with_tatweel,
        "presentation-forms": in_presentation_forms,
        "letters": in_arabic_variants,
    },
    "ckb": ANYWHERE
    | {"tatweel": with_tatweel, "presentation-forms": in_presentation_forms, "letters": in_kurdish_variants},
}
dice = st.randoms(use_true_random=False)


def words_and_values(text: str, lang: Lang) -> list[tuple[str, Value]]:
    """Each value with its words, folded; each must point at them in the text as it stands."""
    found = find_values(text, lang, WEDNESDAY)
    assert [text[mention.start : mention.end] for mention in found] == [mention.text for mention in found]
    return [(fold(mention.text), mention.value) for mention in found]


@pytest.mark.parametrize(("lang", "name"), [(lang, name) for lang, named in SPELLINGS.items() for name in named])
@settings(max_examples=40)
@given(data=st.data(), dice=dice)
def test_every_spelling_of_a_text_is_read_alike(lang: Lang, name: str, data: st.DataObject, dice: Random) -> None:
    """The same values from the same words, whose offsets are those of the text as it is spelled."""
    text = data.draw(st.sampled_from(TEXTS[lang]))
    spelled = SPELLINGS[lang][name](text, dice)
    expected = words_and_values(text, lang)

    assert expected != []
    assert expected == words_and_values(spelled, lang)


@pytest.mark.parametrize("lang", languages())
@settings(max_examples=60)
@given(data=st.data(), dice=dice)
def test_spellings_may_meet_in_one_text(lang: Lang, data: st.DataObject, dice: Random) -> None:
    """Copied from a page and typed on, a text has several at once, and is read alike."""
    text = spelled = data.draw(st.sampled_from(TEXTS[lang]))
    for name in data.draw(st.lists(st.sampled_from(sorted(SPELLINGS[lang])), min_size=2, max_size=4, unique=True)):
        spelled = SPELLINGS[lang][name](spelled, dice)

    assert words_and_values(text, lang) == words_and_values(spelled, lang)


# --- Clitics ---

ALL_CLITICS = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب"]
CONJUNCTIONS = ["و", "ف"]
"""What stands before words that no preposition may govern ("وفي", "وخلال")."""

CLITICS = [
    ("أيلول 2026", ALL_CLITICS),
    ("سبتمبر 2026", ALL_CLITICS),
    ("كانون الأول 2026", ALL_CLITICS),
    ("14 أيلول 2026", ALL_CLITICS),
    ("14/9/2026", ALL_CLITICS),
    ("الأسبوع المقبل", ALL_CLITICS),
    ("الجمعة المقبلة", ALL_CLITICS),
    ("العام المقبل", ALL_CLITICS),
    ("عام 2027", ALL_CLITICS),
    ("2500 جندي", ALL_CLITICS),
    ("ثلاثة آلاف جندي", ALL_CLITICS),
    ("ألفي جندي", ALL_CLITICS),
    ("خمسة وعشرين جنديا", ALL_CLITICS),
    ("مئتي جندي", ALL_CLITICS),
    ("نحو 2500 جندي", ["و", "ف", "ب", "ل"]),
    ("أكثر من 500 جندي", ["و", "ف", "ب", "ل"]),
    ("عشرات الجنود", ALL_CLITICS),
    ("آلاف الجنود", ALL_CLITICS),
    ("غدا", CONJUNCTIONS),
    ("بعد غد", CONJUNCTIONS),
    ("أمس", CONJUNCTIONS),
    ("اليوم", CONJUNCTIONS),
    ("في 14 أيلول 2026", CONJUNCTIONS),
    ("بحلول أيلول 2026", CONJUNCTIONS),
    ("قبل أسبوعين", CONJUNCTIONS),
    ("خلال 72 ساعة", CONJUNCTIONS),
    ("منذ أيلول 2025", CONJUNCTIONS),
    ("نهاية أيلول 2026", CONJUNCTIONS),
    ("بين 2000 و2500 جندي", CONJUNCTIONS),
]


def attached(clitic: str, phrase: str) -> list[str]:
    """The phrase with the clitic on its first word: "ل" takes the alef of the article, digits may follow a tatweel."""
    if clitic.endswith("ل") and phrase.startswith("ال"):
        return [clitic + phrase.removeprefix("ا")]
    return [clitic + phrase, f"{clitic}ـ{phrase}"] if phrase[0].isdigit() else [clitic + phrase]


@pytest.mark.parametrize(
    ("phrase", "written"),
    [(phrase, written) for phrase, clitics in CLITICS for clitic in clitics for written in attached(clitic, phrase)],
)
def test_what_arabic_attaches_to_the_first_word_changes_no_value(phrase: str, written: str) -> None:
    """Whether "and", "so", "in", "for" or "like": the value is that of the bare words."""
    (bare,) = values_of(phrase, "ar")

    assert [[bare]] * 2 == [values_of(written, "ar"), values_of(f"قال الحارس {written} للصحيفة.", "ar")]


# --- Any text at all ---

WORDS = sorted(
    {
        surface
        for lang in languages()
        for tables in load_pack(lang).words.values()
        for meanings in tables.values()
        for surfaces in meanings.values()
        for surface in surfaces
    }
)
MARKS = [
    *".,/-:()%$€#'\"\n\r\t،؛؟٪٫٬…–—«»½²①Ⅻ",
    "\u200c",
    "\u200f",
    "\u061c",
    "\u00a0",
    "\u0640",
    "\u064b",
    "\u2028",
    "\x00",
]
NUMERALS = st.one_of(
    st.integers(0, 10**18).map(str),
    st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6),
    st.text(st.characters(categories=["No", "Nl"]), min_size=1, max_size=2),
)
glued = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), NUMERALS, st.sampled_from(MARKS), st.just(" ")),
    max_size=24,
).map("".join)
anything = st.one_of(st.text(st.characters(), max_size=80), glued)


# --- The work done ---

UNITS = 150
"""Enough for a look back at everything that was read before to weigh more than what a token costs."""

MOST_GROWTH = 2.3
"""Twice the text, twice the work, and a little for what is measured once."""

REPEATED = [
    "1",
    ",",
    "١،",
    "a",
    "و",
    " 1",
    "of the ",
    "من شهر ",
    "1/",
    "in the next ",
    "الفين و",
    "(",
    "- ",
    "1\n",
    "مانگی ",
]


def work_of(text: str, lang: Lang) -> int:
    """The work of a reading for which all words are known already: what a pack learns once is not counted."""
    find_values(text, lang, WEDNESDAY)
    with counted_work() as work:
        find_values(text, lang, WEDNESDAY)
    return work.steps


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("unit", REPEATED)
def test_twice_the_text_is_at_most_twice_the_work(lang: Lang, unit: str) -> None:
    """However often a number, a mark or a phrase is repeated, no word looks back at all that came before."""
    once, twice = work_of(unit * UNITS, lang), work_of(unit * 2 * UNITS, lang)

    assert twice <= MOST_GROWTH * once
