"""The ladder: when an article is read again, after what worked and after what did not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later
from watched_town import answer_of, leaving, says, town_with

from monitor.pipeline.ladder import LADDER, after_lapse, after_success, first_visit, is_confirmed
from monitor.records import Visit

FIRST = first_visit(Visit("article-1", "https://herald.example/plan", "herald-en", 0, None), NOON)
LAPSES = ("degraded", "other_page", "page_gone", "unreachable")
RUNGS = ({"minutes": 15}, {"hours": 1}, {"hours": 3}, {"days": 1}, {"days": 7}, {"days": 30})
MOST_TRIES = len(LADDER) * (3 * len(LAPSES) + 1)
"""Three tries for each reason, from the mildest to the gravest, and the one that leads to the next rung."""

READ_AT = later(minutes=15)
"""When ``town_with`` has its article read first."""


def lapsed(visit, *lapses):
    """The visit after these failures, each tried when it was due."""
    for lapse in lapses:
        visit = after_lapse(visit, lapse, visit.due_at)
    return visit


# -- the steps alone --


def test_rungs_count_from_the_first_reading():
    """Every visit that works makes the next one due so long after the first reading, and the last one none."""
    visit, due = FIRST, []
    while visit.due_at is not None:
        due.append(visit.due_at)
        visit = after_success(visit, visit.due_at)

    assert [later(**rung) for rung in RUNGS] == due


def test_failed_page_is_tried_soon_three_times_and_then_on_the_next_rung():
    """A page that fails is tried every quarter of an hour; at the fourth failure it waits for the next rung."""
    visits = [lapsed(FIRST, *["unreachable"] * count) for count in (1, 2, 3, 4)]

    assert [0, 0, 0, 1] == [visit.step for visit in visits]
    assert [30, 90, 270, 270 + 45] == [(visit.due_at - NOON) / timedelta(minutes=1) for visit in visits]


@pytest.mark.parametrize(
    ("lapses", "confirmed"),
    [
        (["page_gone"], False),
        (["page_gone"] * 2, False),
        (["page_gone"] * 3, True),
        (["page_gone"] * 5, True),
        (["other_page"] * 2, False),
        (["other_page"] * 3, True),
        (["page_gone", "other_page", "page_gone"], False),
        (["page_gone", "unreachable", "page_gone"], False),
        (["degraded"] * 9, False),
        (["unreachable"] * 9, False),
    ],
)
def test_page_counts_as_gone_after_the_same_answer_in_a_row(lapses, confirmed):
    """Two times no such page, or three times another page, without anything between; nothing else ever does."""
    assert confirmed is is_confirmed(lapsed(FIRST, *lapses))


@given(st.lists(st.sampled_from([*LAPSES, None]), max_size=80))
def test_ladder_goes_up_and_ends(answers):
    """Whatever comes of the visits, each is due later than the one before, and no rung is climbed twice."""
    visit = FIRST
    for answer in answers:
        if visit.due_at is None:
            break
        now = visit.due_at
        after = after_success(visit, now) if answer is None else after_lapse(visit, answer, now)

        assert after.step in {visit.step, visit.step + 1}
        assert (after.due_at is None) is (after.step == len(LADDER))
        assert after.due_at is None or after.due_at > now
        visit = after


@given(st.lists(st.sampled_from(LAPSES), min_size=MOST_TRIES, max_size=MOST_TRIES))
def test_page_that_never_works_is_given_up(answers):
    """However the reasons of failing change, a page that fails at every try is not asked for ever."""
    visit = FIRST
    for lapse in answers:
        if visit.due_at is not None:
            visit = after_lapse(visit, lapse, visit.due_at)

    assert visit.due_at is None


# -- in cycles, whatever the feed says --


def empty_feed(town):
    """The outlet drops everything from its feed."""
    town.items["herald-en"].clear()
    town.serve_feed()


FEEDS = {
    "unchanged": lambda _town: None,
    "emptied": empty_feed,
    "failing": lambda town: town.edit("feed.xml", answer_of(500)),
    "removed": lambda town: town.take_down("feed.xml"),
}


@pytest.mark.parametrize("happens", FEEDS.values(), ids=FEEDS)
async def test_article_that_claims_something_is_read_again_on_every_rung(happens):
    """Its page is fetched 15 min, 1 h, 3 h, 1 day, 7 and 30 days after the first reading, and at no other time."""
    town = await town_with(says(leaving("by September 2027")))
    happens(town)
    asked = []
    for rung in RUNGS:
        at = READ_AT + timedelta(**rung)
        for moment in (at - timedelta(seconds=1), at):
            await town.look(moment)
            asked.append(town.asked())
    await town.look(READ_AT + timedelta(days=90))

    assert [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7] == asked
    assert 7 == town.asked()


async def test_article_that_claims_nothing_is_read_again_on_the_first_rungs_alone():
    """An article of the topic without a claim is read again for three hours: a line may become a story."""
    town = await town_with(says("The wardens of Rivertown hope to leave some day, the mayor said."))
    for rung in RUNGS:
        await town.look(READ_AT + timedelta(**rung))

    assert (4, None) == (town.asked(), town.visit().due_at)
    assert 1 == len(town.versions())


async def test_article_that_claims_something_only_once_edited_is_read_again_from_then_on():
    """When the feed shows an edit that brings the first claim, the article stays on the ladder that it stands on."""
    town = await town_with(says("The wardens of Rivertown hope to leave some day, the mayor said."))
    town.items["herald-en"].clear()
    town.put_up("plan", says(leaving("by September 2027"), title="Wardens of Rivertown have a date"))

    assert [("new", None)] == await town.look(READ_AT + timedelta(hours=2))
    for rung in RUNGS:
        await town.look(READ_AT + timedelta(**rung))
    assert town.visit().due_at is not None
