"""The gate that keeps robots.txt: a fetcher in front of a fetcher."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from monitor.http_client.addresses import shown_origin
from monitor.http_client.charsets import decode
from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult

_MAX_RULE_BYTES = 512_000
"""Source: RFC 9309, 2.5: at least 500 kibibytes are to be read; what follows is ignored."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of one host's robots.txt: its parsed rules, or the fetch that failed, or neither: no rules."""

    parsed: Protego | None = None
    failed: FetchResult | None = None


class RobotsGate:
    """Implements ``ports.Fetcher``: fetches what the host's robots.txt allows to ``user_agent``.

    A host's robots.txt is asked for once in the gate's life, so that a gate should live for one cycle. As RFC 9309
    says, a robots.txt that is missing (4xx, or redirected without end) allows all, and one that cannot be read
    (5xx, no connection, no whole answer) forbids all: the result then carries the problem of the robots.txt fetch,
    not ``robots``, since it may pass. An address redirected to is judged once it is known: what came from a forbidden
    one is dropped. Posts pass through: robots.txt is about crawling.
    """

    def __init__(self, fetcher: Fetcher, user_agent: str) -> None:
        """Stand in front of ``fetcher``. Rules are chosen by the product name that begins ``user_agent``."""
        self._fetcher = fetcher
        self._agent = user_agent.partition("/")[0].strip() or "*"
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

    async def post_json(self, url: str, payload: Mapping[str, object]) -> FetchResult:
        """Passed through."""
        return await self._fetcher.post_json(url, payload)

    async def _refusal(self, url: str) -> FetchResult | None:
        origin = _origin(url)
        if origin is None:
            return None
        rules = await self._rules_of(origin)
        if rules.failed is not None:
            detail = (
                f"robots.txt could not be read ({rules.failed.detail}); "
                "until it can, nothing of this host is fetched (RFC 9309, 2.3.1.4)"
            )
            return replace(rules.failed, url=url, final_url=url, body=b"", detail=detail)
        if rules.parsed is None or rules.parsed.can_fetch(url, self._agent):
            return None
        detail = f"robots.txt of {shown_origin(url)} forbids this address to {self._agent}"
        return FetchResult(url=url, final_url=url, problem="robots", detail=detail)

    async def _rules_of(self, origin: str) -> _Rules:
        # Fetches of one host start together: the first asks for its robots.txt, the others wait for the answer.
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._rules:
                self._rules[origin] = _judge(await self._fetcher.fetch(FetchRequest(f"{origin}/robots.txt")))
            return self._rules[origin]


def _judge(result: FetchResult) -> _Rules:
    if result.problem is None:
        return _Rules(parsed=Protego.parse(decode(result.body[:_MAX_RULE_BYTES], result.charset)))
    missing = (
        result.problem == "http_status"
        and result.status is not None
        and HTTPStatus.BAD_REQUEST <= result.status < HTTPStatus.INTERNAL_SERVER_ERROR
    )
    return _Rules() if missing or result.problem == "redirect_loop" else _Rules(failed=result)


def _origin(url: str) -> str | None:
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
