"""Checks an address that messages are posted to, without ever repeating it."""

from __future__ import annotations

from urllib.parse import urlsplit


def check_web_address(channel: str, subject: str, address: str, advice: str) -> None:
    """Raise ValueError unless ``address`` is one of the web; it may be a secret, so that the error does not repeat it.

    ``subject`` is what the address is called, ``advice`` what to give instead.
    """
    try:
        parts = urlsplit(address)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, address))
    except ValueError:
        fits = False
    if not fits:
        msg = f"channel {channel!r}: {subject} is no web address (not repeated); {advice}"
        raise ValueError(msg)
