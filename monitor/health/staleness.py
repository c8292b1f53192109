"""Whether a source that answers has stopped to bring anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from monitor.records import SourceState

_USUAL_GAPS = 10
"""A silence of so many usual gaps is out of the ordinary; chosen by judgement, for outlets that rest over feasts."""


def stale_since(state: SourceState, now: datetime, stale: timedelta) -> datetime | None:
    """The moment of the last new entry, where nothing came for longer than ``stale`` and ten usual gaps.

    None for a source that brings something, that fails (that is another trouble), or that was watched for less than
    this time. A usual gap is the median between the arrivals that are known.
    """
    if state.baseline_at is None or state.succeeded_at is None or state.failures:
        return None
    arrivals = sorted(state.pace.arrivals)
    limit = max(stale, _USUAL_GAPS * _usual_gap(arrivals))
    last = arrivals[-1] if arrivals else state.pace.newest_at or state.baseline_at
    is_silent = now - last > limit and now - state.baseline_at > limit
    return last if is_silent else None


def _usual_gap(arrivals: Sequence[datetime]) -> timedelta:
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(arrivals)]
    return timedelta(seconds=median(gaps) if gaps else 0)
