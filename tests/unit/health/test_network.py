from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import (
    NINE,
    TICK,
    Watch,
    bad,
    good,
    in_words,
    looking_nowhere,
    pages,
    refused,
    rerouted,
    resting,
    source,
)

from monitor.health import is_network_down
from monitor.records import NETWORK, Notice

NAMES = tuple(f"paper{number}" for number in range(10))
SOURCES = tuple(source(name) for name in NAMES)
ALL_DOWN = tuple(bad("connect", name) for name in NAMES)

own_failures = st.sampled_from(["connect", "timeout", "tls", "too_slow", "forbidden_address"])


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (ALL_DOWN, True),
        (ALL_DOWN[:3], True),
        (ALL_DOWN[:2], False),
        ((), False),
        ((*ALL_DOWN[:9], good("paper9")), True),
        ((*ALL_DOWN[:8], good("paper8"), good("paper9")), False),
        ((*ALL_DOWN[:9], refused(503, "paper9")), True),
        ([refused(503, name) for name in NAMES], False),
        ([bad("challenge", name) for name in NAMES], False),
        ([bad("forbidden_address", name) for name in NAMES], True),
        ([bad("forbidden_address", name) for name in NAMES[:2]], False),
        ([rerouted("connect", "news-query", name) for name in NAMES], False),
        ((*ALL_DOWN[:3], *(resting(name) for name in NAMES[3:])), True),
        ((*ALL_DOWN[:3], *(bad("resting", name) for name in NAMES[3:])), True),
        ([bad("connect", name, host="one.example") for name in NAMES], False),
        (
            [*(bad("connect", f"feed{number}", host="one.example") for number in range(100)), *map(good, NAMES[:2])],
            False,
        ),
        (
            [*(bad("connect", f"feed{number}", host="one.example") for number in range(100)), *ALL_DOWN[:2]],
            True,
        ),
    ],
)
def test_the_network_is_down_when_nearly_everything_fails_to_connect(reports, expected):
    """Nine of ten sources of three hosts or more; an answer of any kind speaks against it, one host proves nothing."""
    assert is_network_down(reports) == expected


def test_a_network_that_fails_is_told_once_and_mutes_its_sources():
    """One notice says so with the number of sources; no source is touched; one when anything succeeds."""
    watch = Watch(SOURCES)

    told = [[in_words(one) for one in watch.round(*reports)] for reports in [ALL_DOWN] * 5 + [[good("paper0")]]]

    assert told == [["network"], [], [], [], [], ["healed network"]]
    assert watch.told[0] == Notice(
        NETWORK, "network", healed=False, since=NINE, detail="connect: so it is", muted=len(NAMES)
    )
    assert {watch.state_of(name) for name in (*NAMES, NETWORK)} == {"ok"}


def test_sources_that_are_due_one_by_one_show_it_together():
    """With one poll a round, the third host that fails shows it, as long as none has answered since."""
    watch = Watch(SOURCES)
    watch.round(*map(good, NAMES))

    told = [[in_words(one) for one in watch.round(report)] for report in ALL_DOWN * 4]

    assert [one for one in told if one] == [["network"]]
    assert told[2] == ["network"]


def test_an_answer_in_between_speaks_against_it():
    """While any source answers, the failures of others are their own."""
    watch = Watch(SOURCES)
    rounds = [report for failing in ALL_DOWN[:3] for report in (failing, good("paper9"))] * 3

    told = [in_words(one) for report in rounds for one in watch.round(report)]

    assert told == ["failing"] * 3


def test_any_answer_shows_that_it_is_back():
    """A server that is broken was reached; a challenge or a refusal was answered, too."""
    watch = Watch(SOURCES)
    watch.round(*ALL_DOWN)

    told = [[in_words(one) for one in watch.round(report)] for report in (bad(name="paper1"), refused(503, "paper0"))]

    assert told == [[], ["healed network"]]


def test_failures_of_the_round_in_which_it_is_back_are_nobodys():
    """Some polls of that round were made before the network came back."""
    watch = Watch(SOURCES)
    watch.round(*ALL_DOWN)

    watch.round(*ALL_DOWN[:5], *map(good, NAMES[5:]))

    assert {watch.state_of(name) for name in NAMES} == {"ok"}


def test_another_route_in_the_round_in_which_it_is_back_is_nobodys():
    """The preferred one was asked before the network came back, the other one after."""
    watch = Watch(SOURCES)
    watch.round(*ALL_DOWN)

    watch.round(*(rerouted("connect", "news-query", name) for name in NAMES))

    assert {watch.state_of(name) for name in NAMES} == {"ok"}


def test_a_portal_before_everything_is_no_wall_of_an_outlet():
    """Pages that come while the monitor is cut off are not the outlets'."""
    watch = Watch(SOURCES)
    for _ in range(3):
        watch.round(*ALL_DOWN, findings={name: pages("challenge") for name in NAMES})

    assert [in_words(one) for one in watch.told] == ["network"]


def test_a_source_that_is_down_meanwhile_is_told_after_it():
    """A host that stays away when the others are back is told by its own failures."""
    watch = Watch(SOURCES)
    watch.round(*ALL_DOWN)
    watch.round(*map(good, NAMES[1:]))

    told = [[in_words(one) for one in watch.round(bad("connect", "paper0"), good("paper1"))] for _ in range(3)]

    assert told == [[], [], ["failing"]]


def test_a_page_that_does_not_come_meanwhile_is_no_loss():
    """The article of the day cannot be fetched without a network, and that is no fault of its outlet."""
    watch = Watch(SOURCES)
    for _ in range(3):
        watch.round(*ALL_DOWN, findings=looking_nowhere(*NAMES))

    assert [in_words(one) for one in watch.told] == ["network"]


@given(rounds=st.lists(st.lists(own_failures, min_size=3, max_size=10), max_size=20))
def test_no_source_is_told_while_the_network_is_down(rounds):
    """Whatever the failures of one's own side are, only the network is told, and once."""
    watch = Watch(SOURCES)
    for problems in rounds:
        watch.round(*(bad(problem, name) for problem, name in zip(problems, NAMES, strict=False)))

    assert [in_words(one) for one in watch.told] == ["network"][: len(rounds)]
    assert {watch.state_of(name) for name in NAMES} == {"ok"}


def test_it_is_healed_with_the_moment_of_its_beginning():
    """The operator reads for how long nothing was seen."""
    watch = Watch(SOURCES)
    watch.round(*ALL_DOWN)
    watch.round(*ALL_DOWN)

    (healed,) = watch.round(*map(good, NAMES))

    assert (healed.since, watch.now - TICK) == (NINE, NINE + 2 * TICK)
