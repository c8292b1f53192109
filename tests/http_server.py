"""A real HTTP server on the loopback, for tests: each path is answered by a few lines of Python.

    with LoopbackServer() as server:
        server.routes["/feed"] = answer(b"<rss/>", content_type="application/rss+xml")
        server.routes["/slow"] = hang_after(b"a few bytes")

``server.requests`` is the log. Nothing here sleeps: an answer that never ends waits for the server's own end.
"""

from __future__ import annotations

import gzip
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server got it; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


class Exchange:
    """What a route has in hand: the request, and the means to answer it well or badly."""

    def __init__(self, handler: BaseHTTPRequestHandler, asked: Asked, ended: threading.Event) -> None:
        """Stand between a route and the handler of the standard library."""
        self._handler = handler
        self.asked = asked
        self.ended = ended

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status line and the headers."""
        self._handler.send_response_only(status)
        for name, value in headers.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def close(self) -> None:
        """Close the connection after this answer."""
        self._handler.close_connection = True


class _Listener(ThreadingHTTPServer):
    """Answers each connection in a thread of its own, and takes a client that hangs up as nothing to speak of."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


Route = Callable[[Exchange], None]


@dataclass(eq=False)
class LoopbackServer:
    """The server; a context manager. A path without a route is answered 404."""

    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Start to listen on a free port of 127.0.0.1."""
        self._ended = threading.Event()
        self._server = _Listener(("127.0.0.1", 0), self._handler_class())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let every hanging answer go and stop listening."""
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths_asked(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.path for asked in self.requests]

    def _handler_class(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or the body waits until the head has been acknowledged

            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, self.rfile.read(length))
                server.requests.append(asked)
                route = server.routes.get(self.path.partition("?")[0], answer(b"nothing here", status=404))
                try:
                    route(Exchange(self, asked, server._ended))
                except ConnectionError:
                    self.close_connection = True

        return Handler


def answer(
    body: bytes = b"",
    *,
    status: int = 200,
    content_type: str = "text/plain",
    headers: Mapping[str, str] | None = None,
) -> Route:
    """A whole answer with its length. ``headers`` are added to, or replace, the usual ones."""

    def route(exchange: Exchange) -> None:
        usual = {"Content-Type": content_type, "Content-Length": str(len(body))}
        exchange.head(status, usual | dict(headers or {}))
        exchange.raw(body)

    return route


def redirect(location: str, *, status: int = 302) -> Route:
    """A redirect to a path or an address."""
    return answer(status=status, headers={"Location": location})


def answer_by_etag(body: bytes, etag: str) -> Route:
    """The body with its ETag, or 304 where the request already has it."""

    def route(exchange: Exchange) -> None:
        if exchange.asked.headers.get("if-none-match") == etag:
            exchange.head(304, {"ETag": etag})
        else:
            answer(body, headers={"ETag": etag})(exchange)

    return route


def answer_in_turn(*routes: Route) -> Route:
    """The first route to the first request, and so on; the last one to all that follow."""
    left = list(routes)

    def route(exchange: Exchange) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(exchange)

    return route


def hang_after(body: bytes, *, length: int = 1_000_000) -> Route:
    """A few bytes of an answer that promises more, then silence until the server ends."""

    def route(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Type": "text/plain", "Content-Length": str(length)})
        exchange.raw(body)
        exchange.ended.wait()
        exchange.close()

    return route


def break_off_after(body: bytes, *, length: int = 1_000_000) -> Route:
    """A few bytes of an answer that promises more, then the end of the connection."""

    def route(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Type": "text/plain", "Content-Length": str(length)})
        exchange.raw(body)
        exchange.close()

    return route


def answer_raw(data: bytes) -> Route:
    """Bytes in place of an HTTP answer, then the end of the connection."""

    def route(exchange: Exchange) -> None:
        exchange.raw(data)
        exchange.close()

    return route


def stream(pieces: Callable[[], Iterator[bytes]]) -> Route:
    """A chunked answer without a length, as long as the pieces last or the client listens."""

    def route(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Type": "text/plain", "Transfer-Encoding": "chunked"})
        for piece in pieces():
            exchange.raw(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        exchange.raw(b"0\r\n\r\n")

    return route


def gzip_bomb(*, size: int = 200_000_000) -> bytes:
    """A gzip body of ``size`` zeros when decoded, a thousandth of it when sent."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = bytes(1_000_000)
    packed = [packer.compress(block) for _ in range(size // len(block))]
    return b"".join([*packed, packer.flush()])


def encoded(body: bytes, coding: str) -> Route:
    """A body that is sent as it is given, under a Content-Encoding."""
    return answer(body, headers={"Content-Encoding": coding})


def packed(body: bytes) -> bytes:
    """A gzip body."""
    return gzip.compress(body)
