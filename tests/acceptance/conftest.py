"""A newsroom for each test."""

from __future__ import annotations

import pytest
from newsroom import open_newsroom


@pytest.fixture
def newsroom(tmp_path):
    """A newsroom on loopback; not configured yet."""
    with open_newsroom(tmp_path) as opened:
        yield opened
