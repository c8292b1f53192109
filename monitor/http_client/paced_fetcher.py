"""The fetcher that keeps the manners of ``pacing``: one turn after another at a host, and rest where it asks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from monitor.clock import Clock
from monitor.headers import read_http_date, retry_after_seconds
from monitor.http_client.addresses import shown_origin
from monitor.http_client.pacing import LONGEST_REST_SECONDS, Pacer, host_name, web_origin
from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult, HostRest, PostRequest

REST_AFTER_429_SECONDS = 60.0
"""The rest after a 429 that does not say how long. A judgement."""

LONGEST_QUEUE_SECONDS = 60.0
"""No fetch waits longer for its turn: one host with a long Crawl-delay must not hold up a cycle. Judgement."""

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)

_RESTING_STATUSES = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class HostMemory(Protocol):
    """Where rests are kept between runs: two methods of ``ports.Store``."""

    def rests(self, now: datetime) -> Sequence[HostRest]:
        """The hosts that asked to be left alone until after ``now``, by name."""
        ...

    def save_rest(self, rest: HostRest) -> None:
        """Keep until when a host is left alone, in place of an older word of it."""
        ...


class PacedFetcher:
    """Implements ``ports.Fetcher``: waits for the host's turn, and does not ask a host that rests.

    A host whose next turn is more than a minute away is not waited for: the answer is ``resting``, with the time until
    then in ``retry_after``. A host rests after a 429 or 503 with Retry-After, and for a minute after a 429 without, for
    a day at most; until then it is ``resting`` too. The host that answered rests, which after a redirect is another one
    than was asked. ``memory`` keeps rests between runs.

    One fetch takes one turn: its redirects (five at most) take none, for a fetch that stood in the queue again at
    every step would miss its deadline. Nor are they stopped by the rest of a host that they lead to. Posts pass
    through: channels keep their own pace.
    """

    def __init__(self, fetcher: Fetcher, pacer: Pacer, clock: Clock, memory: HostMemory | None = None) -> None:
        """Stand in front of ``fetcher``; the rests of ``memory`` that still run go on. Raises what ``memory`` raises.

        Where there are such rests, ``pacer`` is asked for its time: the event loop has to run.
        """
        self._fetcher = fetcher
        self._pacer = pacer
        self._clock = clock
        self._memory = memory
        self._go_on_resting()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What the fetcher gives in its turn, or a result that tells for how long the host rests.

        After ``stop`` the problem is ``resting`` too, without ``retry_after``.
        """
        origin = web_origin(request.url)
        if origin is None:
            return await self._fetcher.fetch(request)
        ahead = self._pacer.ahead(origin)
        if ahead > LONGEST_QUEUE_SECONDS:
            return _queued(request.url, ahead)
        left = self._pacer.resting(origin)
        if left is None:
            if await self._pacer.turn(origin) == "closed":
                return _unasked(request.url)
            # Somebody before us in the queue may have been sent away.
            left = self._pacer.resting(origin)
        if left is not None:
            return _resting(request.url, left)
        result = await self._fetcher.fetch(request)
        self._heed(result)
        return result

    async def post(self, request: PostRequest) -> FetchResult:
        """Passed through."""
        return await self._fetcher.post(request)

    def stop(self) -> None:
        """Ask nobody any more, as the run is to end: who waits for a turn is answered at once; what runs goes on.

        To be called in the event loop. Posts still pass through.
        """
        self._pacer.close()

    def _go_on_resting(self) -> None:
        if self._memory is None:
            return
        now = self._clock.now()
        for rest in self._memory.rests(now):
            seconds = (rest.until - now).total_seconds()
            # What lies further ahead than any rest was kept by a clock that has gone back since.
            if seconds <= LONGEST_REST_SECONDS:
                self._pacer.rest(rest.host, seconds)

    def _heed(self, result: FetchResult) -> None:
        asked, origin = _rest_asked(result), web_origin(result.final_url)
        if asked is None or origin is None:
            return
        self._pacer.rest(origin, asked)
        left = self._pacer.resting(origin)
        if self._memory is not None and left is not None:
            self._memory.save_rest(HostRest(host_name(origin), self._clock.now() + timedelta(seconds=left)))


def _rest_asked(result: FetchResult) -> float | None:
    if result.status not in _RESTING_STATUSES:
        return None
    # A date counts from the server's own Date, so that no wall clock is needed; without a Date it says nothing.
    asked = retry_after_seconds(result.retry_after, read_http_date(result.served_at) or _END_OF_TIME)
    return REST_AFTER_429_SECONDS if asked is None and result.status == HTTPStatus.TOO_MANY_REQUESTS else asked


def _resting(url: str, left_seconds: float) -> FetchResult:
    seconds = math.ceil(left_seconds)
    detail = f"{shown_origin(url)} asked to be left alone, for another {seconds} seconds"
    return FetchResult(url=url, final_url=url, problem="resting", detail=detail, retry_after=str(seconds))


def _queued(url: str, ahead_seconds: float) -> FetchResult:
    seconds = math.ceil(ahead_seconds)
    detail = f"{shown_origin(url)} is asked at its own pace, and its next turn is {seconds} seconds away"
    return FetchResult(url=url, final_url=url, problem="resting", detail=detail, retry_after=str(seconds))


def _unasked(url: str) -> FetchResult:
    return FetchResult(url=url, final_url=url, problem="resting", detail="the run was asked to end")
