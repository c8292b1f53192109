"""A body read within bounds: never more bytes, pieces or seconds than allowed, whatever the server sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from monitor.http_client.codings import gatherer
from monitor.http_client.limits import FetchLimits
from monitor.http_client.refusals import SwellingError, TooSlowError

_MOST_PIECES = 10_000
"""A body of one-byte chunks costs a tenth of a second of work for every 10,000 of them. An honest server that sends
5 MB in chunks of 500 bytes stays below it. Judgement."""


async def read_body(chunks: AsyncIterator[bytes], content_encoding: str, limits: FetchLimits) -> bytes:
    """The decoded body. Raises RefusedError as soon as a bound, the coding or the least rate breaks.

    The rate is measured over the whole body so far, and also while nothing comes at all.
    """
    gathered = gatherer(content_encoding, limits)
    began_at = asyncio.get_running_loop().time()
    raw_bytes = pieces = 0
    patience = asyncio.timeout_at(began_at + limits.grace_seconds)
    try:
        async with patience:
            async for chunk in chunks:
                raw_bytes += len(chunk)
                pieces += 1
                if pieces > _MOST_PIECES:
                    detail = f"the body comes in more than {_MOST_PIECES:,} pieces"
                    raise SwellingError(detail)
                gathered.take(chunk)
                earned_seconds = raw_bytes / limits.least_bytes_per_second
                patience.reschedule(began_at + max(limits.grace_seconds, earned_seconds))
    except TimeoutError:
        if not patience.expired():
            raise
        detail = f"the body came at less than {limits.least_bytes_per_second} bytes a second"
        raise TooSlowError(detail) from None
    return gathered.finish()
