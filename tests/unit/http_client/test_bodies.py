from __future__ import annotations

import gzip
import zlib

import pytest
from http_server import LoopbackServer, encoded, gzip_bomb, packed
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client import WebFetcher
from monitor.http_client.bodies import BodyRefusedError, read_body
from monitor.records import FetchRequest

WORDS = "كلمات وأرقام 2500 ".encode() * 50


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

    assert body == await read_body(pieces(), name, max_raw_bytes=10_000, max_decoded_bytes=2_000)
    if len(body) > 10:
        with pytest.raises(BodyRefusedError):
            await read_body(pieces(), name, max_raw_bytes=10_000, max_decoded_bytes=len(body) - 1)
