"""When something that failed is tried again: twice as long after each failure, up to a ceiling."""

from __future__ import annotations

from datetime import timedelta

_MOST_DOUBLINGS = 32


def backoff(failures: int, first_seconds: float, ceiling_seconds: float) -> timedelta:
    """The wait after the given number of failures in a row, from 1; never longer than the ceiling."""
    doublings = min(max(failures - 1, 0), _MOST_DOUBLINGS)
    return timedelta(seconds=min(first_seconds * 2**doublings, ceiling_seconds))
