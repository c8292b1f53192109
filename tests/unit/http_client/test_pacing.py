from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from virtual_stopwatch import VirtualStopwatch

from monitor.http_client import Pacer
from monitor.http_client.pacing import web_origin

LANTERN = "https://lantern.example"
HARBOUR = "https://harbour.example"


async def take(pacer: Pacer, stopwatch: VirtualStopwatch, origin: str) -> float:
    """Wait for a turn, and give the seconds from the beginning to it."""
    await pacer.turn(origin)
    return stopwatch.monotonic() - 1000


@pytest.fixture
def stopwatch() -> VirtualStopwatch:
    """A virtual stopwatch."""
    return VirtualStopwatch()


@pytest.fixture
def pacer(stopwatch: VirtualStopwatch) -> Pacer:
    """Two seconds between turns, without jitter."""
    return Pacer(2.0, stopwatch, lambda: 0.0)


async def test_requests_that_come_together_go_one_by_one(stopwatch, pacer):
    """The first at once, each further one a gap later, in the order in which they came."""
    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(4))) == [0, 2, 4, 6]


async def test_hosts_do_not_wait_for_each_other(stopwatch, pacer):
    """Each host has turns of its own."""
    turns = (take(pacer, stopwatch, origin) for origin in (LANTERN, HARBOUR, LANTERN, HARBOUR))

    assert await stopwatch.run(*turns) == [0, 0, 2, 2]


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        ("http://lantern.example", True),
        ("https://lantern.example:8443", True),
        ("https://www.lantern.example", True),
        ("https://lantern.example.", True),
        ("https://feeds.lantern.example", False),
        ("https://lantern.test", False),
    ],
)
async def test_a_host_is_paced_under_all_its_addresses(stopwatch, pacer, origin, same):
    """Scheme, port and www do not make another host of it; another subdomain does."""
    turns = await stopwatch.run(take(pacer, stopwatch, LANTERN), take(pacer, stopwatch, origin))

    assert turns == [0, 2 if same else 0]


async def test_a_host_that_was_left_alone_is_asked_at_once(stopwatch, pacer):
    """Turns that nobody took are not saved up, and none is waited for."""
    await pacer.turn(LANTERN)
    stopwatch.advance(60)

    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(2))) == [60, 62]


async def test_jitter_makes_gaps_longer(stopwatch):
    """With half of the chance each gap is longer by 15 percent."""
    pacer = Pacer(2.0, stopwatch, lambda: 0.5)

    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(3))) == pytest.approx([0, 2.3, 4.6])


async def test_no_gap_is_no_pause(stopwatch):
    """Where no gap is configured, nobody sleeps."""
    pacer = Pacer(0.0, stopwatch)

    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(3))) == [0, 0, 0]


@pytest.mark.parametrize(("asked", "gap"), [(7, 7), (1, 2), (0, 2), (-5, 2), (30, 30), (1e9, 30), (float("inf"), 30)])
async def test_a_crawl_delay_lengthens_the_gap(stopwatch, pacer, asked, gap):
    """It is obeyed up to half a minute, and never shortens what is configured."""
    pacer.slow_down(LANTERN, asked)

    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(2))) == [0, gap]


async def test_of_two_delays_at_one_host_the_longer_holds(stopwatch, pacer):
    """Both http and https may ask for different delays; one that is taken back holds no longer."""
    pacer.slow_down("http://lantern.example", 9)
    pacer.slow_down(LANTERN, 5)
    before = await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(2)))
    pacer.slow_down("http://lantern.example", 0)
    after = await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(2)))

    assert (before, after) == ([0, 9], [18, 23])


async def test_a_cancelled_turn_does_not_hold_up_the_others(stopwatch, pacer):
    """Who no longer waits leaves a turn unused; the next one comes at its own."""
    await pacer.turn(LANTERN)
    leaving = asyncio.ensure_future(pacer.turn(LANTERN))
    staying = asyncio.ensure_future(take(pacer, stopwatch, LANTERN))
    await asyncio.sleep(0)
    leaving.cancel()

    assert await stopwatch.run(staying) == [4]


async def test_a_host_rests_as_long_as_it_was_told_to(stopwatch, pacer):
    """What is left of the rest is told, and a shorter one does not end a longer one."""
    pacer.rest(LANTERN, 100)
    pacer.rest(LANTERN, 10)
    stopwatch.advance(40)
    midway = pacer.resting("http://www.lantern.example")
    stopwatch.advance(60)

    assert (midway, pacer.resting(LANTERN), pacer.resting(HARBOUR)) == (60, None, None)


async def test_no_rest_is_longer_than_a_day(pacer):
    """A host that asks for a year is asked again tomorrow."""
    pacer.rest(LANTERN, 3e7)

    assert pacer.resting(LANTERN) == 24 * 3600


async def test_hosts_without_a_wait_are_forgotten(stopwatch, pacer):
    """A year of addresses does not fill the memory: what a host wished is let go, but nobody's rest is."""
    pacer.rest(HARBOUR, 20_000)
    pacer.slow_down(LANTERN, 30)
    for number in range(10_000):
        await pacer.turn(f"https://host{number}.example")
        stopwatch.advance(1)

    assert pacer.resting(HARBOUR) == 10_000
    assert await stopwatch.run(*(take(pacer, stopwatch, LANTERN) for _ in range(2))) == [10_000, 10_002]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5)), max_size=30),
    st.floats(0.1, 10),
    st.floats(0, 1, exclude_max=True),
)
def test_turns_of_one_host_are_never_closer_than_the_gap(wishes, gap, chance):
    """Whenever requests come, and for whichever hosts, each host is asked a gap after the last time or later."""
    stopwatch = VirtualStopwatch()
    pacer = Pacer(gap, stopwatch, lambda: chance)

    async def come(host: str, after: float) -> tuple[str, float]:
        await stopwatch.sleep(after)
        return host, await take(pacer, stopwatch, f"https://{host}.example")

    turns = asyncio.run(stopwatch.run(*(come(host, after) for host, after in wishes)))

    for host in "abc":
        own = sorted(at for name, at in turns if name == host)
        assert all(later - earlier >= gap * 0.999 for earlier, later in pairwise(own))


async def test_closing_ends_every_wait_at_once(stopwatch, pacer):
    """Who waits is told that no turn comes, without the time passing; so is whoever asks afterwards, of any host."""
    waiting = [asyncio.ensure_future(pacer.turn(origin)) for origin in (LANTERN, LANTERN, LANTERN, HARBOUR)]
    await asyncio.sleep(0)
    pacer.close()
    pacer.close()

    turns = [*await asyncio.gather(*waiting), await pacer.turn(LANTERN), await pacer.turn("https://other.example")]

    assert turns == ["come", "closed", "closed", "come", "closed", "closed"]
    assert stopwatch.monotonic() == 1000


async def test_closing_is_no_cancelling(pacer):
    """Whose wait was ended can go on; who was cancelled in the same moment stays cancelled."""
    await pacer.turn(LANTERN)
    going_on, cancelled = (asyncio.ensure_future(pacer.turn(LANTERN)) for _ in range(2))
    await asyncio.sleep(0)
    pacer.close()
    cancelled.cancel()
    await asyncio.wait({going_on, cancelled})

    assert (going_on.result(), cancelled.cancelled()) == ("closed", True)


async def test_the_loops_own_time_is_the_default():
    """Without a stopwatch turns come by the event loop; a gap of nothing needs no waiting."""
    pacer = Pacer(0.0)

    await pacer.turn(LANTERN)
    await pacer.turn(LANTERN)

    assert pacer.resting(LANTERN) is None


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Lantern.example/a?b", "https://lantern.example"),
        (" http://lantern.example:8080/ ", "http://lantern.example:8080"),
        ("http://[::1]:80/", "http://[::1]:80"),
        ("ftp://lantern.example/", None),
        ("http:///a", None),
        ("http://lantern.example:port/", None),
        ("lantern", None),
    ],
)
def test_an_address_has_an_origin_where_it_names_a_host(url, origin):
    """Scheme, host and the port that is written; None for what the fetcher refuses."""
    assert web_origin(url) == origin
