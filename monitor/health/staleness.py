"""Whether a source that answers has stopped to bring anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from monitor.records import Pace, SourceState

_USUAL_GAPS = 10
"""A silence of so many usual gaps is out of the ordinary; chosen by judgement, for outlets that rest over feasts."""

_BATCH = timedelta(hours=1)
"""Arrivals closer than this are one batch: what an outlet puts up in one sitting says nothing of when it is back."""

_FEWEST_GAPS = 3
_UNSURE_LIMIT = timedelta(days=60)
"""Fewer gaps tell no habit: a month between two batches may be a monthly paper or a feast. A silence of two months is
then told in any case. All judgement."""

_FEW_ARRIVALS = 16
_UNKNOWN_SHARE = 2
"""Who has shown neither three gaps nor so many arrivals has shown nothing yet, and gets twice the time. Judgement: one
batch of an outlet that comes every ten days is fewer, the day of a busy outlet is more."""

_NIGHT = timedelta(days=1)
"""Few gaps that are all shorter are the nights of an outlet that writes without a pause by day."""


def stale_since(state: SourceState, now: datetime, stale: timedelta) -> datetime | None:
    """The moment of the last new entry, where nothing came for longer than ``stale`` and ten usual gaps.

    None for a source that brings something, that fails (that is another trouble), or that was watched for less than
    this time. Where fewer than three gaps are known, ten of them are at most two months; where few arrivals are known
    besides, ``stale`` counts twice.
    """
    if state.baseline_at is None or state.succeeded_at is None or state.failures:
        return None
    arrivals = state.pace.arrivals
    limit = _limit(state.pace, stale)
    last = max(arrivals) if arrivals else state.pace.newest_at or state.baseline_at
    is_silent = now - last > limit and now - state.baseline_at > limit
    return last if is_silent else None


def usual_gap(pace: Pace) -> timedelta | None:
    """The median time between the batches that a source brings; None where fewer than two arrivals are known.

    Arrivals less than an hour apart are one batch. An outlet that never pauses for an hour, or at night alone, has no
    batches: its usual gap is that between arrivals.
    """
    gaps = _gaps(pace)
    between = _between(gaps)
    if len(between) < _FEWEST_GAPS and max(between, default=timedelta()) < _NIGHT:
        between = gaps
    return timedelta(seconds=median(gap.total_seconds() for gap in between)) if between else None


def _limit(pace: Pace, stale: timedelta) -> timedelta:
    """How long a silence is not out of the ordinary."""
    usual = _USUAL_GAPS * (usual_gap(pace) or timedelta())
    if len(_between(_gaps(pace))) >= _FEWEST_GAPS:
        return max(stale, usual)
    least = stale if len(pace.arrivals) >= _FEW_ARRIVALS else _UNKNOWN_SHARE * stale
    return max(least, min(usual, _UNSURE_LIMIT))


def _gaps(pace: Pace) -> list[timedelta]:
    return [later - earlier for earlier, later in pairwise(sorted(pace.arrivals))]


def _between(gaps: Sequence[timedelta]) -> list[timedelta]:
    """The gaps between batches."""
    return [gap for gap in gaps if gap >= _BATCH]
