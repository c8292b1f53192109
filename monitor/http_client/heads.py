"""What comes before a body, bounded where it comes from the network.

The libraries bound one header block, at 100 kB, but not how many early answers (status 100 to 199) a server sends
before the one that counts: an endless row of them would keep the whole fetcher busy until the deadline.
"""

from __future__ import annotations

import re
import ssl

import httpcore

from monitor.http_client.refusals import TooLargeError

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LONGEST_END = 4
_EARLY = re.compile(rb"HTTP/[0-9]\.[0-9] 1")
"""Source: RFC 9112, 4, for the status line; RFC 9110, 15.2, for early answers."""


class HeadBoundStream(httpcore.AsyncNetworkStream):
    """A connection on which the headers of an answer, with those of all early answers, have ``max_bytes`` at most.

    ``read`` raises TooLargeError beyond that.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream, max_bytes: int) -> None:
        """Stand in front of ``inner``."""
        self._inner = inner
        self._max_bytes = max_bytes
        self._begin()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        """The next bytes."""
        data = await self._inner.read(max_bytes, timeout)
        if self._in_head:
            self._look_at(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's
        """Send bytes of a request; what is read from now on is the head of its answer."""
        self._begin()
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS, bounded in the same way."""
        inner = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        return HeadBoundStream(inner, self._max_bytes)

    def get_extra_info(self, info: str) -> object:
        """What the connection tells of itself."""
        return self._inner.get_extra_info(info)

    def _begin(self) -> None:
        self._in_head = True
        self._passed_bytes = 0
        self._head = bytearray()
        self._searched = 0

    def _look_at(self, data: bytes) -> None:
        self._head += data
        while self._in_head:
            end = _END_OF_HEAD.search(self._head, self._searched)
            size = end.end() if end else len(self._head)
            if self._passed_bytes + size > self._max_bytes:
                what = "the headers are"
                raise TooLargeError(what, self._max_bytes)
            if end is None:
                self._searched = max(0, size - _LONGEST_END)
                return
            self._in_head = _EARLY.match(self._head) is not None
            self._passed_bytes += size
            del self._head[:size]
            self._searched = 0
        self._head.clear()
