"""The host that an address names: for pacing, grouping and comparing, never for connecting."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The host in small letters; empty where the address names none. Never raises."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The same without ``www.``: with and without it is nearly always one machine."""
    return host_of(url).removeprefix("www.")
