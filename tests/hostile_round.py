"""Fetches from all hostile servers at once, in a process of its own, and prints what came of it as JSON.

    {"problems": {name: problem or null}, "escaped": [exceptions], "peak_bytes": the most memory ever held}

The servers run in the same process, so that their memory counts as well.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

from hostile_servers import HostileServers, hostile_servers

from monitor.http_client import WebFetcher
from monitor.records import FetchRequest, FetchResult


async def fetch_all(servers: HostileServers) -> dict[str, FetchResult | BaseException]:
    """What came of each server, all asked at once; an exception that escaped stands for its result."""
    # All share one processor with their servers: what takes a moment alone takes longer here.
    limits = replace(servers.limits, total_seconds=5, grace_seconds=2)
    async with WebFetcher(limits) as fetcher:
        fetches = [fetcher.fetch(FetchRequest(url)) for url in servers.urls.values()]
        results = await asyncio.gather(*fetches, return_exceptions=True)
    return dict(zip(servers.urls, results, strict=True))


def peak_bytes() -> int:
    """The most memory that this process ever held. It forgets what its parent held, unlike ``ru_maxrss``."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1_024 * int(status.partition("VmHWM:")[2].split()[0])


def main() -> None:
    """Meet every server once."""
    with hostile_servers() as servers:
        results = asyncio.run(fetch_all(servers))
    problems = {name: one.problem for name, one in results.items() if isinstance(one, FetchResult)}
    escaped = [f"{name}: {one!r}" for name, one in results.items() if isinstance(one, BaseException)]
    json.dump({"problems": problems, "escaped": escaped, "peak_bytes": peak_bytes()}, sys.stdout)


if __name__ == "__main__":
    main()
