from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from forbidden_addresses import CASES, OUTSIDE, PUBLIC, V4, V6, Attempt
from http_server import Exchange, LoopbackServer, answer, redirect
from recorded_network import Connector, Names

from monitor.http_client import FetchLimits, WebFetcher
from monitor.records import FetchRequest, FetchResult, PostRequest

LIMITS = FetchLimits("test-monitor/1.0", total_seconds=5, attempts=1, clients=1, reach="public")


@dataclass(frozen=True)
class Outpost:
    """A fetcher that reaches the public Internet alone; the only server there is the one of ``OUTSIDE``."""

    fetcher: WebFetcher
    names: Names
    connector: Connector
    runner: asyncio.Runner

    def fetch(self, attempt: Attempt) -> FetchResult:
        """What comes of an attempt; the logs of names and connections begin anew."""
        self.names.known = {OUTSIDE: (PUBLIC,), **attempt.names}
        self.names.turns = {name: list(answers) for name, answers in attempt.turns.items()}
        self.connector.connected.clear()
        return self.runner.run(self.fetcher.fetch(FetchRequest(attempt.url)))


def redirecting(steps: int):
    """Redirects to what the query holds, after ``steps - 1`` redirects on the same host."""

    def route(exchange: Exchange) -> None:
        target = exchange.asked.path.partition("?")[2]
        redirect(target if steps == 1 else f"/one?{target}")(exchange)
        exchange.close()

    return route


@pytest.fixture(scope="module")
def outpost() -> Iterator[Outpost]:
    """One fetcher for all attempts, closed at the end."""
    with LoopbackServer({"/one": redirecting(1), "/two": redirecting(2)}) as server, asyncio.Runner() as runner:
        names, connector = Names(), Connector({PUBLIC: server.port})

        async def opened() -> WebFetcher:
            return WebFetcher(LIMITS, resolver=names, connector=connector)

        fetcher = runner.run(opened())
        yield Outpost(fetcher, names, connector, runner)
        runner.run(fetcher.aclose())


def test_the_table_is_whole() -> None:
    """Forty addresses and more, each in twelve forms and more."""
    assert len(V4 + V6) >= 40
    assert min(sum(case.startswith(f"{address}-") for case in CASES) for address in V4 + V6) >= 12


@pytest.mark.parametrize("attempt", CASES.values(), ids=CASES.keys())
def test_no_form_of_a_forbidden_address_is_connected_to(outpost: Outpost, attempt: Attempt) -> None:
    """However an inside address is written or hidden, nothing but the outside server is ever connected to."""
    result = outpost.fetch(attempt)

    assert (attempt.problem, None, b"") == (result.problem, result.status, result.body)
    assert [(PUBLIC, 80)] * attempt.connected == outpost.connector.connected


@pytest.mark.parametrize("address", V4 + V6)
def test_a_webhook_passes_the_same_check(outpost: Outpost, address: str) -> None:
    """A post to an inside address, by number or by name, connects to nothing."""
    outpost.names.known = {"inside.example": (address,)}
    outpost.connector.connected.clear()
    host = f"[{address}]" if ":" in address else address

    results = [
        outpost.runner.run(outpost.fetcher.post(PostRequest(url, b"{}")))
        for url in (f"http://{host}/hook", "https://inside.example/hook")
    ]

    assert ["forbidden_address"] * 2 == [result.problem for result in results]
    assert outpost.connector.connected == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "http://inside.example/",
            "the host is at 10.1.2.3, not a public address; where it is meant, name its network",
        ),
        ("http://[64:ff9b::a01:203]/", "the host is at 64:ff9b::a01:203 (which stands for 10.1.2.3), not a public"),
        (f"http://{OUTSIDE}:22/", "port 22 is none of 80, 443, 8080, 8443; where it is meant, add it to ports"),
    ],
)
def test_the_detail_names_the_address_and_the_cure(outpost: Outpost, url: str, words: str) -> None:
    """What was refused, and what would allow it, stand in the detail."""
    result = outpost.fetch(Attempt(url, names={"inside.example": ("10.1.2.3",)}))

    assert result.problem == "forbidden_address"
    assert words in result.detail
    assert 'reach = "anywhere" in monitor.toml' in result.detail
    assert outpost.connector.connected == []


@pytest.mark.parametrize("port", [1, 22, 25, 3306, 6379, 8000, 9200, 65535])
@pytest.mark.parametrize("step", ["", f"http://{OUTSIDE}/one?"])
def test_other_ports_are_not_connected_to(outpost: Outpost, port: int, step: str) -> None:
    """A public host is asked at the ports of the web alone, also behind a redirect."""
    result = outpost.fetch(Attempt(f"{step}http://{OUTSIDE}:{port}/"))

    assert result.problem == "forbidden_address"
    assert {one for _, one in outpost.connector.connected} <= {80}


async def test_an_intranet_is_let_in_by_its_network_alone() -> None:
    """With 10.0.0.0/8 on the list, 10.1.2.3 is connected to, bare, by name or by a redirect; no other network is."""
    with LoopbackServer({"/feed": answer(b"words"), "/one": redirecting(1)}) as server:
        names = Names({"inside.example": ("10.1.2.3",), "other.example": ("192.168.0.1",), OUTSIDE: (PUBLIC,)})
        connector = Connector({"10.1.2.3": server.port, PUBLIC: server.port})
        limits = replace(LIMITS, allow_networks=("10.0.0.0/8",))

        async with WebFetcher(limits, resolver=names, connector=connector) as fetcher:
            allowed = [
                await fetcher.fetch(FetchRequest(f"http://{where}/feed"))
                for where in ("10.1.2.3", "inside.example", f"{OUTSIDE}/one?http://10.1.2.3")
            ]
            refused = [
                await fetcher.fetch(FetchRequest(f"http://{where}/feed"))
                for where in ("192.168.0.1", "other.example", "127.0.0.1", "169.254.169.254", "10.1.2.3:22")
            ]

    assert [b"words"] * 3 == [result.body for result in allowed]
    assert ["forbidden_address"] * 5 == [result.problem for result in refused]
    assert {("10.1.2.3", 80), (PUBLIC, 80)} == set(connector.connected)


async def test_reach_anywhere_lifts_addresses_and_ports() -> None:
    """A newsroom that reaches anywhere reaches an inside address at any port."""
    with LoopbackServer({"/feed": answer(b"words")}) as server:
        connector = Connector({"192.168.0.1": server.port})
        limits = replace(LIMITS, reach="anywhere")

        async with WebFetcher(limits, resolver=Names(), connector=connector) as fetcher:
            result = await fetcher.fetch(FetchRequest("http://192.168.0.1:9999/feed"))

    assert (None, b"words") == (result.problem, result.body)
    assert [("192.168.0.1", 9999)] == connector.connected


async def test_a_name_is_resolved_once_and_kept_for_tls_and_host() -> None:
    """One question per connection; the checked address is connected to, and TLS and Host still carry the name."""
    with LoopbackServer({"/feed": answer(b"words")}) as server:
        names = Names(turns={OUTSIDE: [(PUBLIC,), ("127.0.0.1",)]})
        connector = Connector({PUBLIC: server.port})

        async with WebFetcher(LIMITS, resolver=names, connector=connector) as fetcher:
            result = await fetcher.fetch(FetchRequest(f"https://{OUTSIDE}/feed"))

    assert result.body == b"words"
    assert [OUTSIDE] == names.asked
    assert [(PUBLIC, 443)] == connector.connected
    assert [OUTSIDE] == connector.server_names
    assert server.requests[0].headers["host"] == OUTSIDE


async def test_the_next_address_is_tried_where_one_is_out_of_order() -> None:
    """A host whose first address refuses is reached at its second."""
    with LoopbackServer({"/feed": answer(b"words")}) as server:
        names = Names({OUTSIDE: ("2606:4700::1111", PUBLIC)})
        connector = Connector({PUBLIC: server.port})

        async with WebFetcher(LIMITS, resolver=names, connector=connector) as fetcher:
            result = await fetcher.fetch(FetchRequest(f"http://{OUTSIDE}/feed"))

    assert result.body == b"words"
    assert [("2606:4700::1111", 80), (PUBLIC, 80)] == connector.connected


async def test_a_step_down_to_plain_http_is_not_followed() -> None:
    """A redirect from https to http is refused, and the plain address is not connected to."""
    with LoopbackServer({"/feed": redirect(f"http://{OUTSIDE}/plain")}) as server:
        connector = Connector({PUBLIC: server.port})

        async with WebFetcher(LIMITS, resolver=Names({OUTSIDE: (PUBLIC,)}), connector=connector) as fetcher:
            result = await fetcher.fetch(FetchRequest(f"https://{OUTSIDE}/feed"))

    assert result.problem == "forbidden_address"
    assert "a step down to an unprotected connection" in result.detail
    assert [(PUBLIC, 443)] == connector.connected


async def test_a_resolver_that_hangs_meets_the_deadline_of_connecting() -> None:
    """A name whose lookup never ends costs no more than a connection may."""

    class Hanging:
        async def resolve(self, _host: str, _port: int) -> list[ipaddress.IPv4Address]:
            await asyncio.Event().wait()
            return []

    async with WebFetcher(replace(LIMITS, connect_seconds=0.01), resolver=Hanging()) as fetcher:
        result = await fetcher.fetch(FetchRequest(f"http://{OUTSIDE}/feed"))

    assert result.problem == "timeout"
    assert "no connection was made in time" in result.detail


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "2130706433", "0x7f.1", "017700000001", "127.1", "0.0.0.0", "0"),  # noqa: S104
        *("[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[::ffff:7f00:1%25lo]"),
    ],
)
async def test_a_listener_on_this_machine_is_never_touched(host: str) -> None:
    """With the system's own resolver and real sockets, no spelling of loopback reaches a listener there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        port = listener.getsockname()[1]

        async with WebFetcher(replace(LIMITS, ports=(port,))) as fetcher:
            result = await fetcher.fetch(FetchRequest(f"http://{host}:{port}/"))

        assert result.problem == "forbidden_address"
        with pytest.raises(BlockingIOError):
            listener.accept()
