"""Who said it: an office that says otherwise than before, and the lead that independent origins give.

Each story is a table: when (hours), which outlet, whose report, who speaks, what value, and which changes the desk is
told of beside the verdict on the value.
"""

from __future__ import annotations

import pytest
from claims_said import KEY, Desk, days, month, said, year

JUNE, SEPTEMBER, DECEMBER = month("2026-06"), month("2026-09"), month("2026-12")

ON_THE_VALUE = {"new", "changed", "refined", "denied", "restated"}


def told_beside(desk, line):
    """What is told of one line of a story beside the verdict on its value."""
    hour, outlet, speaker, value, *more = line
    fields = {"office": speaker} if speaker and "-" in speaker else {"speaker": speaker} if speaker else {}
    one = said(value, hour, outlet=outlet, **fields, **(more[0] if more else {}))
    return [change.kind for change in desk.hears(one).changes if change.told and change.kind not in ON_THE_VALUE]


SPEAKERS = {
    "an office that names another month reversed itself": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", DECEMBER), ["source_reversed"]),
    ],
    "another outlet may tell of the reversal": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Gazette", "us-embassy", DECEMBER), ["source_reversed"]),
    ],
    "the spokesperson of an office speaks for it": [
        ((0, "Post", "us-embassy-spokesperson", SEPTEMBER), []),
        ((24, "Gazette", "us-embassy", DECEMBER), ["source_reversed"]),
    ],
    "another office may say otherwise": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "iraqi-government-spokesperson", DECEMBER), []),
    ],
    "two unnamed sources may well disagree": [
        ((0, "Post", "iraqi-government-source", SEPTEMBER), []),
        ((24, "Post", "iraqi-government-source", DECEMBER), []),
    ],
    "a named speaker is known again however the name is written": [
        ((0, "Post", "Doran Vel", SEPTEMBER), []),
        ((24, "Gazette", "DORAN  Vel", DECEMBER), ["source_reversed"]),
    ],
    "an agency that quotes somebody has not turned": [
        ((0, "Post", "Reuters", SEPTEMBER), []),
        ((24, "Gazette", "the news agency Reuters", DECEMBER), []),
        ((48, "Post", "Reuters", month("2027-03")), []),
    ],
    "a calling is no name": [
        ((0, "Post", "a Western diplomat", SEPTEMBER), []),
        ((24, "Gazette", "a Western diplomat", DECEMBER), []),
    ],
    "a name in a script without capitals is a name": [
        ((0, "Post", "دوران فيل", SEPTEMBER), []),
        ((24, "Gazette", "دوران فيل", DECEMBER), ["source_reversed"]),
    ],
    "nobody is quoted, nobody is reversed": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Post", None, DECEMBER), []),
    ],
    "a day in the month is no reversal": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", days("2026-09-20")), []),
    ],
    "the year that holds the month is no reversal": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", year(2026)), []),
    ],
    "going over to what others said is a reversal": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((2, "Post", "coalition-commander", DECEMBER), []),
        ((24, "Post", "us-embassy", DECEMBER), ["source_reversed"]),
    ],
    "a reversal is told once, whoever repeats it": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", DECEMBER), ["source_reversed"]),
        ((25, "Gazette", "us-embassy", DECEMBER), ["lead_moved"]),
        ((26, "Herald", "us-embassy", DECEMBER), []),
    ],
    "a slow outlet that quotes the old words turns nobody back": [
        ((0, "Slow", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", DECEMBER), ["source_reversed"]),
        ((30, "Slow", "us-embassy", SEPTEMBER), []),
        ((31, "Post", "us-embassy", DECEMBER), []),
    ],
    "an outlet that knew the new words tells when an office turns back": [
        ((0, "Post", "us-embassy", SEPTEMBER), []),
        ((24, "Post", "us-embassy", DECEMBER), ["source_reversed"]),
        ((48, "Post", "us-embassy", SEPTEMBER), ["source_reversed"]),
    ],
    "two values of one speaker in one article are a contradiction of the article": [
        ((0, "Post", "us-embassy", SEPTEMBER, {"article": "split"}), []),
        ((0, "Post", "us-embassy", DECEMBER, {"article": "split"}), []),
    ],
}

LEADS = {
    "two independent outlets move the lead": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Herald", None, DECEMBER), ["lead_moved"]),
        ((26, "Mail", None, DECEMBER), []),
    ],
    "one outlet alone does not, however often it says so": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Gazette", None, DECEMBER), []),
        ((26, "Gazette", None, DECEMBER), []),
    ],
    "a copy is no second origin": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Agency", None, DECEMBER), []),
        ((25, "Herald", None, DECEMBER, {"origin": "Agency"}), []),
        ((26, "Mail", None, DECEMBER, {"origin": "Agency"}), []),
        ((27, "Gazette", None, DECEMBER), ["lead_moved"]),
    ],
    "what was always the only position needs no move": [
        ((0, "Post", None, SEPTEMBER), []),
        ((1, "Gazette", None, SEPTEMBER), []),
        ((2, "Herald", None, SEPTEMBER), []),
    ],
    "slow outlets that repeat the old value move nothing back": [
        ((0, "Slow", None, SEPTEMBER), []),
        ((1, "Slower", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Herald", None, DECEMBER), ["lead_moved"]),
        ((26, "Slow", None, SEPTEMBER), []),
        ((27, "Slower", None, SEPTEMBER), []),
        ((28, "Slow", None, SEPTEMBER), []),
    ],
    "a slow outlet does not hold up the move either": [
        ((0, "Slow", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Slow", None, SEPTEMBER), []),
        ((26, "Herald", None, DECEMBER), ["lead_moved"]),
    ],
    "two outlets that turn back move the lead back": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Herald", None, DECEMBER), ["lead_moved"]),
        ((48, "Gazette", None, SEPTEMBER), []),
        ((49, "Herald", None, SEPTEMBER), ["lead_moved"]),
    ],
    "a wider value that holds both backs neither": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Herald", None, year(2026)), []),
        ((26, "Mail", None, year(2026)), []),
    ],
    "a lead that narrows is the same lead": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((25, "Herald", None, DECEMBER), ["lead_moved"]),
        ((26, "Mail", None, days("2026-12-15")), []),
        ((27, "Echo", None, days("2026-12-15")), []),
    ],
    "a late article moves no lead": [
        ((0, "Post", None, SEPTEMBER), []),
        ((24, "Gazette", None, DECEMBER), []),
        ((48, "Post", None, JUNE), []),
        ((25, "Herald", None, DECEMBER), []),
    ],
}


@pytest.mark.parametrize("story", [*SPEAKERS.values(), *LEADS.values()], ids=[*SPEAKERS, *LEADS])
def test_a_story_moves_speakers_and_leads_as_its_name_says(story):
    """Given these claims in this order, these changes of speaker and lead are told."""
    desk = Desk()

    assert [expected for _, expected in story] == [told_beside(desk, line) for line, _ in story]


def test_a_reversal_shows_what_the_office_said_before_and_how_far_it_moved():
    """It stands against the office's own earlier claim, not against whoever spoke last."""
    desk = Desk()
    first = said(SEPTEMBER, office="us-embassy", outlet="Post")
    desk.hears(first)
    desk.hears(said(month("2027-03"), 5, outlet="Gazette"))
    changes = desk.hears(said(DECEMBER, 24, office="us-embassy", outlet="Gazette")).changes
    reversal = next(change for change in changes if change.kind == "source_reversed")

    assert (first, "later", 92) == (reversal.against, reversal.direction, reversal.size.days)


def test_a_moved_lead_shows_the_one_before():
    """It stands against the claim of the position that led until then."""
    desk = Desk()
    first = said(SEPTEMBER, outlet="Post")
    changes = desk.hears_each([first, said(DECEMBER, 24, outlet="Gazette"), said(DECEMBER, 25, outlet="Herald")])
    moved = next(change for change in changes if change.kind == "lead_moved")

    assert first == moved.against
    assert desk.histories[KEY].lead == desk.histories[KEY].positions[1].position_id
