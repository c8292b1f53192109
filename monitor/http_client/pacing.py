"""Manners towards a host: a pause between two requests, and rest where it asks for it."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

LONGEST_GAP_SECONDS = 30.0
"""No Crawl-delay is obeyed beyond it: a host with a hundred articles would take a day. A judgement."""

LONGEST_REST_SECONDS = 24 * 3600.0
"""No host is left alone for longer, whatever it asked for. A judgement."""

_GAP_JITTER = 0.3
"""A gap is made longer by up to this share, so that no server sees a metronome. A judgement."""

_HOSTS_BEFORE_FORGETTING = 4000
"""Hosts that are remembered before those without a wait are forgotten. A judgement: some hundred bytes each."""

Turn = Literal[
    "come",  # the host may be asked now
    "closed",  # the run is to end: nobody is asked any more
]
"""How the wait for a turn ended."""


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
    cancelled is lost. Nothing is kept beyond the pacer's life. Hosts are named by an origin or by their name alone.
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
        self._waiting: set[asyncio.Timeout] = set()
        self._is_closed = False

    async def turn(self, origin: str) -> Turn:
        """Return when the host's next turn has come, or at once when the pacer is closed."""
        if self._is_closed:
            return "closed"
        host, now = self._host(origin), self._stopwatch.monotonic()
        begins = max(now, host.free_at)
        gap = max([self._gap_seconds, *host.gaps.values()])
        host.free_at = begins + gap * (1 + _GAP_JITTER * self._chance())
        if begins > now:
            return await self._sleep(begins - now)
        return "come"

    def ahead(self, origin: str) -> float:
        """The seconds until the host's next turn, as far as turns are reserved; 0 where it may be asked now."""
        host = self._hosts.get(host_name(origin))
        return max(host.free_at - self._stopwatch.monotonic(), 0.0) if host is not None else 0.0

    def close(self) -> None:
        """End every wait for a turn, and give no turn any more. To be called in the event loop; twice is allowed."""
        if self._is_closed:
            return
        self._is_closed = True
        for patience in self._waiting:
            patience.reschedule(asyncio.get_running_loop().time())

    def slow_down(self, origin: str, seconds: float) -> None:
        """Keep turns of the origin's host at least so far apart, up to ``LONGEST_GAP_SECONDS``; 0 takes the wish back.

        Of the wishes of several origins at one host the longest holds. They are forgotten with the host when many
        hosts are known: tell them before each turn.
        """
        if seconds > 0:
            self._host(origin).gaps[origin] = min(seconds, LONGEST_GAP_SECONDS)
        elif (host := self._hosts.get(host_name(origin))) is not None:
            host.gaps.pop(origin, None)

    def rest(self, origin: str, seconds: float) -> None:
        """Let the host rest for so long from now, up to ``LONGEST_REST_SECONDS``; a longer rest stays."""
        host, until = self._host(origin), self._stopwatch.monotonic() + min(seconds, LONGEST_REST_SECONDS)
        host.rests_until = max(host.rests_until, until)

    def resting(self, origin: str) -> float | None:
        """The seconds for which the host still rests, or None where it does not."""
        host = self._hosts.get(host_name(origin))
        left = host.rests_until - self._stopwatch.monotonic() if host is not None else 0.0
        return left if left > 0 else None

    async def _sleep(self, seconds: float) -> Turn:
        try:
            async with asyncio.timeout(None) as patience:
                self._waiting.add(patience)
                try:
                    await self._stopwatch.sleep(seconds)
                finally:
                    self._waiting.discard(patience)
        except TimeoutError:
            return "closed"
        return "come"

    def _host(self, origin: str) -> _Host:
        if len(self._hosts) >= self._most_hosts:
            self._forget()
        return self._hosts.setdefault(host_name(origin), _Host())

    def _forget(self) -> None:
        now = self._stopwatch.monotonic()
        self._hosts = {name: host for name, host in self._hosts.items() if max(host.free_at, host.rests_until) > now}
        # Where most hosts wait, they are looked through again only when there are twice as many.
        self._most_hosts = max(_HOSTS_BEFORE_FORGETTING, 2 * len(self._hosts))


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


def host_name(origin: str) -> str:
    """The name under which the host of an origin is paced: without ``www.`` and a dot at its end."""
    return (urlsplit(origin).hostname or origin).rstrip(".").removeprefix("www.")
