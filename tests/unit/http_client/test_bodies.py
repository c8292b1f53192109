from __future__ import annotations

import asyncio
import gzip
import hashlib
import zlib
from dataclasses import replace

import pytest
from http_server import LoopbackServer, encoded, gzip_bomb, packed
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client import FetchLimits, WebFetcher
from monitor.http_client.bodies import read_body
from monitor.http_client.refusals import RefusedError, SwellingError, TooLargeError, TooSlowError
from monitor.records import FetchRequest

WORDS = "كلمات وأرقام 2500 ".encode() * 50


def bounded(**bounds: float) -> FetchLimits:
    """The usual limits, but for the bounds given."""
    return replace(FetchLimits("test-monitor/1.0"), **bounds)


def raw_deflate(body: bytes) -> bytes:
    """Deflate without the zlib header, as some servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        ("gzip", packed(WORDS)),
        ("x-gzip", packed(WORDS)),
        ("GZIP", packed(WORDS) + b"\0\0padding"),
        ("identity, gzip", packed(WORDS)),
        ("gzip", gzip.compress(WORDS[:100]) + gzip.compress(WORDS[100:])),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", raw_deflate(WORDS)),
        ("identity", WORDS),
        ("", WORDS),
    ],
)
async def test_known_codings_are_undone(server: LoopbackServer, fetcher: WebFetcher, coding: str, sent: bytes) -> None:
    """Every coding that is asked for, in all its spellings, gives the body back."""
    server.routes["/feed"] = encoded(sent, coding)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.body) == (None, WORDS)


@pytest.mark.parametrize(
    ("coding", "sent", "words"),
    [
        ("gzip, gzip", packed(packed(WORDS)), "encoded 2 times over"),
        ("br", b"whatever", "'br'"),
        ("zstd", b"whatever", "'zstd'"),
        ("gzip", b"not gzip at all", "gzip body is broken"),
        ("gzip", packed(WORDS)[:-20], "ends before its end mark"),
        ("deflate", b"\xff\xff\xff\xff", "deflate body is broken"),
    ],
)
async def test_other_codings_are_refused(
    server: LoopbackServer, fetcher: WebFetcher, coding: str, sent: bytes, words: str
) -> None:
    """A stacked, unknown or broken coding is named."""
    server.routes["/feed"] = encoded(sent, coding)

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.body) == ("bad_encoding", b"")
    assert words in result.detail


async def test_bomb_is_refused_at_the_decoded_bound(server: LoopbackServer, fetcher: WebFetcher) -> None:
    """A body that is small when sent and huge when decoded is dropped at the bound."""
    bomb = gzip_bomb()
    assert len(bomb) < 200_000
    server.routes["/feed"] = encoded(bomb, "gzip")

    result = await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert (result.problem, result.body) == ("too_large", b"")
    assert "the decoded body is larger than 300,000 bytes" in result.detail


@settings(deadline=None)
@given(body=st.binary(max_size=2_000), size=st.integers(1, 50), coding=st.sampled_from(["gzip", "deflate", "raw", ""]))
async def test_any_split_gives_the_body(body: bytes, size: int, coding: str) -> None:
    """However the network cuts a body into pieces, the same bytes come out, and never more than the bound."""
    sent = {"gzip": gzip.compress, "deflate": zlib.compress, "raw": raw_deflate, "": bytes}[coding](body)

    async def pieces():
        for start in range(0, len(sent), size):
            yield sent[start : start + size]

    name = "deflate" if coding == "raw" else coding

    assert body == await read_body(pieces(), name, bounded(max_decoded_bytes=2_000))
    if len(body) > 10:
        with pytest.raises(RefusedError):
            await read_body(pieces(), name, bounded(max_decoded_bytes=len(body) - 1))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_body_that_swells_is_refused_above_a_megabyte(coding: str) -> None:
    """Up to 1 MB a body may pack as well as it can; above it, no more than a hundredfold."""
    pack = {"gzip": gzip.compress, "deflate": zlib.compress}[coding]

    async def fits():
        yield pack(bytes(1_000_000))

    async def swells():
        yield pack(bytes(1_000_001))

    assert await read_body(fits(), coding, bounded()) == bytes(1_000_000)
    with pytest.raises(SwellingError, match="more than 100 times its size"):
        await read_body(swells(), coding, bounded())


async def test_large_text_that_packs_well_is_taken() -> None:
    """A body of several megabytes that shrinks to a fiftieth is no bomb."""
    rows = (f"{hashlib.sha256(str(number).encode()).hexdigest()}{'=' * 2_400}" for number in range(1_000))
    text = "".join(rows).encode()
    sent = gzip.compress(text)

    async def pieces():
        yield sent

    assert 20 < len(text) / len(sent) < 100
    assert await read_body(pieces(), "gzip", bounded()) == text


async def test_many_empty_members_are_refused() -> None:
    """A gzip body of thousands of empty members is work for nothing, and is not done."""

    async def pieces():
        yield gzip.compress(b"") * 1_001

    with pytest.raises(RefusedError, match="more than 1,000 members"):
        await read_body(pieces(), "gzip", bounded())


async def test_crumbs_are_refused() -> None:
    """A body in more than ten thousand pieces is left, however small it is."""

    async def crumbs():
        for _ in range(10_001):
            yield b"x"

    with pytest.raises(SwellingError, match="more than 10,000 pieces"):
        await read_body(crumbs(), "", bounded())


async def test_the_rate_is_measured_over_the_body_so_far() -> None:
    """A server that sent much may pause for as long as its bytes have earned, and no longer."""
    paused = asyncio.Event()

    async def pieces():
        yield bytes(1_000)
        paused.set()
        await asyncio.Event().wait()

    with pytest.raises(TooSlowError, match="less than 10000 bytes a second"):
        await read_body(pieces(), "", bounded(grace_seconds=0.01, least_bytes_per_second=10_000))
    assert paused.is_set()


async def test_raw_bytes_are_bounded_too() -> None:
    """Padding behind the end of a gzip body counts as well."""

    async def pieces():
        yield gzip.compress(WORDS)
        while True:
            yield bytes(10_000)

    with pytest.raises(TooLargeError, match="the body as sent is larger than 50,000 bytes"):
        await read_body(pieces(), "gzip", bounded(max_raw_bytes=50_000))
