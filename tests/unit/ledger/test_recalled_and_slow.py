"""What was: recalled beside what is, told by outlets that have yet to hear of a turn, and copied from old texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_said import Desk, month, said

SEPTEMBER, DECEMBER = month("2026-09", "by"), month("2026-12", "by")
MINISTRY = {"office": "defence-ministry"}


def by(outlet, value, hour, *, article="", origin="", **fields):
    """A claim that an outlet makes, of another's report where ``origin`` is given."""
    one = said(value, hour, article=article or f"{outlet}-{hour}", **fields)
    return replace(one, outlet=outlet, origin=origin)


def kinds(judgement):
    """What is told of an article."""
    return [change.kind for change in judgement.changes if change.told]


def turned():
    """A desk that heard the ministry turn from September to December, from two outlets each."""
    desk = Desk()
    for outlet, value, hour in (
        ("Post", SEPTEMBER, 0),
        ("Mail", SEPTEMBER, 1),
        ("Post", DECEMBER, 24),
        ("Mail", DECEMBER, 25),
    ):
        desk.hears(by(outlet, value, hour, **MINISTRY))
    return desk


@pytest.mark.parametrize("outlet", ["Post", "Echo"])
def test_what_an_office_said_before_is_recalled_behind_what_it_says_now(outlet):
    """An article that tells where the ministry stands, and then where it stood, turns nobody: nor does the next one."""
    desk = turned()
    both = [by(outlet, value, 100, article="both", **MINISTRY) for value in (DECEMBER, SEPTEMBER)]

    assert [] == kinds(desk.hears(*both))
    assert [] == kinds(desk.hears(by("Gazette", DECEMBER, 101, **MINISTRY)))


def test_the_news_of_a_turn_may_recall_what_it_turned_from():
    """A new value with the old one behind it is told as a change and a reversal, and so is not told again."""
    desk = Desk()
    desk.hears(by("Post", SEPTEMBER, 0, **MINISTRY))
    both = [by("Post", value, 24, article="both", **MINISTRY) for value in (DECEMBER, SEPTEMBER)]

    assert ["changed", "source_reversed"] == kinds(desk.hears(*both))
    assert ["lead_moved"] == kinds(desk.hears(by("Mail", DECEMBER, 25, **MINISTRY)))


def test_what_was_said_before_may_stand_before_what_is_said_now():
    """The order of old and new in the article makes no difference where the new value was never heard before."""
    desk = Desk()
    desk.hears(by("Post", SEPTEMBER, 0, **MINISTRY))
    both = [by("Post", value, 24, article="both", **MINISTRY) for value in (SEPTEMBER, DECEMBER)]

    assert ["changed", "source_reversed"] == kinds(desk.hears(*both))


@pytest.mark.parametrize(("hour", "told"), [(30, []), (25 + 73, ["source_reversed"])])
def test_an_outlet_that_did_not_follow_a_turn_is_believed_only_days_later(hour, told):
    """Within three days of a turn, an outlet that never told it and quotes what was before is slow, not news."""
    assert told == kinds(turned().hears(by("Echo", SEPTEMBER, hour, **MINISTRY)))


def test_an_outlet_that_followed_a_turn_is_believed_at_once():
    """The outlet that told of the ministry's turn tells an hour later that it turned back."""
    assert ["source_reversed"] == kinds(turned().hears(by("Post", SEPTEMBER, 26, **MINISTRY)))


def test_a_late_copy_of_what_an_outlet_left_behind_turns_nobody():
    """Two outlets run an old text of an agency that has said otherwise since: the agency and the ministry stay."""
    desk = turned()
    copies = [by(outlet, SEPTEMBER, hour, origin="Post", **MINISTRY) for outlet, hour in (("Echo", 200), ("Sun", 201))]

    assert [[], []] == [kinds(desk.hears(one)) for one in copies]


def test_an_agency_that_tells_of_a_return_weeks_later_is_heard():
    """What an agency says of a ministry long after it turned is no old text any more."""
    desk = turned()

    assert ["source_reversed"] == kinds(desk.hears(by("Echo", SEPTEMBER, 24 * 30, origin="Post", **MINISTRY)))


def test_slow_outlets_on_their_way_move_the_lead_nowhere():
    """Those that never told the lead come to an older value one after the other, and it leads no more for that."""
    desk = Desk()
    desk.hears_each([by("Post", month("2026-06"), 0), by("Echo", month("2026-06"), 1), by("Sun", month("2026-06"), 2)])
    desk.hears_each([by("Post", SEPTEMBER, 10), by("Mail", SEPTEMBER, 11)])
    desk.hears_each([by("Post", DECEMBER, 20), by("Mail", DECEMBER, 21)])

    assert [[], []] == [kinds(desk.hears(by(outlet, SEPTEMBER, 30))) for outlet in ("Echo", "Sun")]


@pytest.mark.parametrize("speaker", ["a diplomat", "A diplomat", "Western diplomats", "a Western diplomat"])
def test_a_calling_in_small_letters_is_nobody_in_particular(speaker):
    """Yesterday's diplomat is not today's, so that nobody turned."""
    desk = Desk()
    desk.hears(by("Post", SEPTEMBER, 0, speaker=speaker))

    assert ["changed"] == kinds(desk.hears(by("Post", DECEMBER, 24, speaker=speaker)))
