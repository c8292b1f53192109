"""The gate that keeps robots.txt: a fetcher in front of a fetcher."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Protocol

from protego import Protego

from monitor.clock import Clock
from monitor.http_client.addresses import shown_origin
from monitor.http_client.charsets import decode
from monitor.http_client.pacing import Pacer, web_origin
from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult, PostRequest, RobotsText

_MAX_RULE_BYTES = 512_000
"""Source: RFC 9309, 2.5: at least 500 kibibytes are to be read; what follows is ignored."""

FRESH_FOR = timedelta(hours=24)
"""How long a robots.txt is kept without asking again. Source: RFC 9309, 2.4."""

STALE_FOR = timedelta(days=7)
"""How much longer an old one serves while the host gives none. A judgement: RFC 9309, 2.4, sets no bound."""


class RobotsMemory(Protocol):
    """Where robots.txt is kept between runs: two methods of ``ports.Store``."""

    def robots(self, origin: str) -> RobotsText | None:
        """A host's robots.txt as last fetched, or None."""
        ...

    def save_robots(self, robots: RobotsText) -> None:
        """Keep a host's robots.txt in place of an older one."""
        ...


class _OwnMemory:
    """Keeps what hosts say for as long as it lives itself."""

    def __init__(self) -> None:
        self._kept: dict[str, RobotsText] = {}

    def robots(self, origin: str) -> RobotsText | None:
        return self._kept.get(origin)

    def save_robots(self, robots: RobotsText) -> None:
        self._kept[robots.origin] = robots


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of one host's robots.txt: its parsed rules, or the fetch that failed, or neither: no rules.

    From ``asked_at`` on it is known for a day.
    """

    asked_at: datetime
    parsed: Protego | None = None
    failed: FetchResult | None = None


class RobotsGate:
    """Implements ``ports.Fetcher``: fetches what the host's robots.txt allows to ``user_agent``.

    A host's robots.txt is asked for once a day. ``memory`` keeps it between runs; without one the gate keeps it for its
    own life. As RFC 9309 says, one that is missing (4xx, or redirected without end) allows all, and one that cannot be
    read (5xx, no connection, no whole answer) forbids all: the result then carries the problem of the robots.txt fetch,
    not ``robots``, since it may pass. 429 is taken for the latter: it says nothing of the file. Where an older one is
    at hand, that one holds for seven more days instead. Such a failure is remembered by the gate alone, for its life
    but a day at most; where the host rests it is not remembered at all.

    Its Crawl-delay is told to ``pacer``, where there is one. An address redirected to is judged once it is known: what
    came from a forbidden one is dropped. Posts pass through: robots.txt is about crawling.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        user_agent: str,
        clock: Clock,
        memory: RobotsMemory | None = None,
        pacer: Pacer | None = None,
    ) -> None:
        """Stand in front of ``fetcher``. Rules are chosen by the product name that begins ``user_agent``."""
        self._fetcher = fetcher
        self._agent = user_agent.partition("/")[0].strip() or "*"
        self._clock = clock
        self._memory = memory if memory is not None else _OwnMemory()
        self._pacer = pacer
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What the fetcher gives, or a result that tells why nothing was asked for."""
        refusal = await self._refusal(request.url)
        if refusal is not None:
            return refusal
        result = await self._fetcher.fetch(request)
        if result.problem is not None or result.final_url == request.url:
            return result
        refusal = await self._refusal(result.final_url)
        return result if refusal is None else replace(refusal, url=request.url)

    async def post(self, request: PostRequest) -> FetchResult:
        """Passed through."""
        return await self._fetcher.post(request)

    async def _refusal(self, url: str) -> FetchResult | None:
        origin = web_origin(url)
        if origin is None:
            return None
        rules = await self._rules_of(origin)
        if rules.failed is not None:
            return _unread(rules.failed, url)
        if rules.parsed is None or rules.parsed.can_fetch(url, self._agent):
            self._tell_delay(origin, rules)
            return None
        detail = f"robots.txt of {shown_origin(url)} forbids this address to {self._agent}"
        return FetchResult(url=url, final_url=url, problem="robots", detail=detail)

    def _tell_delay(self, origin: str, rules: _Rules) -> None:
        if self._pacer is not None:
            delay = rules.parsed.crawl_delay(self._agent) if rules.parsed is not None else None
            self._pacer.slow_down(origin, delay or 0)

    async def _rules_of(self, origin: str) -> _Rules:
        # Fetches of one host start together: the first asks for its robots.txt, the others wait for the answer.
        async with self._locks.setdefault(origin, asyncio.Lock()):
            known = self._rules.get(origin)
            if known is not None and _is_younger(known.asked_at, FRESH_FOR, self._clock.now()):
                return known
            rules = await self._learn(origin)
            if rules.failed is None or rules.failed.problem != "resting":
                self._rules[origin] = rules
            return rules

    async def _learn(self, origin: str) -> _Rules:
        kept = self._memory.robots(origin)
        if kept is not None and _is_younger(kept.fetched_at, FRESH_FOR, self._clock.now()):
            return _parse(kept, kept.fetched_at)
        result = await self._fetcher.fetch(FetchRequest(f"{origin}/robots.txt"))
        now = self._clock.now()
        robots = _read(origin, result, now)
        if robots is not None:
            self._memory.save_robots(robots)
            return _parse(robots, now)
        if kept is not None and _is_younger(kept.fetched_at, FRESH_FOR + STALE_FOR, now):
            return _parse(kept, now)
        return _Rules(now, failed=result)


def _is_younger(at: datetime, age: timedelta, now: datetime) -> bool:
    # What lies ahead was dated by a clock that has gone back since: its age is not known.
    return timedelta(0) <= now - at < age


def _parse(robots: RobotsText, asked_at: datetime) -> _Rules:
    return _Rules(asked_at, parsed=Protego.parse(robots.text) if robots.text else None)


def _read(origin: str, result: FetchResult, now: datetime) -> RobotsText | None:
    """What an answer says of a host's robots.txt; None where it says nothing, as a server error does."""
    if result.problem is None:
        text = decode(result.body[:_MAX_RULE_BYTES], result.charset)
        return RobotsText(origin, now, result.status or HTTPStatus.OK, text)
    if result.problem == "redirect_loop":
        return RobotsText(origin, now, result.status or HTTPStatus.FOUND)
    if result.problem == "http_status" and result.status is not None and _is_missing(result.status):
        return RobotsText(origin, now, result.status)
    return None


def _is_missing(status: int) -> bool:
    client_error = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return client_error and status != HTTPStatus.TOO_MANY_REQUESTS


def _unread(failed: FetchResult, url: str) -> FetchResult:
    if failed.status is None:  # nobody was reached: what was asked for makes no difference
        return replace(failed, url=url, final_url=url)
    detail = (
        f"robots.txt could not be read ({failed.detail}); "
        "until it can, nothing of this host is fetched (RFC 9309, 2.3.1.4)"
    )
    return replace(failed, url=url, final_url=url, body=b"", detail=detail)
