"""A quarter of a day with many feeds: every request is looked at. ``benchmarks/many_feeds.py`` runs the whole day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from simulated_feeds import SimulatedTime, SimulatedWeb, make_press
from simulated_schedule import (
    TICK,
    Day,
    Schedule,
    asked_though_gone,
    neglected,
    too_close,
    too_often,
    within_rest,
)

from monitor.store import MemoryStore

HOURS = 6


@dataclass(frozen=True)
class Run:
    """What ran, and what came of it."""

    schedule: Schedule
    day: Day


@pytest.fixture(scope="module")
def run() -> Run:
    """1,500 feeds on 300 hosts, 300 of them on one, for six simulated hours."""
    press, time = make_press(feeds=1_500, hosts=300, on_largest_host=300), SimulatedTime()
    schedule = Schedule(press, MemoryStore(), SimulatedWeb(press, time), time)
    return Run(schedule, asyncio.run(schedule.run(HOURS)))


def test_each_kind_of_answer_came(run: Run) -> None:
    """The simulated press gave every kind of answer that the laws are about, and most polls were unchanged."""
    statuses = run.schedule.asked.statuses

    assert {200, 304, 410, 429, 500, 0} == set(statuses)
    assert statuses[304] > statuses[200]


def test_a_gap_lies_between_two_requests_at_one_host(run: Run) -> None:
    """No host is asked twice within a second, whatever is asked of it: feeds, or robots.txt."""
    assert [] == too_close(run.schedule.asked)


def test_no_host_has_more_than_its_share_of_a_cycle(run: Run) -> None:
    """The host with 300 feeds gets no more polls in a cycle than fit into half of a tick."""
    assert run.day.most_at_a_host <= run.schedule.rules.polls_per_host


def test_nothing_is_polled_early(run: Run) -> None:
    """No source is asked before it is due, or more often than its shortest interval."""
    assert [] == run.day.early
    assert [] == too_often(run.schedule)


def test_what_is_gone_is_left_alone(run: Run) -> None:
    """A feed that has said 410 is asked no more."""
    assert [] == asked_though_gone(run.schedule)


def test_no_healthy_feed_is_neglected(run: Run) -> None:
    """Every feed that answers is polled within the slowest interval and what the queue of its host needs."""
    assert [] == neglected(run.schedule, HOURS)


def test_rests_are_kept(run: Run) -> None:
    """A host that has asked for a rest by Retry-After is not asked before its end, by whichever of its feeds."""
    assert [] == within_rest(run.schedule.asked)


def test_no_host_holds_up_the_next_tick(run: Run) -> None:
    """A cycle ends before the next tick, though a host wants ten seconds between requests and another never answers."""
    assert run.day.longest_cycle_seconds < TICK.total_seconds()
