"""The hostile servers and feeds of the tests on loopback, each on a host of its own (127.0.9.1, 127.0.9.2, …).

    with serve_hostile() as site:
        site.servers    # the address of each hostile server, by its name
        site.feeds      # the address of each hostile feed, by its name

They run in a process of their own that gives way to all others: what an attacker's machine does is not ours to pay.
Each has a robots.txt that is missing, so that the harm itself is reached.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from hostile_feeds import HOSTILE_FEEDS
from hostile_servers import HOSTILE, Visit

_NET = "127.0.9"
_NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class HostileSite:
    """The addresses of what does harm, by name."""

    servers: Mapping[str, str]
    feeds: Mapping[str, str]


@contextmanager
def serve_hostile() -> Iterator[HostileSite]:
    """All of them, for a ``with`` block."""
    command = [sys.executable, __file__, "serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        try:
            told = json.loads(process.stdout.readline()) if process.stdout is not None else {}
            yield HostileSite(told["servers"], told["feeds"])
        finally:
            process.terminate()


def _giving(body: bytes) -> Callable[[Visit], None]:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return lambda visit: visit.send(head.encode() + body)


def _listen(number: int, behave: Callable[[Visit], None]) -> str:
    """Serve a behaviour for the life of this process; the address in the form ``host:port``."""
    listener = socket.create_server((f"{_NET}.{number}", 0))
    threading.Thread(target=_serve, args=(listener, behave), daemon=True).start()
    return f"{_NET}.{number}:{listener.getsockname()[1]}"


def _serve(listener: socket.socket, behave: Callable[[Visit], None]) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_meet, args=(connection, behave), daemon=True).start()


def _meet(connection: socket.socket, behave: Callable[[Visit], None]) -> None:
    # A client that goes away is what these servers are there for.
    with connection, suppress(OSError):
        connection.settimeout(_PATIENCE_SECONDS)
        asked = connection.recv(65_536).split()
        path = asked[1].decode("latin-1") if len(asked) > 1 else "/"
        if path == "/robots.txt":
            connection.sendall(_NO_ROBOTS)
        else:
            behave(Visit(connection, path, threading.Event()))


def _serve_all() -> None:
    os.nice(19)
    behaviours = {name: one.behave for name, one in HOSTILE.items()}
    servers = {name: _listen(number, behave) for number, (name, behave) in enumerate(behaviours.items(), 1)}
    bodies = {name: one.make() for name, one in HOSTILE_FEEDS.items()}
    feeds = {
        name: _listen(number, _giving(body)) for number, (name, body) in enumerate(bodies.items(), len(servers) + 1)
    }
    told = {
        "servers": {name: f"{HOSTILE[name].scheme}://{place}/" for name, place in servers.items()},
        "feeds": {name: f"http://{place}/feed.xml" for name, place in feeds.items()},
    }
    print(json.dumps(told), flush=True)
    sys.stdin.read()


if __name__ == "__main__" and len(sys.argv) > 1:
    _serve_all()
