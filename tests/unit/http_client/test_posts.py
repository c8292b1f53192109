"""Posts: they wait for no fetch, and for no other post beyond their deadline."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import replace

import httpcore
import pytest
from http_server import Exchange, LoopbackServer, answer, answer_raw, redirect
from virtual_loop import VirtualLoop

from monitor.http_client import FetchLimits, WebFetcher
from monitor.records import FetchRequest, FetchResult, PostRequest

TIGHT = FetchLimits("test-monitor/1.0", total_seconds=5, per_host=1, per_client=1, clients=1)
HOOK = "http://203.0.113.7/hook"


class StuckConnector(httpcore.AsyncNetworkBackend):
    """Begins connections, and makes none."""

    def __init__(self) -> None:
        """No connection was asked for yet."""
        self.asked: list[str] = []

    async def connect_tcp(self, host: str, *_args, **_kwargs) -> httpcore.AsyncNetworkStream:
        """No connection for an hour."""
        self.asked.append(host)
        await asyncio.sleep(3600)
        raise httpcore.ConnectError


async def test_a_post_waits_for_no_fetch(server: LoopbackServer) -> None:
    """Where fetches hold every place, at the same host too, a post goes out at once."""
    asked, posted = threading.Event(), threading.Event()

    def wait_for_the_post(exchange: Exchange) -> None:
        asked.set()
        posted.wait(8)
        answer(b"words")(exchange)

    server.routes |= {"/feed": wait_for_the_post, "/hook": answer(b"taken")}
    async with WebFetcher(replace(TIGHT, total_seconds=9)) as fetcher:
        fetches = [asyncio.create_task(fetcher.fetch(FetchRequest(server.url("/feed")))) for _ in range(5)]
        await asyncio.to_thread(asked.wait, 8)
        taken = await fetcher.post(PostRequest(server.url("/hook"), b"{}"))
        posted.set()
        results = await asyncio.gather(*fetches)

    assert b"taken" == taken.body
    assert ["/feed", "/hook"] == server.paths_asked()[:2]
    assert {b"words"} == {one.body for one in results}


async def _post_beside(others: int, connector: StuckConnector) -> tuple[FetchResult, float]:
    """A post that comes three seconds after so many others, and how long it took in the loop's own time."""
    clock = asyncio.get_running_loop().time
    async with WebFetcher(TIGHT, connector=connector) as fetcher:
        before = [asyncio.create_task(fetcher.post(PostRequest(HOOK, b"{}"))) for _ in range(others)]
        await asyncio.sleep(3)
        began_at = clock()
        result = await fetcher.post(PostRequest(HOOK, b"{}"))
        taken_seconds = clock() - began_at
        await asyncio.gather(*before)
    return result, taken_seconds


@pytest.mark.parametrize("others", [0, 1, 5])
def test_the_deadline_of_a_post_covers_its_wait(others: int) -> None:
    """However many posts stand before it at a host that does not answer, a post is told so in its time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        result, taken_seconds = runner.run(_post_beside(others, StuckConnector()))

    assert ("timeout", 5.0) == (result.problem, pytest.approx(taken_seconds))


async def test_a_post_goes_no_further_than_a_fetch(server: LoopbackServer, limits: FetchLimits) -> None:
    """The check of the address, the allowed ports and the refusal of redirects hold for posts as well."""
    server.routes |= {"/hook": redirect("/taken"), "/taken": answer(b"taken")}
    guarded = replace(limits, reach="public")
    near = replace(guarded, allow_networks=("127.0.0.1/32",), ports=(1,))
    open_to = replace(near, ports=(server.port,))
    request = PostRequest(server.url("/hook"), b"{}")

    results = []
    for one in (guarded, near, open_to):
        async with WebFetcher(one) as fetcher:
            results.append(await fetcher.post(request))

    assert ["forbidden_address", "forbidden_address", "http_status"] == [one.problem for one in results]
    assert ["/hook"] == server.paths_asked()


@pytest.mark.parametrize("status", [200, 500])
async def test_a_post_whose_answer_breaks_off_keeps_its_status(
    server: LoopbackServer, fetcher: WebFetcher, status: int
) -> None:
    """The status came, and with it whether the message was taken."""
    server.routes["/hook"] = answer_raw(f"HTTP/1.1 {status} x\r\nContent-Length: 9\r\n\r\ntak".encode())

    result = await fetcher.post(PostRequest(server.url("/hook"), b"{}"))

    assert (status, "protocol") == (result.status, result.problem)


async def test_a_post_waits_for_no_name_of_a_feed(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the names of feeds find no answer, in whatever number, the name of a post is looked up at once."""
    known, answered = socket.getaddrinfo, threading.Event()

    def look_up(host: str, *args, **options):
        if host.endswith(".slow"):
            answered.wait(8)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return known(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    server.routes |= {"/hook": answer(b"taken")}
    limits = replace(TIGHT, total_seconds=9, clients=4, per_client=10)
    async with WebFetcher(limits) as fetcher:
        asking = [asyncio.create_task(fetcher.fetch(FetchRequest(f"http://feed{n}.slow/rss"))) for n in range(40)]
        await asyncio.sleep(0)
        taken = await fetcher.post(PostRequest(server.url("/hook").replace("127.0.0.1", "localhost"), b"{}"))
        answered.set()
        results = await asyncio.gather(*asking)

    assert b"taken" == taken.body
    assert {"connect"} == {one.problem for one in results}
