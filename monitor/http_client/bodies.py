"""A body read and decoded within bounds: never more bytes in memory than allowed, whatever the server sends.

httpx itself would decode a whole compressed chunk at once (two megabytes of gzip can hold two gigabytes), so that its
decoding is not used: raw bytes go through ``zlib`` with an upper bound on what comes out.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from monitor.records import FetchProblem

ACCEPT_ENCODING = "gzip, deflate"
"""What is asked for: the two codings that the standard library decodes within bounds."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_BITS = zlib.MAX_WBITS | 16
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_ZLIB_HEADER_BYTES = 2
_RAW = "the body as sent"
_DECODED = "the decoded body"


class BodyRefusedError(Exception):
    """A body that is not taken. ``problem`` says why; the message is the detail. It never leaves the fetcher."""

    problem: FetchProblem


class BodyTooLargeError(BodyRefusedError):
    """A body of more bytes than allowed."""

    problem = "too_large"

    def __init__(self, what: str, max_bytes: int) -> None:
        """Name ``what`` is too large and the bound."""
        super().__init__(f"{what} is larger than {max_bytes:,} bytes")


class BadEncodingError(BodyRefusedError):
    """A body whose Content-Encoding is stacked, unknown or broken."""

    problem = "bad_encoding"


async def read_body(
    chunks: AsyncIterator[bytes], content_encoding: str, *, max_raw_bytes: int, max_decoded_bytes: int
) -> bytes:
    """The decoded body. Raises BodyRefusedError as soon as a bound or a coding breaks."""
    inflater = _inflater(content_encoding, max_decoded_bytes)
    raw_bytes = 0
    async for chunk in chunks:
        raw_bytes += len(chunk)
        if raw_bytes > max_raw_bytes:
            raise BodyTooLargeError(_RAW, max_raw_bytes)
        inflater.take(chunk)
    return inflater.finish()


def _inflater(content_encoding: str, max_bytes: int) -> _Plain:
    codings = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not codings:
        return _Plain(max_bytes)
    if len(codings) > 1:
        detail = f"the body is encoded {len(codings)} times over; one Content-Encoding is taken"
        raise BadEncodingError(detail)
    if codings[0] not in _CODINGS:
        detail = f"the Content-Encoding is {codings[0][:40]!r}, which was not asked for; gzip and deflate are taken"
        raise BadEncodingError(detail)
    return _Inflater(_CODINGS[codings[0]], max_bytes)


class _Plain:
    """Gathers a body up to ``max_bytes``."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._body = bytearray()

    def take(self, chunk: bytes) -> None:
        self._keep(chunk)

    def finish(self) -> bytes:
        return bytes(self._body)

    def _keep(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) > self._max_bytes:
            raise BodyTooLargeError(_DECODED, self._max_bytes)


class _Inflater(_Plain):
    """Undoes gzip (also of several members) or deflate (with or without its zlib header) up to ``max_bytes``."""

    def __init__(self, coding: str, max_bytes: int) -> None:
        super().__init__(max_bytes)
        self._coding = coding
        self._head = b""
        self._stream = zlib.decompressobj(_GZIP_BITS)
        self._begun = False

    def take(self, chunk: bytes) -> None:
        if not self._begun:
            chunk = self._head = self._head + chunk
            if len(chunk) < _ZLIB_HEADER_BYTES:
                return
            self._begin(chunk)
        try:
            self._inflate(chunk)
        except zlib.error as error:
            detail = f"the {self._coding} body is broken: {error}"
            raise BadEncodingError(detail) from None

    def finish(self) -> bytes:
        if self._head and not self._stream.eof:
            detail = f"the {self._coding} body ends before its end mark"
            raise BadEncodingError(detail)
        return super().finish()

    def _begin(self, head: bytes) -> None:
        self._begun = True
        if self._coding == "deflate":
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(head) else -zlib.MAX_WBITS)

    def _inflate(self, pending: bytes) -> None:
        while pending:
            if self._stream.eof:
                # What follows the last member is padding: servers send it, browsers ignore it.
                if self._coding != "gzip" or not pending.startswith(_GZIP_MAGIC):
                    return
                self._stream = zlib.decompressobj(_GZIP_BITS)
            self._keep(self._stream.decompress(pending, self._max_bytes - len(self._body) + 1))
            pending = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def _has_zlib_header(head: bytes) -> bool:
    # RFC 1950, 2.2: method 8, and the first two bytes are a multiple of 31.
    return head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0
