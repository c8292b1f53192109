"""Numbers spelled out, read back: what holds of every number up to a billion in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.numerals import read_numeral
from monitor.language.pack import languages, load_pack
from monitor.language.reading import Layout
from monitor.language.tokens import tokenize
from monitor.records import Lang

EN_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
]  # fmt: skip
EN_TENS = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
]  # fmt: skip
AR_UNITS = [
    "صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"
]  # fmt: skip
AR_TEENS = ["أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in AR_UNITS[3:10])]
AR_TENS = [
    "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"
]  # fmt: skip
AR_HUNDREDS = [
    "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"
]  # fmt: skip
CKB_UNITS = [
    "سفر", "یەک", "دوو", "سێ", "چوار", "پێنج", "شەش", "حەوت", "هەشت", "نۆ", "دە", "یازدە", "دوازدە", "سێزدە",
    "چواردە", "پازدە", "شازدە", "حەڤدە", "هەژدە", "نۆزدە"
]  # fmt: skip
CKB_TENS = [
    "بیست", "سی", "چل", "پەنجا", "شەست", "حەفتا", "هەشتا", "نەوەد"
]  # fmt: skip

SCALES = {
    "en": ("thousand", "million", "billion"),
    "ar": (("ألف", "ألفان", "آلاف"), ("مليون", "مليونان", "ملايين"), ("مليار", "ملياران", "مليارات")),
    "ckb": ("هەزار", "ملیۆن", "ملیار"),
}


def english(number: int) -> str:
    """The number in English words."""
    return " ".join(f"{_en_group(group)} {scale}".strip() for group, scale in groups(number, SCALES["en"]))


def _en_group(number: int) -> str:
    if number < 20:
        return EN_UNITS[number]
    if number < 100:
        return EN_TENS[number // 10 - 2] + (f"-{EN_UNITS[number % 10]}" if number % 10 else "")
    return f"{EN_UNITS[number // 100]} hundred" + (f" and {_en_group(number % 100)}" if number % 100 else "")


def arabic(number: int) -> str:
    """The number in Arabic words, counted things in the masculine."""
    return " و".join(_ar_scaled(group, scale) for group, scale in groups(number, SCALES["ar"]))


def _ar_scaled(number: int, scale: tuple[str, str, str] | str) -> str:
    if isinstance(scale, str):
        return _ar_group(number)
    if number <= 2:
        return scale[number - 1]
    return f"{_ar_group(number)} {scale[2] if number <= 10 else scale[0]}"


def _ar_group(number: int) -> str:
    parts = [AR_HUNDREDS[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if rest in range(11, 20):
        parts.append(AR_TEENS[rest - 11])
    elif rest <= 10 and (rest or not parts):
        parts.append(AR_UNITS[rest])
    elif rest > 10:
        parts += [AR_UNITS[rest % 10]] if rest % 10 else []
        parts.append(AR_TENS[rest // 10 - 2])
    return " و".join(parts)


def sorani(number: int) -> str:
    """The number in Sorani words."""
    return " و ".join(f"{_ckb_group(group)} {scale}".strip() for group, scale in groups(number, SCALES["ckb"]))


def _ckb_group(number: int) -> str:
    if number < 20:
        return CKB_UNITS[number]
    size, words = (100, [f"{CKB_UNITS[number // 100]} سەد"]) if number >= 100 else (10, [CKB_TENS[number // 10 - 2]])
    return " و ".join([*words, *([_ckb_group(number % size)] if number % size else [])])


def groups(number: int, scales: tuple) -> list[tuple[int, object]]:
    """The groups of three digits with their scales, the largest first; the last has the scale ""."""
    if number == 0:
        return [(0, "")]
    named = [(number // 1000**power % 1000, scale) for power, scale in enumerate(("", *scales))]
    return [(group, scale) for group, scale in reversed(named) if group]


def numeral(text: str, lang: Lang) -> tuple[float, str] | None:
    """The number that opens a text, with its words."""
    tokens = tokenize(text)
    found = read_numeral(Layout(tokens, load_pack(lang), "calendar", "numbers"), 0)
    return None if found is None else (found.value, text[tokens[found.first].start : tokens[found.last].end])


@pytest.mark.parametrize(("lang", "spell"), [("en", english), ("ar", arabic), ("ckb", sorani)])
@given(st.one_of(st.integers(0, 1200), st.integers(0, 10**9)))
def test_every_number_that_is_spelled_out_is_read_back(lang: Lang, spell, number: int) -> None:
    """The words of a number, all of them, are that number."""
    words = spell(number)

    assert (number, words) == numeral(words, lang)


PARTS = [
    ("en", "half the men"),
    ("en", "three quarters"),
    ("ar", "نصف القوات"),
    ("ar", "ثلاثة أرباع"),
    ("ckb", "نیوەی"),
]


@pytest.mark.parametrize(("lang", "text"), PARTS)
def test_a_part_alone_is_no_number(lang: Lang, text: str) -> None:
    """The date grammar asks for numbers, and a part of something is none."""
    assert numeral(text, lang) is None


@pytest.mark.parametrize("lang", languages())
def test_no_word_for_numbers_is_a_stem(lang: Lang) -> None:
    """A stem is looked for in every beginning of a word: a megabyte without a space would take minutes."""
    tables = load_pack(lang).words["numbers"].values()

    assert not [word for table in tables for words in table.values() for word in words if word.endswith("*")]
