from __future__ import annotations

import pytest
from http_server import Exchange, LoopbackServer, answer, redirect

from monitor.http_client import WebFetcher
from monitor.records import FetchRequest


async def test_redirects_are_followed_to_the_end(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A redirect leads to the answer, and the final address is told."""
    server.routes |= {"/old": redirect("/new", status=301), "/new": answer(b"words")}

    result = await fetcher.fetch(FetchRequest(server.url("/old")))

    assert (result.url, result.final_url, result.body) == (server.url("/old"), server.url("/new"), b"words")


async def test_redirect_loop_ends(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A server that redirects in a circle is left after five redirects."""
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}

    result = await fetcher.fetch(FetchRequest(server.url("/a")))

    assert result.problem == "redirect_loop"
    assert "more than 5 redirects" in result.detail
    assert len(server.requests) == 6


async def test_redirecting_answer_is_not_read(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """The endless body of a redirecting answer costs nothing: only its Location counts."""

    def endless(exchange: Exchange) -> None:
        exchange.head(302, {"Location": "/new", "Transfer-Encoding": "chunked"})
        while not exchange.ended.is_set():
            exchange.raw(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    server.routes |= {"/old": endless, "/new": answer(b"words")}

    result = await fetcher.fetch(FetchRequest(server.url("/old")))

    assert result.body == b"words"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
async def test_redirect_away_from_the_web_is_refused(
    server: LoopbackServer, fetcher: WebFetcher, location: str
) -> None:
    """A redirect to a file or another protocol is a bad address."""
    server.routes["/old"] = redirect(location)

    result = await fetcher.fetch(FetchRequest(server.url("/old")))

    assert result.problem == "bad_url"
    assert result.body == b""


async def test_user_and_password_are_neither_sent_nor_shown(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """An address with a user or password is refused, given or redirected to, and no result but its url repeats them."""
    secret = f"http://desk:hunter2@127.0.0.1:{server.port}/feed"
    server.routes |= {"/old": redirect(secret), "/feed": answer(b"words")}

    given = await fetcher.fetch(FetchRequest(secret))
    led = await fetcher.fetch(FetchRequest(server.url("/old")))

    assert ("bad_url", "bad_url") == (given.problem, led.problem)
    assert "hunter2" not in given.detail + repr(led)
    assert server.paths_asked() == ["/old"]


async def test_nothing_secret_goes_to_another_host(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """What a redirecting server sets is not carried to the next one."""
    server.routes["/old"] = answer(status=302, headers={"Location": "/feed", "Set-Cookie": "who=me; Path=/"})
    server.routes["/feed"] = answer(b"words")

    await fetcher.fetch(FetchRequest(server.url("/old")))

    assert {"cookie", "authorization", "referer"}.isdisjoint(server.requests[1].headers)


@pytest.mark.parametrize(
    ("statuses", "moves"),
    [([301], True), ([308], True), ([301, 308], True), ([302], False), ([301, 302], False), ([307, 301], False)],
)
async def test_permanent_redirects_alone_tell_a_move(
    server: LoopbackServer, fetcher: WebFetcher, statuses: list[int], *, moves: bool
) -> None:
    """Where every redirect on the way is permanent, the result says where the address has moved to."""
    for number, status in enumerate(statuses):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}", status=status)
    server.routes[f"/{len(statuses)}"] = answer(b"words")

    result = await fetcher.fetch(FetchRequest(server.url("/0")))

    assert result.body == b"words"
    assert result.moved_to == (server.url(f"/{len(statuses)}") if moves else "")


async def test_a_move_to_nothing_is_no_move(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A permanent redirect to a missing page is not told as a move, nor is an answer without any redirect."""
    server.routes |= {"/old": redirect("/gone", status=301), "/feed": answer(b"words")}

    gone = await fetcher.fetch(FetchRequest(server.url("/old")))
    plain = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert ("", "") == (gone.moved_to, plain.moved_to)
