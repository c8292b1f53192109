"""Cycles of the monitor over the simulated press, one at each tick, and the laws that its schedule must keep."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from pathlib import Path

from routing_made import table_to
from simulated_feeds import HEALTHY, MIDNIGHT, Press, Recorder, SimulatedFeed, SimulatedTime
from workshop_made import TOPIC

from monitor.assemble import make_rules
from monitor.http_client import PacedFetcher, Pacer, RobotsGate
from monitor.parsing import DirectParser
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import Workshop
from monitor.ports import Fetcher, Store
from monitor.records import SourceState
from monitor.rhythm.waits import JITTER
from monitor.routing import surroundings_of
from monitor.settings import Settings
from monitor.settings.general import General

GAP_SECONDS = 1.0
TICK = timedelta(minutes=5)

_SLACK_SECONDS = 0.001
"""Moments are kept in microseconds, and seconds as floating numbers."""


@dataclass(slots=True)
class Day:
    """What came of the cycles: polls by outcome, the most of one cycle at one host, and what broke a law."""

    cycles: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    most_at_a_host: int = 0
    longest_cycle_seconds: float = 0.0
    early: list[str] = field(default_factory=list)


class Schedule:
    """The monitor as a daemon runs it on the press: manners anew in each cycle, everything else from the store."""

    def __init__(self, press: Press, store: Store, fetcher: Fetcher, time: SimulatedTime) -> None:
        """Begin at midnight, with nothing polled yet; ``fetcher`` gives what the press has."""
        self.press, self._store, self._time = press, store, time
        self.asked = Recorder(fetcher, press, time)
        self.rules = make_rules(Settings(Path(), General(), press.sources, (TOPIC,)))
        self._reader = Reader([TOPIC])

    async def run(self, hours: float) -> Day:
        """So many hours of cycles."""
        day, end = Day(), MIDNIGHT + timedelta(hours=hours)
        tick = MIDNIGHT
        while tick < end:
            self._time.put(tick)
            await self._run_cycle(day)
            took = self._time.latest - tick
            day.longest_cycle_seconds = max(day.longest_cycle_seconds, took.total_seconds())
            # A tick that comes while a cycle runs is left out.
            tick += TICK * max(1, ceil(took / TICK))
        return day

    async def _run_cycle(self, day: Day) -> None:
        before, begun = dict(self._store.source_states()), self._time.now()
        asked = {name: len(moments) for name, moments in self.asked.feeds.items()}
        pacer = Pacer(GAP_SECONDS, self._time)
        fetcher = RobotsGate(
            PacedFetcher(self.asked, pacer, self._time, self._store), "monitor/1", self._time, self._store, pacer
        )
        report = await run_cycle(self._workshop(fetcher))
        day.cycles += 1
        day.outcomes.update(one.outcome for one in report.sources)
        polled = {name for name, moments in self.asked.feeds.items() if len(moments) > asked.get(name, 0)}
        hosts = Counter(feed.host for feed in self.press.feeds if feed.source.name in polled)
        day.most_at_a_host = max([day.most_at_a_host, *hosts.values()])
        day.early += [name for name in polled if not _was_due(before.get(name), begun)]

    def _workshop(self, fetcher: Fetcher) -> Workshop:
        return Workshop(
            store=self._store,
            fetcher=fetcher,
            parser=DirectParser(),
            notifiers={},
            routing=table_to(()),
            surroundings=surroundings_of([TOPIC], ()),
            sources=self.press.sources,
            topics={TOPIC.name: TOPIC},
            reader=self._reader,
            clock=self._time,
            rules=self.rules,
        )


def _was_due(state: SourceState | None, now: datetime) -> bool:
    return state is None or state.due_at is None or state.due_at <= now


def too_close(asked: Recorder) -> list[tuple[str, float]]:
    """Hosts that were asked twice within the gap, with the seconds that lay between."""
    found = []
    for host, moments in asked.hosts.items():
        apart = (later - earlier for earlier, later in pairwise(sorted(moments)))
        found += [(host, seconds) for seconds in apart if seconds < GAP_SECONDS - _SLACK_SECONDS]
    return found


def too_often(schedule: Schedule) -> list[tuple[str, float]]:
    """Feeds that were asked more often than configured, with the minutes between two polls."""
    found = []
    for feed in schedule.press.feeds:
        asked = schedule.asked.feeds[feed.source.name]
        found += [
            (feed.source.name, (later - earlier) / 60)
            for earlier, later in pairwise(asked)
            if later - earlier < 60 * feed.source.every_minutes - _SLACK_SECONDS
        ]
    return found


def within_rest(asked: Recorder) -> list[tuple[str, float]]:
    """Hosts that were asked before the end of the rest that they had asked for, with the moment in seconds."""
    rests: dict[str, dict[float, float]] = {}
    for host, at, until in asked.told:
        rests.setdefault(host, {})
        rests[host][until] = min(at, rests[host].get(until, at))
    return [
        (host, moment)
        for host, spans in rests.items()
        for moment in asked.hosts[host]
        if any(at < moment < until for until, at in spans.items())
    ]


def asked_though_gone(schedule: Schedule) -> list[str]:
    """Feeds that were asked again after they had said that they are gone."""
    gone = (feed.source.name for feed in schedule.press.feeds if feed.habit == "gone")
    return [name for name in gone if sum(1 for moment in schedule.asked.feeds[name] if moment > 3600) > 1]


def neglected(schedule: Schedule, hours: float) -> list[tuple[str, float]]:
    """Healthy feeds that were left alone for longer than the slowest interval and their host's queue, in minutes."""
    found = []
    for feed in schedule.press.feeds:
        if feed.habit in HEALTHY:
            longest = longest_wait_minutes(schedule, feed, hours)
            if longest > allowed_minutes(schedule, feed):
                found.append((feed.source.name, longest))
    return found


def longest_wait_minutes(schedule: Schedule, feed: SimulatedFeed, hours: float) -> float:
    """The longest time between two polls of a feed, and between the last one and the end."""
    asked = [0.0, *schedule.asked.feeds[feed.source.name], hours * 3600]
    return max(later - earlier for earlier, later in pairwise(asked)) / 60


def allowed_minutes(schedule: Schedule, feed: SimulatedFeed) -> float:
    """How long a feed may be left alone: the slowest interval, a tick, and the cycles that its host's queue needs."""
    slowest = schedule.rules.rhythm(feed.source).longest * (1 + JITTER)
    queue = ceil(schedule.press.hosts[feed.host] / schedule.rules.polls_per_host)
    return (slowest + (1 + queue) * TICK).total_seconds() / 60
