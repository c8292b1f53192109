from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import NINE, Watch, bad, empty, gone, good, pages, refused, rerouted, resting, source

from monitor.records import Notice, Route

HOST = "harbour.example"
NAMES = tuple(f"tide{number}" for number in range(8))
TIDES = tuple(source(name, url=f"https://{HOST}/{name}.xml") for name in NAMES)
OTHER = source("quay")
REASON = "http_status: so it is"


def of_tides(make, *names: str):
    """The same report for each of these sources of the one host."""
    return [make(name, host=HOST) for name in names]


def broken(name: str, **parts):
    """A poll that a broken server answered."""
    return bad("http_status", name, **({"status": 500} | parts))


def ill(watch: Watch, *reports) -> list[Notice]:
    """What is told in three rounds of these reports."""
    return [notice for _ in range(3) for notice in watch.round(*reports)]


def test_sources_of_one_host_are_told_in_one_notice():
    """The first as configured stands for all, five others are named, all are counted; another host is told apart."""
    watch = Watch((*TIDES, OTHER))

    told = ill(watch, broken("quay"), *of_tides(broken, *NAMES[::-1]))

    named = "tide1, tide2, tide3, tide4, tide5 and 2 more"
    assert told == [
        Notice("tide0", "failing", healed=False, since=NINE, detail=f"{REASON}; and {named}", muted=7),
        Notice("quay", "failing", healed=False, since=NINE, detail=REASON),
    ]


def test_they_are_told_to_be_over_in_one_notice():
    """Each source keeps its own trouble, and those that are over in one round are joined again."""
    watch = Watch(TIDES[:3])
    ill(watch, *of_tides(broken, *NAMES[:3]))

    told = ill(watch, *of_tides(broken, "tide0"), *of_tides(good, "tide1", "tide2"))

    assert [(one.subject, one.healed, one.muted, one.detail) for one in told] == [
        ("tide1", True, 1, f"{REASON}; and tide2")
    ]


def test_different_ailments_of_one_host_are_told_apart():
    """One that is refused, and one that breaks, need different things done."""
    watch = Watch(TIDES[:2])

    told = ill(watch, broken("tide0", host=HOST), refused(403, "tide1"))

    assert [(one.subject, one.ailment, one.muted) for one in told] == [("tide0", "failing", 0), ("tide1", "blocked", 0)]


def test_without_a_report_the_host_is_that_of_the_address():
    """What is gone has no host that answered; an address without a host joins nobody."""
    odd = (source("odd0", url="nowhere"), source("odd1", url="http://[broken"))
    watch = Watch((*TIDES[:2], *odd))

    told = watch.round(*(gone(one.name) for one in watch.sources))

    assert [(one.subject, one.muted) for one in told] == [("tide0", 1), ("odd0", 0), ("odd1", 0)]
    assert told[0].detail == "every route is gone (410); and tide1"


@pytest.mark.parametrize("report", [bad("challenge"), rerouted("challenge", "news-query")])
def test_what_stands_in_for_many_outlets_joins_none(report):
    """A search engine that was asked in the place of two outlets is not their host."""
    query = Route("https://search.example/?q=news", "news-query")
    watch = Watch((source("reef", fallbacks=(query,)), source("quay", fallbacks=(query,))))

    told = ill(watch, *(replace(report, source=name, host="search.example") for name in ("reef", "quay")))

    assert [(one.subject, one.muted) for one in told] == [("reef", 0), ("quay", 0)]


def test_a_long_reason_does_not_hide_the_names():
    """A server writes parts of it."""
    watch = Watch(TIDES[:2])

    (told,) = ill(watch, *(broken(name, host=HOST, detail="mud " * 500) for name in NAMES[:2]))

    assert told.detail.endswith("mud; and tide1")
    assert len(told.detail) <= 320


def test_without_a_reason_the_others_are_named():
    """There is not always one to give."""
    watch = Watch(TIDES[:2])

    (told,) = watch.round(*(replace(gone(name), detail="") for name in NAMES[:2]))

    assert told.detail == "and tide1"


any_report = st.sampled_from([good, broken, empty, lambda name, **_: gone(name), lambda name, **_: resting(name)])


@given(rounds=st.lists(st.lists(any_report, min_size=4, max_size=4), max_size=20))
def test_counted_with_the_muted_each_trouble_is_told_once_and_over_once(rounds):
    """However the sources of one host fare, what is told began as often as it ended, and is what each alone tells."""
    names = NAMES[:4]
    together, alone = Watch(TIDES[:4]), [Watch((one,)) for one in TIDES[:4]]
    for row in [*rounds, [good] * 4, [good] * 4]:
        reports = [make(name, host=HOST) for make, name in zip(row, names, strict=True)]
        together.round(*reports)
        for watch, report in zip(alone, reports, strict=True):
            watch.round(report)

    told = {healed: sum(1 + one.muted for one in together.told if one.healed == healed) for healed in (False, True)}
    assert told[False] == told[True] == sum(not one.healed for watch in alone for one in watch.told)


def test_a_wall_before_the_list_and_one_before_the_pages_are_told_apart():
    """Both are the one source's own, and end in one round: it does not stand for itself."""
    watch = Watch((OTHER,))
    walls, read = pages("challenge"), pages(None)
    rounds = [(good(), walls)] * 2 + [(bad("challenge"), walls)] * 3 + [(good(), read)] * 2

    told = [watch.round(report, findings={"quay": found}) for report, found in rounds]

    assert [one.muted for row in told for one in row] == [0] * 4
    assert [one.healed for one in told[-1]] == [True, True]
