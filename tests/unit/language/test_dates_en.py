"""Dates in English: what must be read, what must not, and what is ambiguous. Published on Wednesday 11 March 2026."""

from datetime import date

import pytest
from marked_values import expected, read

from monitor.language.values import find_values

DAYS = [
    ("The pier closes [on 14 September 2026].", "2026-09-14"),
    ("The pier closes [on September 14, 2026].", "2026-09-14"),
    ("Closing day is [Sept. 14, 2026].", "2026-09-14"),
    ("Closing day is the [14th of September, 2026].", "2026-09-14"),
    ("Closing day is [September the 14th].", "2025-09-14"),
    ("It was agreed [on the first of April 2026].", "2026-04-01"),
    ("It was agreed [on the twenty-third of May 2026].", "2026-05-23"),
    ("The crew left [on 3 March].", "2026-03-03"),
    ("The crew leaves [on 20 March].", "2026-03-20"),
    ("Closing day is [14/9/2026].", "2026-09-14"),
    ("Closing day is [9/30/2026].", "2026-09-30"),  # there is no thirtieth month
    ("Closing day is [14-09-2026].", "2026-09-14"),
    ("Closing day is [2026-09-14].", "2026-09-14"),
    ("Closing day is [14.9.2026].", "2026-09-14"),
    ("The permit says [14 / 9 / 2026].", "2026-09-14"),
    ("Closing day is the [13th of this month].", "2026-03-13"),
    ("Closing day is the [13th of next month].", "2026-04-13"),
    ("It opened [on 30 September last year].", "2025-09-30"),
    ("It opens [on 30 September of next year].", "2027-09-30"),
    ("It opens [on 1 May].", "2026-05-01"),
    ("It opens [on May 1].", "2026-05-01"),
]

WORDS_FOR_DAYS = [
    ("The crew sails [today].", "2026-03-11"),
    ("The crew sails [tomorrow].", "2026-03-12"),
    ("The crew sailed [yesterday].", "2026-03-10"),
    ("The crew sailed [the day before yesterday].", "2026-03-09"),
    ("The crew sails [the day after tomorrow].", "2026-03-13"),
    ("The crew sails [today, Wednesday].", "2026-03-11"),
    ("The crew sailed [yesterday (10 March 2026)].", "2026-03-10"),
    ("The keeper said [on Monday] that he stays.", "2026-03-09"),  # a bare weekday is the nearest past one
    ("The keeper said [on Wednesday] that he stays.", "2026-03-11"),
    ("The keeper leaves [next Monday].", "2026-03-16"),
    ("The keeper left [last Wednesday].", "2026-03-04"),
    ("The keeper leaves [this Friday].", "2026-03-13"),
    ("The keeper leaves [by Friday].", "2026-03-13 by"),
    ("The keeper leaves [on Friday of next week].", "2026-03-20"),
    ("The keeper left [on Friday, 6 March 2026].", "2026-03-06"),
]

MONTHS = [
    ("The garrison goes [in September 2026].", "2026-09-01..2026-09-30"),
    ("The garrison goes [by September 2026].", "2026-09-01..2026-09-30 by"),
    ("The garrison goes [before September 2026].", "2026-09-01..2026-09-30 before"),
    ("The garrison goes [after September 2026].", "2026-09-01..2026-09-30 after"),
    ("The garrison has gone [since September 2025].", "2025-09-01..2025-09-30 from"),
    ("The garrison goes [from September 2026].", "2026-09-01..2026-09-30 from"),
    ("The garrison goes [no later than September 2026].", "2026-09-01..2026-09-30 by"),
    ("The garrison goes [in September 2026 at the latest].", "2026-09-01..2026-09-30 by"),
    ("The garrison stays [until September 2026].", "2026-09-01..2026-09-30"),
    ("The garrison goes [next September].", "2026-09-01..2026-09-30"),
    ("The garrison goes [next March].", "2027-03-01..2027-03-31"),
    ("The garrison came [last September].", "2025-09-01..2025-09-30"),
    ("The garrison came [last March].", "2025-03-01..2025-03-31"),
    ("The garrison goes [this May].", "2026-05-01..2026-05-31"),
    ("The garrison goes [in September of next year].", "2027-09-01..2027-09-30"),
    ("The garrison goes [about September 2026].", "~2026-09-01..2026-09-30"),
    ("The garrison goes [in 9/2026].", "2026-09-01..2026-09-30"),
    ("The garrison goes [in 2026-09].", "2026-09-01..2026-09-30"),
    ("The drill is [in June] and [July 2026].", "2026-06-01..2026-06-30 | 2026-07-01..2026-07-31"),
]

PARTS = [
    ("It ends [by the end of 2026].", "2026-12-01..2026-12-31 by"),
    ("It ends [in mid-2027].", "2027-06-01..2027-07-31"),
    ("It ends [in the middle of 2027].", "2027-06-01..2027-07-31"),
    ("It ends [in early 2027].", "2027-01-01..2027-01-31"),
    ("It ends [at the start of 2027].", "2027-01-01..2027-01-31"),
    ("It ends [in the first half of 2027].", "2027-01-01..2027-06-30"),
    ("It ends [in the second half of next year].", "2027-07-01..2027-12-31"),
    ("It ends [by the end of the year].", "2026-12-01..2026-12-31 by"),
    ("It ends [by year-end].", "2026-12-01..2026-12-31 by"),
    ("It ends [at the end of September 2026].", "2026-09-21..2026-09-30"),
    ("It ends [in late February 2028].", "2028-02-21..2028-02-29"),
    ("It ends [by end-September 2026].", "2026-09-21..2026-09-30 by"),
    ("It will end [in September 2026].", "2026-09-01..2026-09-30"),  # the verb is no part of the month
    ("It ends [in mid-April].", "2026-04-11..2026-04-20"),
    ("It ends [in early September 2026].", "2026-09-01..2026-09-10"),
    ("It ends [in the first week of September 2026].", "2026-09-01..2026-09-07"),
    ("It ends [in the last week of September 2026].", "2026-09-24..2026-09-30"),
    ("It ends [at the end of this month].", "2026-03-21..2026-03-31"),
    ("It ends [in the third quarter of 2026].", "2026-07-01..2026-09-30"),
    ("It ends [in Q1 2027].", "2027-01-01..2027-03-31"),
    ("It ends [next summer].", "~2026-06-01..2026-08-31"),
    ("It ends [in the winter of 2026].", "~2026-12-01..2027-02-28"),
]

UNITS = [
    ("It ends [next year].", "2027-01-01..2027-12-31"),
    ("It ended [last year].", "2025-01-01..2025-12-31"),
    ("It ends [this year].", "2026-01-01..2026-12-31"),
    ("It ends [next month].", "2026-04-01..2026-04-30"),
    ("It ended [last month].", "2026-02-01..2026-02-28"),
    ("It ends [next week].", "2026-03-16..2026-03-22"),  # Monday to Sunday
    ("It ended [last week].", "2026-03-02..2026-03-08"),
    ("It ends the [week after next].", "2026-03-23..2026-03-29"),
    ("It ends [next quarter].", "2026-04-01..2026-06-30"),
    ("It ends [in 2027].", "2027-01-01..2027-12-31"),
    ("It ends [in the year 2027].", "2027-01-01..2027-12-31"),
    ("It began [in 2024] and ended [the following year].", "2024-01-01..2024-12-31 | 2025-01-01..2025-12-31"),
    ("It began [in May 2024] and paused [in August of that year].", "2024-05-01..2024-05-31 | 2024-08-01..2024-08-31"),
    (
        "It begins [in 2026] and ends [by the end of the year after that].",
        "2026-01-01..2026-12-31 | 2027-12-01..2027-12-31 by",
    ),
]

DURATIONS = [
    ("It ends [within ten days].", "2026-03-21 by"),
    ("It ends [within two weeks].", "~2026-03-25 by"),
    ("It ends [within six months].", "~2026-09-11 by"),
    ("It ends [within the next 12 months].", "~2027-03-11 by"),
    ("It ends [over the coming twelve months].", "~2027-03-11 by"),
    ("It ends [within 48 hours].", "2026-03-13 by"),
    ("It ends [in two weeks].", "~2026-03-25"),
    ("It ends [in two or three weeks].", "~2026-03-25..2026-04-01"),
    ("It ends [in 12 to 18 months].", "~2027-03-11..2027-09-11"),
    ("It ends [two months from now].", "~2026-05-11"),
    ("It ended [three days ago].", "2026-03-08"),
    ("It ended [two weeks ago].", "~2026-02-25"),
    ("It ended [a year and a half ago].", "~2024-09-11"),
    ("It ended [weeks ago].", "~2026-02-11..2026-03-11"),
    ("It ended [a few weeks ago].", "~2026-02-11..2026-03-11"),
    ("It shrank [in the past two weeks].", "~2026-02-25..2026-03-11"),
    ("It shrank [over the last year].", "~2025-03-11..2026-03-11"),
    ("It shrank [in recent weeks].", "~2026-02-11..2026-03-11"),
    ("It ends [in the coming days].", "~2026-03-12..2026-03-18"),
    ("It ends [within days].", "~2026-03-12..2026-03-18"),
    ("It ends [in the coming weeks].", "~2026-03-12..2026-04-08"),
    ("It ends [within one year of 30 September 2026].", "~2027-09-30 by"),
    ("It began [two weeks before 13 May 2026].", "~2026-04-29"),
    ("It opened [on 5 May 2024] and shut [a year later].", "2024-05-05 | ~2025-05-05"),
    ("It opened [on 5 May 2024]; [three days earlier] it stood empty.", "2024-05-05 | 2024-05-02"),
    ("[A year earlier] it stood empty.", "~2025-03-11"),
]

RANGES = [
    ("The drill is [between 3 and 17 April 2026].", "2026-04-03..2026-04-17"),
    ("The drill is [3 to 17 April 2026].", "2026-04-03..2026-04-17"),
    ("The drill is [on April 3-17].", "2026-04-03..2026-04-17"),
    ("Drills were held [on 3] and [17 February].", "2026-02-03 | 2026-02-17"),
    ("The drill is [between June and August 2026].", "2026-06-01..2026-08-31"),
    ("The drill is [between December and February 2027].", "2026-12-01..2027-02-28"),
    ("The drill is [between 20 May 2026 and 3 June 2026].", "2026-05-20..2026-06-03"),
    ("The drill runs [between 2025 and 2027].", "2025-01-01..2027-12-31"),
    ("The drill runs [in 2025-2027].", "2025-01-01..2027-12-31"),
    # A plan that slips and one that lasts are written alike, so both ends are kept as they stand.
    ("It moved [from June] to [August 2026].", "2026-06-01..2026-06-30 from | 2026-08-01..2026-08-31"),
]

SUSPECT = [
    ("It ends [next year 2026].", "2026-01-01..2026-12-31?"),
    ("It ended [on Tuesday, 11 March 2026].", "2026-03-11?"),
]

MUST_NOT_READ = [
    "It will last six weeks.",
    "The keeper, in his sixties, is the second in the town.",
    "The J-10s crossed the bay.",
    "They found a boat in 1850 villages.",
    "The keepers may leave, and they may not.",
    "They march on the harbour.",
    "Mrs May said so.",
    "Theresa May said so.",
    "The second phase and the first stage are over.",
    "They had 2026 soldiers there.",
    "It needs 14 boats.",
    "It closed at 10:30.",
    "Gate 12/5 is shut.",
    "It is the largest drill in 25 years.",
    "It ended after 20 years of work.",
    "It ends within a year of the vote.",
    "It came two weeks after the flood.",
    "It ends on 31 April 2026.",
    "It ends in the year of the flood.",
    "A year of work is lost.",
    "Version 2.10.3 is out.",
    "Call 555-2026-14.",
    "It happened the following year.",
]

OTHER_CALENDARS = [
    ("The pier opened [in 1447 AH].", "2025-06-26..2026-06-15"),
    ("The pier opened [on 12 Rabi al-Awwal 1447].", "2025-09-04"),
    ("The pier will close [before Eid al-Fitr].", "2026-03-20 before"),
    ("The pier closed [last Thanksgiving].", "2025-11-27"),
    ("The pier closes [on Christmas Eve 2026].", "2026-12-24"),
]

DECADES = [
    ("[In the 1970s] it was shut.", "1970-01-01..1979-12-31"),
    ("[In the '90s] it was shut.", "1990-01-01..1999-12-31"),
    ("[In the early 1990s] it was shut.", "1990-01-01..1992-12-31"),
    ("It was built [in the nineteenth century].", "1800-01-01..1899-12-31"),
    ("It will grow [in the next decade].", "2030-01-01..2039-12-31"),
]

NTH = [
    ("They meet [on the first Tuesday of June].", "2026-06-02"),
    ("They meet [on the last Thursday of next month].", "2026-04-30"),
    ("They will meet [on the last day of September].", "2026-09-30"),
    ("Exports grew [in the first nine months of 2025].", "2025-01-01..2025-09-30"),
    ("They met [in the last week of 2025].", "2025-12-22..2025-12-28"),
    ("The pier is shut [for the rest of the week].", "2026-03-11..2026-03-15"),
    ("They sail [the week of 7 October 2026].", "2026-10-05..2026-10-11"),
]

BUSINESS = [
    ("Exports rise to 2000 barrels a day [from May].", "2026-05-01..2026-05-31 from"),
    ("The end had been set [for 1 March] and was put off.", "2026-03-01"),
    (
        "The pier shut [in May 2025] and opens [in the same month of 2027].",
        "2025-05-01..2025-05-31 | 2027-05-01..2027-05-31",
    ),
    ("The hearing was adjourned to [14 May].", "2026-05-14"),
    ("The pier will be handed over [in May].", "2026-05-01..2026-05-31"),
    ("Catches rise [over the next three days] before easing again.", "2026-03-14 by"),
    (
        "It was signed [in September 2024] and ends [two years after that].",
        "2024-09-01..2024-09-30 | ~2026-09-01..2026-09-30",
    ),
    ("Catches fell [in the latest quarter].", "2025-10-01..2025-12-31"),
    ("Catches fell [in the fourth quarter] from [a year earlier].", "2025-10-01..2025-12-31 | ~2024-10-01..2024-12-31"),
    ("Catches fell [in 2025's first half].", "2025-01-01..2025-06-30"),
    ("Catches fell [in fiscal 2025].", "2025-01-01..2025-12-31"),
    ("Catches fell [in January] after a gain [the previous month].", "2026-01-01..2026-01-31 | 2025-12-01..2025-12-31"),
    ("The boat was sold [over the weekend].", "2026-03-07..2026-03-08"),
    ("The keeper was seen [late Monday].", "2026-03-09"),
    ("The pier will be shut [for three days from Monday].", "2026-03-16..2026-03-18"),
]

NEWS = [
    ("The keeper left [by year-end 2025].", "2025-12-01..2025-12-31 by"),
    ("The fair is [in week 7 of 2027].", "2027-02-15..2027-02-21"),
    ("The quay stays shut [until Friday].", "2026-03-13"),
    ("The quay stays shut [until December].", "2026-12-01..2026-12-31"),
    ("The crew had left [by Friday].", "2026-03-06 by"),
    ("The crew must leave [by Friday].", "2026-03-13 by"),
    ("The damage from [Friday]'s storm grew.", "2026-03-06"),
    ("The crew must answer [by Friday]'s deadline.", "2026-03-13 by"),
    ("The storm hit [on Thursday] [on the 12 February] feast.", "2026-03-05 | 2026-02-12"),
    ("The keeper leaves [on Saturday].", "2026-03-14"),
    ("The fair is open [on May 3], [10] and [17].", "2026-05-03 | 2026-05-10 | 2026-05-17"),
    ("The fair was open [in September]/[October 2025].", "2025-09-01..2025-09-30 | 2025-10-01..2025-10-31"),
    ("The fair is [in July] or [August of next year].", "2027-07-01..2027-07-31 | 2027-08-01..2027-08-31"),
    ("The pier was built [in 1841].", "1841-01-01..1841-12-31"),
    ("The [1950-53] war closed the pier.", "1950-01-01..1953-12-31"),
    ("The budget [of the 2027/28] fiscal year grew.", "2027-01-01..2028-12-31"),
    ("The pier froze [in the winter of 2024-25].", "~2024-12-01..2025-02-28"),
    (
        "The budgets [of 2023], [2024] and [2025] are closed.",
        "2023-01-01..2023-12-31 | 2024-01-01..2024-12-31 | 2025-01-01..2025-12-31",
    ),
    ("Catches fell in the [six months] ended [31 October 2025].", "2025-05-01..2025-10-31 | 2025-10-31"),
    (
        "It rose [in the first nine months of 2025], up from [a year earlier].",
        "2025-01-01..2025-09-30 | ~2024-01-01..2024-09-30",
    ),
    ("The fair was [last week from Monday to Wednesday].", "2026-03-02..2026-03-04"),
    ("The pier was shut [from 27 April to the third].", "2025-04-27..2025-05-03"),
    ("They will leave [by the end of the following year].", "2027-12-01..2027-12-31 by"),
]

MOVED = [
    ("The drill was postponed [from 20 May] to [17 June].", "2026-05-20 from | 2026-06-17"),
    ("The fair, originally set [for late February], will open [on Thursday].", "2026-02-21..2026-02-28 | 2026-03-12"),
]

TABLES = [
    *OTHER_CALENDARS,
    *DECADES,
    *NTH,
    *BUSINESS,
    *NEWS,
    *MOVED,
    *DAYS,
    *WORDS_FOR_DAYS,
    *MONTHS,
    *PARTS,
    *UNITS,
    *DURATIONS,
    *RANGES,
    *SUSPECT,
]


@pytest.mark.parametrize(("marked", "values"), TABLES)
def test_english_dates_are_read_with_their_words(marked: str, values: str) -> None:
    """Each marked date, and nothing else, is read as the days that it means."""
    assert expected(marked, values) == read("date", marked, "en")


@pytest.mark.parametrize("text", MUST_NOT_READ)
def test_english_words_that_are_no_date_are_left_alone(text: str) -> None:
    """Verbs, surnames, counts, times, versions and spans counted from elsewhere are no dates."""
    assert read("date", text, "en") == []


AMBIGUOUS = [
    # words, published on, future, past, without context
    ("in April", date(2021, 12, 9), "2022-04", "2021-04", "2022-04"),
    ("in September", date(2026, 3, 11), "2026-09", "2025-09", "2025-09"),
    ("in March", date(2026, 3, 11), "2026-03", "2026-03", "2026-03"),
    ("on 12 March", date(2026, 3, 11), "2026-03-12", "2025-03-12", "2026-03-12"),
    ("on 10 March", date(2026, 3, 11), "2027-03-10", "2026-03-10", "2026-03-10"),
    ("on Friday", date(2026, 3, 11), "2026-03-13", "2026-03-06", "2026-03-06"),
    ("on Wednesday", date(2026, 3, 11), "2026-03-11", "2026-03-11", "2026-03-11"),
    ("in December", date(2026, 1, 20), "2026-12", "2025-12", "2025-12"),
]


@pytest.mark.parametrize(("text", "published_on", "future", "past", "bare"), AMBIGUOUS)
def test_a_bare_day_or_month_lies_where_its_context_says(
    text: str, published_on: date, future: str, past: str, bare: str
) -> None:
    """Tense decides between the coming and the past one; without it the nearest is taken, for weekdays the past one."""
    sentence = f"Harbour notes: {text}."
    starts = [
        str(find_values(sentence, "en", published_on, direction)[0].value.start)
        for direction in ("future", "past", None)
    ]

    assert [future, past, bare] == [
        start[: len(form)] for start, form in zip(starts, (future, past, bare), strict=True)
    ]


def test_a_weekday_settles_the_year_of_a_day_without_one() -> None:
    """The 6th of December 2024 was a Friday, those around it were not."""
    assert [("Friday, 6 December", "2024-12-06")] == read("date", "Friday, 6 December", "en", date(2025, 9, 1))
