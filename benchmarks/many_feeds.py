"""A day with ten thousand feeds: whether every host is spared, and what it costs.

    python benchmarks/many_feeds.py

The feeds and the clock are simulated (``tests/simulated_feeds.py``): a day of cycles, one every five minutes. One host
in sixteen answers over loopback, through the real fetcher; the others answer without a network, so that the day is over
in minutes. The monitor runs in a process of its own, with the store that it always has. Every request is looked at.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import structlog
from hostile_round import peak_bytes
from press_server import ServedPress, serve_press
from simulated_feeds import HEALTHY, SimulatedTime, SimulatedWeb, make_press
from simulated_schedule import (
    TICK,
    Day,
    Schedule,
    asked_though_gone,
    longest_wait_minutes,
    neglected,
    too_close,
    too_often,
    within_rest,
)

from monitor.http_client import FetchLimits, WebFetcher
from monitor.records import FetchRequest, FetchResult, PostRequest
from monitor.settings import load_settings
from monitor.store import SqliteStore

_FEEDS, _HOSTS, _ON_LARGEST_HOST = 10_000, 2_000, 1_000
_HOURS = 24
_LOOPBACK_SHARE = 16
_MOST_MEGABYTES = 300
_TOPIC = Path(__file__).parents[1] / "config" / "topics" / "coalition-withdrawal.toml"


class _ThisMachine:
    """A resolver that finds every name here."""

    async def resolve(self, _host: str, _port: int) -> Sequence[ipaddress.IPv4Address]:
        """Loopback."""
        return [ipaddress.IPv4Address("127.0.0.1")]


class Door:
    """A fetcher that asks one host in sixteen over loopback, and the simulated web for the others."""

    def __init__(self, web: WebFetcher, simulated: SimulatedWeb, served: ServedPress, now: Callable[[], float]) -> None:
        """The server is told the moment when it has changed."""
        self._web, self._simulated, self._served, self._now = web, simulated, served, now
        self._told = -1.0
        self.requests = 0

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What the one or the other gives."""
        host = urlsplit(request.url).hostname or ""
        if not _is_on_loopback(host):
            return await self._simulated.fetch(request)
        self._tell()
        self.requests += 1
        return await self._web.fetch(request)

    async def post(self, request: PostRequest) -> FetchResult:
        """Nobody is told anything here."""
        return await self._simulated.post(request)

    def _tell(self) -> None:
        """The moment at which the cycle began is near enough: the server keeps no account of seconds."""
        moment = self._now()
        if moment != self._told:
            self._served.put(moment)
            self._told = moment


def _is_on_loopback(host: str) -> bool:
    """Whether a host has a real server: one in sixteen; the large ones, of low numbers, have none."""
    number = int(host.removeprefix("new.").removeprefix("host-").partition(".")[0])
    return number % _LOOPBACK_SHARE == _LOOPBACK_SHARE - 1


def print_loading() -> None:
    """Print what it costs to load the configuration of so many feeds, as every ``monitor batch`` does."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
        config = Path(name) / "config"
        (config / "topics").mkdir(parents=True)
        (config / "topics" / _TOPIC.name).write_bytes(_TOPIC.read_bytes())
        (config / "monitor.toml").write_text("", encoding="utf-8")
        (config / "sources.toml").write_text(
            "\n".join(
                f'[[sources]]\nname = "{one.name}"\noutlet = "{one.outlet}"\nurl = "{one.url}"\nlang = "en"\n'
                f'zone = "UTC"\nevery_minutes = {one.every_minutes}\n'
                for one in make_press(_FEEDS, _HOSTS, _ON_LARGEST_HOST).sources
            ),
            encoding="utf-8",
        )
        begun = time.process_time()
        sources = len(load_settings(config).sources)
        print(
            f"  {sources:,} sources loaded from sources.toml in {time.process_time() - begun:.1f} s of processor time"
        )


async def run_day(served: ServedPress, folder: Path) -> None:
    """Run the day and print what came of it."""
    press, clock = make_press(_FEEDS, _HOSTS, _ON_LARGEST_HOST, served.port), SimulatedTime()
    limits = FetchLimits("monitor-bench/1.0", reach="anywhere")
    begun = time.perf_counter(), time.process_time()
    with closing(SqliteStore.open(folder)) as store:
        async with WebFetcher(limits, resolver=_ThisMachine()) as web:
            door = Door(web, SimulatedWeb(press, clock), served, clock.monotonic)
            schedule = Schedule(press, store, door, clock)
            day = await schedule.run(_HOURS)
    wall, cpu = time.perf_counter() - begun[0], time.process_time() - begun[1]
    print(f"  {door.requests:,} requests over loopback by the real fetcher, robots.txt included")
    print_polls(schedule, day)
    print_costs(wall, cpu, day, folder)
    print_waits(schedule)
    print_laws(schedule, day)


def print_polls(schedule: Schedule, day: Day) -> None:
    """Print how often was asked, and what was answered."""
    statuses = schedule.asked.statuses
    answers = ", ".join(f"{count:,} x {status or 'none'}" for status, count in statuses.most_common())
    unchanged, polls = day.outcomes["unchanged"], statuses.total()
    print(f"  {polls:,} polls in {day.cycles} cycles: {answers}")
    print(f"  {statuses[304] / polls:.0%} of the answers are 304; {unchanged / polls:.0%} brought nothing to read")


def print_costs(wall: float, cpu: float, day: Day, folder: Path) -> None:
    """Print time, memory and room on the disk."""
    share = cpu / (_HOURS * 3600)
    stored = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    print(f"  {wall:.0f} s in all; {cpu:.0f} s of processor time for the day ({share:.2%} of one processor)")
    print(f"  {cpu / day.cycles:.2f} s of it a cycle; the store holds {stored:.0f} MB at the end")
    megabytes = peak_bytes() / 1e6
    verdict = "kept" if megabytes < _MOST_MEGABYTES else "missed"
    print(f"  most memory of this process: {megabytes:.0f} MB; goal below {_MOST_MEGABYTES} MB: {verdict}")


def print_waits(schedule: Schedule) -> None:
    """Print how long feeds were left alone, those of the largest host apart."""
    largest = schedule.press.feeds[0].host
    waits: dict[str, list[float]] = {"at the largest host": [], "at the others": []}
    for feed in schedule.press.feeds:
        if feed.habit in HEALTHY:
            where = "at the largest host" if feed.host == largest else "at the others"
            waits[where].append(longest_wait_minutes(schedule, feed, _HOURS))
    longest = ", ".join(f"{max(found):.0f} min {where}" for where, found in waits.items())
    print(f"  longest time between two polls of a healthy feed: {longest}")


def print_laws(schedule: Schedule, day: Day) -> None:
    """Print for each law how often it was broken, with the first case."""
    late, most = day.longest_cycle_seconds, day.most_at_a_host
    laws: Mapping[str, Sequence[object]] = {
        "a second between two requests at a host": too_close(schedule.asked),
        "no request within a rest that was asked for": within_rest(schedule.asked),
        "no host has more than its share of a cycle": [most] if most > schedule.rules.polls_per_host else [],
        "nothing is polled before it is due": day.early,
        "nothing is polled more often than configured": too_often(schedule),
        "what is gone is left alone": asked_though_gone(schedule),
        "no healthy feed is neglected": neglected(schedule, _HOURS),
        "a cycle ends before the next tick": [f"{late:.0f} s"] if late > TICK.total_seconds() else [],
    }
    for law, broken in laws.items():
        print(f"  {law:<46} {'kept' if not broken else f'broken {len(broken):,} times, first: {broken[0]}'}")


def main() -> None:
    """Run both parts, each in a process of its own: its memory is then its own as well."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if sys.argv[1:] == ["load"]:
        print_loading()
    elif sys.argv[1:] == ["day"]:
        folder = tempfile.TemporaryDirectory(prefix="monitor-bench-")
        with folder as name, serve_press(_FEEDS, _HOSTS, _ON_LARGEST_HOST) as served:
            asyncio.run(run_day(served, Path(name)))
    else:
        hosts = f"{_HOSTS:,} hosts, {_ON_LARGEST_HOST:,} of them on one"
        print(f"a day with {_FEEDS:,} feeds on {hosts} (loopback, simulated clock)", flush=True)
        for part in ("load", "day"):
            subprocess.run([sys.executable, __file__, part], check=True)  # noqa: S603 - this script


if __name__ == "__main__":
    main()
