"""Pages, fetched side by side before their turn comes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from monitor.pipeline.together import side_by_side
from monitor.pipeline.workshop import Workshop
from monitor.records import FetchRequest, FetchResult

PAGES_AHEAD = 16
"""Pages that are fetched before their turn: enough to keep the network busy, few enough to hold in memory."""


async def fetch_pages(urls: Iterable[str], workshop: Workshop) -> list[FetchResult]:
    """What came of each address, in their order; as many are fetched at once as configured."""
    places = asyncio.Semaphore(workshop.rules.at_once)

    async def fetch(url: str) -> FetchResult:
        async with places:
            return await workshop.fetcher.fetch(FetchRequest(url))

    return await side_by_side(fetch(url) for url in urls)
