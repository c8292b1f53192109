"""A ``FetchResult`` made of what a server answered, or of the reason why nothing came."""

from __future__ import annotations

import re
from http import HTTPStatus

import httpx

from monitor.http_client.addresses import shown_origin
from monitor.http_client.refusals import NotAskedForError
from monitor.records import FetchProblem, FetchRequest, FetchResult

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE | re.ASCII)
_CONDITIONS = ("If-None-Match", "If-Modified-Since")


def conditions(request: FetchRequest) -> dict[str, str]:
    """The headers that make a request conditional.

    Validators come from servers: one that cannot stand in a header is not sent back.
    """
    asked = dict(zip(_CONDITIONS, (request.etag, request.last_modified), strict=True))
    return {name: value for name, value in asked.items() if value and value.isascii() and value.isprintable()}


def check_status(response: httpx.Response) -> None:
    """Let the status of an answer pass.

    Raises NotAskedForError for a 304 to a request that was not conditional: taken at its word, it would hide all that
    the server has.
    """
    asked = response.request.headers
    if response.status_code == HTTPStatus.NOT_MODIFIED and not any(name in asked for name in _CONDITIONS):
        detail = "the server answered 304 Not Modified to a request that named no earlier version"
        raise NotAskedForError(detail)


def failed(url: str, problem: FetchProblem, detail: str) -> FetchResult:
    """The result of a fetch that no answer came of."""
    return FetchResult(url=url, final_url=url, problem=problem, detail=detail)


def answered(
    url: str, response: httpx.Response, *, body: bytes = b"", problem: FetchProblem | None = None, detail: str = ""
) -> FetchResult:
    """The result of a fetch that was answered, with what the headers tell."""
    headers = response.headers
    content_type = headers.get("Content-Type", "")
    charset = _CHARSET.search(content_type)
    return FetchResult(
        url=url,
        final_url=str(response.url),
        status=response.status_code,
        body=body,
        content_type=content_type.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        retry_after=headers.get("Retry-After"),
        cache_control=headers.get("Cache-Control"),
        expires=headers.get("Expires"),
        served_at=headers.get("Date"),
        problem=problem,
        detail=detail,
    )


def status_detail(response: httpx.Response) -> str:
    """The sentence for a status that is no success."""
    try:
        phrase = f" {HTTPStatus(response.status_code).phrase}"
    except ValueError:
        phrase = ""
    return f"{origin_of(response)} answered {response.status_code}{phrase}"


def origin_of(response: httpx.Response) -> str:
    """Where an answer came from, as it may be shown."""
    return shown_origin(str(response.url))
