"""A parser that cannot be harmed by what it reads: every reading runs in a worker process that may be killed."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from monitor.parsing import tasks
from monitor.parsing.limits import ParsingLimits
from monitor.parsing.quarantine import Quarantined, QuarantiningPool
from monitor.records import Extraction, FeedReading, FetchResult, PlainReading, RawPage, Route, Selectors, Source


class WorkerParser:
    """Reads within bounds of time and memory; to be closed, best as an async context manager.

    A reading that takes too long or harms its worker is tried once more and then given up: its problem is
    ``quarantined``, and ``detail`` says what happened. Other readings go on meanwhile. What a fault of the monitor's
    own raises is raised to the caller, and WorkersError where no process can be started: then nothing can be read at
    all. No process is started before the first reading.
    """

    def __init__(self, limits: ParsingLimits | None = None) -> None:
        """Keep the limits, the default ones where None is given; start nothing."""
        self._limits = limits or ParsingLimits()
        self._pool = QuarantiningPool(self._limits)

    async def __aenter__(self) -> Self:
        """Give the parser; nothing is started yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the parser."""
        await self.aclose()

    @property
    def started(self) -> bool:
        """Whether there are worker processes."""
        return self._pool.started

    async def read_list(self, fetched: FetchResult, source: Source, route: Route) -> FeedReading:
        """See ``ports.Parser``."""
        seconds = self._limits.list_deadline_seconds
        answer = await self._pool.ask(tasks.read_list, (fetched, source, route), fetched.body, seconds)
        if isinstance(answer, Quarantined):
            return FeedReading("unknown", problem="quarantined", detail=answer.detail)
        return answer

    async def read_plain(self, page: RawPage) -> PlainReading:
        """See ``ports.Parser``."""
        answer = await self._pool.ask(tasks.read_plain, (page,), page.body, self._limits.page_deadline_seconds)
        if isinstance(answer, Quarantined):
            return PlainReading(problem="quarantined", detail=answer.detail)
        return answer

    async def extract(self, page: RawPage, selectors: Selectors | None) -> Extraction:
        """See ``ports.Parser``."""
        seconds = self._limits.page_deadline_seconds
        answer = await self._pool.ask(tasks.extract, (page, selectors), page.body, seconds)
        if isinstance(answer, Quarantined):
            return Extraction(problem="quarantined", detail=answer.detail)
        return answer

    async def aclose(self) -> None:
        """Kill the workers, also those at work: a reading that is under way gets CancelledError. Twice is allowed."""
        await self._pool.aclose()
