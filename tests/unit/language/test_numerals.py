"""Numbers in words: Sorani ones up to a billion read back, and what is no number or belongs to the next one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.numerals import read_numeral
from monitor.language.pack import languages, load_pack
from monitor.language.reading import Layout
from monitor.language.tokens import tokenize
from monitor.records import Lang

CKB_UNITS = [
    "سفر", "یەک", "دوو", "سێ", "چوار", "پێنج", "شەش", "حەوت", "هەشت", "نۆ", "دە", "یازدە", "دوازدە", "سێزدە",
    "چواردە", "پازدە", "شازدە", "حەڤدە", "هەژدە", "نۆزدە"
]  # fmt: skip
CKB_TENS = [
    "بیست", "سی", "چل", "پەنجا", "شەست", "حەفتا", "هەشتا", "نەوەد"
]  # fmt: skip

SCALES = ("هەزار", "ملیۆن", "ملیار")


def sorani(number: int) -> str:
    """The number in Sorani words."""
    return " و ".join(f"{_ckb_group(group)} {scale}".strip() for group, scale in groups(number))


def _ckb_group(number: int) -> str:
    if number < 20:
        return CKB_UNITS[number]
    size, words = (100, [f"{CKB_UNITS[number // 100]} سەد"]) if number >= 100 else (10, [CKB_TENS[number // 10 - 2]])
    return " و ".join([*words, *([_ckb_group(number % size)] if number % size else [])])


def groups(number: int) -> list[tuple[int, str]]:
    """The groups of three digits with their scales, the largest first; the last has the scale ""."""
    if number == 0:
        return [(0, "")]
    named = [(number // 1000**power % 1000, scale) for power, scale in enumerate(("", *SCALES))]
    return [(group, scale) for group, scale in reversed(named) if group]


def numeral(text: str, lang: Lang) -> tuple[float, str] | None:
    """The number that opens a text, with its words."""
    tokens = tokenize(text)
    found = read_numeral(Layout(tokens, load_pack(lang), "calendar", "numbers"), 0)
    return None if found is None else (found.value, text[tokens[found.first].start : tokens[found.last].end])


@given(st.one_of(st.integers(0, 1200), st.integers(0, 10**9)))
def test_every_number_spelled_out_in_sorani_is_read_back(number: int) -> None:
    """The words of a number, all of them, are that number; no library spells Sorani, so this file does."""
    words = sorani(number)

    assert (number, words) == numeral(words, "ckb")


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
