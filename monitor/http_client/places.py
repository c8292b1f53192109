"""Free places: how many exchanges run at one host at once, and how many in each pool of connections."""

from __future__ import annotations

import asyncio
import weakref
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx

from monitor.http_client.addresses import shown_origin


class Places:
    """The places of some pools; whoever finds none waits, in the order of coming."""

    def __init__(self, clients: Sequence[httpx.AsyncClient], *, per_host: int, per_client: int) -> None:
        """``per_host`` exchanges run at one host at once, ``per_client`` in each of ``clients``."""
        self._clients = tuple(clients)
        self._per_host = per_host
        self._clients_free = tuple(asyncio.Semaphore(per_client) for _ in self._clients)
        self._hosts_free: weakref.WeakValueDictionary[str, asyncio.Semaphore] = weakref.WeakValueDictionary()

    @asynccontextmanager
    async def take(self, url: str) -> AsyncIterator[httpx.AsyncClient]:
        """A place at the host of ``url`` for a ``with`` block, in the pool that is always its own."""
        origin = shown_origin(url)
        host_free = self._hosts_free.setdefault(origin, asyncio.Semaphore(self._per_host))
        number = zlib.crc32(origin.encode()) % len(self._clients)
        async with host_free, self._clients_free[number]:
            yield self._clients[number]

    async def aclose(self) -> None:
        """Close every connection."""
        for client in self._clients:
            await client.aclose()
