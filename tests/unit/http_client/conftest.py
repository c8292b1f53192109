"""A loopback server and fetchers with bounds small enough for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from http_server import LoopbackServer

from monitor.http_client import FetchLimits, WebFetcher

LIMITS = FetchLimits(
    user_agent="test-monitor/1.0",
    total_seconds=5,
    retry_wait_seconds=0,
    max_raw_bytes=200_000,
    max_decoded_bytes=300_000,
)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A running server without routes."""
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def limits() -> FetchLimits:
    """The bounds of ``fetcher``."""
    return LIMITS


@pytest.fixture
async def fetcher(limits: FetchLimits) -> AsyncIterator[WebFetcher]:
    """A fetcher that is closed after the test."""
    async with WebFetcher(limits) as opened:
        yield opened
