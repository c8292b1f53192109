"""Polling 200 feeds twice, beside urlwatch on the same feeds, in turns: the second time nothing has changed.

    python benchmarks/polling.py

Every feed lies on a host of its own on loopback. Each run is a whole process, as cron starts it; the last line is a
tick of a daemon that runs already: the workshop is opened, a whole cycle is run, the workshop is closed. urlwatch is
installed into an environment of its own, which is kept between runs of the benchmark (``--peers FOLDER`` names another
place for it).
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import structlog
from feed_server import Site, serve_feeds

from monitor.assemble import open_workshop
from monitor.clock import SystemClock
from monitor.pipeline.cycle import run_cycle
from monitor.records import PollReading
from monitor.settings import load_settings
from monitor.store import SqliteStore

_FEEDS = 200
_ROUNDS = 5
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_PEER = "urlwatch==2.29"
_QUIET = """
display: {new: false, error: true, unchanged: false}
report:
  stdout: {enabled: false}
  text: {}
"""
_TOPIC = Path(__file__).parents[1] / "config" / "topics" / "coalition-withdrawal.toml"


@dataclass(frozen=True, slots=True)
class Run:
    """How one pass went: seconds on the clock, seconds of processor time, megabytes at most, answers by status."""

    wall: float
    cpu: float
    megabytes: float
    answers: dict[str, int]


def run_process(command: Sequence[str | Path], site: Site) -> Run:
    """A pass as a process of its own. Raises RuntimeError with its words where it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen([str(word) for word in command], stdout=words, stderr=words)  # noqa: S603 - named in this file
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise RuntimeError(words.read().decode(errors="replace"))
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, site.counts())


class Ours:
    """The monitor on a configuration of its own."""

    def __init__(self, folder: Path, site: Site) -> None:
        """Write the configuration."""
        self._site = site
        self._config = folder / "config"
        (self._config / "topics").mkdir(parents=True)
        (self._config / "topics" / _TOPIC.name).write_bytes(_TOPIC.read_bytes())
        general = '[fetch]\nreach = "anywhere"\nat_once = 32\ngap_seconds = 0\n'
        (self._config / "monitor.toml").write_text(general, encoding="utf-8")
        tables = (
            f'[[sources]]\nname = "feed-{number}"\noutlet = "herald-{number}.example"\nurl = "{url}"\nlang = "en"\n'
            'zone = "UTC"\n'
            for number, url in enumerate(site.urls)
        )
        (self._config / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
        self.settings = load_settings(self._config)

    def make_due(self) -> None:
        """Make every feed due, as a quarter of an hour would, and leave nothing to read."""
        with closing(SqliteStore.open(self.settings.state_folder)) as store:
            for state in store.source_states().values():
                store.save_poll(PollReading(replace(state, due_at=_LONG_AGO)))

    def run(self) -> Run:
        """One ``monitor batch``."""
        return run_process([sys.executable, "-m", "monitor", "batch", "--config", self._config], self._site)

    def tick(self) -> Run:
        """What a running daemon does at one tick, in this process."""
        return asyncio.run(self._tick())

    async def _tick(self) -> Run:
        wall, cpu = time.perf_counter(), time.process_time()
        async with open_workshop(self.settings, SystemClock()) as workshop:
            await run_cycle(workshop)
        return Run(time.perf_counter() - wall, time.process_time() - cpu, 0.0, self._site.counts())


class Peer:
    """urlwatch on the same feeds."""

    def __init__(self, folder: Path, site: Site, peers: Path) -> None:
        """Install it where it is not yet, and write its configuration."""
        self._site = site
        self._folder = folder
        self._program = install(peers)
        jobs = "\n---\n".join(f"name: feed-{number}\nurl: {url}" for number, url in enumerate(site.urls))
        (folder / "urls.yaml").write_text(jobs, encoding="utf-8")
        (folder / "urlwatch.yaml").write_text(_QUIET, encoding="utf-8")

    def run(self) -> Run:
        """One run of it."""
        files = {"--urls": "urls.yaml", "--config": "urlwatch.yaml", "--cache": "cache.db", "--hooks": "hooks.py"}
        options = [word for name, file in files.items() for word in (name, self._folder / file)]
        return run_process([self._program, *options], self._site)


def install(folder: Path) -> Path:
    """The program of urlwatch, in an environment of its own below ``folder``."""
    home = folder / "urlwatch"
    program = home / "bin" / "urlwatch"
    if not program.exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin" / "python", "-m", "pip", "install", "--quiet", _PEER], check=True)  # noqa: S603 - named in this file
    return program


def median_run(runs: Sequence[Run]) -> Run:
    """The middle of several runs, part by part."""
    return Run(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.megabytes for run in runs),
        runs[-1].answers,
    )


def race(ours: Ours, peer: Peer) -> None:
    """Print the first pass of both, then the median of further passes, taken in turns."""
    first = {"monitor": ours.run(), "urlwatch": peer.run()}
    passes: dict[str, list[Run]] = {"monitor": [], "urlwatch": [], "monitor, a daemon's tick": []}
    contenders: dict[str, Callable[[], Run]] = {
        "monitor": ours.run,
        "urlwatch": peer.run,
        "monitor, a daemon's tick": ours.tick,
    }
    for _ in range(_ROUNDS):
        for name, run in contenders.items():
            if name != "urlwatch":
                ours.make_due()
            passes[name].append(run())
    for name, one in first.items():
        print_run(f"{name}, first pass", one, first["urlwatch"])
    floor = median_run(passes["urlwatch"])
    for name, runs in passes.items():
        print_run(f"{name}, unchanged", median_run(runs), floor)


def print_run(name: str, run: Run, floor: Run) -> None:
    """One line: times, memory, answers, and the time as a multiple of urlwatch's."""
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(run.answers.items()))
    memory = f"{run.megabytes:5.0f} MB" if run.megabytes else "        "
    ratio = run.wall / floor.wall
    print(f"  {name:<36} {run.wall:6.2f} s  cpu {run.cpu:5.2f} s  {memory}  {ratio:5.2f} x urlwatch  {answers}")


def main() -> None:
    """Hold the race."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "newsroom-monitor-peers"
    options.add_argument("--peers", type=Path, default=cache, help="where urlwatch is installed")
    peers = options.parse_args().peers
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    print(f"polling {_FEEDS} feeds on {_FEEDS} hosts of loopback, median of {_ROUNDS} rounds in turns")
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name, serve_feeds(_FEEDS) as site:
        folder = Path(name)
        race(Ours(folder, site), Peer(folder, site, peers))


if __name__ == "__main__":
    main()
