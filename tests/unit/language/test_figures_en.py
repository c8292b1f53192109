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
    ("They fed [half a million people].", "500000 people"),
    ("They fed [two and a half million people].", "2500000 people"),
    ("They fed [a million and a half].", "1500000"),
    ("They fed [1.2 million people].", "1200000 people"),
    ("They fed [1.250 million people].", "1250000 people"),
    ("They sent [14 vehicles].", "14 vehicles"),
    ("They fed [three lakh people].", "300000 people"),
    ("They fed [two hundred dozen people].", "2400 people"),
    ("They fed [a hundred thousand million people].", "100000000000 people"),
    ("They fed [one million, two hundred and thirty thousand, five hundred people].", "1230500 people"),
    ("They fed [one thousand, one people].", "1001 people"),
    ("They fed [one twenty two people].", "122 people"),
    ("They fed [two point two million people].", "2200000 people"),
    ("The rate was [zero point zero five].", "0.05"),
    ("They fed [2½ million people].", "2500000 people"),
    ("They fed [2 1/2 million people].", "2500000 people"),
    ("They fed [three and one third million people].", "3333333 people"),
    ("They fed [1 234 567 people].", "1234567 people"),
    ("They fed [12 500 people].", "12500 people"),
    ("They fed [1'234'567 people].", "1234567 people"),
    ("They fed [1e5 people].", "100000 people"),
    ("They fed [forty-five (45) people].", "45 people"),
    ("The count was [minus five].", "-5"),
    ("The count was [-5].", "-5"),
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
    ("They keep [as many as 500 troops] there.", "..500 troops"),
    ("They keep [no fewer than 500 troops] there.", "500.. troops"),
    ("They keep [just shy of 500 troops] there.", "..500 troops"),
    ("They keep [close to 500 troops] there.", "~500 troops"),
    ("The number is [greater than or equal to 500].", "500.."),
    ("The number is [equal to or less than 500].", "..500"),
    ("The number is [>= 500].", "500.."),
    ("The number is [<30].", "..30"),
    ("The number is [<-30].", "..-30"),
    ("They keep [500+ troops] there.", "500.. troops"),
    ("They keep [500-plus troops] there.", "500.. troops"),
    ("They keep [500 or over] there.", "500.."),
    ("He is [more than thirty] years old.", "30.."),
]

RANGES = [
    ("They sent from [2000 to 2500 troops] there.", "2000..2500 troops"),
    ("They keep [between 2,000 and 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000 to 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000-2,500 troops] there.", "2000..2500 troops"),
    ("They keep [2,000 – 2,500 troops] there.", "2000..2500 troops"),
    ("They keep [four or five soldiers] there.", "4..5 troops"),
    ("They keep [four soldiers or five] there.", "4..5"),
    ("They keep [two to three thousand soldiers] there.", "2000..3000 troops"),
    ("They keep [between two hundred and three hundred soldiers] there.", "200..300 troops"),
    ("They keep [about 200 to 300 soldiers] there.", "~200..300 troops"),
    ("They keep [between five and twenty soldiers] there.", "5..20 troops"),
    ("They keep [between one hundred and two thousand soldiers] there.", "100..2000 troops"),
    ("They keep [20~100 soldiers] there.", "20..100 troops"),
    ("They keep [5k-20k soldiers] there.", "5000..20000 troops"),
    ("The number [is from two thousand to two thousand and three hundred].", "2000..2300"),
    ("The number is [above 1000 and below 1500].", "1000..1500"),
    ("They keep [fewer than 2,000 troops, but at least 1,500], there.", "1500..2000 troops"),
    ("They keep [at most 100 and at least 20 soldiers] there.", "20..100 troops"),
    ("They lost [more than 20 soldiers] and [fewer than 50 vehicles].", "20.. troops | ..50 vehicles"),
    ("They lost [at least 20 soldiers] and [no more than 10 advisers].", "20.. troops | ..10 advisers"),
    ("They keep [500 to 800 soldiers] there.", "500..800 troops"),
    ("From [500 to 800 soldiers] stay.", "500..800 troops"),
    # A step from one number to another is two figures.
    ("It was cut from [2,500] to [500 troops].", "2500 | 500 troops"),
    ("It rose from [500] to [2,500 troops].", "500 | 2500 troops"),
    ("They went from [500 soldiers] to [2,500].", "500 troops | 2500"),
    ("It grew by [$2] to [$71].", "2 money | 71 money"),
    ("It grew by [20 to 30 percent].", "20..30 percent"),
]

VAGUE = [
    ("They keep [dozens of soldiers] there.", "~20..99 troops"),
    ("They keep [hundreds of soldiers] there.", "~200..999 troops"),
    ("They keep [several hundred soldiers] there.", "~200..999 troops"),
    ("They keep [thousands of soldiers] there.", "~2000..9999 troops"),
    ("They keep [tens of thousands of soldiers] there.", "~20000..99999 troops"),
    ("They keep [hundreds of thousands of soldiers] there.", "~200000..999999 troops"),
    ("They fed [several hundred thousand people].", "~200000..999999 people"),
    ("They fed [millions of people].", "~2000000..9999999 people"),
    ("It cost [tens of millions of dollars].", "~20000000..99999999 money"),
    ("They keep [a few soldiers] there.", "~3 troops"),
]

AMOUNTS = [
    ("It grew by [20 percent].", "20 percent"),
    ("It grew by [20%].", "20 percent"),
    ("It grew by [half a percent].", "0.5 percent"),
    ("It grew by [3 percentage points].", "3 percent"),
    ("It grew by [between 20 and 30 per cent].", "20..30 percent"),
    ("It grew by [20-30%].", "20..30 percent"),
    ("It grew by [5%] to [20 dollars].", "5 percent | 20 money"),
    ("It cost [500 dollars].", "500 money"),
    ("It cost [$500].", "500 money"),
    ("It cost [about $2.5 billion].", "~2500000000 money"),
    ("It cost [US$5 million].", "5000000 money"),
    ("It cost [2 million euros].", "2000000 money"),
    ("It cost [500 Iraqi dinars].", "500 money"),
    ("It cost [between $2 and $3 million].", "2000000..3000000 money"),
    ("It cost [$1.5m-$2m].", "1500000..2000000 money"),
    ("It cost [up to £20m].", "..20000000 money"),
    ("A [5 million-dollar] deal.", "5000000 money"),
    ("It lies [40 km] off.", "40 measure"),
    ("It lies [29km] off.", "29 measure"),
    ("It weighs [half a ton].", "0.5 measure"),
    ("It weighs [at least 3 tons].", "3.. measure"),
    ("It was [minus 5 degrees].", "-5 measure"),
]

SHARES = [
    ("[Half] the troops left.", "0.5 share"),
    ("[Half] of the troops left.", "0.5 share"),
    ("[More than half] of them left.", "0.5.. share"),
    ("They cut it by [half].", "0.5 share"),
    ("[Three quarters] of the troops left.", "0.75 share"),
    ("[Two-thirds] of the troops left.", "0.666667 share"),
    ("[About a third] of the troops left.", "~0.333333 share"),
    ("[One fifth] of the troops left.", "0.2 share"),
    ("[1/2] of the people left.", "0.5 share"),
    ("[¾] of the people left.", "0.75 share"),
    ("[One in five] soldiers left.", "0.2 share"),
    ("[2 in every 5] soldiers left.", "0.4 share"),
    ("The odds are [one over three].", "0.333333 share"),
    ("The odds are [above one quarter and below a half].", "0.25..0.5 share"),
]

UNITS = [
    ("In the area [500 troops] stay.", "500 troops"),
    ("They sent [as many as 40 tanks] and [no fewer than twelve] guns.", "..40 vehicles | 12.."),
    ("They keep [2,500 US-led coalition troops] there.", "2500 troops"),
    ("They keep [2,500] in the north and train troops.", "2500"),
    ("They hold [9] bases with [900 soldiers].", "9 | 900 troops"),
    ("A force of [about 2,500] shrinks to [fewer than 500 advisers].", "~2500 troops | ..500 advisers"),
    ("The number of soldiers there stands at [about 7,500].", "~7500 troops"),
    ("They counted [7,500].\nTroops left.", "7500"),
    ("It killed [17 civilians] and [40] others.", "17 people | 40"),
    ("It left [17 dead] and [more than 40 wounded].", "17 people | 40.. people"),
    ("It displaced [1,200 families].", "1200 people"),
    ("[One soldier] stayed.", "1 troops"),
    ("Only [one soldier] stayed.", "1 troops"),
    ("- [5 soldiers]\n-[5 soldiers]", "5 troops | 5 troops"),
]

MUST_NOT_READ = [
    "The keeper, 52, left the pier.",
    "I'm sure that he'd go",
    "It opens at 10:30.",
    "It opens at 5 pm.",
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
    "Call +964770.",
    "Call +964 770 123 4567.",
    "Call 0770 123 4567.",
    "Their number is +1-222-2222-2222.",
    "seven seven zero one two three four five nine nine",
    "Iraq won 3-2, and 14-0 before.",
    "Resolutions 1701 and 2790 were read.",
    "Articles 5, 6 and 7 bind the troops.",
    "Brigade 46 and the 7th Division took over.",
    "The twenty-fifth brigade and a third soldier left.",
    "Version 2.0 of page 45.",
    "They stay for twelve more months.",
    "I think, one, it is a decision - one he made.",
    "The one you mentioned, which one, that one, no one, one of them.",
    "The second half, half-built and cut in half.",
    "Half an hour later, hundreds of years ago, at the quarter final.",
    "A two-state solution, a fifty-fifty chance.",
    "A 34-year-old soldier.",
    "1. Soldiers\n2) Troops",
    "It is <>30 or =<30.",
    "24/7",
]

AMBIGUOUS = [
    # Two numbers that meet in a sentence are neither a fraction nor a range.
    ("They killed [200] over three months.", "200"),
    ("They killed [300] in 2008.", "300"),
    ("They spent [$2 million] over 3 years.", "2000000 money"),
    # A dash may be a minus, a range, or part of a name.
    ("The F-16 lost [2,000] - most of them.", "2000"),
    ("It fell from [5] to [-5].", "5 | -5"),
    # Digits of a year are a count where something is counted.
    ("In 2008 came [2008 soldiers].", "2008 troops"),
]

TABLES = [*NUMBERS, *BOUNDS, *RANGES, *VAGUE, *AMOUNTS, *SHARES, *UNITS, *AMBIGUOUS]


@pytest.mark.parametrize(("marked", "values"), TABLES)
def test_english_figures_are_read_with_their_words(marked: str, values: str) -> None:
    """Each marked figure, and nothing else, is read with its bounds, its nearness and what it counts or measures."""
    assert expected(marked, values) == read("figure", marked, "en")


@pytest.mark.parametrize("text", MUST_NOT_READ)
def test_english_numbers_that_count_nothing_are_left_alone(text: str) -> None:
    """Times, scores, telephones, spans of time, names, ordinals, pronouns and years are no figures."""
    assert read("figure", text, "en") == []
