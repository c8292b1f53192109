"""A state folder and its database for the tests of the SQLite store."""

from __future__ import annotations

from contextlib import closing

import pytest

from monitor.store import SqliteStore


@pytest.fixture
def folder(tmp_path):
    """Where a state folder may be made."""
    return tmp_path / "state"


@pytest.fixture
def database(folder):
    """The path of a database that a store made and closed again."""
    SqliteStore.open(folder).close()
    return folder / "monitor.sqlite3"


@pytest.fixture
def store(folder):
    """An open store in the state folder."""
    with closing(SqliteStore.open(folder)) as opened:
        yield opened
