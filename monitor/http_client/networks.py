"""Which IP addresses may be connected to: public ones, and those of networks that the configuration names.

IPv6 has many ways to write an IPv4 address: whatever an address stands for is judged beside it, or in its place.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(*texts: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


_STANDING_FOR_IPV4 = _networks("::ffff:0:0/96", "::/96", "64:ff9b::/96")
"""IPv6 networks whose last 32 bits are the IPv4 address that is meant: mapped, compatible, NAT64.

Source: RFC 4291, 2.5.5; RFC 6052, 2.1.
"""

_HOLDING_IPV4 = _networks("64:ff9b:1::/48", "::ffff:0:0:0/96")
"""IPv6 networks of local translators, whose last 32 bits mostly are an IPv4 address: both are judged.

Source: RFC 8215; RFC 7915 with RFC 2765, 2.1.
"""

_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
"""Source: RFC 3056, 2: bits 16 to 48 are the IPv4 address of the relay's far end."""

_TEREDO = ipaddress.IPv6Network("2001::/32")
"""Source: RFC 4380, 4: the server's IPv4 address in bits 32 to 64, the client's inverted in the last 32."""

_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""The third quarter of an address that ends in an IPv4 address. Source: RFC 5214, 6.1."""

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 that is given out. Source: IANA, Internet Protocol Version 6 Address Space."""

_NOT_PUBLIC = _networks(
    *("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "100.64.0.0/10", "240.0.0.0/4"),
    *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001::/23", "2001:db8::/32", "3fff::/20"),
)
"""Networks that ``ipaddress`` takes for public in one of its versions or another: of protocols, tests, documentation.

Source: IANA, IPv4 and IPv6 Special-Purpose Address Registries.
"""

_NAMED_ALONE = _networks(
    *("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32"),
    *("::/128", "::1/128", "fe80::/10", "ff00::/8"),
    *("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::254/128", "fd20:ce::254/128"),
)
"""This machine, its own links, and the places where hosting providers tell a machine its secrets.

Such an address is allowed by a network that lies wholly inside its range, not by a wider one that happens to hold it.
Source of the single addresses: the metadata services of Alibaba, Azure, Oracle, Amazon and Google.
"""


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks of an allow-list in CIDR form. Raises ValueError, which names the one that cannot be read."""
    networks = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text))
        except ValueError as error:
            msg = f"allow_networks has {text!r}, which is no network ({error}); give one like 10.0.0.0/8"
            raise ValueError(msg) from None
    return tuple(networks)


def forbidden_part(address: IPAddress, allowed: Iterable[Network]) -> IPAddress | None:
    """What makes an address one that must not be connected to: itself or one that it stands for; None where it may be.

    Every part has to be public or to lie in one of the ``allowed`` networks.
    """
    networks = tuple(allowed)
    for part in _parts(address):
        if not (_is_public(part) or any(_allows(network, part) for network in networks)):
            return part
    return None


def _parts(address: IPAddress) -> Iterator[IPAddress]:
    """The addresses by which one is judged, free of zones."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    bare = ipaddress.IPv6Address(int(address))
    if bare == ipaddress.IPv6Address("::") or bare.is_loopback:
        yield bare
        return
    low = int(bare)
    third_quarter = low >> 32 & 0xFFFFFFFF
    stands_for_another = True
    if bare in _SIX_TO_FOUR:
        yield _ipv4(low >> 80)
    elif bare in _TEREDO:
        yield _ipv4(low >> 64)
        yield _ipv4(~low)
    elif any(bare in network for network in _STANDING_FOR_IPV4):
        yield _ipv4(low)
    else:
        stands_for_another = False
    if third_quarter in _ISATAP or any(bare in network for network in _HOLDING_IPV4):
        yield _ipv4(low)
    if not stands_for_another:
        yield bare


def _ipv4(bits: int) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(bits & 0xFFFFFFFF)


def _is_public(part: IPAddress) -> bool:
    if isinstance(part, ipaddress.IPv6Address) and part not in _GLOBAL_UNICAST:
        return False
    kept_back = part.is_multicast or part.is_reserved or any(part in network for network in _NOT_PUBLIC + _NAMED_ALONE)
    return part.is_global and not kept_back


def _allows(network: Network, part: IPAddress) -> bool:
    if part not in network:
        return False
    return all(_lies_in(network, special) for special in _NAMED_ALONE if part in special)


def _lies_in(network: Network, special: Network) -> bool:
    if isinstance(network, ipaddress.IPv4Network) and isinstance(special, ipaddress.IPv4Network):
        return network.subnet_of(special)
    if isinstance(network, ipaddress.IPv6Network) and isinstance(special, ipaddress.IPv6Network):
        return network.subnet_of(special)
    return False
