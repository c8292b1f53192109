from __future__ import annotations

import httpx
import pytest

from monitor.http_client.addresses import check_address, check_step, shown_origin
from monitor.http_client.refusals import BadAddressError, ForbiddenAddressError


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
    "url",
    [
        *("ftp://example.org/", "file:///etc/hostname", "http:///path", "/path", "http://a b/", "http://*/"),
        *("http://one.example\\two.example/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%00.example/"),
        *(
            "http://desk:key@example.org/",
            "http://desk@example.org/",
            "http://a\\@example.org/",
        ),
    ],
)
def test_addresses_of_two_readings_are_refused(url: str) -> None:
    """Another scheme, a host that two programs read differently, and a user before the host are bad addresses."""
    with pytest.raises(BadAddressError):
        check_address(httpx.URL(url))


@pytest.mark.parametrize(
    "url", ["http://example.org/a@b", "https://bücher.example./?x=@", "http://[::1]:81/", "http://7/"]
)
def test_addresses_of_the_web_pass(url: str) -> None:
    """What has one reading passes; whether it may be connected to is judged later, by what it resolves to."""
    check_address(httpx.URL(url))


def test_a_step_to_plain_http_is_forbidden() -> None:
    """A redirect may lead from http to https and never back."""
    plain, protected = httpx.URL("http://example.org/feed"), httpx.URL("https://example.org/feed")
    check_step(plain, protected)
    check_step(plain, plain)

    with pytest.raises(ForbiddenAddressError, match=r"http://example\.org is a step down to an unprotected connection"):
        check_step(protected, plain)
