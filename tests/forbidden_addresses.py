"""Addresses that must never be connected to, and the forms in which an outsider can write or hide them.

``CASES`` is every address in every form that its family has.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PUBLIC = "8.8.8.8"
"""An address that may be connected to: in tests, a loopback server stands in for it."""

OUTSIDE = "outside.example"
"""The name of ``PUBLIC``. Its server answers ``/one?TARGET`` by a redirect, ``/two?TARGET`` by two in a row."""

V4 = (
    *("0.0.0.0", "127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254"),  # noqa: S104
    *("192.168.0.1", "192.168.255.254", "169.254.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
    *("192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255"),
)
V6 = (
    *("::", "::1", "fe80::1", "fe80::a9fe:a9fe", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "100::1"),
    *("2001:db8::1", "3fff::1", "2001:2::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"),
    *("64:ff9b::7f00:1", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2a00:1450::5efe:a01:203"),
    *("2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:0:7f00:1:8000:63bf:f7f7:f7f7"),
)

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Attempt:
    """One way to an address: what is asked for, what names resolve to, and the problem that has to come of it.

    ``turns`` are names whose answer changes. ``connected`` are the connections to be made on the way.
    """

    url: str
    problem: str = "forbidden_address"
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    turns: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    connected: int = 0


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _bits(address: str) -> int:
    return int(ipaddress.IPv4Address(address))


def _wrapped(prefix: int, shift: int) -> Callable[[str], Attempt]:
    def attempt(address: str) -> Attempt:
        return Attempt(f"http://[{ipaddress.IPv6Address(prefix | _bits(address) << shift)}]/")

    return attempt


Form = Callable[[str], Attempt]

FORMS: dict[str, Form] = {
    "direct": lambda one: Attempt(f"http://{_host(one)}/"),
    "port": lambda one: Attempt(f"https://{_host(one)}:8443/"),
    "name": lambda one: Attempt("http://inside.example/", names={"inside.example": (one,)}),
    "name_among_public": lambda one: Attempt("http://inside.example/", names={"inside.example": (PUBLIC, one)}),
    "redirect": lambda one: Attempt(f"http://{OUTSIDE}/one?http://{_host(one)}/", connected=1),
    "second_redirect": lambda one: Attempt(f"http://{OUTSIDE}/two?http://{_host(one)}/", connected=2),
    "redirect_to_name": lambda one: Attempt(
        f"http://{OUTSIDE}/one?http://inside.example/", names={"inside.example": (one,)}, connected=1
    ),
    "rebinding": lambda one: Attempt(
        "http://turning.example/one?/again", turns={"turning.example": ((PUBLIC,), (one,))}, connected=1
    ),
    "userinfo": lambda one: Attempt(f"http://{OUTSIDE}@{_host(one)}/", "bad_url"),
    "userinfo_redirect": lambda one: Attempt(
        f"http://{OUTSIDE}/one?http://{OUTSIDE}:80@{_host(one)}/", "bad_url", connected=1
    ),
    "backslash": lambda one: Attempt(f"http://{_host(one)}\\@{OUTSIDE}/", "bad_url"),
}
"""What can be done with an address of either family."""

FORMS_OF_V4: dict[str, Form] = {
    "decimal": lambda one: Attempt(f"http://{_bits(one)}/"),
    "octal": lambda one: Attempt(f"http://0{_bits(one):o}/"),
    "hex": lambda one: Attempt(f"http://0x{_bits(one):x}/"),
    "hex_redirect": lambda one: Attempt(f"http://{OUTSIDE}/one?http://0x{_bits(one):x}/", connected=1),
    "full_width_digits": lambda one: Attempt(f"http://{one.translate(_FULL_WIDTH)}/", "bad_url"),
    "ideographic_stops": lambda one: Attempt(f"http://{one.replace('.', '。')}/"),
    "trailing_dot": lambda one: Attempt(f"http://{one}./", names={f"{one}.": (one,)}),
    "percent": lambda one: Attempt(f"http://%3{one[0]}{one[1:]}/", "bad_url"),
    "mapped": _wrapped(0xFFFF << 32, 0),
    "nat64": _wrapped(0x64FF9B << 96, 0),
    "six_to_four": _wrapped(0x2002 << 112, 80),
    "teredo_server": _wrapped(0x2001 << 112 | 0xF7F7F7F7, 64),
}
"""What can be done with an IPv4 address alone."""

FORMS_OF_V6: dict[str, Form] = {
    "zone": lambda one: Attempt(f"http://[{one}%25lo]/"),
    "bare_zone": lambda one: Attempt(f"http://[{one}%1]/"),
    "written_out": lambda one: Attempt(f"http://[{ipaddress.IPv6Address(one).exploded.upper()}]/"),
}
"""What can be done with an IPv6 address alone."""


def _cases() -> Iterator[tuple[str, Attempt]]:
    for addresses, forms in ((V4, FORMS | FORMS_OF_V4), (V6, FORMS | FORMS_OF_V6)):
        for address in addresses:
            for name, form in forms.items():
                yield f"{address}-{name}", form(address)


CASES: dict[str, Attempt] = dict(_cases())
