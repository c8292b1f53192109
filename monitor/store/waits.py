"""How far ahead something may be due: one rule for every adapter.

No wait that the monitor makes is longer. What is due further ahead was planned while a clock was wrong, and would be
lost for as long as that clock was ahead: it is due now.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

LONGEST_VISIT_WAIT: Final = timedelta(days=40)
"""The last rung of the ladder is thirty days after the first reading. A judgement: a third more."""

LONGEST_ENTRY_WAIT: Final = timedelta(hours=24) * 1.1 * 1.1
"""A Retry-After is obeyed for a day and a tenth. A judgement: another tenth."""

_END_OF_TIME: Final = datetime.max.replace(tzinfo=UTC)


def furthest(now: datetime, longest: timedelta) -> datetime:
    """The latest moment for which something can be planned at ``now``."""
    return now + longest if now <= _END_OF_TIME - longest else _END_OF_TIME


def has_come(due_at: datetime, now: datetime, longest: timedelta) -> bool:
    """Whether what is due at a moment is due at ``now``, as nothing is planned for longer ahead than ``longest``."""
    return due_at <= now or due_at > furthest(now, longest)
