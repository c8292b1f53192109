"""A Content-Encoding undone within bounds, piece by piece.

httpx itself would decode a whole compressed chunk at once (two megabytes of gzip can hold two gigabytes), so that its
decoding is not used: raw bytes go through ``zlib`` with an upper bound on what comes out.
"""

from __future__ import annotations

import zlib

from monitor.http_client.limits import FetchLimits
from monitor.http_client.refusals import BadEncodingError, SwellingError, TooLargeError

ACCEPT_ENCODING = "gzip, deflate"
"""What is asked for: the two codings that the standard library decodes within bounds."""

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_BITS = zlib.MAX_WBITS | 16
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_ZLIB_HEADER_BYTES = 2

_MOST_MEMBERS = 1_000
"""A gzip body of empty members costs work for nothing. Tools that cut a file for random access make one for each 64 kB:
eighty in the largest body taken. Judgement."""

_SMALL_BYTES = 1_000_000
"""Up to here a body may swell as it likes: empty tables and the like pack well. Judgement."""


class Gatherer:
    """Gathers a body that is not encoded, up to the limits."""

    def __init__(self, limits: FetchLimits) -> None:
        """Begin with nothing."""
        self._limits = limits
        self._body = bytearray()
        self._raw_bytes = 0

    def take(self, chunk: bytes) -> None:
        """Keep the next piece as sent. Raises RefusedError as soon as a bound or the coding breaks."""
        self._raw_bytes += len(chunk)
        if self._raw_bytes > self._limits.max_raw_bytes:
            what = "the body as sent is"
            raise TooLargeError(what, self._limits.max_raw_bytes)
        self._decode(chunk)

    def finish(self) -> bytes:
        """The whole decoded body. Raises BadEncodingError where its end is missing."""
        return bytes(self._body)

    def _decode(self, chunk: bytes) -> None:
        self._keep(chunk)

    def _keep(self, piece: bytes) -> None:
        self._body += piece
        if len(self._body) > self._limits.max_decoded_bytes:
            what = "the decoded body is"
            raise TooLargeError(what, self._limits.max_decoded_bytes)
        if len(self._body) > max(_SMALL_BYTES, self._limits.max_ratio * self._raw_bytes):
            detail = f"the body swells to more than {self._limits.max_ratio} times its size when it is decoded"
            raise SwellingError(detail)


class _Inflater(Gatherer):
    """Undoes gzip (also of several members) or deflate (with or without its zlib header)."""

    def __init__(self, coding: str, limits: FetchLimits) -> None:
        super().__init__(limits)
        self._coding = coding
        self._head = b""
        self._stream = zlib.decompressobj(_GZIP_BITS)
        self._begun = False
        self._members = 1

    def finish(self) -> bytes:
        if self._head and not self._stream.eof:
            detail = f"the {self._coding} body ends before its end mark"
            raise BadEncodingError(detail)
        return super().finish()

    def _decode(self, chunk: bytes) -> None:
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

    def _begin(self, head: bytes) -> None:
        self._begun = True
        if self._coding == "deflate":
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(head) else -zlib.MAX_WBITS)

    def _begin_member(self) -> None:
        self._members += 1
        if self._members > _MOST_MEMBERS:
            detail = f"the gzip body has more than {_MOST_MEMBERS:,} members"
            raise BadEncodingError(detail)
        self._stream = zlib.decompressobj(_GZIP_BITS)

    def _inflate(self, pending: bytes) -> None:
        while pending:
            if self._stream.eof:
                # What follows the last member is padding: servers send it, browsers ignore it.
                if self._coding != "gzip" or not pending.startswith(_GZIP_MAGIC):
                    return
                self._begin_member()
            room = self._limits.max_decoded_bytes - len(self._body) + 1
            self._keep(self._stream.decompress(pending, room))
            pending = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def gatherer(content_encoding: str, limits: FetchLimits) -> Gatherer:
    """What undoes a Content-Encoding header. Raises BadEncodingError for a stacked or unknown one."""
    codings = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not codings:
        return Gatherer(limits)
    if len(codings) > 1:
        detail = f"the body is encoded {len(codings)} times over; one Content-Encoding is taken"
        raise BadEncodingError(detail)
    if codings[0] not in _CODINGS:
        detail = f"the Content-Encoding is {codings[0][:40]!r}, which was not asked for; gzip and deflate are taken"
        raise BadEncodingError(detail)
    return _Inflater(_CODINGS[codings[0]], limits)


def _has_zlib_header(head: bytes) -> bool:
    # RFC 1950, 2.2: method 8, and the first two bytes are a multiple of 31.
    return head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0
