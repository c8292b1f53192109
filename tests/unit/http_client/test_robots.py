from __future__ import annotations

import asyncio
import socket

import pytest
from http_server import LoopbackServer, answer, redirect

from monitor.http_client import RobotsGate, WebFetcher
from monitor.records import FetchRequest

RULES = b"User-agent: test-monitor\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n"


@pytest.fixture
def gate(fetcher: WebFetcher) -> RobotsGate:
    """A gate in front of the fetcher."""
    return RobotsGate(fetcher, "test-monitor/1.0 (+https://desk.example)")


async def test_forbidden_address_is_not_asked_for(server: LoopbackServer, gate: RobotsGate) -> None:
    """What robots.txt forbids to our name gives the problem, and the server never hears of it."""
    server.routes |= {"/robots.txt": answer(RULES), "/closed/x": answer(b"words"), "/open": answer(b"words")}

    closed = await gate.fetch(FetchRequest(server.url("/closed/x")))
    opened = await gate.fetch(FetchRequest(server.url("/open")))

    assert (closed.problem, closed.status) == ("robots", None)
    assert closed.detail == f"robots.txt of http://127.0.0.1:{server.port} forbids this address to test-monitor"
    assert opened.body == b"words"
    assert server.paths_asked() == ["/robots.txt", "/open"]


async def test_robots_txt_is_asked_for_once(server: LoopbackServer, gate: RobotsGate) -> None:
    """Ten fetches that start together ask for robots.txt once."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": answer(b"words")}

    await asyncio.gather(*(gate.fetch(FetchRequest(server.url("/open"))) for _ in range(10)))

    assert server.paths_asked().count("/robots.txt") == 1


@pytest.mark.parametrize("status", [404, 403, 410])
async def test_missing_robots_txt_allows_all(server: LoopbackServer, gate: RobotsGate, status: int) -> None:
    """A robots.txt answered by 4xx forbids nothing."""
    server.routes |= {"/robots.txt": answer(status=status), "/open": answer(b"words")}

    result = await gate.fetch(FetchRequest(server.url("/open")))

    assert result.body == b"words"


async def test_broken_robots_txt_forbids_all(server: LoopbackServer, gate: RobotsGate) -> None:
    """A robots.txt answered by 5xx keeps everything closed, and the detail says so."""
    server.routes |= {"/robots.txt": answer(status=500), "/open": answer(b"words")}

    result = await gate.fetch(FetchRequest(server.url("/open")))

    assert (result.problem, result.status, result.url) == ("http_status", 500, server.url("/open"))
    assert "robots.txt could not be read" in result.detail
    assert "RFC 9309" in result.detail
    assert "/open" not in server.paths_asked()


async def test_unreachable_host_is_told_as_unreachable(gate: RobotsGate) -> None:
    """A host that cannot be reached is told by its connection problem, not as forbidden."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    result = await gate.fetch(FetchRequest(f"http://127.0.0.1:{port}/open"))

    assert result.problem == "connect"


async def test_redirect_into_a_forbidden_part_is_dropped(server: LoopbackServer, gate: RobotsGate) -> None:
    """What a redirect brings from a forbidden address is not handed on."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": redirect("/closed/x"), "/closed/x": answer(b"words")}

    result = await gate.fetch(FetchRequest(server.url("/open")))

    assert (result.problem, result.body, result.url) == ("robots", b"", server.url("/open"))


async def test_post_passes_through(server: LoopbackServer, gate: RobotsGate) -> None:
    """Webhooks are no business of robots.txt."""
    server.routes |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /\n"), "/hook": answer(b"ok")}

    result = await gate.post_json(server.url("/hook"), {"a": 1})

    assert result.problem is None
    assert server.paths_asked() == ["/hook"]


async def test_bad_address_is_left_to_the_fetcher(gate: RobotsGate) -> None:
    """An address that is none is refused as such, without a robots.txt."""
    result = await gate.fetch(FetchRequest("http://[/"))

    assert result.problem == "bad_url"
