"""The steps that say how a value was read. Published on Wednesday 11 March 2026."""

import pytest
from marked_values import WEDNESDAY

from monitor.language.values import find_values
from monitor.records import Lang


def steps_of(text: str, lang: Lang) -> list[str]:
    """The steps of the one value of a text."""
    (mention,) = find_values(text, lang, WEDNESDAY, explained=True)
    return list(mention.steps)


DATES: list[tuple[Lang, str, list[str]]] = [
    ("en", "The ferry sails tomorrow.", ["the words name [publication +1 days]", "that is 2026-03-12"]),
    ("ar", "تبحر العبارة غدا.", ["the words name [publication +1 days]", "that is 2026-03-12"]),
    ("ckb", "کەشتییەکە سبەی دەگات.", ["the words name [publication +1 days]", "that is 2026-03-12"]),
    ("en", "The gate opens next year.", ["the words name [next year]", "that is 2027-01-01 to 2027-12-31"]),
    (
        "en",
        "The strike ends at the end of September 2027.",
        [
            "the words name the end of [September, 2027]",
            "the end of 2027-09-01..2027-09-30",
            "that is 2027-09-21 to 2027-09-30",
        ],
    ),
    (
        "en",
        "The fair is between June and August 2026.",
        ["the words name from [June, 2026] to [August, 2026]", "that is 2026-06-01 to 2026-08-31"],
    ),
    (
        "en",
        "The gate closes within six months.",
        ["the words name 6 month, before so long has passed: publication", "that is by 2026-09-11"],
    ),
    (
        "en",
        "The court opened on Tuesday, 11 March 2026.",
        [
            "the words name [Tuesday, day 11, March, 2026]",
            "the words contradict the calendar: read literally, suspect",
            "that is 2026-03-11",
        ],
    ),
]


@pytest.mark.parametrize(("lang", "text", "steps"), DATES)
def test_a_date_that_is_sure_is_told_from_its_words_to_its_days(lang: Lang, text: str, steps: list[str]) -> None:
    """Where nothing has to be chosen, the steps are what the words name, what was done with it, and the days."""
    assert steps == steps_of(text, lang)


LAST, COMING = "that is 2026-03-06", "that is 2026-03-13"
BEHIND, AHEAD = "the words around speak of the past", "the words around speak of what is to come"

WEEKDAYS: list[tuple[Lang, str, list[str]]] = [
    ("en", "The keeper painted the gate on Friday.", [BEHIND, LAST]),
    ("en", "The keeper will paint the gate on Friday.", [AHEAD, COMING]),
    (
        "en",
        "The keeper paints the gate by Friday.",
        [AHEAD, f"that is by {COMING[8:]}"],
    ),
    (
        "en",
        "The keeper will paint the small old grey stone gate on Friday.",
        [AHEAD, COMING],
    ),
    ("ar", "غادر الحارس يوم الجمعة.", [BEHIND, LAST]),
    ("ar", "سيغادر الحارس يوم الجمعة.", [AHEAD, COMING]),
    ("ckb", "دەرگاکە ڕۆژی هەینی چاک کرا.", [BEHIND, LAST]),
    ("ckb", "دەرگاکە ڕۆژی هەینی چاک دەکرێت.", [AHEAD, COMING]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), WEEKDAYS)
def test_a_weekday_is_told_with_its_direction(lang: Lang, text: str, wanted: list[str]) -> None:
    """What points to the past or the future stands behind what the words name, and before the day."""
    steps = steps_of(text, lang)

    chosen = "the last one" if wanted[1] == LAST else "the coming one"
    assert ["the words name [Friday]", wanted[0], chosen, wanted[1]] == steps[:4]


def test_a_weekday_without_a_verb_names_no_direction_of_the_words_around() -> None:
    """Where no word around tells a tense, only the policy of reports is named."""
    steps = steps_of("Notes of the gate, on Friday.", "en")

    assert ["the words name [Friday]", "the last one", LAST] == steps[:3]


OTHERS = [
    ("The keeper left on Friday.", "it might be 2026-02-27 or 2026-03-13 instead"),
    ("The keeper left in May.", "it might be 2024-05-01 to 2024-05-31 or 2026-05-01 to 2026-05-31 instead"),
    ("The permit of 3/4/2026 is lost.", "it might be 2026-04-03 instead"),
]


@pytest.mark.parametrize(("text", "step"), OTHERS)
def test_the_last_step_names_what_else_the_words_might_mean(text: str, step: str) -> None:
    """Other days are told as days and other spans as spans."""
    assert step == steps_of(text, "en")[-1]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (
            "The ferry sailed at the end of September.",
            "it might be 2024-09-21 to 2024-09-30 or 2026-09-21 to 2026-09-30 instead",
        ),
        ("The ferry sailed on the first Tuesday of June.", "it might be 2024-06-04 or 2026-06-02 instead"),
        (
            "The pier will be shut for three days from Monday.",
            "it might be 2026-03-09 to 2026-03-11 or 2026-03-23 to 2026-03-25 instead",
        ),
    ],
)
def test_others_of_a_part_are_the_same_part_of_other_spans(text: str, step: str) -> None:
    """What is said of the end of September may mean that of another year, but never a whole September."""
    assert step == steps_of(text, "en")[-1]


def test_a_label_is_not_told_by_words_around_it() -> None:
    """Where the date is the whole text, no words stand around it, and it is the coming one."""
    assert ["the words name [Friday]", "a label lies ahead", "the coming one", COMING] == steps_of("Friday", "en")[:4]


NEAR = "a word of nearness stands beside it, or the number is a vague one"
NOTHING = "nothing that is counted stands beside it"

FIGURES: list[tuple[Lang, str, list[str]]] = [
    ("en", "The count was 17.", ["the words name 17", NOTHING]),
    ("en", "At least 1,500 troops stay.", ["the words name at least 1500", "it counts troops"]),
    ("en", "Up to 300 people stay.", ["the words name at most 300", "it counts people"]),
    ("en", "Between 2,000 and 2,500 troops stay.", ["the words name 2000 to 2500", "it counts troops"]),
    ("en", "Dozens of kites rose.", ["the words name 20 to 99", NEAR, NOTHING]),
    ("ar", "نحو 2500 جندي في القاعدة.", ["the words name 2500", NEAR, "it counts troops"]),
    ("ckb", "نزیکەی 2500 سەرباز لێرەن.", ["the words name 2500", NEAR, "it counts troops"]),
]


@pytest.mark.parametrize(("lang", "text", "steps"), FIGURES)
def test_a_figure_is_told_with_bounds_nearness_and_unit(lang: Lang, text: str, steps: list[str]) -> None:
    """The steps name the bounds, nearness where there is one, and what is counted or that nothing is."""
    assert steps == steps_of(text, lang)


@pytest.mark.parametrize(
    ("text", "number"), [("1,234,567 people fled.", "1234567"), ("12 million people fled.", "12000000")]
)
def test_a_large_figure_is_told_in_all_its_digits(text: str, number: str) -> None:
    """No digit that was read is lost in the telling."""
    assert number in steps_of(text, "en")[0].replace(",", "")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("The fence cost 2,500 dinars.", "money"), ("Some 40 percent sank.", "percent"), ("It is 30 km long.", "measure")],
)
def test_an_amount_is_told_with_its_unit(text: str, unit: str) -> None:
    """A sum, a percentage or a measure has a unit, which the steps name."""
    assert unit in steps_of(text, "en")[-1]


def test_steps_are_empty_where_nobody_asked() -> None:
    """Without ``explained`` no value carries steps."""
    assert [()] * 2 == [one.steps for one in find_values("By Friday some 900 soldiers leave.", "en", WEDNESDAY)]
