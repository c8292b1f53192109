"""The world beside the store: the web, strangers' bytes, the channels, and the right to work."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from monitor.records import (
    Extraction,
    FeedReading,
    FetchRequest,
    FetchResult,
    Message,
    PlainReading,
    PostRequest,
    RawPage,
    Recipient,
    Route,
    Selectors,
    SendAnswer,
    Source,
)


class Fetcher(Protocol):
    """The only door to the web."""

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """Get one address. Never raises for anything a server or a network does: that is ``FetchResult.problem``."""
        ...

    async def post(self, request: PostRequest) -> FetchResult:
        """Post a body to one address, once. The answer's body and status stand in the result, also for 4xx and 5xx."""
        ...


class Parser(Protocol):
    """Reads the bytes of strangers: within bounds of time and memory, and never raising for anything they hold.

    What cannot be read within the bounds is read no more: the answer's problem is then ``quarantined``.
    """

    async def read_list(self, fetched: FetchResult, source: Source, route: Route) -> FeedReading:
        """The entries that a fetched feed, sitemap, section page or news query lists."""
        ...

    async def read_plain(self, page: RawPage) -> PlainReading:
        """All words of a page: cheap, and enough to see that it names nothing of interest."""
        ...

    async def extract(self, page: RawPage, selectors: Selectors | None) -> Extraction:
        """The article of a page; by the outlet's own selectors where they are given and find something."""
        ...


class Notifier(Protocol):
    """A channel that takes messages to people."""

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        ...

    async def turn(self) -> None:
        """Wait until the channel may be given another message, as its provider asks; at once where it asks nothing."""
        ...

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Send one message to one recipient. Never raises for what the provider or the network does.

        Sending the same message again is allowed and carries the same ``message_id``. The recipient is one of this
        channel; without an address, it is whom the channel itself leads to.
        """
        ...


class Lease(Protocol):
    """The right to work on a state folder: at most one process holds it; the holder's death frees it."""

    def hold(self) -> AbstractContextManager[None]:
        """Hold the lease for a ``with`` block. Raises LeaseHeldError, naming the holder, when another has it."""
        ...
