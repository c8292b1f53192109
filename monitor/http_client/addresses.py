"""What may be said of an address, and which addresses and steps between them are taken at all."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

import httpx

from monitor.http_client.refusals import BadAddressError, ForbiddenAddressError

_HOST_NAME = re.compile(r"(?:[A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?")
_MAX_NAME = 253
"""Source: RFC 1035, 2.3.4, for labels and whole names."""


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


def check_address(url: httpx.URL) -> None:
    """Let an address pass that is one of the web, by its form alone.

    Raises BadAddressError for another scheme, for a host with letters that hosts cannot have (a backslash or a percent
    sign is read in two ways by two programs), and for an address with a user or a password: these would be sent
    unseen, and shown in a log.
    """
    if url.scheme not in ("http", "https") or not is_host(url.raw_host.decode()):
        detail = "the address needs http:// or https:// and the name of a host"
        raise BadAddressError(detail)
    if url.userinfo:
        detail = "the address has a user's name or password before its host; leave them out, they are never sent"
        raise BadAddressError(detail)


def check_step(before: httpx.URL, after: httpx.URL) -> None:
    """Let a redirect pass. Raises RefusedError for a bad target, and for one that leaves a protected connection."""
    check_address(after)
    if before.scheme == "https" and after.scheme == "http":
        target = shown_origin(str(after))
        detail = f"the redirect to {target} is a step down to an unprotected connection, and is not followed"
        raise ForbiddenAddressError(detail)


def _is_ipv6(name: str) -> bool:
    try:
        ipaddress.IPv6Address(name)
    except ValueError:
        return False
    return True
