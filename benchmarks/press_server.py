"""The simulated press of the tests behind a real server on loopback; its moment of the day is told to it.

    with serve_press(10_000, 2_000, 1_000) as served:
        served.put(3600.0)   # it is one o'clock in the morning there
        served.port          # every host of the press answers at it, by its Host header

It runs in a process of its own, so that its time and memory are not counted as those of the monitor.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from simulated_feeds import MIDNIGHT, Press, SimulatedTime, SimulatedWeb, make_press

from monitor.records import FetchRequest, FetchResult


@dataclass(frozen=True, slots=True)
class ServedPress:
    """The running server."""

    port: int
    _process: subprocess.Popen[str]

    def put(self, seconds: float) -> None:
        """Tell the server what moment it is; it has heard it when this returns."""
        if self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.write(f"{seconds}\n")
            self._process.stdin.flush()
            self._process.stdout.readline()


@contextmanager
def serve_press(feeds: int, hosts: int, on_largest_host: int) -> Iterator[ServedPress]:
    """A server of such a press for a ``with`` block."""
    command = [sys.executable, __file__, str(feeds), str(hosts), str(on_largest_host)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        port = int(process.stdout.readline()) if process.stdout is not None else 0
        try:
            yield ServedPress(port, process)
        finally:
            process.terminate()


class _Server:
    """Answers GETs over kept-alive connections as the press would."""

    def __init__(self, press: Press, time: SimulatedTime) -> None:
        self._web = SimulatedWeb(press, time)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(_written(self._web.answer(_read(head)), writer.get_extra_info("sockname")[1]))
                await writer.drain()
        writer.close()


def _read(head: bytes) -> FetchRequest:
    """The request as the press knows it: addresses there have no port."""
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if line)
    host = headers["host"].partition(":")[0]
    return FetchRequest(f"http://{host}:80{first.split()[1]}", headers.get("if-none-match"))


def _written(result: FetchResult, port: int) -> bytes:
    """The answer on the wire; where a feed has moved, that alone."""
    headers = {"ETag": result.etag, "Retry-After": result.retry_after, "Cache-Control": result.cache_control}
    status, body = HTTPStatus(result.status or HTTPStatus.OK), result.body
    if result.moved_to:
        status, body = HTTPStatus.MOVED_PERMANENTLY, b""
        headers = {"Location": result.moved_to.replace(":80/", f":{port}/")}
    lines = [f"HTTP/1.1 {status} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items() if value)]
    length = [] if status == HTTPStatus.NOT_MODIFIED else [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *length, "", ""]).encode() + body


async def _serve(feeds: int, hosts: int, on_largest_host: int) -> None:
    time = SimulatedTime()
    server = await asyncio.start_server(_Server(make_press(feeds, hosts, on_largest_host), time).answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        time.put(MIDNIGHT + timedelta(seconds=float(line)))
        print("heard", flush=True)


if __name__ == "__main__" and len(sys.argv) > 1:
    asyncio.run(_serve(*map(int, sys.argv[1:])))
