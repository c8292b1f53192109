"""How connections are made: at a bounded number, and, where asked, to public addresses alone."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable

import httpcore
import httpx

from monitor.http_client.addresses import IPAddress, PrivateAddressError, is_public
from monitor.http_client.limits import FetchLimits


def make_transport(tls: ssl.SSLContext, limits: FetchLimits) -> httpx.AsyncHTTPTransport:
    """A pool of at most ``limits.per_client`` connections that goes as far as ``limits.reach``."""
    bounds = httpx.Limits(max_connections=limits.per_client, max_keepalive_connections=limits.per_client)
    if limits.reach == "public":
        return _PublicTransport(tls, limits)
    return httpx.AsyncHTTPTransport(verify=tls, limits=bounds, trust_env=False)


class _PublicTransport(httpx.AsyncHTTPTransport):
    """Connects through ``_PublicBackend``, so that redirects and every new connection pass the same check."""

    def __init__(self, tls: ssl.SSLContext, limits: FetchLimits) -> None:
        super().__init__(verify=tls, trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=limits.per_client,
            max_keepalive_connections=limits.per_client,
            keepalive_expiry=httpx.Limits().keepalive_expiry,
            network_backend=_PublicBackend(),
        )


class _PublicBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name once, refuses it if any of its addresses is not public, and connects to a checked address.

    The name is not resolved again for the connection, so that a second answer cannot slip past the check. TLS still
    verifies the certificate against the name.
    """

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in await _public_addresses(host, port):
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                failure = refused
        raise failure or httpcore.ConnectError("the host's name has no address")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


async def _public_addresses(host: str, port: int) -> list[IPAddress]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    addresses = [ipaddress.ip_address(str(sockaddr[0]).partition("%")[0]) for *_, sockaddr in found]
    private = [address for address in addresses if not is_public(address)]
    if private:
        raise PrivateAddressError(private[0])
    return list(dict.fromkeys(addresses))
