"""What a tree of date words names, in plain English."""

import pytest

from monitor.language.dates.describing import describe
from monitor.language.dates.nodes import (
    Amount,
    Away,
    Between,
    Mentioned,
    Named,
    Node,
    NthOf,
    PartOf,
    Picked,
    RestOf,
    Stepped,
    UnitOf,
    Years,
)

SEPTEMBER = Named(months=(9, 9))
NEXT_YEAR = Picked("year", "next")

NAMED = [
    (Named(weekday=5), "[Friday]"),
    (Named(weekday=1, modifier="next"), "[Monday, next]"),
    (Named(weekday=5, within=Picked("week", "next")), "[Friday, in [next week]]"),
    (SEPTEMBER, "[September, no year]"),
    (Named(months=(9, 9), year=2027), "[September, 2027]"),
    (Named(months=(9, 9), modifier="last"), "[September, last, no year]"),
    (Named(months=(6, 8), year=2027, loose=True), "[June to August, 2027]"),
    (Named(months=(4, 4), day=3, day_to=17, year=2026), "[days 3 to 17, April, 2026]"),
    (Named(months=(5, 5), day=1, within=NEXT_YEAR), "[day 1, May, in [next year]]"),
    (Named(months=(3, 3), day=12, year=1447, system="hijri"), "[day 12, hijri month 3, 1447 hijri]"),
    (Named(feast="eid_al_fitr"), "[eid al fitr, no year]"),
    (Named(year=2027), "[2027]"),
]

COUNTED = [
    (Stepped(1), "[publication +1 days]"),
    (Stepped(-1, to=0), "[publication -1 to +0 days]"),
    (Picked("week"), "[current week]"),
    (NEXT_YEAR, "[next year]"),
    (Years(1970, 1979), "[years 1970 to 1979]"),
    (Away("within", (Amount(10, "day"),)), "10 day, before so long has passed: publication"),
    (Away("ahead", (Amount(2, "week"),), count_to=3), "2 week to 3, so long after: publication"),
    (Away("ago", (Amount(1, "year"), Amount(2, "month"))), "1 year and 2 month, so long before: publication"),
    (Away("past", (Amount(None, "week"),)), "some weeks, in the time before: publication"),
    (Away("lasting", (Amount(3, "day"),), anchor=Named(weekday=1)), "3 day, for so long from: [Monday]"),
    (Away("ahead", (Amount(1.5, "year"),), anchor=SEPTEMBER), "1.5 year, so long after: [September, no year]"),
    (Mentioned(), "[the date named before]"),
    (Mentioned(2), "[deadline 2 of the text]"),
]

NESTED = [
    (PartOf("end", SEPTEMBER), "the end of [September, no year]"),
    (Between(Named(year=2025), Named(year=2027)), "from [2025] to [2027]"),
    (NthOf(1, "week", SEPTEMBER), "week number 1 of [September, no year]"),
    (NthOf(-1, "day", NEXT_YEAR, weekday=4), "Thursday number -1 of [next year]"),
    (NthOf(1, "month", NEXT_YEAR, count=9), "month number 1, 9 of them, of [next year]"),
    (UnitOf("week", Named(months=(10, 10), day=7)), "the week of [day 7, October, no year]"),
    (RestOf(Picked("week")), "the rest of [current week]"),
    (RestOf(PartOf("end", NEXT_YEAR)), "the rest of the end of [next year]"),
]


@pytest.mark.parametrize(("node", "words"), [*NAMED, *COUNTED, *NESTED])
def test_a_tree_is_described_in_one_line(node: Node, words: str) -> None:
    """What the words name stands there by name and number, and a place that they leave open is told as open."""
    assert words == describe(node)
