"""What hostile servers, feeds and pages cost, and what 200 good feeds lose when they are polled beside them.

    python benchmarks/hostile.py

Everything lies on loopback, each host at an address of its own. The polls are those of a cycle as configured by
default, but without a gap between requests; good and bad sources are due together. Rounds with and without the bad ones
take turns, each in a process of its own. A good source is finished when what its poll found is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import structlog
from feed_server import serve_feeds
from hostile_feeds import HOSTILE_FEEDS
from hostile_pages import measure_hostile_pages
from hostile_round import peak_bytes
from hostile_servers import HOSTILE
from hostile_site import HostileSite, serve_hostile
from poisoned_tasks import with_peak_memory

from monitor.assemble import open_workshop
from monitor.clock import SystemClock
from monitor.http_client import FetchLimits, WebFetcher
from monitor.parsing import ParsingLimits, tasks
from monitor.parsing.quarantine import Quarantined, QuarantiningPool
from monitor.pipeline.polling import poll_sources
from monitor.pipeline.workshop import Workshop
from monitor.ports import Store
from monitor.records import FeedReading, FetchRequest, FetchResult, PollReading, Route, Source, SourceState
from monitor.settings import Settings, load_settings

_FEEDS = 200
_SERVERS = 20
_ROUNDS = 3
_GOAL = 1.2
_MOST_MEGABYTES = 300
_PASSES = {"first": "all parsed", "second": "all unchanged"}
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_TOPIC = Path(__file__).parents[1] / "config" / "topics" / "coalition-withdrawal.toml"


@dataclass(frozen=True, slots=True)
class Pass:
    """Seconds until the last good source was finished, until all were, and of processor time."""

    good_seconds: float
    all_seconds: float
    cpu_seconds: float


class NotingStore:
    """A store that notes when the poll of each source was kept."""

    def __init__(self, store: Store) -> None:
        """Stand before ``store``."""
        self._store = store
        self.kept_at: dict[str, float] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a store has
        """All else is the store's."""
        return getattr(self._store, name)

    def save_poll(self, poll: PollReading) -> None:
        """Keep the poll and note the moment."""
        self._store.save_poll(poll)
        self.kept_at[poll.state.source] = time.perf_counter()


def write_config(folder: Path, good: Sequence[str], bad: Sequence[str]) -> Settings:
    """The configuration of a round: the bad sources stand among the good ones."""
    named = [(f"good-{number}", url) for number, url in enumerate(good)]
    step = max(1, len(good) // max(1, len(bad)))
    for number, url in enumerate(bad):
        named.insert(number * (step + 1), (f"bad-{number}", url))
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    (config / "topics" / _TOPIC.name).write_bytes(_TOPIC.read_bytes())
    ports = sorted({urlsplit(url).port for _, url in named})
    general = f'[fetch]\nallow_networks = ["127.0.0.0/8"]\nports = {ports}\ngap_seconds = 0\n'
    (config / "monitor.toml").write_text(general, encoding="utf-8")
    tables = (
        f'[[sources]]\nname = "{name}"\noutlet = "herald.example"\nurl = "{url}"\nlang = "en"\nzone = "UTC"\n'
        for name, url in named
    )
    (config / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
    return load_settings(config)


def made_due(state: SourceState) -> SourceState:
    """The state as it is when every wait is over."""
    return replace(state, due_at=_LONG_AGO, routes=tuple(replace(route, retry_at=None) for route in state.routes))


async def poll_once(workshop: Workshop, store: NotingStore) -> Pass:
    """Poll every source that is due, and make all due again."""
    store.kept_at.clear()
    begun, cpu = time.perf_counter(), time.process_time()
    await poll_sources(workshop, lambda: False)
    ended, used = time.perf_counter(), time.process_time() - cpu
    good = max(moment for name, moment in store.kept_at.items() if name.startswith("good-"))
    for state in workshop.store.source_states().values():
        workshop.store.save_poll(PollReading(made_due(state)))
    return Pass(good - begun, ended - begun, used)


async def run_round(good: Sequence[str], bad: Sequence[str]) -> dict[str, object]:
    """Both passes on a store of its own."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
        settings = write_config(Path(name), good, bad)
        async with open_workshop(settings, SystemClock()) as opened:
            store = NotingStore(opened.store)
            workshop = replace(opened, store=store)
            passes = {name: await poll_once(workshop, store) for name in _PASSES}
    told = {name: [one.good_seconds, one.all_seconds, one.cpu_seconds] for name, one in passes.items()}
    return {**told, "megabytes": peak_bytes() / 1e6}


def run_apart(good: Sequence[str], bad: Sequence[str]) -> dict[str, Any]:
    """What a round gives that runs in a process of its own."""
    command, asked = [sys.executable, __file__, "round"], json.dumps([good, bad])
    ran = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - this script
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def race(site: HostileSite) -> None:
    """Print how much longer the good sources take beside twenty servers and beside all, and the most memory."""
    servers = list(site.servers.values())
    bad = {"clean": [], "20 servers": servers[:_SERVERS], "all servers and feeds": [*servers, *site.feeds.values()]}
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in bad}
    with serve_feeds(_FEEDS) as good:
        for _ in range(_ROUNDS):
            for name, urls in bad.items():
                rounds[name].append(run_apart(good.urls, urls))
    for beside in list(bad)[1:]:
        print(f"\n{_FEEDS} good feeds, clean and beside {beside} ({len(bad[beside])}), median of {_ROUNDS} rounds")
        for name, words in _PASSES.items():
            print_pass(f"{name} pass, {words}", [[one[name] for one in rounds[kind]] for kind in ("clean", beside)])
    most = max(one["megabytes"] for runs in rounds.values() for one in runs)
    verdict = "kept" if most < _MOST_MEGABYTES else "missed"
    print(f"most memory of the monitor, without its workers: {most:.0f} MB; below {_MOST_MEGABYTES} MB: {verdict}")


def print_pass(name: str, kinds: Sequence[Sequence[Sequence[float]]]) -> None:
    """One line: when the good ones were finished without and with the bad ones, and the ratio."""
    clean, beside = (Pass(*(statistics.median(part) for part in zip(*runs, strict=True))) for runs in kinds)
    ratio = beside.good_seconds / clean.good_seconds
    verdict = "kept" if ratio <= _GOAL else "missed"
    print(
        f"{name:<26} {clean.good_seconds:5.2f} s clean, {beside.good_seconds:5.2f} s beside: {ratio:4.2f} x, goal "
        f"{_GOAL:g} x {verdict}; cpu {clean.cpu_seconds:.2f} and {beside.cpu_seconds:.2f} s; "
        f"the last bad one after {beside.all_seconds:.1f} s"
    )


async def print_servers(urls: Mapping[str, str]) -> None:
    """Print what a fetch from each hostile server costs, one after another, with the limits as shipped."""
    ports = tuple(sorted({urlsplit(url).port or 0 for url in urls.values()}))
    limits = FetchLimits("monitor-bench/1.0", reach="public", ports=ports, allow_networks=("127.0.0.0/8",))
    print(f"{'hostile server':<34} {'s':>6} {'cpu ms':>7}  problem")
    async with WebFetcher(limits) as fetcher:
        for name, url in urls.items():
            begun, cpu = time.perf_counter(), time.process_time()
            result = await fetcher.fetch(FetchRequest(url))
            seconds, used = time.perf_counter() - begun, 1000 * (time.process_time() - cpu)
            wanted = "" if result.problem == HOSTILE[name].problem else f", not {HOSTILE[name].problem}"
            print(f"{name:<34} {seconds:6.2f} {used:7.0f}  {result.problem or 'can be taken'}{wanted}")
    print(f"most memory of the fetching process {peak_bytes() / 1e6:.0f} MB")


async def print_feeds() -> None:
    """Print what the reading of each hostile feed costs, each in a fresh worker with the limits as shipped."""
    limits = ParsingLimits(workers=1, tasks_per_worker=1)
    pool = QuarantiningPool(limits)
    source = Source("bad", "herald.example", "http://herald.example/feed.xml", "en", "UTC")
    route = Route(source.url)
    print(f"\n{'hostile feed':<34} {'kB':>7} {'s':>6} {'worker MB':>9}  verdict")
    for name, feed in HOSTILE_FEEDS.items():
        fetched = FetchResult(source.url, source.url, 200, feed.make())
        begun, seconds = time.perf_counter(), limits.list_deadline_seconds
        task = (tasks.read_list, fetched, source, route)
        answer = await pool.ask(with_peak_memory, task, fetched.body, seconds)
        took = time.perf_counter() - begun
        reading, peak = (_quarantined(answer), 0) if isinstance(answer, Quarantined) else answer
        verdict = reading.problem or f"read, {len(reading.entries)} entries"
        sizes = f"{len(fetched.body) / 1000:7.0f} {took:6.2f} {peak / 1e6:9.0f}"
        print(f"{name:<34} {sizes}  {verdict}; {(reading.detail or reading.warning)[:60]}")
    await pool.aclose()


def _quarantined(answer: Quarantined) -> FeedReading:
    return FeedReading("unknown", problem="quarantined", detail=answer.detail)


async def print_pages() -> None:
    """Print what the reading of each hostile page costs, each in a fresh worker with the limits as shipped."""
    print(f"\n{'hostile page':<34} {'kB':>7} {'s':>6} {'worker MB':>9}  verdict")
    async for cost in measure_hostile_pages(ParsingLimits(workers=1, tasks_per_worker=1)):
        verdict = f"{cost.extraction.problem or 'read well'} ({cost.extraction.method})"
        sizes = f"{cost.page_bytes / 1000:7.0f} {cost.seconds:6.2f} {cost.peak_memory_bytes / 1e6:9.0f}"
        print(f"{cost.name:<34} {sizes}  {verdict}")


def main() -> None:
    """Print the tables, then hold the race; with an argument, run one round of it."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if sys.argv[1:] == ["round"]:
        good, bad = json.load(sys.stdin)
        print(json.dumps(asyncio.run(run_round(good, bad))))
        return
    with serve_hostile() as site:
        asyncio.run(print_servers(site.servers))
        asyncio.run(print_feeds())
        asyncio.run(print_pages())
        race(site)


if __name__ == "__main__":
    main()
