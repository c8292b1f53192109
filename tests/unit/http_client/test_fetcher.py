from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import replace

import httpcore
import pytest
from http_server import (
    Exchange,
    LoopbackServer,
    answer,
    answer_by_etag,
    answer_in_turn,
    answer_raw,
    break_off_after,
    hang_after,
    redirect,
    stream,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client import FetchLimits, WebFetcher
from monitor.records import FetchRequest, FetchResult, PostRequest


class StumblingConnector(httpcore.AnyIOBackend):
    """Fails at the first connection, and makes those that come after."""

    def __init__(self) -> None:
        """No connection was asked for yet."""
        self._asked = 0

    async def connect_tcp(self, *args, **kwargs) -> httpcore.AsyncNetworkStream:
        """A connection, but for the first."""
        self._asked += 1
        if self._asked == 1:
            raise httpcore.ConnectError
        return await super().connect_tcp(*args, **kwargs)


async def test_answer_is_given_with_its_headers(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A plain answer comes back whole, its media type and charset told apart."""
    headers = {"ETag": '"a1"', "Last-Modified": "Wed, 04 Nov 2026 10:00:00 GMT"}
    server.routes["/feed"] = answer(b"words", content_type="Text/XML; charset='windows-1256'", headers=headers)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result == FetchResult(
        url=server.url("/feed"),
        final_url=server.url("/feed"),
        status=200,
        body=b"words",
        content_type="text/xml",
        charset="windows-1256",
        etag='"a1"',
        last_modified="Wed, 04 Nov 2026 10:00:00 GMT",
    )
    assert server.requests[0].headers["user-agent"] == "test-monitor/1.0"
    assert server.requests[0].headers["accept-encoding"] == "gzip, deflate"


async def test_validators_make_the_request_conditional(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A second request with the ETag of the first is answered by 304 and counts as unchanged."""
    server.routes["/feed"] = answer_by_etag(b"words", '"a1"')
    first = await fetcher.fetch(FetchRequest(server.url("/feed")))

    second = await fetcher.fetch(FetchRequest(server.url("/feed"), etag=first.etag, last_modified="yesterday"))

    assert second.unchanged
    assert second.problem is None
    assert second.body == b""
    assert server.requests[1].headers["if-modified-since"] == "yesterday"


async def test_validators_that_fit_no_header_are_left_out(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """An ETag of letters outside ASCII, or with a line break, does not spoil the request."""
    server.routes["/feed"] = answer(b"words")

    result = await fetcher.fetch(FetchRequest(server.url("/feed"), etag='"نص"', last_modified="a\r\nX-Evil: 1"))

    assert result.body == b"words"
    assert "if-none-match" not in server.requests[0].headers
    assert "x-evil" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "answered 404 Not Found"), (410, "answered 410 Gone"), (403, "403 Forbidden"), (599, "answered 599")],
)
async def test_other_statuses_are_problems(
    server: LoopbackServer, fetcher: WebFetcher, status: int, words: str
) -> None:
    """A status other than 200 and 304 is named, and is not tried again."""
    server.routes["/feed"] = answer(b"no", status=status)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.status) == ("http_status", status)
    assert words in result.detail
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        (403, {}, b"Just a moment"),
        (429, {"Retry-After": "5"}, b"Just a moment"),
        (403, {"Content-Encoding": "gzip"}, b""),
        (404, {}, b""),
    ],
    ids=["forbidden", "too many", "broken", "missing"],
)
async def test_page_of_a_refusal_is_kept_where_it_may_be_a_wall(
    server: LoopbackServer, fetcher: WebFetcher, status: int, headers: dict[str, str], kept: bytes
) -> None:
    """The body of a refusal under which walls stand is kept, if it can be had; it changes nothing of the problem."""
    server.routes["/feed"] = answer(b"Just a moment", status=status, headers=headers)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert ("http_status", status, kept) == (result.problem, result.status, result.body)


async def test_body_of_fifty_megabytes_is_refused_by_its_size(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A body far beyond the bound is dropped while it is read, and the bound is named."""
    server.routes["/feed"] = stream(lambda: (bytes(100_000) for _ in range(500)))

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.body) == ("too_large", b"")
    assert "200,000 bytes" in result.detail


async def test_endless_body_is_refused(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A body without an end is left at the bound."""
    server.routes["/feed"] = stream(lambda: iter(lambda: b"x" * 50_000, b""))

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == "too_large"


async def test_slow_body_meets_the_deadline(server: LoopbackServer, limits: FetchLimits) -> None:
    """A server that falls silent in mid-body is left at the deadline."""
    server.routes["/feed"] = hang_after(b"<rss>")

    async with WebFetcher(replace(limits, total_seconds=0.2)) as fetcher:
        result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == "timeout"
    assert result.detail == f"http://127.0.0.1:{server.port} gave no whole answer within 0.2 seconds"


async def test_server_that_never_answers_meets_the_deadline(limits: FetchLimits) -> None:
    """A connection that is accepted and never answered is left at the deadline."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        async with WebFetcher(replace(limits, total_seconds=0.2)) as fetcher:
            result = await fetcher.fetch(FetchRequest(url))

    assert result.problem == "timeout"


async def test_answer_broken_off_is_a_problem(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A body shorter than its Content-Length is not taken for whole."""
    server.routes["/feed"] = break_off_after(b"<rss>")

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.body) == ("protocol", b"")


@pytest.mark.parametrize(
    "garbage", [b"\x00\x01\x02\x03", b"SSH-2.0-nobody\r\n", b"HTTP/1.1 200 OK\r\nBroken\r\n\r\n", b"HTTP/1.1 200"]
)
async def test_answer_that_is_no_http_is_a_problem(server: LoopbackServer, fetcher: WebFetcher, garbage: bytes) -> None:
    """Bytes that are no HTTP answer are named as such."""
    server.routes["/feed"] = answer_raw(garbage)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == "protocol"
    assert "the server broke the rules of HTTP" in result.detail


async def test_refused_connection_is_named(limits: FetchLimits) -> None:
    """Where nothing listens, the result says that the connection was refused."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    async with WebFetcher(limits) as fetcher:
        result = await fetcher.fetch(FetchRequest(f"http://127.0.0.1:{port}/"))

    assert result.problem == "connect"
    assert "Connection refused" in result.detail


async def test_plain_http_under_https_is_a_tls_problem(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A server that does not speak TLS is named as a TLS failure."""
    result = await fetcher.fetch(FetchRequest(server.url("/").replace("http://", "https://")))

    assert result.problem == "tls"
    assert "no secure connection" in result.detail


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_no_answer_makes_for_a_second_request(server: LoopbackServer, fetcher: WebFetcher, status: int) -> None:
    """A server in trouble is asked once, without a wait named or with one: the next poll is the retry."""
    server.routes["/feed"] = answer_in_turn(answer(status=status), answer(b"words"))

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.status) == ("http_status", status)
    assert len(server.requests) == 1


async def test_connection_that_fails_is_tried_once_more(server: LoopbackServer, limits: FetchLimits) -> None:
    """A connection that was not made costs the host no request: the second try brings the answer."""
    server.routes["/feed"] = answer(b"words")

    async with WebFetcher(limits, connector=StumblingConnector()) as fetcher:
        result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.body == b"words"
    assert len(server.requests) == 1


async def test_redirect_to_a_dead_end_is_asked_for_once(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """Where the place that a redirect leads to takes no connection, the redirecting host is not asked again."""
    server.routes["/feed"] = redirect("http://127.0.0.1:1/feed")

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == "connect"
    assert len(server.requests) == 1


async def test_server_that_names_a_wait_is_not_tried_again(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A 503 with Retry-After is handed on with it: the wait is the caller's to plan."""
    server.routes["/feed"] = answer(status=503, headers={"Retry-After": "120"})

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.status, result.retry_after) == (503, "120")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "url",
    [
        *("", "feed", "/feed", "//host/x", "http://", "http:///x", "http://[::1", "http://h:99999/", "http://h:abc/"),
        *("file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "mailto:a@b.example", "http://a b/"),
        *("http://127.0.0.1\n.example/", "http://\x00/", "http://" + "a" * 70 + ".example/", "http://é" + "é" * 70),
        *("http://..../", "http://\ud800/", "http://127.0.0.1:0/", "http://*/"),
    ],
)
async def test_bad_addresses_are_results(fetcher: WebFetcher, url: str) -> None:
    """An address that cannot be used gives a problem and no exception."""
    result = await fetcher.fetch(FetchRequest(url))

    assert result.problem in ("bad_url", "connect")
    assert result.url == url
    assert result.detail


@settings(deadline=None)
@given(rest=st.text(max_size=60))
def test_no_path_makes_the_fetcher_raise(rest: str) -> None:
    """Whatever follows the host, the fetcher gives a result."""

    async def fetch() -> FetchResult:
        limits = FetchLimits("test-monitor/1.0", attempts=1, clients=1, total_seconds=5)
        async with WebFetcher(limits) as fetcher:
            return await fetcher.fetch(FetchRequest(f"http://127.0.0.1:1/{rest}"))

    assert asyncio.run(fetch()).problem in ("bad_url", "connect")


@pytest.mark.parametrize("path", ["/missing", "/loop", "/big", "/cut", "/bomb"])
async def test_no_detail_shows_a_secret(server: LoopbackServer, fetcher: WebFetcher, path: str) -> None:
    """Path and query of an address stand in no detail."""
    server.routes |= {
        "/loop": redirect("/loop?token=hunter2"),
        "/big": answer(bytes(400_000)),
        "/cut": break_off_after(b"x"),
        "/bomb": answer(b"x", headers={"Content-Encoding": "gzip, gzip"}),
    }
    result = await fetcher.fetch(FetchRequest(f"{server.url(path)}?token=hunter2"))

    assert result.problem is not None
    assert "hunter2" not in result.detail
    assert path not in result.detail


@pytest.mark.parametrize("status", [200, 404, 429, 503])
async def test_headers_of_time_are_handed_on(server: LoopbackServer, fetcher: WebFetcher, status: int) -> None:
    """Cache-Control, Expires, Date and Retry-After come with every answer, whatever its status."""
    told = {"Cache-Control": "max-age=60", "Expires": "0", "Date": "Wed, 04 Nov 2026 10:00:00 GMT", "Retry-After": "9"}
    server.routes["/feed"] = answer(b"words", status=status, headers=told)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert tuple(told.values()) == (result.cache_control, result.expires, result.served_at, result.retry_after)


async def test_unchanged_is_not_believed_unless_asked_for(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A 304 to a request without validators is a fault of the server, not an unchanged feed."""
    server.routes["/feed"] = answer(status=304)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == "protocol"
    assert "304 Not Modified to a request that named no earlier version" in result.detail


@pytest.mark.parametrize(("size", "problem"), [(60_000, None), (65_000, "too_large"), (150_000, "too_large")])
async def test_headers_are_bounded(server: LoopbackServer, fetcher: WebFetcher, size: int, problem: str | None) -> None:
    """Headers of more than 64 kB in all are refused, below and above the bound of the library."""
    server.routes["/feed"] = answer(b"words", headers={f"X-{number}": "x" * 990 for number in range(size // 1_000)})

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.problem == problem


async def test_no_cookie_is_kept(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A cookie set by one answer is not sent with the next request."""
    server.routes["/feed"] = answer(b"words", headers={"Set-Cookie": "who=me; Path=/"})
    await fetcher.fetch(FetchRequest(server.url("/feed")))

    await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert "cookie" not in server.requests[1].headers


async def test_environment_proxy_is_ignored(
    server: LoopbackServer, limits: FetchLimits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy named by the environment gets nothing."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.routes["/feed"] = answer(b"words")

    async with WebFetcher(limits) as fetcher:
        result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert result.body == b"words"


async def test_one_host_gets_no_more_fetches_at_once_than_allowed(server: LoopbackServer, limits: FetchLimits) -> None:
    """Of twelve fetches from one host, never more than two are under way, and waiting breaks no deadline."""
    lock, running, most, gate = threading.Lock(), 0, 0, threading.Barrier(2)

    def route(exchange: Exchange) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        gate.wait(5)
        with lock:
            running -= 1
        answer(b"words")(exchange)

    server.routes["/feed"] = route

    async with WebFetcher(replace(limits, per_host=2)) as fetcher:
        results = await asyncio.gather(*(fetcher.fetch(FetchRequest(server.url("/feed"))) for _ in range(12)))

    assert {result.body for result in results} == {b"words"}
    assert most == 2


async def test_post_sends_its_body_once(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A post carries its bytes and headers as they are, and any 2xx is success."""
    server.routes["/hook"] = answer(b"taken", status=202)

    result = await fetcher.post(PostRequest(server.url("/hook"), b'{"n": 2}', headers={"X-Seal": "wax"}))

    assert (result.problem, result.status, result.body) == (None, 202, b"taken")
    assert server.requests[0].method == "POST"
    assert server.requests[0].headers["content-type"] == "application/json"
    assert server.requests[0].headers["x-seal"] == "wax"
    assert server.requests[0].body == b'{"n": 2}'


@pytest.mark.parametrize("status", [302, 404, 429, 500, 503])
async def test_refused_post_keeps_status_and_body(server: LoopbackServer, fetcher: WebFetcher, status: int) -> None:
    """A post that is not taken is not sent again, follows no redirect, and its answer can be read."""
    server.routes["/hook"] = answer(b"why not", status=status, headers={"Location": "/x", "Retry-After": "3"})

    result = await fetcher.post(PostRequest(server.url("/hook"), b"{}"))

    assert (result.problem, result.status, result.body, result.retry_after) == ("http_status", status, b"why not", "3")
    assert server.paths_asked() == ["/hook"]


def test_bounds_of_nothing_are_refused() -> None:
    """Bounds that would let nothing through, and an unusable name, are errors that name the field."""
    with pytest.raises(ValueError, match="per_host is 0"):
        FetchLimits("test-monitor/1.0", per_host=0)
    with pytest.raises(ValueError, match="user_agent"):
        FetchLimits("مراقب")
    with pytest.raises(ValueError, match="ports has 70000"):
        FetchLimits("test-monitor/1.0", ports=(80, 70_000))
    with pytest.raises(ValueError, match="allow_networks has '10/8'"):
        FetchLimits("test-monitor/1.0", allow_networks=("10/8",))
