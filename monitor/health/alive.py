"""The signs of life: a ping for those who watch from outside, and a daily notice that the monitor is at work."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.health.heartbeat import Heartbeat
from monitor.health.sendings import Sendings
from monitor.health.waiting import is_over
from monitor.records import MONITOR, Notice

_SET_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""A clock that stands before has not been set yet: machines begin in 1970 or 1980."""

_AHEAD = timedelta(hours=26)
"""How far ahead of the clock the last notice may be: it was told on a clock that ran up to a day fast, and its day is
still to come. One further ahead was told by a clock that was wrong altogether, and would keep the notices away for as
long. Two hours over the day, as in the waits of the store. Judgement."""

_DAY = timedelta(days=1)


def ping_is_due(last_at: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether whoever watches from outside is to hear that the monitor is at work: at first, and then every ``every``.

    Also at once where the clock has gone back behind the last ping: silence would be taken for death.
    """
    return is_over(last_at, now, every)


def alive_slot(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The latest moment, in UTC, at which a daily notice was to be told: when clocks in ``zone`` showed ``at``.

    Each local day has one. Where the hour comes twice, it is the first; where clocks skip it, the moment is by as much
    later as they skip.
    """
    today = now.astimezone(zone).date()
    slot = _slot(today, at, zone)
    return slot if slot <= now else _slot(today - _DAY, at, zone)


def alive_is_due(last_at: datetime | None, now: datetime, at: time, zone: ZoneInfo) -> bool:
    """Whether the notice of the day is to be told: once for each slot, be it late.

    The first one is due at once, so that whoever sets it up sees it come. Days on which nothing ran are not made up
    for. A clock that goes back brings no notice again, and one that was never set brings none.
    """
    if now < _SET_SINCE:
        return False
    if last_at is None or last_at > now + _AHEAD:
        return True
    return last_at < alive_slot(now, at, zone)


def alive_notice(beat: Heartbeat, sendings: Sendings, slot_at: datetime) -> Notice:
    """The notice that the monitor is at work, with what it saw and sent in one line: both of the last day.

    ``slot_at`` is the slot that it is for: as it makes the alert's id, the same slot makes the same alert, which is
    kept once, whatever a crash or a clock does.
    """
    detail = f"{beat.fresh} of {beat.sources} sources fresh; {beat.kept} articles kept; {sendings.line()}"
    return Notice(MONITOR, "alive", healed=False, since=slot_at, detail=detail)


def _slot(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone).astimezone(UTC)
