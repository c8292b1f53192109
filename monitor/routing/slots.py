"""When digests come: at a local time, once each day or hour, also on the nights on which clocks are put on or back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.records import Digest, Envelope, Recipient, RoutingTable
from monitor.routing.local_times import first_moment, has_moments
from monitor.routing.recipients import find_route, label

_PERIODS = {"hour": timedelta(minutes=90), "day": timedelta(hours=25)}
"""The longest time between two slots: a day on which clocks are put back by an hour, and an hour in which they are put
back by half of one (Lord Howe)."""

_MINUTE = timedelta(minutes=1)
_DAYS_AROUND = range(-2, 4)
"""Days of the calendar, counted from that of a moment, among which the slots before and after it lie: a day may be left
out, and the slot before the last may be the first that is asked for."""

DigestKey = tuple[str, str]
"""The name of a digest, and its recipient as ``label`` names them."""


def digest_key(digest: str, recipient: Recipient) -> DigestKey:
    """Under what the last slot of a digest to a recipient is kept."""
    return digest, label(recipient)


def digests_sent(envelopes: Iterable[Envelope], table: RoutingTable, now: datetime) -> Mapping[DigestKey, datetime]:
    """The last slot of each digest that stands in an envelope to a recipient, in whatever state that is.

    Slots further ahead than one period are left out: they were used by a clock that has gone back since.
    """
    last: dict[DigestKey, datetime] = {}
    for envelope in envelopes:
        digest = _digest_in(envelope, table)
        if digest is None or envelope.slot_at is None or envelope.slot_at - now > _PERIODS[digest.every]:
            continue
        key = digest_key(digest.name, envelope.recipient)
        last[key] = max(envelope.slot_at, last.get(key, envelope.slot_at))
    return last


def next_slot(digest: Digest, after: datetime, last: datetime | None = None) -> datetime:
    """The first slot after a moment, in UTC, that is also after ``last``, the last one that was used.

    A local time that is skipped comes at the first moment behind the gap; of one that comes twice in a day the first
    is meant, by the hour each. A ``last`` further ahead than one period is of a clock that has gone back since, and is
    not heeded.
    """
    heeded = last if last is not None and last - after <= _PERIODS[digest.every] else after
    return _slot_after(digest, max(after, heeded))


def last_slot(digest: Digest, now: datetime) -> datetime:
    """The slot that came last, at this moment or before it."""
    if digest.every == "hour":
        return _hour_slot(digest, now.replace(second=0, microsecond=0), -_MINUTE)
    return max(slot for slot in _day_slots(digest, now) if slot <= now)


def is_used(digest: Digest, now: datetime, last: datetime | None) -> bool:
    """Whether the slot that came last was used; a ``last`` too far ahead is not heeded, as by ``next_slot``."""
    heeded = last is not None and last - now <= _PERIODS[digest.every]
    return heeded and last is not None and last >= last_slot(digest, now)


def _slot_after(digest: Digest, moment: datetime) -> datetime:
    if digest.every == "hour":
        return _hour_slot(digest, moment.replace(second=0, microsecond=0) + _MINUTE, _MINUTE)
    return min(slot for slot in _day_slots(digest, moment) if slot > moment)


def _hour_slot(digest: Digest, moment: datetime, step: timedelta) -> datetime:
    """The nearest full minute, from one on in steps of a minute, that clocks of the zone show as that of ``at``."""
    zone = ZoneInfo(digest.zone)
    while moment.astimezone(zone).minute != digest.at.minute:
        moment += step
    return moment.astimezone(UTC)


def _day_slots(digest: Digest, moment: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(digest.zone)
    for day in _days_around(moment, zone):
        if has_moments(day, zone):
            yield first_moment(day, _to_minute(digest.at), zone)


def _days_around(moment: datetime, zone: ZoneInfo) -> Iterator[date]:
    today = moment.astimezone(zone).date()
    return (today + timedelta(days=days) for days in _DAYS_AROUND)


def _to_minute(at: time) -> time:
    return at.replace(second=0, microsecond=0, tzinfo=None)


def _digest_in(envelope: Envelope, table: RoutingTable) -> Digest | None:
    route = find_route(table, envelope.route) if envelope.slot_at is not None else None
    return table.digests.get(route.digest) if route is not None and route.digest is not None else None
