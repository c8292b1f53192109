"""When quiet hours end, also on the nights on which clocks are put forward or back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.records import Change, Delivery, QuietHours, RoutingTable
from monitor.routing.local_times import first_moment
from monitor.routing.matching import Part

_DAYS_BEGUN = range(-1, 2)
"""Days, counted from today, on which quiet hours that are not over may have begun: tomorrow, where they began at
midnight and clocks were put back over it since."""


def quiet_until(quiet: QuietHours, now: datetime) -> datetime | None:
    """The moment, in UTC, at which the quiet hours end that it is in; None where it is in none.

    They begin and end when clocks of the zone first show these times. Where both times are the same, no hour is quiet.
    """
    ends = [end for begin, end in _spans(quiet, now) if begin <= now < end]
    return max(ends, default=None)


def hours_over(delivery: Delivery, table: RoutingTable, route_quiet: str | None) -> Iterator[QuietHours]:
    """The quiet hours that hold for a delivery: those of its route, then those of its recipient."""
    names = dict.fromkeys((route_quiet, table.quiet_of.get(delivery.recipient.name)))
    return (table.quiets[name] for name in names if name is not None and name in table.quiets)


def passes(quiet: QuietHours, part: Part) -> bool:
    """Whether a change or notice is sent in spite of the quiet hours."""
    if isinstance(part, Change):
        return part.kind in quiet.passing
    return part.ailment in quiet.passing_ailments


def _spans(quiet: QuietHours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    if quiet.start == quiet.end:
        return
    zone = ZoneInfo(quiet.zone)
    nights = timedelta(days=1 if quiet.end < quiet.start else 0)
    for days in _DAYS_BEGUN:
        day = now.astimezone(zone).date() + timedelta(days=days)
        if day.weekday() in quiet.days:
            yield first_moment(day, quiet.start, zone), first_moment(day + nights, quiet.end, zone)
