from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import CANARY, NINE, Watch, bad, good, in_words, pages, resting, source

from monitor.health import Findings
from monitor.records import Health

WALLS = pages("challenge", "challenge")
OPEN = pages(None)

any_finding = st.sampled_from([WALLS, OPEN, pages("challenge", None), pages("degraded"), pages("no_text"), Findings()])
any_report = st.sampled_from([good(), bad("challenge"), bad("timeout"), resting()])


def told(watch: Watch, *found: Findings, report=None) -> list[str]:
    """What is told in rounds of good polls in which these pages were read."""
    rounds = (watch.round(report or good(), findings={"quay": one}) for one in found)
    return [", ".join(map(in_words, notices)) for notices in rounds]


def test_pages_that_are_walls_are_told_though_the_feed_is_open():
    """Two rounds of walls are told once, whatever good polls lie between, and two good pages end it."""
    nothing = Findings()

    course = told(Watch(), WALLS, nothing, WALLS, nothing, WALLS, OPEN, nothing, OPEN, OPEN)

    assert course == ["", "", "challenge", "", "", "", "", "healed challenge", ""]


def test_two_good_pages_of_one_round_end_it():
    """A quiet outlet may bring nothing more for days."""
    assert told(Watch(), WALLS, WALLS, pages(None, None)) == ["", "challenge", "healed challenge"]


def test_the_detail_says_how_many_pages_and_which_wall():
    """The operator sees that it is the pages, not the feed."""
    watch = Watch()

    told(watch, WALLS, pages("challenge", "no_text"))

    assert watch.told[0].detail == "pages: 1 of 2 are walls against robots: a wall of moss"


def test_without_a_reason_the_detail_is_whole():
    """What kind of wall it is may not be known."""
    watch = Watch()

    told(watch, *[pages("challenge", detail="")] * 2)

    assert watch.told[0].detail == "pages: 1 of 1 are walls against robots"


@pytest.mark.parametrize("found", [OPEN, pages("challenge", None), Findings(canary="fine")])
def test_one_page_that_is_read_well_shows_that_there_is_no_wall(found):
    """It drops what was not told yet, be it an article or the one that is read each day."""
    watch = Watch()

    assert told(watch, WALLS, found, WALLS) == ["", "", ""]


@pytest.mark.parametrize("found", [pages("degraded"), pages("no_text"), Findings()])
def test_pages_that_are_neither_walls_nor_read_well_show_nothing(found):
    """They neither add to it nor end it."""
    assert told(Watch(), WALLS, found, WALLS) == ["", "", "challenge"]


def test_a_wall_before_the_feed_is_told_for_the_pages_too():
    """One wall is one trouble: what lies behind it is not told apart."""
    watch = Watch()

    course = told(watch, *[WALLS] * 5, report=bad("challenge"))

    assert course == ["", "", "challenge", "", ""]
    assert watch.told[0].detail == "challenge: so it is"
    assert told(watch, WALLS, WALLS, report=resting()) == ["", ""]


def test_a_feed_that_is_walled_off_after_its_pages_is_told_apart():
    """Both began at their own time, and each ends for itself."""
    watch = Watch()
    told(watch, WALLS, WALLS)
    told(watch, WALLS, WALLS, WALLS, report=bad("challenge"))

    assert told(watch, WALLS, WALLS, OPEN, OPEN) == ["", "healed challenge", "", "healed challenge"]
    assert len({(one.since, one.healed) for one in watch.told}) == len(watch.told) == 4


def test_a_canary_behind_a_wall_is_no_second_trouble():
    """That its words are hidden is what a wall is; once the pages are open, their loss counts."""
    watch = Watch((source(canary=CANARY),))
    hidden = Findings(canary="missing", canary_detail="“fast asleep” is not found (challenge)")

    course = told(watch, replace(WALLS, canary="missing"), WALLS, hidden, OPEN, OPEN, hidden, hidden)

    assert course == ["", "challenge", "", "", "healed challenge", "", "canary"]


@given(rounds=st.lists(st.tuples(any_report, any_finding), max_size=40))
def test_every_wall_that_is_told_is_told_to_be_over(rounds):
    """Whatever polls and pages show in turn, no two notices are alike, and a good end leaves nothing behind."""
    watch = Watch()
    for report, found in rounds:
        watch.round(report, findings={"quay": found})
    told(watch, OPEN, OPEN)

    begun, ended = ([one for one in watch.told if one.healed == healed] for healed in (False, True))
    assert sorted((one.since, one.ailment) for one in begun) == sorted((one.since, one.ailment) for one in ended)
    assert len({(one.since, one.ailment) for one in begun}) == len(begun)
    assert watch.healths.get("quay", Health("quay")).troubles == ()
    assert all(one.since >= NINE for one in begun)
