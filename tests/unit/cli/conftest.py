"""A newsroom for the commands about alerts."""

from __future__ import annotations

import pytest
from alert_desk import Desk


@pytest.fixture
def desk(tmp_path):
    """A newsroom with its configuration written, that has told nothing yet."""
    made = Desk(tmp_path)
    made.configure()
    return made
