from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_servers import HOSTILE, HostileServers, hostile_servers

from monitor.http_client import WebFetcher, decode
from monitor.records import FetchRequest

TESTS = Path(__file__).parents[2]
MOST_BYTES = 300_000_000


@pytest.fixture(scope="module")
def servers() -> Iterator[HostileServers]:
    """All of them, running."""
    with hostile_servers() as running:
        yield running


def test_the_table_is_whole() -> None:
    """There are twenty behaviours and more."""
    assert len(HOSTILE) >= 20


@pytest.mark.parametrize("name", HOSTILE)
async def test_each_ends_with_its_problem(servers: HostileServers, name: str) -> None:
    """A hostile server costs no more than the deadline, and its fault is named; what can be taken can be decoded."""
    # A fetch that outlives its own deadline fails here, and is not waited for.
    async with asyncio.timeout(30), WebFetcher(servers.limits) as fetcher:
        result = await fetcher.fetch(FetchRequest(servers.urls[name]))

    assert (HOSTILE[name].problem, servers.urls[name]) == (result.problem, result.url)
    assert bool(result.detail) == (result.problem is not None)
    assert decode(result.body, result.charset).isascii()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_all_at_once_stay_within_memory() -> None:
    """With all of them at once, each ends with its problem, nothing escapes, and memory stays below 300 MB."""
    search = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", str(TESTS / "hostile_round.py")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": search},
        text=True,
        timeout=60,
    )

    round_ = json.loads(ended.stdout)

    assert {name: one.problem for name, one in HOSTILE.items()} == round_["problems"]
    assert round_["escaped"] == []
    assert ended.stderr == ""
    assert round_["peak_bytes"] < MOST_BYTES
