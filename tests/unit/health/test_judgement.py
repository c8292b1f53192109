from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import NINE, RULES, TICK, Watch, bad, empty, gone, good, in_words, refused, rerouted, resting

from monitor.health import HealthRules, Observation, judge_health
from monitor.records import Ailment, Health, Notice

OF_TWO: tuple[Ailment, ...] = ("silent", "stale", "drift", "canary")

reports = st.lists(
    st.sampled_from(
        [
            good(),
            bad("timeout"),
            bad("challenge"),
            bad("html"),
            bad("no_items"),
            empty(),
            refused(403),
            rerouted(),
            rerouted("challenge", "news-query"),
            gone(),
            resting(),
        ]
    ),
    max_size=60,
)


def course(*looks: Observation) -> list[str]:
    """What is told at each look, one every quarter of an hour."""
    health, told = Health("quay"), []
    for number, look in enumerate(looks):
        health, notices = judge_health(health, [look], NINE + number * TICK, RULES)
        told.append(", ".join(map(in_words, notices)))
    return told


def test_a_failing_source_is_told_once_and_once_when_it_is_well():
    """Three failures in a row are told; two good polls in a row are told; nothing in between."""
    watch = Watch()

    told = watch.rounds(*[bad()] * 5, good(), good(), good())

    assert told == ["", "", "failing", "", "", "", "healed failing", ""]


def test_the_states_follow_each_other():
    """Ok, suspect, down, recovered after one good poll, ok after the second."""
    watch, states = Watch(), []
    for report in (good(), bad(), bad(), bad(), bad(), good(), good()):
        watch.round(report)
        states.append(watch.state_of())

    assert states == ["ok", "suspect", "suspect", "down", "down", "recovered", "ok"]


def test_notices_say_since_when_and_why():
    """Both name the first failure; the detail is that of the last one."""
    watch = Watch()

    watch.rounds(bad("timeout"), bad("timeout"), refused(500), good(), good())

    since, detail = NINE, "http_status: so it is"
    assert watch.told == [
        Notice("quay", "failing", healed=False, since=since, detail=detail),
        Notice("quay", "failing", healed=True, since=since, detail=detail),
    ]


def test_ways_to_fail_are_one_trouble():
    """A source that times out, refuses and puts up a wall in turn is told once, under what it did last."""
    watch = Watch()

    told = watch.rounds(bad("timeout"), refused(403), bad("challenge"), refused(403), bad("timeout"), good(), good())

    assert told == ["", "", "challenge", "", "", "", "healed challenge"]


def test_a_chance_failure_is_forgotten():
    """One good poll drops what was never told, and the count begins anew."""
    watch = Watch()

    assert watch.rounds(bad(), bad(), good(), bad(), bad(), good()) == [""] * 6
    assert watch.healths["quay"].troubles == ()


def test_a_source_that_flaps_is_told_once():
    """One that answers every other time after it was told tells nothing more, in either direction."""
    watch = Watch()

    told = watch.rounds(bad(), bad(), bad(), *[good(), bad()] * 20)

    assert [one for one in told if one] == ["failing"]
    assert watch.state_of() == "down"


def test_no_poll_changes_nothing():
    """A pause between failures neither adds to them nor ends them."""
    watch = Watch()

    assert watch.rounds(bad(), resting(), bad(), resting(), bad()) == ["", "", "", "", "failing"]


def test_what_is_gone_is_told_at_once():
    """A server that says 410 means it."""
    assert Watch().rounds(gone(), gone(), good(), good()) == ["gone", "", "", "healed gone"]


def test_a_failing_source_that_goes_for_good_is_told_as_gone_too():
    """That it is polled no more is another matter than that it failed, and both end."""
    watch = Watch()

    told = watch.rounds(bad(), bad(), bad(), gone(), good(), good())

    assert told == ["", "", "failing", "gone", "", "healed failing, healed gone"]


@pytest.mark.parametrize("report", [empty(), bad("no_items")])
def test_an_empty_list_is_told_when_it_is_seen_twice(report):
    """An outlet that lists nothing twice is silent; the first list with entries begins its recovery."""
    watch = Watch()

    told = watch.rounds(report, report, report, good(), good())

    assert told == ["", "silent", "", "", "healed silent"]


@pytest.mark.parametrize("problem", ["connect", "challenge"])
def test_a_source_that_only_a_news_query_serves_is_ill(problem):
    """No page of it is read: it is told as its preferred route fares, and is well when a list comes that is read."""
    watch, seen = Watch(), rerouted(problem, "news-query")

    told = watch.rounds(seen, seen, seen, seen, good(), good())

    ailment = "challenge" if problem == "challenge" else "failing"
    assert told == ["", "", ailment, "", "", f"healed {ailment}"]


def test_another_route_is_told_after_three_days():
    """While another one serves nothing is missed; over when the preferred one serves twice."""
    watch, seen = Watch(), rerouted()
    watch.rounds(seen)
    watch.now = NINE + timedelta(days=3) - TICK

    told = watch.rounds(seen, seen, seen, good(), seen, good(), good())

    assert told == ["", "rerouted", "", "", "", "", "healed rerouted"]
    assert {one.since for one in watch.told} == {NINE}


def test_another_route_for_a_while_is_not_told():
    """One good poll of the preferred route begins the three days anew."""
    watch, seen = Watch(), rerouted()
    watch.rounds(seen, good())
    watch.now += timedelta(days=3)

    assert watch.rounds(seen, seen, seen) == ["", "", ""]


@pytest.mark.parametrize("ailment", OF_TWO)
def test_what_is_seen_on_pages_is_told_when_seen_twice(ailment):
    """Silence, staleness, drift and a canary's loss need a second look, and two good ones to be over."""
    ill, well = Observation(ailment, ailment), Observation(ailment)

    assert course(ill, ill, ill, well, well, well) == ["", ailment, "", "", f"healed {ailment}", ""]


def test_how_often_is_configured():
    """A newsroom that wants to know at once says so."""
    assert Watch(rules=HealthRules(down_after=1)).rounds(bad(), bad()) == ["failing", ""]


def test_a_state_is_dated_by_its_beginning():
    """The moment of a state is that of the round in which it began, not of the last one."""
    watch = Watch()

    watch.rounds(bad(), bad(), bad(), bad())

    assert watch.healths["quay"].since == NINE + 2 * TICK


def test_the_order_of_looks_does_not_matter():
    """Two concerns at once make the same health, whichever is looked at first."""
    looks = [Observation("stale", "stale"), Observation("access", "failing")]

    one, other = (judge_health(Health("quay"), row, NINE, RULES)[0] for row in (looks, looks[::-1]))

    assert one == other


@given(reports=reports)
def test_between_two_notices_of_an_ailment_stands_one_that_it_is_over(reports):
    """For any course, the notices of each ailment alternate: ill, well, ill and so on."""
    watch = Watch()

    watch.rounds(*reports)

    for ailment in {one.ailment for one in watch.told}:
        courses = [one.healed for one in watch.told if one.ailment == ailment]
        assert courses == [bool(number % 2) for number in range(len(courses))]


@given(reports=reports)
def test_a_round_judged_again_tells_no_notice_again(reports):
    """Whoever judges the same reports a second time hears nothing that was told before."""
    watch = Watch()
    for report in reports:
        first = watch.round(report)
        watch.now -= TICK
        second = watch.again([report], {})
        watch.now += TICK

        assert not set(first) & set(second)


@given(reports=reports)
def test_a_healthy_end_leaves_nothing_behind(reports):
    """After two good polls no source is ill, whatever was before."""
    watch = Watch()

    watch.rounds(*reports, good(), good())

    assert watch.state_of() == "ok"
    assert sum(not one.healed for one in watch.told) == sum(one.healed for one in watch.told)


def test_what_is_well_changes_no_health():
    """A source that was always well is not written down at every round."""
    watch = Watch()

    watch.round(good())

    assert watch.changed == ()


def test_a_source_is_patiently_watched_by_default():
    """Three polls and seven days, as the configuration has it."""
    assert HealthRules(3, timedelta(days=7)) == HealthRules()
