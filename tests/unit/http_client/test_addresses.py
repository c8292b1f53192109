from __future__ import annotations

import ipaddress

import pytest

from monitor.http_client.addresses import is_public, shown_origin


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://desk:secret@Example.org/services/T0/B0/key?token=1#x", "https://example.org"),
        ("http://example.org:8080/", "http://example.org:8080"),
        ("http://[::1]:81/", "http://[::1]:81"),
        ("no address", "the address"),
        ("http://[", "the address"),
        ("http://h:port/", "the address"),
    ],
)
def test_origin_leaves_secrets_out(url: str, shown: str) -> None:
    """What is shown of an address is scheme, host and port alone."""
    assert shown_origin(url) == shown


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),  # noqa: S104 - an address to refuse
        *("198.18.0.1", "240.0.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_private_addresses_are_not_public(address: str) -> None:
    """Addresses of this machine, of private networks and of their IPv6 wrappings are not public."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_internet_addresses_are_public(address: str) -> None:
    """Addresses of the Internet are public, wrapped or not."""
    assert is_public(ipaddress.ip_address(address))
