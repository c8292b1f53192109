"""The fetcher: conditional GETs and JSON posts, each bounded in time, bytes, redirects and connections."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpcore
import httpx
import stamina

from monitor.http_client.addresses import check_address, check_step, shown_origin
from monitor.http_client.answers import answered, check_status, conditions, failed, origin_of, status_detail
from monitor.http_client.bodies import read_body
from monitor.http_client.codings import ACCEPT_ENCODING
from monitor.http_client.failures import FAILURES, explain_failure
from monitor.http_client.limits import FetchLimits
from monitor.http_client.places import Places
from monitor.http_client.refusals import RefusedError
from monitor.http_client.transports import Resolver, SystemResolver, make_transport
from monitor.records import FetchRequest, FetchResult, PostRequest

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5"
_PERMANENT_REDIRECTS = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
_WALL_STATUSES = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE},
)
"""Statuses under which walls against robots show their pages."""

_MOST_REFUSAL_BYTES = 200_000
"""The page of a wall is smaller. Judgement."""

_POSTS_AT_ONCE = 4
"""Places for posts. Judgement: messages go out one at a time, and a ping or a test of a channel may stand beside."""

_LOOKUPS_AT_ONCE = 16
"""Names of feeds that are looked up at the same time. A judgement: half of the fetches at once, as names are reused."""


class _UnconnectedError(Exception):
    """No connection, which is worth another try; carries its result past the retry and never leaves this module."""

    def __init__(self, result: FetchResult) -> None:
        super().__init__(result.detail)
        self.result = result


class WebFetcher:
    """Implements ``ports.Fetcher`` over HTTP/1.1.

    Environment proxies and ``.netrc`` are ignored, no cookie is kept, no user or password is sent, no body is decoded
    beyond its bounds. Redirects are followed by hand: httpx would read the bodies of the redirecting answers without a
    bound. Every connection, of gets, redirects and posts alike, is checked by ``limits.reach`` on the very address that
    is connected to. Posts have places of their own, so that no crowd of fetches holds up an alert.
    """

    def __init__(
        self,
        limits: FetchLimits,
        *,
        resolver: Resolver | None = None,
        connector: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        """Prepare the pools; nothing is connected yet.

        ``resolver`` finds the addresses of names, the operating system's by default. ``connector`` opens connections to
        addresses that have passed the check; it is never given a name.
        """
        self._limits = limits
        # Names of feeds are looked up in threads of their own: a dead name server must not hold up an alert's name.
        self._threads = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, thread_name_prefix="lookup")
        fetches, posts = resolver or SystemResolver(self._threads), resolver or SystemResolver()
        connector = connector or httpcore.AnyIOBackend()
        tls = httpx.create_ssl_context(trust_env=False)

        def make_places(clients: int, per_client: int, resolver: Resolver) -> Places:
            bounds = replace(limits, clients=clients, per_client=per_client)
            pools = [_make_client(bounds, make_transport(tls, bounds, resolver, connector)) for _ in range(clients)]
            return Places(pools, per_host=limits.per_host, per_client=per_client)

        self._places = make_places(limits.clients, limits.per_client, fetches)
        self._post_places = make_places(1, _POSTS_AT_ONCE, posts)

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection; the fetcher cannot be used afterwards."""
        await self._places.aclose()
        await self._post_places.aclose()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Get one address, following redirects.

        A 304 counts as unchanged. Where there is no connection, it is tried once more within the deadline. Whoever
        answered is not asked a second time, not even after a 503: it would come without a pause, and the next poll is
        the retry.
        """
        headers = {"Accept": _ACCEPT} | conditions(request)
        async with self._places.take(request.url) as client:

            async def get() -> FetchResult:
                asked = client.build_request("GET", request.url, headers=headers)
                check_address(asked.url)
                return await self._get_persistently(client, asked)

            return await self._bounded(request.url, get)

    async def post(self, request: PostRequest) -> FetchResult:
        """Post a body once. ``problem`` is None for any 2xx whose body came whole; a redirect is not followed.

        It waits for other posts alone, and its deadline covers that wait, so that a message is answered in its time.
        Where the body of the answer breaks on the way, ``status`` is what came.
        """
        headers = {"Accept": "*/*", "Content-Type": request.content_type, **request.headers}

        async def post_in_place() -> FetchResult:
            async with self._post_places.take(request.url) as client:
                asked = client.build_request("POST", request.url, content=request.body, headers=headers)
                check_address(asked.url)
                return await self._post_once(client, asked)

        return await self._bounded(request.url, post_in_place)

    async def _bounded(self, url: str, exchange: Callable[[], Awaitable[FetchResult]]) -> FetchResult:
        try:
            async with asyncio.timeout(self._limits.total_seconds):
                return replace(await exchange(), url=url)
        except TimeoutError:
            detail = f"{shown_origin(url)} gave no whole answer within {self._limits.total_seconds:g} seconds"
            return failed(url, "timeout", detail)
        except FAILURES as failure:
            problem, sentence = explain_failure(failure)
            return failed(url, problem, f"{shown_origin(url)}: {sentence}")

    async def _get_persistently(self, client: httpx.AsyncClient, request: httpx.Request) -> FetchResult:
        wait = self._limits.retry_wait_seconds
        attempts = stamina.retry_context(
            on=_UnconnectedError,
            attempts=self._limits.attempts,
            timeout=None,
            wait_initial=wait,
            wait_max=2 * wait,
            wait_jitter=wait,
        )
        try:
            async for attempt in attempts:
                with attempt:
                    return await self._get_once(client, request)
        except _UnconnectedError as last:
            return last.result
        raise AssertionError  # pragma: no cover - the attempts end in one of the two returns

    async def _get_once(self, client: httpx.AsyncClient, request: httpx.Request) -> FetchResult:
        url, current = str(request.url), request
        passed: list[int] = []
        try:
            while len(passed) <= self._limits.max_redirects:
                response = await client.send(current, stream=True)
                try:
                    check_status(response)
                    if response.next_request is None:
                        return _with_move(await self._read_answer(url, response), passed)
                    check_step(current.url, response.next_request.url)
                    current = response.next_request
                    passed.append(response.status_code)
                finally:
                    await response.aclose()
        except FAILURES as failure:
            problem, sentence = explain_failure(failure)
            result = failed(url, problem, f"{shown_origin(str(current.url))}: {sentence}")
            unconnected = isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout)
            if unconnected and problem in ("connect", "timeout") and not passed:
                raise _UnconnectedError(result) from None
            return result
        target = shown_origin(str(current.url))
        return failed(url, "redirect_loop", f"more than {self._limits.max_redirects} redirects, the last to {target}")

    async def _read_answer(self, url: str, response: httpx.Response) -> FetchResult:
        if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return await self._read_body(url, response)
        body = await self._read_refusal(response)
        return answered(url, response, body=body, problem="http_status", detail=status_detail(response))

    async def _read_refusal(self, response: httpx.Response) -> bytes:
        """What a server says with a refusal, by which walls against robots are known; nothing where that fails."""
        if response.status_code not in _WALL_STATUSES:
            return b""
        bound = min(_MOST_REFUSAL_BYTES, self._limits.max_decoded_bytes)
        limits = replace(self._limits, max_raw_bytes=bound, max_decoded_bytes=bound)
        try:
            return await read_body(response.aiter_raw(), response.headers.get("Content-Encoding", ""), limits)
        except (RefusedError, *FAILURES):
            return b""

    async def _post_once(self, client: httpx.AsyncClient, request: httpx.Request) -> FetchResult:
        response = await client.send(request, stream=True)
        try:
            check_status(response)
            result = await self._read_post_answer(str(request.url), response)
        finally:
            await response.aclose()
        if result.problem or response.is_success:
            return result
        return answered(result.url, response, body=result.body, problem="http_status", detail=status_detail(response))

    async def _read_post_answer(self, url: str, response: httpx.Response) -> FetchResult:
        try:
            return await self._read_body(url, response)
        except FAILURES as failure:
            # The status tells whether the message was taken: that is not lost with the rest.
            problem, sentence = explain_failure(failure)
            return answered(url, response, problem=problem, detail=f"{origin_of(response)}: {sentence}")

    async def _read_body(self, url: str, response: httpx.Response) -> FetchResult:
        try:
            coding = response.headers.get("Content-Encoding", "")
            body = await read_body(response.aiter_raw(), coding, self._limits)
        except RefusedError as refused:
            return answered(url, response, problem=refused.problem, detail=f"{origin_of(response)}: {refused}")
        return answered(url, response, body=body)


def _make_client(limits: FetchLimits, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=transport,
        headers={"User-Agent": limits.user_agent, "Accept-Encoding": ACCEPT_ENCODING},
        # Reading has no timeout of its own: one byte a second would never trip it. The deadline covers all.
        timeout=httpx.Timeout(None, connect=limits.connect_seconds),
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
    )


def _with_move(result: FetchResult, statuses: list[int]) -> FetchResult:
    # A temporary redirect on the way may lead elsewhere tomorrow; and what fails is no place to move to.
    if result.problem is None and statuses and _PERMANENT_REDIRECTS.issuperset(statuses):
        return replace(result, moved_to=result.final_url)
    return result
