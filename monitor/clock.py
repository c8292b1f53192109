"""Where the present moment comes from: handed in, so that nothing below the doors reads the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment, always aware and in UTC."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class HandClock:
    """A clock that stands where it is put: for the demo, for replays and for tests."""

    def __init__(self, at: datetime) -> None:
        """Start at ``at``, an aware moment. Raises ValueError for a naive one."""
        self._at = _aware(at)

    def now(self) -> datetime:
        """The moment it was last put to."""
        return self._at

    def put(self, at: datetime) -> None:
        """Move to ``at``, forwards or backwards. Raises ValueError for a naive moment."""
        self._at = _aware(at)

    def advance(self, by: timedelta) -> None:
        """Move on by ``by``."""
        self._at += by


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        msg = f"a moment needs a time zone, found {at.isoformat()}"
        raise ValueError(msg)
    return at.astimezone(UTC)
