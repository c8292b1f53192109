"""How often a feed asks to be read.

``skipHours`` and ``skipDays`` are not looked at: they name hours and days without saying whose, and what they ask for
is granted by the interval anyway.
"""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[0-9]{1,6}")
_PERIOD_SECONDS = {
    "hourly": 3600.0,
    "daily": 86_400.0,
    "weekly": 7 * 86_400.0,
    "monthly": 30 * 86_400.0,
    "yearly": 365 * 86_400.0,
}
"""Source: RSS 1.0 Modules: Syndication, updatePeriod; how long a month and a year are is a judgement."""


def asked_seconds(ttl: str, period: str, frequency: str) -> float | None:
    """The time between two polls that a feed asks for, or None where it asks for none.

    ``ttl`` is in minutes (RSS 2.0); ``period`` and ``frequency`` are ``sy:updatePeriod`` and ``sy:updateFrequency``,
    the latter 1 where it is empty. The longer one counts where a feed has both; what is no whole number above 0 counts
    for nothing.
    """
    minutes = _whole(ttl)
    times = _whole(frequency) if frequency else 1
    length = _PERIOD_SECONDS.get(period.lower())
    waits = (minutes * 60.0 if minutes else None, length / times if length and times else None)
    return max((wait for wait in waits if wait is not None), default=None)


def _whole(written: str) -> int:
    return int(written) if _WHOLE.fullmatch(written) else 0
