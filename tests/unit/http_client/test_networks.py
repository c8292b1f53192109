from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client.networks import forbidden_part, parse_networks


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),  # noqa: S104 - an address to refuse
        *("198.18.0.1", "240.0.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
        *("2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:0:7f00:1:8000:63bf:f7f7:f7f7"),
        *("64:ff9b:1::808:808", "::ffff:0:808:808", "2a00:1450::5efe:10.1.2.3", "2a00:1450::200:5efe:10.1.2.3"),
        *("192.88.99.1", "192.0.0.9", "192.0.2.1", "198.51.100.1", "203.0.113.1", "168.63.129.16", "3fff::1"),
        *("fec0::1", "5f00::1", "100::1", "2001:2::1", "2001:20::1", "fd00:ec2::254", "fe80::1%1", "4000::1"),
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    """Addresses of this machine, of private networks and of their IPv6 wrappings are not public."""
    assert forbidden_part(ipaddress.ip_address(address), ()) is not None


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"),
        *("2001:0:808:808:8000:63bf:f7f7:f7f7", "2606:4700::1111%1", "2a00:1450::5efe:8.8.8.8", "192.31.196.1"),
    ],
)
def test_internet_addresses_are_public(address: str) -> None:
    """Addresses of the Internet are public, wrapped or not."""
    assert forbidden_part(ipaddress.ip_address(address), ()) is None


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("64:ff9b::7f00:1", "127.0.0.1"),
        ("2002:a01:203::1", "10.1.2.3"),
        ("::ffff:169.254.169.254", "169.254.169.254"),
        ("2001:0:7f00:1:8000:63bf:f7f7:f7f7", "127.0.0.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("10.1.2.3", "10.1.2.3"),
    ],
)
def test_what_is_meant_is_named(address: str, part: str) -> None:
    """The part that forbids an address is the one that it stands for."""
    assert forbidden_part(ipaddress.ip_address(address), ()) == ipaddress.ip_address(part)


@pytest.mark.parametrize(
    ("networks", "address", "is_allowed"),
    [
        (["10.0.0.0/8"], "10.1.2.3", True),
        (["10.0.0.0/8"], "::ffff:10.1.2.3", True),
        (["10.0.0.0/8"], "64:ff9b::a01:203", True),
        (["10.0.0.0/8"], "192.168.0.1", False),
        (["10.0.0.0/8"], "64:ff9b:1::a01:203", False),
        (["10.0.0.0/8", "64:ff9b:1::/48"], "64:ff9b:1::a01:203", True),
        (["64:ff9b::/96"], "64:ff9b::a9fe:a9fe", False),
        (["::/0", "0.0.0.0/0"], "192.168.0.1", True),
        (["::/0", "0.0.0.0/0"], "127.0.0.1", False),
        (["::/0", "0.0.0.0/0"], "169.254.169.254", False),
        (["::/0", "0.0.0.0/0"], "::1", False),
        (["::/0", "0.0.0.0/0"], "0.0.0.0", False),  # noqa: S104 - an address to refuse
        (["::/0", "0.0.0.0/0"], "fe80::1", False),
        (["::/0", "0.0.0.0/0"], "::ffff:127.0.0.1", False),
        (["fd00::/8"], "fd12::1", True),
        (["fd00::/8"], "fd00:ec2::254", False),
        (["127.0.0.1/32"], "127.0.0.1", True),
        (["127.0.0.1/32"], "127.0.0.2", False),
        (["169.254.169.254"], "169.254.169.254", True),
        (["::1"], "::1", True),
    ],
)
def test_networks_allow_what_they_name(networks: list[str], address: str, *, is_allowed: bool) -> None:
    """An allow-list counts for an address and what it stands for; this machine is let in by its own name alone."""
    allowed = parse_networks(networks)

    assert (forbidden_part(ipaddress.ip_address(address), allowed) is None) == is_allowed


@pytest.mark.parametrize("text", ["", "10.0.0.0/33", "10.1.2.3/8", "intranet", "10.0.0.0-10.0.0.9"])
def test_bad_network_is_named(text: str) -> None:
    """A network that cannot be read is an error that quotes it."""
    with pytest.raises(ValueError, match="allow_networks has") as caught:
        parse_networks(["10.0.0.0/8", text])

    assert repr(text) in str(caught.value)


@settings(deadline=None)
@given(inner=st.ip_addresses(v=4))
def test_every_wrapping_is_as_public_as_what_it_wraps(inner: ipaddress.IPv4Address) -> None:
    """Whatever IPv4 address is wrapped, and however, it is never more public than it is bare."""
    bits = int(inner)
    wrappings = [0xFFFF << 32 | bits, 0x64FF9B << 96 | bits, 0x2002 << 112 | bits << 80 | 1]
    teredo = [0x2001 << 112 | bits << 64 | 0xF7F7F7F7, 0x2001 << 112 | 0x08080808 << 64 | (bits ^ 0xFFFFFFFF)]

    for wrapping in wrappings + teredo:
        wrapped = forbidden_part(ipaddress.IPv6Address(wrapping), ())
        assert (wrapped is None) == (forbidden_part(inner, ()) is None)
