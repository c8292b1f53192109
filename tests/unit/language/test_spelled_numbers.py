"""Numbers spelled out by two sources that know nothing of our packs, read back.

The sources are num2words and CLDR's rules for spelling out (unicode-rbnf), in Arabic and English; neither knows Sorani.
Both write faulty Arabic in places. What is merely unlovely is kept, because newsrooms write it too: an "and" with a
space behind it ("مئة و خمسة"), "ثلاثة مائة" in two words, "إحدى عشر", "إثنان مليون" for the dual, a dual that keeps its
ending before a noun. Two faults say another number or none, and are put right:

- num2words leaves out the one of 101, 201 … before a scale and says the scale twice: 201,000 becomes "مئتان و ألف ألف",
  two hundred and a thousand thousands. CLDR's "مائتان وواحد ألف" is put in its place.
- CLDR writes the construct "ألفي", which only stands before its noun, before "and" too: "ألفي وإثنان" for 2,002. The
  free form "ألفين" is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked_values import WEDNESDAY
from num2words import num2words
from unicode_rbnf import RbnfEngine

from monitor.language.values import find_values
from monitor.records import FigureValue, Lang

LARGEST = 10**9

CLDR = {lang: RbnfEngine.for_language(lang) for lang in ("ar", "en")}


@dataclass(frozen=True)
class Noun:
    """What is counted, as it stands behind one, behind 3..10 and behind 11..99; ``unit`` is its unit in our figures."""

    single: str
    few: str
    many: str
    unit: str = "troops"


SOLDIERS = Noun("soldier", "soldiers", "soldiers")
JUNUD = Noun("جندي", "جنود", "جنديا")
SHAHINAT = Noun("شاحنة", "شاحنات", "شاحنة", "vehicles")


@dataclass(frozen=True)
class Source:
    """One way of spelling numbers out, with a noun of the gender that it spells them for."""

    name: str
    lang: Lang
    spell: Callable[[int], str]
    noun: Noun

    def __str__(self) -> str:
        """The name under which the source stands in a test's name."""
        return self.name


def num2words_in_arabic(number: int) -> str:
    """As num2words spells it, with a space behind each "and"; the one before a scale put right."""
    return re.sub(r"\b(ألف|مليون) \1\b", r"واحد \1", num2words(number, lang="ar"))


def num2words_in_joined_arabic(number: int) -> str:
    """The same with "and" written onto the next word, as grammar asks."""
    return num2words_in_arabic(number).replace(" و ", " و")


def cldr(lang: Lang, rules: str, number: int) -> str:
    """As one of CLDR's sets of rules spells it; the construct before "and" put right."""
    spelled = CLDR[lang].format_number(number, ruleset_names=[f"spellout-{rules}"]).text
    return spelled.replace("ألفي و", "ألفين و")


SOURCES = [
    Source("num2words-en", "en", num2words, SOLDIERS),
    *(
        Source(f"cldr-en-{rules}", "en", partial(cldr, "en", rules), SOLDIERS)
        for rules in ("numbering", "numbering-verbose", "cardinal", "cardinal-verbose")
    ),
    Source("num2words-ar", "ar", num2words_in_arabic, JUNUD),
    Source("num2words-ar-joined", "ar", num2words_in_joined_arabic, JUNUD),
    Source("cldr-ar-numbering", "ar", partial(cldr, "ar", "numbering"), JUNUD),
    Source("cldr-ar-masculine", "ar", partial(cldr, "ar", "cardinal-masculine"), JUNUD),
    Source("cldr-ar-feminine", "ar", partial(cldr, "ar", "cardinal-feminine"), SHAHINAT),
]

# Both sources give the nominative. The oblique cases of the sound plural and of the dual follow by rule.
# Source: W. Wright, A Grammar of the Arabic Language, on the inflection of numerals.
OBLIQUE = {
    r"(عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون": r"\1ين",
    r"(مئت|مائت|ألف|مليون|اثن|إثن|إثنت)ان": r"\1ين",
    r"(مئت|ألف|مليون|اثن|إثن|إثنت)ا": r"\1ي",
}


def in_oblique_case(spelled: str) -> str:
    """The Arabic number as it stands behind a verb or a preposition."""
    for nominative, oblique in OBLIQUE.items():
        spelled = re.sub(rf"(?<!\w)(و?){nominative}(?![\w\u064b])", rf"\1{oblique.replace('1', '2')}", spelled)
    return spelled


def with_noun(source: Source, spelled: str, number: int) -> str:
    """The number with what it counts, in the form that its last two digits ask for."""
    noun = source.noun
    if source.lang == "en":
        return f"{spelled} {noun.single if number == 1 else noun.few}"
    last = number % 100
    return f"{spelled} {noun.few if 3 <= last <= 10 else noun.many if last > 10 else noun.single}"


# Groups of three digits in which each irregular form of either language stands.
telling_group = st.sampled_from(
    [0, 1, 2, 3, 8, 10, 11, 12, 13, 20, 21, 99, 100, 101, 102, 110, 111, 200, 202, 300, 825]
)
numbers = st.one_of(
    st.integers(0, 9_999),
    st.integers(0, LARGEST),
    st.builds(lambda few, zeros: min(few * 10**zeros, LARGEST), st.integers(1, 999), st.integers(0, 7)),
    st.builds(
        lambda millions, thousands, rest: millions * 1_000_000 + thousands * 1_000 + rest,
        telling_group,
        telling_group,
        telling_group,
    ),
)
counted_in_arabic = numbers.filter(lambda number: number > 2)
"""Arabic has no number word beside a noun for one and two: the noun itself says them."""


def figures(text: str, lang: Lang) -> list[tuple[object, str]]:
    """Whatever is read in a text, with its words."""
    return [(mention.value, mention.text) for mention in find_values(text, lang, WEDNESDAY)]


@pytest.mark.parametrize("source", SOURCES, ids=str)
@settings(max_examples=200)
@given(number=numbers)
@example(number=0)
@example(number=LARGEST)
@example(number=201_000)
@example(number=2_000_000)
@example(number=999_999_999)
def test_a_number_spelled_out_alone_is_that_figure(source: Source, number: int) -> None:
    """All its words are one figure, and no other stands beside it."""
    spelled = source.spell(number)

    assert [(FigureValue(number, number, unit="count"), spelled)] == figures(spelled, source.lang)


@pytest.mark.parametrize("source", [source for source in SOURCES if source.lang == "en"], ids=str)
@pytest.mark.parametrize("sentence", ["The ship carried {} to the pier.", "{} left the pier, the harbour master said."])
@settings(max_examples=100)
@given(number=numbers)
def test_a_count_in_an_english_sentence_is_one_figure(source: Source, sentence: str, number: int) -> None:
    """In the middle and at the head of a sentence, the noun tells what is counted."""
    counted = with_noun(source, source.spell(number), number)
    counted = counted.capitalize() if sentence.startswith("{}") else counted

    assert [(FigureValue(number, number), counted)] == figures(sentence.format(counted), "en")


@pytest.mark.parametrize("source", [source for source in SOURCES if source.lang == "ar"], ids=str)
@settings(max_examples=100)
@given(number=counted_in_arabic)
def test_a_count_that_is_the_subject_in_arabic_is_one_figure(source: Source, number: int) -> None:
    """The nominative, with the noun in the number and case that the numeral asks for."""
    counted = with_noun(source, source.spell(number), number)

    assert [(FigureValue(number, number, unit=source.noun.unit), counted)] == figures(
        f"وصل {counted} إلى الميناء.", "ar"
    )


@pytest.mark.parametrize("source", [source for source in SOURCES if source.lang == "ar"], ids=str)
@pytest.mark.parametrize("sentence", ["نقلت السفينة {} إلى الميناء.", "تتألف القافلة من {}، وفق الحارس."])
@settings(max_examples=100)
@given(number=counted_in_arabic)
def test_a_count_in_the_oblique_case_in_arabic_is_one_figure(source: Source, sentence: str, number: int) -> None:
    """Behind a verb and behind a preposition the endings change, the figure does not."""
    counted = with_noun(source, in_oblique_case(source.spell(number)), number)
    found = figures(sentence.format(counted), "ar")

    assert [(FigureValue(number, number, unit=source.noun.unit), counted)] == found


@pytest.mark.parametrize("hundreds", [number for number in range(1_100, 10_000, 100) if number % 1_000])
def test_thousands_counted_in_hundreds_are_one_figure(hundreds: int) -> None:
    """English says twenty-five hundred for 2,500, as CLDR spells years."""
    counted = f"{cldr('en', 'numbering-year', hundreds)} soldiers"

    assert [(FigureValue(hundreds, hundreds), counted)] == figures(f"The ship carried {counted} to the pier.", "en")
