from __future__ import annotations

import ssl

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client.heads import HeadBoundStream
from monitor.http_client.refusals import TooLargeError

EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\nServer: mill\r\n\r\n"


class Line(httpcore.AsyncNetworkStream):
    """A connection that brings its pieces one by one."""

    def __init__(self, *pieces: bytes) -> None:
        """Hold the pieces."""
        self.pieces = list(pieces)

    async def read(self, _max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109
        """The next piece; nothing after the last."""
        return self.pieces.pop(0) if self.pieces else b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Nowhere."""

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002
        server_hostname: str | None = None,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Itself."""
        return self


async def read_all(stream: httpcore.AsyncNetworkStream) -> bytes:
    """All that a stream brings."""
    read = b""
    while piece := await stream.read(65_536):
        read += piece
    return read


def cut(data: bytes, size: int) -> list[bytes]:
    """The data in pieces of a size."""
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(deadline=None)
@given(early=st.integers(0, 3), size=st.integers(1, 60), body=st.binary(max_size=500))
async def test_heads_count_and_bodies_do_not(early: int, size: int, body: bytes) -> None:
    """However an answer is cut into pieces, it passes if its heads fit exactly, and not if they are a byte longer."""
    heads = EARLY * early + HEAD
    pieces = cut(heads + body, size)

    assert heads + body == await read_all(HeadBoundStream(Line(*pieces), len(heads)))
    with pytest.raises(TooLargeError, match="the headers are larger than"):
        await read_all(HeadBoundStream(Line(*pieces), len(heads) - 1))


async def test_every_request_has_a_head_of_its_own() -> None:
    """On a connection that is kept, each answer has the whole bound, and what is no head yet counts too."""
    stream = HeadBoundStream(Line(HEAD, b"x" * 99, HEAD, b"x" * 99, b"HTTP/1.1 " + b"x" * 99), len(HEAD))

    for _ in range(2):
        await stream.write(b"GET / HTTP/1.1\r\n\r\n")
        assert [HEAD, b"x" * 99] == [await stream.read(1_000), await stream.read(1_000)]
    await stream.write(b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(TooLargeError):
        await stream.read(1_000)


async def test_tls_does_not_take_the_bound_away() -> None:
    """A connection under TLS is bounded like the plain one."""
    stream = await HeadBoundStream(Line(HEAD), len(HEAD) - 1).start_tls(ssl.create_default_context())

    with pytest.raises(TooLargeError):
        await stream.read(1_000)
