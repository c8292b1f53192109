"""Signs of life after a cycle: a ping for whoever watches from outside, and the daily notice that all is at work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from monitor.health import alive_is_due, alive_notice, alive_slot, count_sendings, heartbeat, ping_is_due
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.workshop import Workshop
from monitor.records import ChannelState, Notice, PostRequest

_log = structlog.get_logger()

_PING, _ALIVE = "(ping)", "(alive)"
"""The names under which the last of each is kept, beside the channels. No channel can be named so."""

_DAY = timedelta(days=1)

_MOST_ALERTS = 1_000
"""Of how many alerts the daily notice counts those of a day. A judgement: no desk is told more."""

_ARRIVED = range(200, 300)
"""Statuses that say that a ping arrived, also where the body that came with them broke. Source: RFC 9110, 15.3."""


async def show_life(workshop: Workshop) -> None:
    """After a cycle that went well: ping, and owe the daily notice, where they are due.

    A ping that fails is logged, without its address: whoever watches will notice that it is missing.
    """
    states, now = workshop.store.channel_states(), workshop.clock.now()
    _owe_notice(workshop, states.get(_ALIVE), now)
    url = workshop.heartbeats.url
    if url is None or not ping_is_due(_last(states.get(_PING)), now, workshop.heartbeats.every):
        return
    result = await workshop.fetcher.post(PostRequest(url.reveal(), b"", "text/plain"))
    if result.problem is None or (result.status is not None and result.status in _ARRIVED):
        workshop.store.save_channel(ChannelState(_PING, sent_at=now))
    else:
        _log.warning("ping_failed", problem=result.problem, status=result.status)


def _owe_notice(workshop: Workshop, state: ChannelState | None, now: datetime) -> None:
    daily_at, zone = workshop.heartbeats.daily_at, ZoneInfo(workshop.heartbeats.zone)
    if daily_at is None or not alive_is_due(_last(state), now, daily_at, zone):
        return
    from monitor.alerts import compose_notice  # noqa: PLC0415 - wording is loaded when there is something to word

    notice = _notice(workshop, alive_slot(now, daily_at, zone), now)
    # The notice first: should the run die before its moment is kept, it is made again, and known by its id.
    workshop.store.save_owed(owe_alerts([compose_notice(notice, None, now)], workshop, now))
    workshop.store.save_channel(ChannelState(_ALIVE, sent_at=now))


def _notice(workshop: Workshop, slot_at: datetime, now: datetime) -> Notice:
    store, since = workshop.store, now - _DAY
    beat = heartbeat(workshop.sources, store.source_states(), store.healths(), store.cycles(since), now)
    envelopes = (*store.envelopes(since=since), *store.envelopes("owed"))
    counted = count_sendings(store.alerts(_MOST_ALERTS), envelopes, since)
    return alive_notice(beat, replace(counted, owed=counted.owed + len(store.loose_deliveries())), slot_at)


def _last(state: ChannelState | None) -> datetime | None:
    return state.sent_at if state is not None else None
