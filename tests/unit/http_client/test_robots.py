from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta

import pytest
from http_server import LoopbackServer, answer, redirect

from monitor.clock import HandClock
from monitor.http_client import PacedFetcher, Pacer, RobotsGate, WebFetcher
from monitor.records import FetchRequest, PostRequest, RobotsText

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
AGENT = "test-monitor/1.0 (+https://desk.example)"
CLOSED = "User-agent: *\nDisallow: /\n"
RULES = b"User-agent: test-monitor\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n"


class Memory:
    """Keeps what hosts say beyond the life of a gate."""

    def __init__(self, *kept: RobotsText) -> None:
        """Begin with these."""
        self.kept = {robots.origin: robots for robots in kept}

    def robots(self, origin: str) -> RobotsText | None:
        """What was kept last."""
        return self.kept.get(origin)

    def save_robots(self, robots: RobotsText) -> None:
        """Keep it."""
        self.kept[robots.origin] = robots


class StandingStopwatch:
    """Time that does not pass."""

    def monotonic(self) -> float:
        """Always the same moment."""
        return 1000.0

    async def sleep(self, seconds: float) -> None:
        """Return at once."""


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands still."""
    return HandClock(NOW)


@pytest.fixture
def gate(fetcher: WebFetcher, clock: HandClock) -> RobotsGate:
    """A gate in front of the fetcher."""
    return RobotsGate(fetcher, AGENT, clock)


def origin(server: LoopbackServer) -> str:
    """The server's own, as robots.txt is kept under it."""
    return server.url("/").removesuffix("/")


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

    result = await gate.post(PostRequest(server.url("/hook"), b"{}"))

    assert result.problem is None
    assert server.paths_asked() == ["/hook"]


async def test_bad_address_is_left_to_the_fetcher(gate: RobotsGate) -> None:
    """An address that is none is refused as such, without a robots.txt."""
    result = await gate.fetch(FetchRequest("http://[/"))

    assert result.problem == "bad_url"


async def test_robots_txt_is_kept_for_a_day(server: LoopbackServer, fetcher: WebFetcher, clock: HandClock) -> None:
    """A second gate with the same memory does not ask again before a day has passed."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": answer(b"words")}
    memory, request = Memory(), FetchRequest(server.url("/open"))

    await RobotsGate(fetcher, AGENT, clock, memory).fetch(request)
    clock.advance(timedelta(hours=23))
    await RobotsGate(fetcher, AGENT, clock, memory).fetch(request)
    within_a_day = server.paths_asked().count("/robots.txt")
    clock.advance(timedelta(hours=1))
    await RobotsGate(fetcher, AGENT, clock, memory).fetch(request)

    assert (within_a_day, server.paths_asked().count("/robots.txt")) == (1, 2)
    assert memory.robots(origin(server)) == RobotsText(origin(server), NOW + timedelta(days=1), 200, RULES.decode())


async def test_a_long_lived_gate_asks_again_each_day(
    server: LoopbackServer, gate: RobotsGate, clock: HandClock
) -> None:
    """What the outlet forbids today holds today, also without a memory."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": answer(b"words")}
    before = await gate.fetch(FetchRequest(server.url("/open")))
    server.routes["/robots.txt"] = answer(CLOSED.encode())
    clock.advance(timedelta(days=1))

    after = await gate.fetch(FetchRequest(server.url("/open")))

    assert (before.problem, after.problem) == (None, "robots")


async def test_what_was_kept_by_a_later_clock_is_asked_for_again(
    server: LoopbackServer, fetcher: WebFetcher, clock: HandClock
) -> None:
    """A copy from the future, by a clock that has gone back since, is not trusted for years."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": answer(b"words")}
    memory = Memory(RobotsText(origin(server), NOW + timedelta(days=400), 200, CLOSED))

    result = await RobotsGate(fetcher, AGENT, clock, memory).fetch(FetchRequest(server.url("/open")))

    assert result.body == b"words"


async def test_missing_robots_txt_is_kept_too(server: LoopbackServer, fetcher: WebFetcher, clock: HandClock) -> None:
    """That there is none is known for a day as well."""
    server.routes |= {"/open": answer(b"words")}
    memory = Memory()

    await RobotsGate(fetcher, AGENT, clock, memory).fetch(FetchRequest(server.url("/open")))

    assert memory.robots(origin(server)) == RobotsText(origin(server), NOW, 404)


async def test_robots_txt_redirected_without_end_allows_all(
    server: LoopbackServer, fetcher: WebFetcher, clock: HandClock
) -> None:
    """A robots.txt that leads nowhere forbids nothing, and is kept as one that is not there."""
    server.routes |= {"/robots.txt": redirect("/robots.txt"), "/open": answer(b"words")}
    memory = Memory()

    result = await RobotsGate(fetcher, AGENT, clock, memory).fetch(FetchRequest(server.url("/open")))

    assert result.body == b"words"
    assert memory.robots(origin(server)) == RobotsText(origin(server), NOW, 302)


@pytest.mark.parametrize("days", [1, 7])
@pytest.mark.parametrize("status", [500, 503, 429])
async def test_an_older_robots_txt_holds_while_the_host_gives_none(
    server: LoopbackServer, fetcher: WebFetcher, clock: HandClock, days: int, status: int
) -> None:
    """For a week beyond its day the last known one is obeyed, and stays kept as it was."""
    server.routes |= {"/robots.txt": answer(status=status), "/open": answer(b"words")}
    kept = RobotsText(origin(server), NOW - timedelta(days=days), 200, RULES.decode())
    memory = Memory(kept)
    gate = RobotsGate(fetcher, AGENT, clock, memory)

    results = [await gate.fetch(FetchRequest(server.url(path))) for path in ("/closed", "/open")]

    assert [result.problem for result in results] == ["robots", None]
    assert memory.kept == {origin(server): kept}


async def test_a_robots_txt_is_too_old_in_the_end(
    server: LoopbackServer, fetcher: WebFetcher, clock: HandClock
) -> None:
    """After eight days without an answer nothing is known any more, and nothing is fetched."""
    server.routes |= {"/robots.txt": answer(status=500), "/open": answer(b"words")}
    memory = Memory(RobotsText(origin(server), NOW - timedelta(days=8), 200, RULES.decode()))

    result = await RobotsGate(fetcher, AGENT, clock, memory).fetch(FetchRequest(server.url("/open")))

    assert (result.problem, result.status) == ("http_status", 500)


async def test_a_failure_is_not_kept(server: LoopbackServer, fetcher: WebFetcher, clock: HandClock) -> None:
    """A robots.txt that could not be read is asked for once by this gate, and again by the next one."""
    server.routes |= {"/robots.txt": answer(status=500), "/open": answer(b"words")}
    memory, request = Memory(), FetchRequest(server.url("/open"))
    gate = RobotsGate(fetcher, AGENT, clock, memory)
    for _ in range(3):
        await gate.fetch(request)
    asked = server.paths_asked().count("/robots.txt")
    server.routes["/robots.txt"] = answer(RULES)

    result = await RobotsGate(fetcher, AGENT, clock, memory).fetch(request)

    assert (asked, result.body) == (1, b"words")


async def test_crawl_delay_goes_to_the_pacer(server: LoopbackServer, fetcher: WebFetcher, clock: HandClock) -> None:
    """The delay that the host asks of our name is told before its page is asked for."""
    server.routes |= {"/robots.txt": answer(b"User-agent: test-monitor\nCrawl-delay: 7\n"), "/open": answer(b"words")}
    told: list[tuple[str, float]] = []

    class ListeningPacer(Pacer):
        def slow_down(self, origin: str, seconds: float) -> None:
            told.append((origin, seconds))

    await RobotsGate(fetcher, AGENT, clock, pacer=ListeningPacer(0.0)).fetch(FetchRequest(server.url("/open")))

    assert told == [(origin(server), 7.0)]


async def test_a_resting_host_is_told_as_resting(server: LoopbackServer, fetcher: WebFetcher, clock: HandClock) -> None:
    """A rest is no failure of robots.txt: it is told as what it is, and forgotten when it is over."""
    server.routes |= {"/robots.txt": answer(RULES), "/open": answer(b"words")}
    pacer = Pacer(0.0, StandingStopwatch())
    gate = RobotsGate(PacedFetcher(fetcher, pacer, clock), AGENT, clock, pacer=pacer)
    pacer.rest(origin(server), 60)

    result = await gate.fetch(FetchRequest(server.url("/open")))

    assert (result.problem, result.retry_after, result.url) == ("resting", "60", server.url("/open"))
    assert "robots.txt" not in result.detail
    assert server.paths_asked() == []
