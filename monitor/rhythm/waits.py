"""How long to wait before a source is asked again, after a good poll and after a bad one."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.headers import fresh_seconds, read_http_date, retry_after_seconds
from monitor.records import FetchResult, Pace
from monitor.rhythm.bounds import Bounds
from monitor.rhythm.paces import own_pace

LONGEST_BACKOFF = timedelta(hours=24)
"""What keeps failing is still tried once a day, and no Retry-After is obeyed for longer. A judgement."""

JITTER = 0.1
"""A wait is made longer by up to this share, so that sources that started together drift apart. A judgement."""

_MOST_DOUBLINGS = 32


def backoff(failures: int, first_seconds: float, ceiling_seconds: float) -> timedelta:
    """The wait after the given number of failures in a row, from 1: twice as long each time, up to the ceiling."""
    doublings = min(max(failures - 1, 0), _MOST_DOUBLINGS)
    return timedelta(seconds=min(first_seconds * 2**doublings, ceiling_seconds))


def wait_after_success(result: FetchResult, pace: Pace, bounds: Bounds, now: datetime, chance: float) -> timedelta:
    """The wait after a good answer, 304 included, with ``chance`` in [0, 1) for its jitter.

    The longest of the floor, the source's own pace, what Cache-Control or Expires ask for, and what the feed asks for,
    but never above the ceiling. Up to a tenth of it is added: the wait is never shorter than the floor.
    """
    fresh = fresh_seconds(result.cache_control, result.expires, result.served_at, now)
    wishes = (
        own_pace(pace, bounds.floor, now) or bounds.floor,
        _bounded(fresh, bounds.longest),
        _bounded(pace.asked_seconds, bounds.longest),
    )
    return _jittered(min(max(bounds.floor, *wishes), bounds.longest), chance)


def wait_after_failure(
    failures: int, result: FetchResult | None, bounds: Bounds, now: datetime, chance: float
) -> timedelta:
    """The wait after the given number of failures in a row, from 1, with ``chance`` in [0, 1) for its jitter.

    It doubles from the floor up to a day (or the floor, where that is longer). It is not shorter than what the last
    answer's Retry-After asks for, up to a day; a date there counts from the answer's own Date. ``result`` is None
    where there was no answer to look at. Up to a tenth is added.
    """
    longest = max(LONGEST_BACKOFF, bounds.floor)
    doubled = backoff(failures, bounds.floor.total_seconds(), longest.total_seconds())
    asked = None if result is None else retry_after_seconds(result.retry_after, read_http_date(result.served_at) or now)
    return _jittered(max(doubled, _bounded(asked, LONGEST_BACKOFF)), chance)


def _bounded(seconds: float | None, longest: timedelta) -> timedelta:
    # What is no number above zero asks for nothing; what is more than a timedelta can hold is cut before it is one.
    if seconds is None or not seconds > 0:
        return timedelta(0)
    return timedelta(seconds=min(seconds, longest.total_seconds()))


def _jittered(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)
