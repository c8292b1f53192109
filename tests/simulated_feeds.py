"""Thousands of invented feeds on simulated hosts, in a time that passes by hand; every request is written down.

    time = SimulatedTime()
    press = make_press(feeds=1_500, hosts=300)
    web = SimulatedWeb(press, time)

Time is both clock and stopwatch, and each task has its own: a chain of polls that waits a minute for its host is a
minute ahead, and the others are not. So no real second passes, and the moment of each request is what it would be.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

from monitor.ports import Fetcher
from monitor.records import FetchRequest, FetchResult, PostRequest, Source

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
"""When a simulated day begins."""

ANSWER_SECONDS = 0.3
NO_ANSWER_SECONDS = 20
CRAWL_DELAY_SECONDS = 10

_HOUR = 3600
_REFUSING, _SLOW, _DYING = 7, 9, 13
"""The numbers of the hosts that rest, ask for a long gap, and die; of the first two kinds, each twentieth host is."""

_CROWD = 40
"""Feeds that the slow and the dying host have besides."""

_WAITED: ContextVar[float] = ContextVar("waited", default=0.0)

Habit = Literal[
    "good",  # answers, with validators
    "forgetful",  # answers without validators: the body tells that nothing changed
    "long-lived",  # its answers are fresh for a day, it says
    "failing",  # answers 500 in one hour of three
    "refusing",  # its whole host asks for a rest of half an hour, once in four hours
    "moved",  # has moved for good to another host
    "gone",  # is gone from the second hour on
    "dying",  # its whole host gives no answer any more from the third hour on, and every request takes its full time
]
HEALTHY: frozenset[Habit] = frozenset({"good", "forgetful", "long-lived", "moved"})

_HABITS: Sequence[Habit] = (*["good"] * 14, "forgetful", "long-lived", "long-lived", "failing", "moved", "gone")
_INTERVALS = (30, 30, 60, 60, 120)
_NEWS_MINUTES = (30, 120, 300, 600, 1440, 1440, 1440, 2880, 2880, 2880)


class SimulatedTime:
    """Implements ``Clock`` and ``Stopwatch`` without any real time; what a task has waited ends with the task."""

    def __init__(self) -> None:
        """Begin at midnight."""
        self._at = MIDNIGHT
        self.latest = MIDNIGHT

    def now(self) -> datetime:
        """The moment at which the running task is."""
        return self._at + timedelta(seconds=_WAITED.get())

    def monotonic(self) -> float:
        """Seconds since midnight."""
        return (self.now() - MIDNIGHT).total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Pass so much of the running task's time."""
        _WAITED.set(_WAITED.get() + seconds)
        self.latest = max(self.latest, self.now())

    def put(self, at: datetime) -> None:
        """Begin a cycle: no task is ahead any more."""
        self._at = self.latest = at


@dataclass(frozen=True, slots=True)
class SimulatedFeed:
    """A feed, how its server behaves, and how often it brings something new."""

    source: Source
    habit: Habit
    news_minutes: int

    @property
    def host(self) -> str:
        """The host that it is asked of."""
        return urlsplit(self.source.url).hostname or ""

    def issue(self, seconds: float) -> int:
        """The number of its newest item at a moment of the day."""
        return int(seconds / 60 / self.news_minutes)

    def body(self, issue: int) -> bytes:
        """The feed with its three newest items; they have no address, so that no page is to be read."""
        name = self.source.name
        items = "".join(
            f"<item><guid isPermaLink='false'>{name}-{n}</guid><title>Ferry {n} of {name} is late</title></item>"
            for n in range(issue, issue - 3, -1)
        )
        return f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>".encode()


@dataclass(frozen=True)
class Press:
    """All feeds, the largest host's at the head."""

    feeds: tuple[SimulatedFeed, ...]

    @cached_property
    def by_url(self) -> Mapping[str, SimulatedFeed]:
        """Each feed by its address."""
        return {feed.source.url: feed for feed in self.feeds}

    @cached_property
    def hosts(self) -> Counter[str]:
        """How many feeds each host has."""
        return Counter(feed.host for feed in self.feeds)

    def feed_at(self, url: str) -> SimulatedFeed:
        """The feed at an address, also at that to which it has moved. Raises KeyError where none is."""
        return self.by_url[url.replace("://new.", "://")]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The feeds as they are configured."""
        return tuple(feed.source for feed in self.feeds)


def make_press(feeds: int, hosts: int, on_largest_host: int, port: int = 80) -> Press:
    """So many feeds, spread over the hosts after three large ones have their share; all are at one port."""
    crowded = [0] * on_largest_host + [_SLOW] * _CROWD + [_DYING] * _CROWD
    places = crowded + [1 + number % (hosts - 1) for number in range(feeds - len(crowded))]
    addresses = [f"http://host-{place}.example:{port}" for place in places]
    return Press(tuple(_make_feed(number, place, addresses[number]) for number, place in enumerate(places)))


def _make_feed(number: int, place: int, address: str) -> SimulatedFeed:
    habit = _habit_of_host(place) or _HABITS[number * 7 % len(_HABITS)]
    every = _INTERVALS[number * 3 % len(_INTERVALS)]
    source = Source(f"feed-{number}", "herald.example", f"{address}/{number}.xml", "en", "UTC", every_minutes=every)
    return SimulatedFeed(source, habit, _NEWS_MINUTES[number * 11 % len(_NEWS_MINUTES)])


def _habit_of_host(place: int) -> Habit | None:
    """The habit of all feeds of a host; None where each has its own."""
    if place == _DYING:
        return "dying"
    return "refusing" if place % 20 == _REFUSING else None


def _is_slow(host: str) -> bool:
    """Whether a host's robots.txt asks for a Crawl-delay."""
    return host.startswith("host-") and int(host.partition(".")[0].removeprefix("host-")) % 20 == _SLOW


class SimulatedWeb:
    """Implements ``ports.Fetcher`` over the press: what stands at an address at this moment of the day."""

    def __init__(self, press: Press, time: SimulatedTime) -> None:
        """Answer by the time of the task that asks."""
        self._press, self._time = press, time

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """An answer without any network; a feed that has moved is followed, as the real fetcher does."""
        return self.answer(request)

    async def post(self, request: PostRequest) -> FetchResult:
        """Nobody is told anything here."""
        return FetchResult(request.url, request.url, problem="connect", detail="nothing listens")

    def answer(self, request: FetchRequest) -> FetchResult:
        """What the address gives now."""
        if urlsplit(request.url).path == "/robots.txt":
            return _robots(request.url)
        return _answer(self._press.feed_at(request.url), request, self._time.monotonic())


class Recorder:
    """A fetcher before another one that writes down when each host and each feed was asked, in seconds of the day.

    ``told`` are the rests that hosts asked for: (host, second, until second). Where a redirect led is not written down:
    redirects are followed without a turn.
    """

    def __init__(self, fetcher: Fetcher, press: Press, time: SimulatedTime) -> None:
        """Nothing was asked yet."""
        self._fetcher, self._press, self._time = fetcher, press, time
        self.hosts: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self.feeds: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self.told: list[tuple[str, float, float]] = []
        self.statuses: Counter[int] = Counter()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What the other one gives; the simulated time that an answer takes passes."""
        seconds, parts = self._time.monotonic(), urlsplit(request.url)
        host = parts.hostname or ""
        self.hosts[host].append(seconds)
        result = await self._fetcher.fetch(request)
        if parts.path != "/robots.txt":
            self.feeds[self._press.feed_at(request.url).source.name].append(seconds)
            self.statuses[int(result.status or 0)] += 1
        if result.retry_after is not None:
            self.told.append((host, seconds, seconds + float(result.retry_after)))
        await self._time.sleep(NO_ANSWER_SECONDS if result.problem == "timeout" else ANSWER_SECONDS)
        return result

    async def post(self, request: PostRequest) -> FetchResult:
        """Passed through."""
        return await self._fetcher.post(request)


def _answer(feed: SimulatedFeed, request: FetchRequest, seconds: float) -> FetchResult:
    if feed.habit == "gone" and seconds > _HOUR:
        return _refusal(request.url, HTTPStatus.GONE)
    if feed.habit == "dying" and seconds > 2 * _HOUR:
        return FetchResult(request.url, request.url, problem="timeout", detail=f"{feed.host} gave no answer")
    if feed.habit == "failing" and int(seconds // _HOUR) % 3 == 1:
        return _refusal(request.url, HTTPStatus.INTERNAL_SERVER_ERROR)
    if feed.habit == "refusing" and (left := rest_left(seconds)):
        return _refusal(request.url, HTTPStatus.TOO_MANY_REQUESTS, str(left))
    return _page(feed, request, feed.issue(seconds))


def rest_left(seconds: float) -> int:
    """For how many seconds more a refusing host wants no request; 0 most of the time."""
    phase = seconds % (4 * _HOUR)
    return int(1.5 * _HOUR - phase) + 1 if _HOUR <= phase < 1.5 * _HOUR else 0


def _robots(url: str) -> FetchResult:
    if not _is_slow(urlsplit(url).hostname or ""):
        return _refusal(url, HTTPStatus.NOT_FOUND)
    return FetchResult(url, url, status=200, body=f"User-agent: *\nCrawl-delay: {CRAWL_DELAY_SECONDS}".encode())


def _refusal(url: str, status: HTTPStatus, retry_after: str | None = None) -> FetchResult:
    detail = f"{url} answered {status} {status.phrase}"
    return FetchResult(url, url, status=status, problem="http_status", detail=detail, retry_after=retry_after)


def _page(feed: SimulatedFeed, request: FetchRequest, issue: int) -> FetchResult:
    url = request.url
    final_url = url.replace("http://host-", "http://new.host-") if feed.habit == "moved" else url
    moved_to = final_url if final_url != url else ""
    etag = None if feed.habit == "forgetful" else f'"{issue}"'
    cache = "max-age=86400" if feed.habit == "long-lived" else None
    if etag is not None and request.etag == etag:
        return FetchResult(url, final_url, status=304, etag=etag, cache_control=cache, moved_to=moved_to)
    body = feed.body(issue)
    return FetchResult(url, final_url, 200, body, "text/xml", "utf-8", etag, cache_control=cache, moved_to=moved_to)
