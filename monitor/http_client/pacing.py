"""Manners towards a host: a pause between two requests, and rest where it asks for it."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from monitor.headers import read_http_date, retry_after_seconds
from monitor.http_client.addresses import shown_origin
from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult

LONGEST_GAP_SECONDS = 30.0
"""No Crawl-delay is obeyed beyond it: a host with a hundred articles would take a day. A judgement."""

LONGEST_REST_SECONDS = 24 * 3600.0
"""No host is left alone for longer, whatever it asked for. A judgement."""

REST_AFTER_429_SECONDS = 60.0
"""The rest after a 429 that does not say how long. A judgement."""

_GAP_JITTER = 0.3
"""A gap is made longer by up to this share, so that no server sees a metronome. A judgement."""

_HOSTS_BEFORE_FORGETTING = 4000
"""Hosts that are remembered before those without a wait are forgotten. A judgement: some hundred bytes each."""

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)

_RESTING_STATUSES = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class Stopwatch(Protocol):
    """Time that only goes forwards, whatever is done to the wall clock."""

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        ...


class LoopStopwatch:
    """The time of the running event loop."""

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        await asyncio.sleep(seconds)


@dataclass(slots=True)
class _Host:
    """When a host may be asked next, until when it rests, and the gap that each of its origins asks for."""

    free_at: float = -math.inf
    rests_until: float = -math.inf
    gaps: dict[str, float] = field(default_factory=dict)


class Pacer:
    """Gives each host its turns, ``gap_seconds`` apart and up to 30 % more; 0 is no pause at all.

    Hosts are paced, not origins: http and https, every port, and the name with and without ``www.`` are nearly always
    one machine, and the limit is there to spare it. Other subdomains are hosts of their own. A turn is reserved when it
    is asked for, so that requests that come together go one after the other, in their order; a turn whose taker was
    cancelled is lost. Nothing is kept beyond the pacer's life.
    """

    def __init__(
        self, gap_seconds: float, stopwatch: Stopwatch | None = None, chance: Callable[[], float] = random.random
    ) -> None:
        """Measure time by ``stopwatch``, the event loop's own where there is none; ``chance`` gives [0, 1)."""
        self._gap_seconds = gap_seconds
        self._stopwatch = stopwatch or LoopStopwatch()
        self._chance = chance
        self._hosts: dict[str, _Host] = {}
        self._most_hosts = _HOSTS_BEFORE_FORGETTING

    async def turn(self, origin: str) -> None:
        """Return when the host's next turn has come."""
        host, now = self._host(origin), self._stopwatch.monotonic()
        begins = max(now, host.free_at)
        gap = max([self._gap_seconds, *host.gaps.values()])
        host.free_at = begins + gap * (1 + _GAP_JITTER * self._chance())
        if begins > now:
            await self._stopwatch.sleep(begins - now)

    def slow_down(self, origin: str, seconds: float) -> None:
        """Keep turns of the origin's host at least so far apart, up to ``LONGEST_GAP_SECONDS``; 0 takes the wish back.

        Of the wishes of several origins at one host the longest holds. They are forgotten with the host when many
        hosts are known: tell them before each turn.
        """
        if seconds > 0:
            self._host(origin).gaps[origin] = min(seconds, LONGEST_GAP_SECONDS)
        elif (host := self._hosts.get(_host_of(origin))) is not None:
            host.gaps.pop(origin, None)

    def rest(self, origin: str, seconds: float) -> None:
        """Let the host rest for so long from now, up to ``LONGEST_REST_SECONDS``; a longer rest stays."""
        host, until = self._host(origin), self._stopwatch.monotonic() + min(seconds, LONGEST_REST_SECONDS)
        host.rests_until = max(host.rests_until, until)

    def resting(self, origin: str) -> float | None:
        """The seconds for which the host still rests, or None where it does not."""
        host = self._hosts.get(_host_of(origin))
        left = host.rests_until - self._stopwatch.monotonic() if host is not None else 0.0
        return left if left > 0 else None

    def _host(self, origin: str) -> _Host:
        if len(self._hosts) >= self._most_hosts:
            self._forget()
        return self._hosts.setdefault(_host_of(origin), _Host())

    def _forget(self) -> None:
        now = self._stopwatch.monotonic()
        self._hosts = {name: host for name, host in self._hosts.items() if max(host.free_at, host.rests_until) > now}
        # Where most hosts wait, they are looked through again only when there are twice as many.
        self._most_hosts = max(_HOSTS_BEFORE_FORGETTING, 2 * len(self._hosts))


class PacedFetcher:
    """Implements ``ports.Fetcher``: waits for the host's turn, and does not ask a host that rests.

    A host rests after a 429 or 503 with Retry-After, and for a minute after a 429 without, for a day at most. Until
    then the answer is the problem ``resting``, with what is left in ``retry_after``. The host that answered rests,
    which after a redirect is another one than was asked; redirects are followed without a turn of their own. Posts
    pass through: channels keep their own pace.
    """

    def __init__(self, fetcher: Fetcher, pacer: Pacer) -> None:
        """Stand in front of ``fetcher``."""
        self._fetcher = fetcher
        self._pacer = pacer

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What the fetcher gives in its turn, or a result that tells for how long the host rests."""
        origin = web_origin(request.url)
        if origin is None:
            return await self._fetcher.fetch(request)
        left = self._pacer.resting(origin)
        if left is None:
            await self._pacer.turn(origin)
            # Somebody before us in the queue may have been sent away.
            left = self._pacer.resting(origin)
        if left is not None:
            return _resting(request.url, left)
        result = await self._fetcher.fetch(request)
        self._heed(result)
        return result

    async def post_json(self, url: str, payload: Mapping[str, object]) -> FetchResult:
        """Passed through."""
        return await self._fetcher.post_json(url, payload)

    def _heed(self, result: FetchResult) -> None:
        asked, origin = _rest_asked(result), web_origin(result.final_url)
        if asked is not None and origin is not None:
            self._pacer.rest(origin, asked)


def web_origin(url: str) -> str | None:
    """``scheme://host:port``, or None for an address that the fetcher refuses anyway."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (f":{port}" if port else "")


def _host_of(origin: str) -> str:
    return (urlsplit(origin).hostname or origin).rstrip(".").removeprefix("www.")


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
