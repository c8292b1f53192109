"""What may be said of an address, and which addresses are public."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Source: RFC 6052, 2.1."""

_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
"""Source: RFC 4291, 2.5.5.1."""

_HOST_NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?")
_MAX_NAME = 253
"""Source: RFC 1035, 2.3.4, for labels and whole names."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddressError(ValueError):
    """A host that resolves to an address outside the public Internet, where only public ones may be reached."""

    def __init__(self, address: IPAddress) -> None:
        """Name the ``address`` found."""
        super().__init__(f"the host resolves to {address}, which is not a public address")


def shown_origin(url: str) -> str:
    """``scheme://host:port`` of an address, for messages and for grouping: without user, path and query.

    The path is left out too: the addresses of webhooks keep their secret there. An address without a readable host
    gives ``the address``.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return "the address"
    if not host:
        return "the address"
    name = f"[{host}]" if ":" in host else host
    shown = f"{parts.scheme}://{name}" + (f":{port}" if port else "")
    return "".join(character for character in shown if character.isprintable())


def is_host(name: str) -> bool:
    """Whether a name, in its ASCII form, can be one of a host: RFC 1123 labels (underscores allowed), or IPv6."""
    if ":" in name:
        return _is_ipv6(name)
    return len(name) <= _MAX_NAME and _HOST_NAME.fullmatch(name) is not None


def is_public(address: IPAddress) -> bool:
    """Whether an IP address is one of the public Internet, looked at through every known wrapping of IPv4 in IPv6."""
    wrapped = _wrapped_ipv4(address)
    if wrapped is not None:
        return is_public(wrapped)
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _is_ipv6(name: str) -> bool:
    try:
        ipaddress.IPv6Address(name)
    except ValueError:
        return False
    return True


def _wrapped_ipv4(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo_client = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo_client
