"""What the exceptions below the fetcher mean: a ``FetchProblem`` and a sentence without addresses or secrets."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from monitor.http_client.refusals import RefusedError
from monitor.records import FetchProblem

FAILURES = (
    *(RefusedError, httpx.HTTPError, httpx.InvalidURL),
    *(ssl.SSLError, OSError, OverflowError, UnicodeError, ValueError),
)
"""Everything that a server, a network or a malformed address can raise through httpx, and what is refused here.

``ValueError`` and ``OverflowError`` come from the resolver, for a host with a NUL or a port above 65535.
"""

_TABLE: tuple[tuple[type[Exception], FetchProblem, str], ...] = (
    (httpx.InvalidURL, "bad_url", "the address cannot be parsed"),
    (httpx.UnsupportedProtocol, "bad_url", "the address is not one of http or https"),
    (httpx.ConnectTimeout, "timeout", "no connection was made in time"),
    (httpx.TimeoutException, "timeout", "the server fell silent"),
    (httpx.ConnectError, "connect", "no connection could be made"),
    (httpx.ProxyError, "connect", "no connection could be made"),
    (httpx.LocalProtocolError, "protocol", "the request cannot be sent over HTTP"),
    (httpx.RemoteProtocolError, "protocol", "the server broke the rules of HTTP"),
    (httpx.NetworkError, "protocol", "the connection broke before the answer was whole"),
    (httpx.HTTPError, "protocol", "the exchange failed"),
    (OverflowError, "bad_url", "the address has an impossible port"),
    (UnicodeError, "bad_url", "the host's name cannot be encoded"),
    (ValueError, "bad_url", "the address cannot be used"),
    (OSError, "connect", "no connection could be made"),
)


def explain_failure(failure: BaseException) -> tuple[FetchProblem, str]:
    """The problem and its sentence for an exception of ``FAILURES``.

    The exception's own words are quoted only where they come from the TLS library, the resolver or the operating
    system: those of httpx may repeat parts of the address.
    """
    if isinstance(failure, RefusedError):
        return failure.problem, str(failure)
    causes = tuple(_chain(failure))
    told = _told_by_cause(causes)
    if told is not None:
        return told
    for kind, problem, sentence in _TABLE:
        if isinstance(failure, kind):
            return problem, _with_reason(sentence, causes)
    return "protocol", f"the exchange failed: {type(failure).__name__}"


def _told_by_cause(causes: tuple[BaseException, ...]) -> tuple[FetchProblem, str] | None:
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return "tls", f"no secure connection: {_tls_reason(cause)}"
        if isinstance(cause, UnicodeError):
            return "bad_url", "the host's name cannot be encoded"
        # h11, below httpcore, has a bound of its own for what comes before a body or a piece of one.
        if getattr(cause, "error_status_hint", None) == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
            return "too_large", "the headers are larger than allowed"
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return "connect", f"the host's name was not found: {cause.strerror}"
    return None


def _chain(failure: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = failure
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        # A host with several addresses fails once for each: the first failure stands for all.
        group = current.exceptions[0] if isinstance(current, BaseExceptionGroup) else None
        current = group or current.__cause__ or current.__context__


def _with_reason(sentence: str, causes: tuple[BaseException, ...]) -> str:
    for cause in causes:
        # The number says more than the words: asyncio's own repeat the address.
        if isinstance(cause, OSError) and cause.errno:
            return f"{sentence}: {os.strerror(cause.errno)}"
    return sentence


def _tls_reason(failure: ssl.SSLError) -> str:
    if isinstance(failure, ssl.SSLCertVerificationError):
        return failure.verify_message
    return (failure.reason or "the handshake failed").replace("_", " ").lower()
