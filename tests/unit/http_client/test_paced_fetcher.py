from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from virtual_stopwatch import VirtualStopwatch

from monitor.clock import HandClock
from monitor.http_client import PacedFetcher, Pacer
from monitor.records import FetchRequest, FetchResult, HostRest, PostRequest

LANTERN = "https://lantern.example"
HARBOUR = "https://harbour.example"
NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
CLOCK = HandClock(NOW)


class ScriptedFetcher:
    """Gives the answers laid out for it, the last one for ever, and remembers when it was asked for what."""

    def __init__(self, stopwatch: VirtualStopwatch, *answers: FetchResult) -> None:
        """Answer in this order."""
        self._stopwatch, self._answers = stopwatch, list(answers)
        self.asked: list[tuple[float, str]] = []

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The next answer, as one to this request."""
        self.asked.append((self._stopwatch.monotonic() - 1000, request.url))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return replace(answer, url=request.url, final_url=answer.final_url or request.url)

    async def post(self, request: PostRequest) -> FetchResult:
        """The next answer, as one to this posting."""
        assert request.body
        return await self.fetch(FetchRequest(request.url))


def answer(status: int = 200, **fields) -> FetchResult:
    """An answer from whatever address is asked."""
    problem = None if status == 200 else "http_status"
    return replace(FetchResult("", "", status, problem=problem), **fields)


class RestBook:
    """Keeps rests for as long as it lives itself."""

    def __init__(self, *rests: HostRest) -> None:
        """Begin with these."""
        self.kept = {rest.host: rest for rest in rests}

    def rests(self, now: datetime) -> list[HostRest]:
        """Those that still run."""
        return [rest for rest in self.kept.values() if rest.until > now]

    def save_rest(self, rest: HostRest) -> None:
        """The last word of a host."""
        self.kept[rest.host] = rest


@pytest.fixture
def stopwatch() -> VirtualStopwatch:
    """A virtual stopwatch."""
    return VirtualStopwatch()


@pytest.fixture
def pacer(stopwatch: VirtualStopwatch) -> Pacer:
    """Two seconds between turns, without jitter."""
    return Pacer(2.0, stopwatch, lambda: 0.0)


async def test_fetches_wait_for_their_turn(stopwatch, pacer):
    """The fetcher behind is asked a gap apart."""
    inner = ScriptedFetcher(stopwatch, answer())
    paced = PacedFetcher(inner, pacer, CLOCK)

    results = await stopwatch.run(*(paced.fetch(FetchRequest(f"{LANTERN}/{number}")) for number in range(3)))

    assert inner.asked == [(0, f"{LANTERN}/0"), (2, f"{LANTERN}/1"), (4, f"{LANTERN}/2")]
    assert [result.status for result in results] == [200, 200, 200]


@pytest.mark.parametrize(
    ("refusal", "rest"),
    [
        (answer(429, retry_after="120"), 120),
        (answer(503, retry_after="120"), 120),
        (answer(429), 60),
        (answer(429, retry_after="soon"), 60),
        (answer(429, retry_after="0"), None),
        (answer(503), None),
        (answer(503, retry_after="99999999"), 24 * 3600),
        (answer(500, retry_after="120"), None),
        (answer(503, retry_after="Mon, 09 Mar 2026 06:10:00 GMT", served_at="Mon, 09 Mar 2026 06:05:00 GMT"), 300),
        (answer(503, retry_after="Mon, 09 Mar 2026 06:10:00 GMT"), None),
        (answer(), None),
    ],
)
async def test_a_host_that_asks_for_rest_gets_it(stopwatch, pacer, refusal, rest):
    """429 and 503 with Retry-After, and 429 without; a date counts from the server's own clock."""
    paced = PacedFetcher(ScriptedFetcher(stopwatch, refusal), pacer, CLOCK)

    await paced.fetch(FetchRequest(f"{LANTERN}/a"))

    assert pacer.resting(LANTERN) == rest


async def test_a_resting_host_is_not_asked(stopwatch, pacer):
    """The answer tells for how long, and the host hears nothing until then; afterwards it is asked again."""
    inner = ScriptedFetcher(stopwatch, answer(503, retry_after="120"), answer())
    paced = PacedFetcher(inner, pacer, CLOCK)
    await paced.fetch(FetchRequest(f"{LANTERN}/a"))
    stopwatch.advance(20.5)

    refused = await paced.fetch(FetchRequest(f"{LANTERN}/b"))
    stopwatch.advance(100)
    served = await paced.fetch(FetchRequest(f"{LANTERN}/c"))

    assert refused == FetchResult(
        f"{LANTERN}/b",
        f"{LANTERN}/b",
        retry_after="100",
        problem="resting",
        detail="https://lantern.example asked to be left alone, for another 100 seconds",
    )
    assert served.status == 200
    assert [url for _, url in inner.asked] == [f"{LANTERN}/a", f"{LANTERN}/c"]


async def test_who_stands_in_the_queue_hears_of_the_rest(stopwatch, pacer):
    """Requests that waited for their turn when the host asked for rest are not sent."""
    inner = ScriptedFetcher(stopwatch, answer(429))
    paced = PacedFetcher(inner, pacer, CLOCK)

    results = await stopwatch.run(*(paced.fetch(FetchRequest(f"{LANTERN}/{number}")) for number in range(3)))

    assert [result.problem for result in results] == ["http_status", "resting", "resting"]
    assert len(inner.asked) == 1


async def test_the_host_that_answered_rests(stopwatch, pacer):
    """After a redirect it is the other host that asked for rest."""
    paced = PacedFetcher(ScriptedFetcher(stopwatch, answer(429, final_url=f"{HARBOUR}/b")), pacer, CLOCK)

    await paced.fetch(FetchRequest(f"{LANTERN}/a"))

    assert (pacer.resting(LANTERN), pacer.resting(HARBOUR)) == (None, 60)


async def test_posts_pass_through(stopwatch, pacer):
    """Webhooks wait for no turn, and neither heed nor start a rest."""
    inner = ScriptedFetcher(stopwatch, answer(429))
    paced = PacedFetcher(inner, pacer, CLOCK)
    pacer.rest(LANTERN, 50)

    results = [await paced.post(PostRequest(f"{LANTERN}/hook", b"{}")) for _ in range(2)]

    assert [result.status for result in results] == [429, 429]
    assert pacer.resting(LANTERN) == 50


async def test_a_bad_address_is_left_to_the_fetcher(stopwatch, pacer):
    """What names no host has no turn to wait for."""
    inner = ScriptedFetcher(stopwatch, answer())
    paced = PacedFetcher(inner, pacer, CLOCK)

    await paced.fetch(FetchRequest("http://[/"))

    assert inner.asked == [(0, "http://[/")]


# -- rests between runs --


async def test_a_rest_outlives_the_run(stopwatch, pacer):
    """A host that asked for two hours is not asked by a run that begins an hour later, under none of its addresses."""
    book = RestBook()
    first = PacedFetcher(ScriptedFetcher(stopwatch, answer(503, retry_after="7200")), pacer, CLOCK, book)
    await first.fetch(FetchRequest("http://www.lantern.example:8080/a"))

    later_run = VirtualStopwatch()
    inner = ScriptedFetcher(later_run, answer())
    second = PacedFetcher(inner, Pacer(2.0, later_run), HandClock(NOW + timedelta(hours=1)), book)
    refused = await second.fetch(FetchRequest(f"{LANTERN}/b"))
    later_run.advance(3600)
    served = await second.fetch(FetchRequest(f"{LANTERN}/b"))

    assert list(book.kept.values()) == [HostRest("lantern.example", NOW + timedelta(hours=2))]
    assert (refused.problem, refused.retry_after, served.status) == ("resting", "3600", 200)


@pytest.mark.parametrize(
    ("hours", "left_seconds"), [(-1, None), (0, None), (1, 3600), (24, 24 * 3600), (24.1, None), (9000, None)]
)
async def test_a_kept_rest_is_believed_for_a_day(stopwatch, pacer, hours, left_seconds):
    """What lies further ahead than any rest was kept by a clock that has gone back since, and is not waited for."""
    book = RestBook(HostRest("lantern.example", NOW + timedelta(hours=hours)))

    PacedFetcher(ScriptedFetcher(stopwatch, answer()), pacer, CLOCK, book)

    assert pacer.resting(LANTERN) == left_seconds


@pytest.mark.parametrize(
    ("refusal", "seconds"),
    [
        (answer(429), 60),
        (answer(429, retry_after="0"), None),
        (answer(503), None),
        (answer(503, retry_after="99999999"), 24 * 3600),
        (answer(503, retry_after="120"), 120),
        (answer(), None),
    ],
)
async def test_what_is_kept_is_the_rest_that_holds(stopwatch, pacer, refusal, seconds):
    """Until when the host is left alone is kept by the wall clock, for a day at most; where it is not, nothing is."""
    book = RestBook()

    await PacedFetcher(ScriptedFetcher(stopwatch, refusal), pacer, CLOCK, book).fetch(FetchRequest(f"{LANTERN}/a"))

    expected = {} if seconds is None else {"lantern.example": NOW + timedelta(seconds=seconds)}
    assert {host: rest.until for host, rest in book.kept.items()} == expected


async def test_a_shorter_rest_does_not_end_a_kept_one(stopwatch):
    """Where two answers ask for rest the longer one is kept, as it is the one that holds."""
    book, pacer = RestBook(), Pacer(0.0, stopwatch)
    inner = ScriptedFetcher(stopwatch, answer(429, retry_after="600"), answer(429))
    paced = PacedFetcher(inner, pacer, CLOCK, book)

    await asyncio.gather(*(paced.fetch(FetchRequest(f"{LANTERN}/{number}")) for number in range(2)))

    assert book.kept["lantern.example"].until == NOW + timedelta(seconds=600)


def test_without_a_rest_to_go_on_no_loop_is_needed():
    """A fetcher can be put together before the event loop runs."""
    pacer = Pacer(2.0)

    assert PacedFetcher(ScriptedFetcher(VirtualStopwatch(), answer()), pacer, CLOCK, RestBook())


# -- the end of a run --


async def test_a_run_that_is_to_end_asks_nobody_any_more(stopwatch, pacer):
    """Whoever waits for a turn is answered at once, and so is whoever comes later; what was asked is not held up."""
    inner = ScriptedFetcher(stopwatch, answer())
    paced = PacedFetcher(inner, pacer, CLOCK)
    waiting = [asyncio.ensure_future(paced.fetch(FetchRequest(f"{LANTERN}/{number}"))) for number in range(3)]
    await asyncio.sleep(0)
    paced.stop()

    results = [*await asyncio.gather(*waiting), await paced.fetch(FetchRequest(f"{HARBOUR}/3"))]

    stopped = [
        FetchResult(url, url, problem="resting", detail="the run was asked to end")
        for url in (f"{LANTERN}/1", f"{LANTERN}/2", f"{HARBOUR}/3")
    ]
    assert results == [replace(answer(), url=f"{LANTERN}/0", final_url=f"{LANTERN}/0"), *stopped]
    assert inner.asked == [(0, f"{LANTERN}/0")]


async def test_posts_go_out_of_a_run_that_is_to_end(stopwatch, pacer):
    """What is owed to a channel is still sent."""
    paced = PacedFetcher(ScriptedFetcher(stopwatch, answer()), pacer, CLOCK)
    paced.stop()

    assert (await paced.post(PostRequest(f"{LANTERN}/hook", b"{}"))).status == 200


async def test_host_whose_turn_is_far_away_is_not_waited_for(stopwatch, pacer):
    """Of many fetches at a host that wants half a minute between two, the first ones wait; the others are told when."""
    pacer.slow_down(LANTERN, 30)
    inner = ScriptedFetcher(stopwatch, answer())
    paced = PacedFetcher(inner, pacer, CLOCK)

    results = await stopwatch.run(*(paced.fetch(FetchRequest(f"{LANTERN}/{number}")) for number in range(6)))

    assert [None, None, None, "resting", "resting", "resting"] == [result.problem for result in results]
    assert {"90"} == {result.retry_after for result in results[3:]}
