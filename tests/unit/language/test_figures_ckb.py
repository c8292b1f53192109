"""Figures in Sorani: what must be read, what must not, and what the words around a number say of it."""

import pytest
from marked_values import expected, read

NUMBERS = [
    ("[2500 سەرباز] لەوێن.", "2500 troops"),
    ("[٢٥٠٠ سەرباز] لەوێن.", "2500 troops"),
    ("[دوو هەزار و 500 سەرباز] لەوێن.", "2500 troops"),
    ("[دوو هەزار و پێنج سەد سەرباز] لەوێن.", "2500 troops"),
    ("[بیست و پێنج سەرباز] لەوێن.", "25 troops"),
    ("[هەزار سەرباز] لەوێن.", "1000 troops"),
    ("[سێ سەد ڕاوێژکار] لەوێن.", "300 advisers"),
    ("[10 هەزار و 500 سەرباز] لەوێن.", "10500 troops"),
    ("[900 سەربازی] ئەمریکی لەوێن.", "900 troops"),
]

BOUNDS = [
    ("[نزیکەی 2500 سەرباز] لەوێن.", "~2500 troops"),
    ("[کەمتر لە 500 سەرباز] لەوێن.", "..500 troops"),
    ("[کەمتر لە دوو هەزار کەس] لەوێن.", "..2000 troops"),
    ("[زیاتر لە 900 سەرباز] لەوێن.", "900.. troops"),
    ("[پتر لە 900 سەرباز] لەوێن.", "900.. troops"),
    ("[لانیکەم 900 سەرباز] لەوێن.", "900.. troops"),
    ("[تا 900 سەرباز] لەوێن.", "..900 troops"),
]

RANGES = [
    ("[لە نێوان 250 بۆ 350 ڕاوێژکار] لەوێن.", "250..350 advisers"),
    ("[لە نێوان 250 و 350 سەرباز] لەوێن.", "250..350 troops"),
    ("[چوار یان پێنج سەرباز] لەوێن.", "4..5 troops"),
]

VAGUE = [
    ("[دەیان سەرباز] لەوێن.", "~20..99 troops"),
    ("[سەدان سەرباز] لەوێن.", "~200..999 troops"),
    ("[هەزاران سەرباز] لەوێن.", "~2000..9999 troops"),
    ("[دەیان هەزار سەرباز] لەوێن.", "~20000..99999 troops"),
]

MUST_NOT_READ = [
    "ڕێژەکە 20% زیادی کرد.",
    "25%ی سەربازەکان ڕۆیشتن.",
    "500 دۆلار تێچوو.",
    "40 کیلۆمەتر دوورە.",
    "کاتژمێر 10:30 بوو.",
    "20 ساڵ لە هێزەکان بوو.",
    "کوردستان24 سەربازەکانی پیشان دا.",
    "2002ی هێز.",
]

TABLES = [*NUMBERS, *BOUNDS, *RANGES, *VAGUE]


@pytest.mark.parametrize(("marked", "values"), TABLES)
def test_sorani_figures_are_read_with_their_words(marked: str, values: str) -> None:
    """Each marked figure, and nothing else, is read with its bounds, its nearness and what it counts."""
    assert expected(marked, values) == read("figure", marked, "ckb")


@pytest.mark.parametrize("text", MUST_NOT_READ)
def test_sorani_numbers_that_count_nothing_are_left_alone(text: str) -> None:
    """Shares, money, times, measures, spans of time, names and years are no figures."""
    assert read("figure", text, "ckb") == []
