"""Servers on the loopback that do harm, each in one way, and the problem that a careful client has to end with.

    with hostile_servers() as servers:
        for name, url in servers.urls.items():
            ...  # fetch url, and expect HOSTILE[name].problem

Every behaviour listens on a port of its own, so that to a client each is another host. ``servers.limits`` are bounds
under which they can be reached, short enough for tests. Nothing here sleeps: what is slow waits for the servers' end.
"""

from __future__ import annotations

import functools
import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from http_server import gzip_bomb

from monitor.http_client import FetchLimits
from monitor.records import FetchProblem

MOMENT_SECONDS = 0.02
"""How long a slow server waits between two bytes."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A connection whose request has been read. ``path`` is what was asked for."""

    connection: socket.socket
    path: str
    ended: threading.Event

    def send(self, data: bytes) -> None:
        """Send bytes as they are. Raises OSError when the client has gone."""
        self.connection.sendall(data)

    def drip(self, data: bytes) -> None:
        """Send one byte after another, with a wait between, until the servers end."""
        for byte in data:
            if self.ended.wait(MOMENT_SECONDS):
                return
            self.send(bytes([byte]))


Behaviour = Callable[[Visit], None]


@dataclass(frozen=True, slots=True)
class Hostile:
    """What a server does, and the problem that it is (None: the answer can be taken, and does no harm)."""

    behave: Behaviour
    problem: FetchProblem | None
    scheme: str = "http"


def _head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/xml", *lines, "", ""]).encode("latin-1")


def _body(data: bytes, *lines: str, status: str = "200 OK") -> Behaviour:
    return lambda visit: visit.send(_head(f"Content-Length: {len(data)}", *lines, status=status) + data)


def _encoded(make: Callable[[], bytes], coding: str) -> Behaviour:
    def behave(visit: Visit) -> None:
        _body(make(), f"Content-Encoding: {coding}")(visit)

    return behave


def _redirect(location: str) -> Behaviour:
    return _body(b"", f"Location: {location}", status="302 Found")


def _without_end(start: bytes, piece: bytes) -> Behaviour:
    def behave(visit: Visit) -> None:
        visit.send(start)
        while not visit.ended.is_set():
            visit.send(piece)

    return behave


def _then_silence(data: bytes) -> Behaviour:
    def behave(visit: Visit) -> None:
        visit.send(data)
        visit.ended.wait()

    return behave


def _dripping(start: bytes, drops: bytes) -> Behaviour:
    def behave(visit: Visit) -> None:
        visit.send(start)
        visit.drip(drops)

    return behave


def _long_chain(visit: Visit) -> None:
    step = int(visit.path.strip("/") or 0) + 1
    _redirect(f"/{step}")(visit)


def _reset(visit: Visit) -> None:
    visit.send(_head("Content-Length: 100000") + b"<rss>")
    # With a linger of 0 seconds, closing resets the connection.
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@functools.cache
def _bomb() -> bytes:
    return gzip_bomb(size=60_000_000)


@functools.cache
def _deflate_bomb() -> bytes:
    return zlib.compress(bytes(30_000_000), 9)


_PAGE = b"<rss>" + b"<item/>" * 500 + b"</rss>"
_CHUNKED = "Transfer-Encoding: chunked"

HOSTILE: Mapping[str, Hostile] = {
    "gzip_bomb": Hostile(_encoded(_bomb, "gzip"), "too_large"),
    "gzip_bomb_in_gzip": Hostile(_encoded(lambda: gzip.compress(_bomb()), "gzip, gzip"), "bad_encoding"),
    "deflate_bomb": Hostile(_encoded(_deflate_bomb, "deflate"), "too_large"),
    "swelling_below_the_cap": Hostile(_encoded(lambda: gzip.compress(bytes(3_000_000)), "gzip"), "too_large"),
    "gzip_of_empty_members": Hostile(_encoded(lambda: gzip.compress(b"") * 5_000, "gzip"), "bad_encoding"),
    "gzip_that_is_none": Hostile(_encoded(lambda: _PAGE, "gzip"), "bad_encoding"),
    "gzip_cut_short": Hostile(_encoded(lambda: gzip.compress(_PAGE)[:-9], "gzip"), "bad_encoding"),
    "brotli_unasked": Hostile(_encoded(lambda: _PAGE, "br"), "bad_encoding"),
    "zstd_unasked": Hostile(_encoded(lambda: _PAGE, "zstd"), "bad_encoding"),
    "endless_body": Hostile(_without_end(_head(_CHUNKED), b"10000\r\n" + bytes(0x10000) + b"\r\n"), "too_large"),
    "endless_crumbs": Hostile(_without_end(_head(_CHUNKED), b"1\r\nx\r\n" * 10_000), "too_large"),
    "endless_chunk_head": Hostile(_without_end(_head(_CHUNKED) + b"1;", b"x" * 5_000), "too_large"),
    "endless_headers": Hostile(_without_end(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 500 + b"\r\n"), "too_large"),
    "endless_header": Hostile(_without_end(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 5_000), "too_large"),
    "header_flood": Hostile(_body(_PAGE, *(f"X-{number}: {'x' * 70}" for number in range(1_000))), "too_large"),
    "endless_early_answers": Hostile(_without_end(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100), "too_large"),
    "byte_after_byte": Hostile(_dripping(_head("Content-Length: 9999"), bytes(9_999)), "too_slow"),
    "silence_in_the_body": Hostile(_then_silence(_head("Content-Length: 9999") + b"<rss>"), "too_slow"),
    "slow_headers": Hostile(_dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x" * 9_999), "timeout"),
    "never_answers": Hostile(_then_silence(b""), "timeout"),
    "redirect_loop": Hostile(_redirect("/"), "redirect_loop"),
    "redirect_chain": Hostile(_long_chain, "redirect_loop"),
    "redirect_to_a_file": Hostile(_redirect("file:///etc/hostname"), "bad_url"),
    "redirect_with_a_password": Hostile(_redirect("http://desk:key@127.0.0.1/"), "bad_url"),
    "redirect_inside": Hostile(_redirect("http://169.254.169.254/latest/"), "forbidden_address"),
    "redirect_to_another_port": Hostile(_redirect("http://127.0.0.1:1/"), "forbidden_address"),
    "length_too_short": Hostile(lambda visit: visit.send(_head("Content-Length: 5") + _PAGE), None),
    "length_too_long": Hostile(lambda visit: visit.send(_head("Content-Length: 99999") + _PAGE), "protocol"),
    "two_lengths": Hostile(
        lambda visit: visit.send(_head("Content-Length: 5", "Content-Length: 6") + _PAGE), "protocol"
    ),
    "broken_chunks": Hostile(lambda visit: visit.send(_head(_CHUNKED) + b"-5\r\nhello\r\n"), "protocol"),
    "reset_in_the_body": Hostile(_reset, "protocol"),
    "closed_at_once": Hostile(lambda _visit: None, "protocol"),
    "garbage_for_a_status": Hostile(lambda visit: visit.send(b"HTTP/9 \x00\xff many\r\n\r\n"), "protocol"),
    "unasked_304_with_body": Hostile(_body(_PAGE, status="304 Not Modified"), "protocol"),
    "hostile_charset": Hostile(_body(_PAGE, "Content-Type: text/xml; charset=undefined"), None),
    "plain_http_under_tls": Hostile(_body(_PAGE), "tls", scheme="https"),
}
"""Every behaviour by its name."""


@dataclass(frozen=True, slots=True)
class HostileServers:
    """The servers as they run. ``urls`` holds the address of each by its name."""

    urls: Mapping[str, str]
    ports: tuple[int, ...]

    @property
    def limits(self) -> FetchLimits:
        """Bounds under which these servers, and nothing else on this machine, can be reached: 1 second in all."""
        return FetchLimits(
            "test-monitor/1.0",
            total_seconds=1,
            grace_seconds=0.3,
            retry_wait_seconds=0,
            reach="public",
            ports=self.ports,
            allow_networks=("127.0.0.1/32",),
        )


@contextmanager
def hostile_servers() -> Iterator[HostileServers]:
    """All servers, for a ``with`` block; at its end every connection is let go."""
    # Bombs take a while to make, and are not to be waited for by a client with a deadline.
    _bomb()
    _deflate_bomb()
    ended = threading.Event()
    with ExitStack() as stack:
        stack.callback(ended.set)
        ports = {name: stack.enter_context(_listening(one.behave, ended)) for name, one in HOSTILE.items()}
        urls = {name: f"{HOSTILE[name].scheme}://127.0.0.1:{port}/" for name, port in ports.items()}
        yield HostileServers(urls, tuple(ports.values()))


@contextmanager
def _listening(behave: Behaviour, ended: threading.Event) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, behave, ended), daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        ended.set()
        # Closing alone would not wake the thread that accepts.
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _serve(listener: socket.socket, behave: Behaviour, ended: threading.Event) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_meet, args=(connection, behave, ended), daemon=True).start()


def _meet(connection: socket.socket, behave: Behaviour, ended: threading.Event) -> None:
    # A client that goes away is what these servers are there for.
    with connection, suppress(OSError):
        # Whoever neither reads nor goes is left after a while.
        connection.settimeout(30)
        asked = connection.recv(65_536).split()
        path = asked[1].decode("latin-1") if len(asked) > 1 else "/"
        behave(Visit(connection, path, ended))
