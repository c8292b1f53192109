from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from watched_sources import NINE, TICK, bad, good, source, state

from monitor.health import Heartbeat, heartbeat, is_fresh
from monitor.records import NETWORK, Ailment, CycleReport, Health, Trouble

HOUR = timedelta(hours=1)


def down(name: str, since, *ailments: Ailment) -> Health:
    """The health of what is told to be ill since a moment, failing unless said otherwise."""
    troubles = tuple(Trouble(one, since, seen=3, told_at=since) for one in ailments or ("failing",))
    return Health(name, "down", since, troubles)


def cycle(*reports, articles: int = 0, **skipped: int) -> CycleReport:
    """One cycle of the last hour."""
    return CycleReport(NINE, NINE + TICK, reports, articles=articles, skipped=skipped)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"succeeded_at": NINE - 2 * HOUR, "polled_at": NINE - 2 * HOUR, "due_at": NINE - 2 * HOUR + TICK}, True),
        ({"succeeded_at": NINE - 2.1 * HOUR, "polled_at": NINE - 2.1 * HOUR, "due_at": NINE - 2 * HOUR}, False),
        ({"succeeded_at": NINE - 5 * HOUR, "polled_at": NINE - 5 * HOUR, "due_at": NINE - 3 * HOUR}, True),
        ({"succeeded_at": NINE - 7 * HOUR, "polled_at": NINE - 7 * HOUR, "due_at": NINE - 5 * HOUR}, False),
        ({"succeeded_at": NINE - 5 * HOUR, "due_at": NINE + 20 * HOUR, "failures": 4}, False),
        ({"succeeded_at": None, "failures": 1}, False),
    ],
)
def test_a_source_is_fresh_for_three_intervals_and_two_hours_at_least(parts, expected):
    """The long wait of a failing source makes it no fresher."""
    assert is_fresh(source(), state(**parts), NINE) == expected


def test_a_source_that_was_never_polled_is_not_fresh():
    """Nothing is known of it."""
    assert not is_fresh(source(), None, NINE)


def test_a_heartbeat_counts_what_the_cycles_saw():
    """Entries, articles and reasons are summed; a source that is switched off is left out."""
    sources = (source(), source("ferry"), source("mole", enabled=False))
    states = {"quay": state(), "mole": state("mole")}
    healths = {"ferry": down("ferry", NINE - 3 * HOUR), "mole": down("mole", NINE), NETWORK: Health(NETWORK)}
    cycles = [
        cycle(good(), bad(name="ferry"), articles=2, off_topic=2, not_likely=9),
        cycle(good(seen=30, fresh=4), articles=1, off_topic=1, no_link=0),
    ]

    beat = heartbeat(sources, states, healths, cycles, NINE)

    assert beat == Heartbeat(
        fresh=1,
        sources=2,
        seen=50,
        new=5,
        kept=3,
        skipped={"off_topic": 3, "not_likely": 9},
        down=(("ferry", 3 * HOUR),),
    )


def test_a_heartbeat_is_one_line():
    """The reasons come by their number, what is down by its length."""
    beat = Heartbeat(
        18, 20, 412, 31, 6, {"off_topic": 5, "not_likely": 20}, (("ina-ar", 3 * HOUR),), (("quay", 49 * HOUR),)
    )

    assert beat.line() == (
        "18 of 20 sources fresh; 412 entries seen, 31 new; 6 articles kept; "
        "left out: 20 not_likely, 5 off_topic; down: ina-ar (3 h); ill: quay (2 d)"
    )


def test_a_quiet_heartbeat_says_none():
    """Nothing left out and nothing down are said, so that the line always has the same parts."""
    assert Heartbeat(0, 0).line() == (
        "0 of 0 sources fresh; 0 entries seen, 0 new; 0 articles kept; left out: none; down: none; ill: none"
    )


def test_what_is_down_comes_with_its_age_the_longest_first():
    """Minutes, hours and days, each in whole numbers."""
    sources = tuple(map(source, ("quay", "ferry", "mole")))
    ages = {"quay": timedelta(minutes=12), "ferry": timedelta(days=3, hours=5), "mole": 47 * HOUR}
    healths = {name: down(name, NINE - age) for name, age in ages.items()}

    line = heartbeat(sources, {}, healths | {NETWORK: down(NETWORK, NINE)}, [], NINE).line()

    assert line.endswith("down: ferry (3 d), mole (47 h), quay (12 min), the monitor's network (0 min); ill: none")


@pytest.mark.parametrize(
    ("ailments", "expected"),
    [
        *((("failing",), "down"), (("blocked",), "down"), (("challenge",), "down"), (("gone",), "down")),
        *((("stale",), "ill"), (("canary",), "ill"), (("drift",), "ill"), (("silent",), "ill"), (("rerouted",), "ill")),
        *((("canary", "failing"), "down"), (("canary", "stale"), "ill")),
    ],
)
def test_a_source_that_is_polled_well_is_not_down(ailments, expected):
    """Down is what does not answer; whatever else was told of a source stands apart, each source once."""
    beat = heartbeat([source()], {}, {"quay": down("quay", NINE - HOUR, *ailments)}, [], NINE)

    assert {"down": beat.down, "ill": beat.ill} == {"down": (), "ill": ()} | {expected: (("quay", HOUR),)}


def test_pages_that_are_walls_leave_their_source_polled():
    """The list is read as ever."""
    walls = replace(down("quay", NINE, "challenge").troubles[0], detail="pages: 2 of 2 are walls against robots")
    beat = heartbeat([source()], {}, {"quay": Health("quay", "down", NINE, (walls,))}, [], NINE)

    assert (beat.down, beat.ill) == ((), (("quay", timedelta()),))


def test_what_is_not_told_or_seems_to_be_over_is_not_counted():
    """Only what an operator has heard of, and what is so still."""
    since = NINE - HOUR
    troubles = (Trouble("canary", since, seen=1), Trouble("failing", since, seen=3, told_at=since, well=1))
    beat = heartbeat([source()], {}, {"quay": Health("quay", "suspect", since, troubles)}, [], NINE)

    assert (beat.down, beat.ill) == ((), ())
