"""A loopback server for benchmarks: each feed on a host of its own (127.0.1.1, 127.0.1.2, …), with ETags and 304.

    with serve_feeds(200) as site:
        site.urls       # the addresses of the feeds
        site.counts()   # answers by status since the last call

It runs in a process of its own, so that its time is not counted as that of the client.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

_ITEMS = 30
_HOSTS_A_NET = 250


def host(number: int) -> str:
    """The address of the host with this number, from 0: each in 127.0.0.0/8, all of this machine."""
    return f"127.0.{1 + number // _HOSTS_A_NET}.{1 + number % _HOSTS_A_NET}"


def feed_body(number: int) -> bytes:
    """An RSS feed of invented items, about 20 kB."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{number}-{n}</guid><title>Report {n} of the ferry town {number}</title>"
        f"<link>http://{host(number)}/story/{number}-{n}</link>"
        f"<pubDate>Mon, 02 Mar 2026 {n % 24:02}:00:00 GMT</pubDate>"
        f"<description>{'The ferry was late again, and nobody on the quay could say why. ' * 8}</description></item>"
        for n in range(_ITEMS)
    )
    channel = f"<channel><title>Herald {number}</title><link>http://{host(number)}/</link>{items}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()


@dataclass(frozen=True, slots=True)
class Site:
    """The running server."""

    urls: tuple[str, ...]
    _process: subprocess.Popen[str]

    def counts(self) -> dict[str, int]:
        """Answers since this was asked last, by status; those to robots.txt apart, as ``robots``."""
        _pipe(self._process.stdin).write("counts\n")
        _pipe(self._process.stdin).flush()
        counts: dict[str, int] = json.loads(_pipe(self._process.stdout).readline())
        return counts


@contextmanager
def serve_feeds(feeds: int) -> Iterator[Site]:
    """A server of so many feeds for a ``with`` block."""
    command = [sys.executable, __file__, str(feeds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        port = int(_pipe(process.stdout).readline())
        try:
            yield Site(tuple(f"http://{host(number)}:{port}/feed.xml" for number in range(feeds)), process)
        finally:
            process.terminate()


def _pipe(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        msg = "the server has no pipe"
        raise RuntimeError(msg)
    return stream


class _Server:
    """Answers GETs over kept-alive connections, as little as a client may expect."""

    def __init__(self, feeds: int) -> None:
        self._bodies = {host(number): feed_body(number) for number in range(feeds)}
        self.counts: Counter[str] = Counter()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address = writer.get_extra_info("sockname")[0]
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                writer.write(self._response(address, request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _response(self, address: str, request: bytes) -> bytes:
        if request.startswith(b"GET /robots.txt"):
            self.counts["robots"] += 1
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        etag = f'"{address}"'.encode()
        if b"if-none-match: " + etag in request.lower():
            self.counts["304"] += 1
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        self.counts["200"] += 1
        body = self._bodies[address]
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n".encode()
        return head + b"ETag: " + etag + b"\r\n\r\n" + body


async def _serve(feeds: int) -> None:
    server = _Server(feeds)
    first = await asyncio.start_server(server.answer, host(0), 0)
    port = first.sockets[0].getsockname()[1]
    others = [host(number) for number in range(1, feeds)]
    rest = await asyncio.start_server(server.answer, others, port) if others else None
    print(port, flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(server.counts), flush=True)
        server.counts.clear()
    for one in (first, rest):
        if one is not None:
            one.close()


if __name__ == "__main__" and len(sys.argv) > 1:
    asyncio.run(_serve(int(sys.argv[1])))
