"""How often a source brings something new, and what that says of its next poll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from monitor.records import FeedEntry, Pace

MOST_ARRIVALS = 20
"""How many arrivals are remembered. A judgement: half a day of a busy outlet, some weeks of a quiet one."""

_FEWEST_GAPS = 3
"""Fewer gaps tell no habit. A judgement."""

_SHARE_OF_GAP = 0.5
"""Polled twice in each usual gap, news is on average a quarter of a gap old when it is seen. A judgement."""


def with_arrivals(
    pace: Pace, fresh: Sequence[FeedEntry], seen: Sequence[FeedEntry], asked_seconds: float | None, now: datetime
) -> Pace:
    """The pace after a poll that listed ``seen``, of which ``fresh`` are new, in a feed that asks for an interval.

    An arrival is when the entry was published, else ``now``; one of the future counts as now. Moments that the pace
    holds and that lie ahead (the clock went back) are dropped. ``newest_at`` counts no moment of the future.
    """
    fresh_at = {min(entry.published_at or now, now) for entry in fresh}
    arrivals = sorted(fresh_at | set(_past(pace.arrivals, now)))
    named = [entry.published_at for entry in seen] + [pace.newest_at]
    newest_at = max(_past((moment for moment in named if moment), now), default=None)
    return Pace(tuple(arrivals[-MOST_ARRIVALS:]), newest_at, asked_seconds)


def own_pace(pace: Pace, floor: timedelta, now: datetime) -> timedelta | None:
    """The wait that the source's own habit suggests; None where no habit is known.

    It is half the usual (median) gap between arrivals, but not longer than half the silence since the latest one: after
    news the next poll comes at once, and the waits then grow by half each time until they are the usual ones again.
    Arrivals within one floor of each other count as one, for no poll could tell them apart, and an outlet that
    publishes ten articles each morning is no busy one.
    """
    past = _past(pace.arrivals, now)
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(_apart(past, floor))]
    if len(gaps) < _FEWEST_GAPS:
        return None
    silence_seconds = (now - max(past)).total_seconds()
    return timedelta(seconds=_SHARE_OF_GAP * min(median(gaps), silence_seconds))


def _past(moments: Iterable[datetime], now: datetime) -> list[datetime]:
    return [moment for moment in moments if moment <= now]


def _apart(arrivals: Sequence[datetime], floor: timedelta) -> list[datetime]:
    kept: list[datetime] = []
    for moment in arrivals:
        if not kept or moment - kept[-1] >= floor:
            kept.append(moment)
    return kept
