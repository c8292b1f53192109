"""A parser in the calling process, without bounds: for tests, for files that the user names, and for replays."""

from __future__ import annotations

from monitor.parsing import tasks
from monitor.records import Extraction, FeedReading, FetchResult, PlainReading, RawPage, Route, Selectors, Source


class DirectParser:
    """Reads at once and in this process. A hostile page may hold it up, or take its memory: see ``WorkerParser``."""

    async def read_list(self, fetched: FetchResult, source: Source, route: Route) -> FeedReading:
        """See ``ports.Parser``."""
        return tasks.read_list(fetched, source, route)

    async def read_plain(self, page: RawPage) -> PlainReading:
        """See ``ports.Parser``."""
        return tasks.read_plain(page)

    async def extract(self, page: RawPage, selectors: Selectors | None) -> Extraction:
        """See ``ports.Parser``."""
        return tasks.extract(page, selectors)
