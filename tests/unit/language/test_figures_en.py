"""Figures in English: what must be read, what must not, and what the words around a number say of it."""

import pytest
from marked_values import expected, read

NUMBERS = [
    ("They keep [2,500 troops] there.", "2500 troops"),
    ("They keep [2500 troops] there.", "2500 troops"),
    ("They keep [2.500 troops] there.", "2500 troops"),
    ("They keep [twelve soldiers] there.", "12 troops"),
    ("They keep [twenty-five soldiers] there.", "25 troops"),
    ("They keep [one hundred and twenty soldiers] there.", "120 troops"),
    ("They keep [two thousand five hundred soldiers] there.", "2500 troops"),
    ("They keep [two thousand and sixty soldiers] there.", "2060 troops"),
    ("They keep [5 thousand soldiers] there.", "5000 troops"),
    ("They keep [5k soldiers] there.", "5000 troops"),
    ("They keep [a dozen advisers] there.", "12 advisers"),
    ("They keep [two dozen advisers] there.", "24 advisers"),
    ("They keep [half a dozen advisers] there.", "6 advisers"),
    ("They keep [a couple of hundred soldiers] there.", "200 troops"),
    ("They fed [half a million people].", "500000 troops"),
    ("They fed [two and a half million people].", "2500000 troops"),
    ("They fed [a million and a half].", "1500000"),
    ("They fed [1.2 million people].", "1200000 troops"),
    ("They fed [1.250 million people].", "1250000 troops"),
    ("They sent [14 vehicles].", "14 vehicles"),
    ("The garrison counts [900].", "900"),
    ("The garrison: [2,500 troops] in all.", "2500 troops"),
]

BOUNDS = [
    ("They keep [about 2,000 troops] there.", "~2000 troops"),
    ("They keep [some 2,000 troops] there.", "~2000 troops"),
    ("They keep [nearly 2,000 troops] there.", "~2000 troops"),
    ("They keep [fewer than 500 troops] there.", "..500 troops"),
    ("They keep [less than 500 troops] there.", "..500 troops"),
    ("They keep [up to 500 troops] there.", "..500 troops"),
    ("They keep [no more than 500 troops] there.", "..500 troops"),
    ("They keep [more than 2,500 troops] there.", "2500.. troops"),
    ("They keep [just over 2,500 troops] there.", "2500.. troops"),
    ("They keep [at least 2,500 troops] there.", "2500.. troops"),
    ("The number [exceeds 2,500].", "2500.."),
    ("They keep [up to about 500 troops] there.", "..500 troops"),
    ("They keep [500 or more] there.", "500.."),
    ("They keep [500 troops or more] there.", "500.. troops"),
    ("They keep [500 or fewer] there.", "..500"),
    ("They keep [500 or so] there.", "~500"),
    ("They keep [exactly 500 troops] there.", "500 troops"),
]

RANGES = [
    ("They keep [between 2,000 and 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000 to 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000-2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000 – 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [four or five soldiers] there.", "4..5 troops"),
    ("They keep [four soldiers or five] there.", "4..5"),
    ("They keep [two to three thousand soldiers] there.", "2000..3000 troops"),
    ("They keep [between two hundred and three hundred soldiers] there.", "200..300 troops"),
    ("They keep [about 200 to 300 soldiers] there.", "~200..300 troops"),
    # A step from one number to another is two figures.
    ("It was cut from [2,500] to [500 troops].", "2500 | 500 troops"),
    ("It rose from [500] to [2,500 troops].", "500 | 2500 troops"),
]

VAGUE = [
    ("They keep [dozens of soldiers] there.", "~20..99 troops"),
    ("They keep [hundreds of soldiers] there.", "~200..999 troops"),
    ("They keep [several hundred soldiers] there.", "~200..999 troops"),
    ("They keep [thousands of soldiers] there.", "~2000..9999 troops"),
    ("They keep [tens of thousands of soldiers] there.", "~20000..99999 troops"),
    ("They keep [hundreds of thousands of soldiers] there.", "~200000..999999 troops"),
]

UNITS = [
    ("They keep [2,500 US-led coalition troops] there.", "2500 troops"),
    ("They keep [2,500] in the north and train troops.", "2500"),
    ("They hold [9] bases with [900 soldiers].", "9 | 900 troops"),
    ("A force of [about 2,500] shrinks to [fewer than 500 advisers].", "~2500 troops | ..500 advisers"),
    ("The number of soldiers there stands at [about 7,500].", "~7500 troops"),
    ("They counted [7,500].\nTroops left.", "7500"),
]

MUST_NOT_READ = [
    "I'm sure that he'd go",
    "It grew by 20 percent.",
    "It grew by 20%.",
    "It cost 500 dollars.",
    "It cost $500.",
    "It cost 2 million euros.",
    "It opens at 10:30.",
    "It opens at 5 pm.",
    "It lies 40 km off.",
    "It lies 29km off.",
    "It lasted 20 years and cost lives.",
    "A 10-year term ended.",
    "Resolution 2790 was read.",
    "An F-16 and an F16 flew off, said the soldiers.",
    "Article 5 binds the troops.",
    "Channel 12 showed soldiers.",
    "It was the 20th parade of the troops.",
    "The score was 2/3.",
    "Since the 2003 invasion the forces stayed.",
    "Kurdistan 24 showed soldiers.",
    "Half the troops left.",
    "Call +964770.",
]

TABLES = [*NUMBERS, *BOUNDS, *RANGES, *VAGUE, *UNITS]


@pytest.mark.parametrize(("marked", "values"), TABLES)
def test_english_figures_are_read_with_their_words(marked: str, values: str) -> None:
    """Each marked figure, and nothing else, is read with its bounds, its nearness and what it counts."""
    assert expected(marked, values) == read("figure", marked, "en")


@pytest.mark.parametrize("text", MUST_NOT_READ)
def test_english_numbers_that_count_nothing_are_left_alone(text: str) -> None:
    """Shares, money, times, measures, spans of time, names and years are no figures."""
    assert read("figure", text, "en") == []
