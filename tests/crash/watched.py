"""The ports of the daemon, each wrapped so that a life passes points in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from crash.life import Life, say
from monitor import assemble, daemon
from monitor.clock import SystemClock
from monitor.parsing import DirectParser
from monitor.pipeline.reading import Reader
from monitor.store.acts import ActFolder, keep_waiting


class Watched:
    """A port whose synchronous methods are points, before, inside and after."""

    def __init__(self, port: object, life: Life) -> None:
        """Watch ``port``."""
        self._port, self._life = port, life

    def __getattr__(self, name: str) -> object:
        """The port's own, watched where it writes."""
        own = getattr(self._port, name)
        if not name.startswith(("save_", "keep_", "begin_", "end_", "seal")):
            return own
        return partial(self._call, name, own)

    def _call(self, name: str, own: Callable[..., object], *words: object, **named: object) -> object:
        return self._life.inside(name, lambda: own(*words, **named))


class WatchedFetcher:
    """The web, with a point behind every answer."""

    def __init__(self, fetcher, life):
        """Watch ``fetcher``."""
        self._fetcher, self._life = fetcher, life
        self.post = fetcher.post

    async def fetch(self, request):
        """Fetch."""
        found = await self._fetcher.fetch(request)
        self._life.at("feed fetched" if request.url.endswith(".xml") else "page fetched")
        return found


class WatchedParser(DirectParser):
    """Reads in this process: a worker's steps would be none of this life's, and a fork has no workers of its own."""

    def __init__(self, life):
        """Tell ``life``."""
        self._life = life

    async def read_list(self, fetched, source, route):
        """Read."""
        found = await super().read_list(fetched, source, route)
        self._life.at("feed read")
        return found

    async def extract(self, page, selectors):
        """Extract."""
        found = await super().extract(page, selectors)
        self._life.at("page read")
        return found


class WatchedNotifier:
    """A channel that says what is on its way. It keeps no pace: the stand-ins ask for none, or a run took hours."""

    def __init__(self, notifier, life):
        """Watch ``notifier``."""
        self._notifier, self._life = notifier, life
        self.name = notifier.name

    async def turn(self):
        """At once."""

    async def send(self, message, recipient):
        """Send."""
        say("send", [recipient.address if "@" in recipient.address else self.name, message.message_id])
        self._life.at("before the sending")
        answer = await self._notifier.send(message, recipient)
        self._life.at("answer heard")
        return answer


class ShiftedClock:
    """The machine's clock, put to a moment when the life begins."""

    def __init__(self, at: datetime) -> None:
        """Be at ``at`` now."""
        self._clock = SystemClock()
        self._ahead: timedelta = at - self._clock.now()

    def now(self) -> datetime:
        """The moment it has come to."""
        return self._clock.now() + self._ahead


def wrap_ports(life: Life, reader: Reader) -> None:
    """Let this process's daemon work with wrapped ports, and with a reader that has its words ready."""
    check_store, open_workshop = assemble.check_store, assemble.open_workshop

    @asynccontextmanager
    async def open_watched(settings, clock) -> AsyncIterator[object]:
        async with open_workshop(settings, clock) as workshop:
            store = Watched(workshop.store, life)
            yield replace(
                workshop,
                store=store,
                fetcher=WatchedFetcher(workshop.fetcher, life),
                parser=WatchedParser(life),
                reader=reader,
                notifiers={name: WatchedNotifier(one, life) for name, one in workshop.notifiers.items()},
                desk=partial(keep_waiting, ActFolder(settings.state_folder), store),
            )

    daemon.open_workshop = open_watched
    daemon.check_store = lambda settings: life.inside("the opening", lambda: check_store(settings))
