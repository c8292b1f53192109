"""The stores on which the contract of ``ports.Store`` is run."""

from __future__ import annotations

from contextlib import closing

import pytest

from monitor.store import MemoryStore, SqliteStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    """An empty store of each kind."""
    opened = MemoryStore() if request.param == "memory" else SqliteStore.open(tmp_path / "state")
    with closing(opened):
        yield opened
