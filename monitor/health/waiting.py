"""Whether a wait is over, on a clock that may go back."""

from __future__ import annotations

from datetime import datetime, timedelta


def is_over(since: datetime | None, now: datetime, wait: timedelta) -> bool:
    """Whether a wait is over; also where it never began, and where the clock has gone back behind its beginning."""
    return since is None or not timedelta() <= now - since < wait
