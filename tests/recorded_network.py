"""Names and connections for tests of the fetcher: no name is asked of the system, no address is connected to.

    names = Names({"outside.example": ("8.8.8.8",)})
    connector = Connector({"8.8.8.8": server.port})
    WebFetcher(limits, resolver=names, connector=connector)

A connection to an address that has a stand-in leads to that port of the loopback; every other is refused. Both keep a
log: ``names.asked`` and ``connector.connected``.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import httpcore

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(eq=False)
class Names:
    """A resolver that knows the names given to it, and reads numbers as the system does.

    ``turns`` are names whose answer changes: the first answer to the first question, the last one to all that follow.
    """

    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    turns: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str, port: int) -> Sequence[IPAddress]:
        """The addresses of a known name or of a number; OSError for any other name."""
        self.asked.append(host)
        if host in self.turns:
            left = self.turns[host]
            found = left.pop(0) if len(left) > 1 else left[0]
        elif host in self.known:
            found = self.known[host]
        else:
            numeric = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            found = [str(sockaddr[0]) for *_, sockaddr in numeric]
        return [ipaddress.ip_address(text.partition("%")[0]) for text in found]


@dataclass(eq=False)
class Connector(httpcore.AsyncNetworkBackend):
    """Writes down every connection, and makes those alone that have a stand-in: address → port of the loopback.

    TLS is only written down (``server_names``): what stands in speaks plain HTTP.
    """

    stand_ins: Mapping[str, int] = field(default_factory=dict)
    connected: list[tuple[str, int]] = field(default_factory=list)
    server_names: list[str | None] = field(default_factory=list)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A stream to the stand-in; ConnectError where there is none."""
        self.connected.append((host, port))
        if host not in self.stand_ins:
            words = "nothing stands in for this address"
            raise httpcore.ConnectError(words)
        backend = httpcore.AnyIOBackend()
        stream = await backend.connect_tcp("127.0.0.1", self.stand_ins[host], timeout, local_address, socket_options)
        return _PlainStream(stream, self.server_names)

    async def sleep(self, seconds: float) -> None:
        """Not at all."""


class _PlainStream(httpcore.AsyncNetworkStream):
    """A connection on which TLS is taken as agreed without a word."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, server_names: list[str | None]) -> None:
        self._inner = inner
        self._server_names = server_names

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - the signature is httpcore's
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        self._server_names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> object:
        # httpcore asks a TLS object for the version of HTTP that was agreed on.
        return None if info == "ssl_object" else self._inner.get_extra_info(info)
