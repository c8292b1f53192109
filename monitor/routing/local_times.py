"""When a clock on a wall first shows a time, also on the nights on which it is put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def first_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which clocks of the zone show this time of this day, or a later one.

    A time that is skipped comes at the moment at which the clock is put forward past it; of one that comes twice the
    first counts. Later times never come at earlier moments.
    """
    wanted = datetime.combine(day, at)
    # Where a time is skipped, fold 0 reads it by the offset before the gap, and fold 1 by the one behind it.
    behind = wanted.replace(tzinfo=zone).astimezone(UTC)
    if _shown(behind, zone) == wanted:
        return behind
    return _gap_end(wanted, wanted.replace(tzinfo=zone, fold=1).astimezone(UTC), behind, zone)


def has_moments(day: date, zone: ZoneInfo) -> bool:
    """Whether a day was lived through in a zone: islands that changed sides of the date line left one out."""
    return first_moment(day, time(), zone) < first_moment(day + timedelta(days=1), time(), zone)


def _gap_end(wanted: datetime, before: datetime, behind: datetime, zone: ZoneInfo) -> datetime:
    """The moment, to the second, at which the clock is put forward, between one before it and one not before it."""
    seconds_left = int((behind - before).total_seconds())
    while seconds_left > 1:
        middle = before + (seconds_left // 2) * _SECOND
        if _shown(middle, zone) >= wanted:
            behind = middle
        else:
            before = middle
        seconds_left = int((behind - before).total_seconds())
    return behind


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)
