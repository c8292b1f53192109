from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_feeds import HOSTILE_FEEDS

TESTS = Path(__file__).parents[2]
MOST_SECONDS = 5
MOST_MEGABYTES = 300

READ_ALL = """
import json, pathlib, sys, time
sys.path.insert(0, sys.argv[1])
from hostile_feeds import HOSTILE_FEEDS
from monitor.feeds import read_list
from monitor.records import FetchResult, Route, Source

address = "https://hostile.example/rss"
source = Source("hostile", "Hostile", address, "en", "UTC")
for name, hostile in HOSTILE_FEEDS.items():
    fetched = FetchResult(address, address, 200, hostile.make())
    begun = time.perf_counter()
    reading = read_list(fetched, source, Route(address))
    seconds = time.perf_counter() - begun
    status = pathlib.Path("/proc/self/status").read_text()  # ru_maxrss would tell of the parent, too
    megabytes = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    told = f"{reading.detail} {reading.warning}"
    words = repr(reading)
    print(json.dumps([name, seconds, megabytes, reading.problem, told, len(reading.entries), len(words)]))
"""


@pytest.fixture(scope="module")
def readings() -> dict[str, list[object]]:
    """What one process, reading all hostile feeds in turn, tells of each."""
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", READ_ALL, str(TESTS)], capture_output=True, text=True, check=True, cwd=TESTS.parent
    )
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("name", HOSTILE_FEEDS)
def test_hostile_feed_costs_little_and_is_told(name: str, readings: dict[str, list[object]]) -> None:
    """Each hostile feed is read or refused within bounds of time and memory, and the reading says what was wrong."""
    seconds, megabytes, problem, told, entries, _ = readings[name]
    hostile = HOSTILE_FEEDS[name]

    assert hostile.problem == problem
    assert hostile.told in told
    assert bool(entries) != bool(problem)
    assert seconds <= MOST_SECONDS
    assert megabytes <= MOST_MEGABYTES


@pytest.mark.parametrize("name", ["billion laughs", "external entity", "quadratic entity"])
def test_entities_are_not_expanded(name: str, readings: dict[str, list[object]]) -> None:
    """What comes of a feed with entities of its own is no longer than the feed."""
    *_, length = readings[name]

    assert length <= 2 * len(HOSTILE_FEEDS[name].make()) + 2_000
