"""What HTTP says of time and of refusals: how long to stay away, and how long an answer stays fresh."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

_SECONDS = re.compile(r"\d{1,9}", re.ASCII)
"""Thirty years at most: more digits are no wish but a fault."""

_DIRECTIVE = re.compile(r"""([\w-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^",\s]*))?""", re.ASCII)
"""A name, and perhaps a token or a quoted string. Source: RFC 9111, 5.2."""

_LONGEST_SECONDS = 2.0**31
"""What a delta-seconds counts as that is too large to hold. Source: RFC 9111, 1.2.2."""


REFUSALS = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)
"""Statuses by which an outlet turns the monitor away."""

MISSING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""Statuses by which a server says that there is no such page. Source: RFC 9110, 15.5.5 and 15.5.11."""


def read_http_date(header: str | None) -> datetime | None:
    """The moment that a Date, Expires or Last-Modified header names, in UTC; None for one that names none.

    A date without a zone is taken as UTC: HTTP knows no other. All three forms of RFC 9110, 5.6.7, are read.
    """
    try:
        moment = parsedate_to_datetime((header or "").strip())
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for at ``now``; it is the caller's part to set a bound to them.

    None where it is missing, in the past, or neither a whole number of at most nine digits nor an HTTP date (RFC 9110,
    10.2.3).
    """
    written = (header or "").strip()
    if _SECONDS.fullmatch(written):
        return float(written)
    moment = read_http_date(written)
    if moment is None:
        return None
    seconds = (moment - now).total_seconds()
    return seconds if seconds > 0 else None


def fresh_seconds(cache_control: str | None, expires: str | None, served_at: str | None, now: datetime) -> float | None:
    """The seconds for which a server says that its answer stays fresh; 0 for none, None where it says nothing.

    ``no-store`` and ``no-cache`` (for the whole answer, not for named fields) are 0, and so are a ``max-age`` and an
    ``Expires`` that cannot be read (RFC 9111, 4.2.1 and 5.3; ``Expires: 0`` is one). ``max-age`` goes before Expires,
    which counts from ``served_at`` (Date), or from ``now`` where there is no Date. How long the answer had already
    lain in a cache on its way (Age) is not looked at.
    """
    directives = _read_directives(cache_control or "")
    if "no-store" in directives or directives.get("no-cache") == "":
        return 0.0
    if "max-age" in directives:
        return _read_delta(directives["max-age"])
    if expires is None:
        return None
    ends_at = read_http_date(expires)
    if ends_at is None:
        return 0.0
    return max(0.0, (ends_at - (read_http_date(served_at) or now)).total_seconds())


def _read_directives(cache_control: str) -> dict[str, str]:
    # The first of two equal directives counts (RFC 9111, 4.2.1).
    found: dict[str, str] = {}
    for directive in _DIRECTIVE.finditer(cache_control):
        found.setdefault(directive[1].lower(), (directive[2] or "").strip('"'))
    return found


def _read_delta(written: str) -> float:
    if not (written.isascii() and written.isdigit()):
        return 0.0
    return float(written) if _SECONDS.fullmatch(written) else _LONGEST_SECONDS
