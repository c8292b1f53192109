"""How connections are made: at a bounded number, and, where asked, to allowed addresses and ports alone."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Protocol

import httpcore
import httpx

from monitor.http_client.heads import HeadBoundStream
from monitor.http_client.limits import FetchLimits
from monitor.http_client.networks import IPAddress, forbidden_part, parse_networks
from monitor.http_client.refusals import ForbiddenAddressError

_CURE = 'reach = "anywhere"'


class Resolver(Protocol):
    """Finds the addresses of a name."""

    async def resolve(self, host: str, port: int) -> Sequence[IPAddress]:
        """All addresses of a host, the preferred one first. Raises OSError where there are none."""
        ...


class SystemResolver:
    """Asks the operating system, which also reads ``2130706433`` and ``0x7f.1`` as addresses.

    ``threads`` are those in which it waits for answers; None for the event loop's own. A thread stays busy until the
    name server answers, however long ago whoever asked gave up.
    """

    def __init__(self, threads: Executor | None = None) -> None:
        """Ask in these threads; they are the caller's."""
        self._threads = threads

    async def resolve(self, host: str, port: int) -> Sequence[IPAddress]:
        """Each address once; the zone of a link-local one is dropped."""
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return tuple(dict.fromkeys(_without_zone(str(sockaddr[0])) for *_, sockaddr in found))


def make_transport(
    tls: ssl.SSLContext, limits: FetchLimits, resolver: Resolver, connector: httpcore.AsyncNetworkBackend
) -> httpx.AsyncHTTPTransport:
    """A pool of at most ``limits.per_client`` connections that goes as far as ``limits.reach``."""
    return _GuardedTransport(tls, limits, _GuardedBackend(limits, resolver, connector))


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """Connects through ``_GuardedBackend``, so that redirects and every new connection pass the same check."""

    def __init__(self, tls: ssl.SSLContext, limits: FetchLimits, backend: _GuardedBackend) -> None:
        super().__init__(verify=tls, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=limits.per_client,
            max_keepalive_connections=limits.per_client,
            keepalive_expiry=httpx.Limits().keepalive_expiry,
            network_backend=backend,
        )


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name once, refuses it if any of its addresses is forbidden, and connects to a checked address.

    The name is not resolved again for the connection, so that a second answer cannot slip past the check. TLS still
    verifies the certificate against the name, and the Host header still carries it.
    """

    def __init__(self, limits: FetchLimits, resolver: Resolver, connector: httpcore.AsyncNetworkBackend) -> None:
        self._anywhere = limits.reach == "anywhere"
        self._ports = limits.ports
        self._allowed = parse_networks(limits.allow_networks)
        self._max_header_bytes = limits.max_header_bytes
        self._resolver = resolver
        self._connector = connector

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        clock = asyncio.get_running_loop().time
        until = None if timeout is None else clock() + timeout
        left = list(await self._addresses(host, port, until))
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        while left:
            # What time is left is shared among the addresses: the first one may be out of order for ever.
            share = None if until is None else max((until - clock()) / len(left), 0)
            try:
                chosen = str(left.pop(0))
                stream = await self._connector.connect_tcp(chosen, port, share, local_address, socket_options)
                return HeadBoundStream(stream, self._max_header_bytes)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                failure = refused
        raise failure or httpcore.ConnectError("the host's name has no address")

    async def sleep(self, seconds: float) -> None:
        await self._connector.sleep(seconds)

    def _check_port(self, port: int) -> None:
        if port in self._ports:
            return
        allowed = ", ".join(str(one) for one in self._ports)
        detail = f"port {port} is none of {allowed}; where it is meant, add it to ports or set {_CURE} in monitor.toml"
        raise ForbiddenAddressError(detail)

    async def _addresses(self, host: str, port: int, until: float | None) -> Sequence[IPAddress]:
        literal = _literal(host)
        if literal is not None:
            addresses: Sequence[IPAddress] = (literal,)
        else:
            try:
                async with asyncio.timeout_at(until) as patience:
                    addresses = await self._resolver.resolve(host, port)
            except OSError as error:
                late = patience.expired()
                raise (httpcore.ConnectTimeout if late else httpcore.ConnectError)(str(error)) from error
        if not self._anywhere:
            for address in addresses:
                self._check(address)
            self._check_port(port)
        return addresses

    def _check(self, address: IPAddress) -> None:
        forbidden = forbidden_part(address, self._allowed)
        if forbidden is None:
            return
        standing = "" if forbidden == address else f" (which stands for {forbidden})"
        detail = (
            f"the host is at {address}{standing}, not a public address; where it is meant, name its network in "
            f"allow_networks or set {_CURE} in monitor.toml"
        )
        raise ForbiddenAddressError(detail)


def _literal(host: str) -> IPAddress | None:
    try:
        return _without_zone(host)
    except ValueError:
        return None


def _without_zone(text: str) -> IPAddress:
    # A zone names one of this machine's own links; it changes nothing about whose address it is.
    return ipaddress.ip_address(text.partition("%")[0])
