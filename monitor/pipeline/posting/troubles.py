"""Troubles of channels: what an operator has to hear of, by another channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import structlog

from monitor.health import judge_channels
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.workshop import Workshop
from monitor.records import Alert, ChannelState, Envelope, Notice

_log = structlog.get_logger()

_PATIENCE = timedelta(days=30)
"""How far back a message may have been made that is given up now. A judgement: patience is three days."""


def tell_troubles(workshop: Workshop) -> bool:
    """Owe a notice for each channel that takes no messages, or took none and does again, and for messages given up.

    Whether there was any: then there may be something to send.
    """
    store, now = workshop.store, workshop.clock.now()
    states = {name: state for name, state in store.channel_states().items() if name in workshop.notifiers}
    changed, notices = judge_channels(states, tuple(_newly_given_up(workshop, states, now)), now)
    # The notices are kept first: should the run die before the states are, they are made again, and known by their ids.
    if notices:
        store.save_owed(owe_alerts((_compose(notice, now) for notice in notices), workshop, now))
    for state in changed:
        store.save_channel(state)
    for notice in notices:
        log = _log.info if notice.healed else _log.error
        log("channel", channel=notice.subject, ailment=notice.ailment, healed=notice.healed, detail=notice.detail)
    return bool(notices)


def _compose(notice: Notice, now: datetime) -> Alert:
    from monitor.alerts import compose_notice  # noqa: PLC0415 - wording is loaded when there is something to word

    return compose_notice(notice, None, now)


def _newly_given_up(workshop: Workshop, states: Mapping[str, ChannelState], now: datetime) -> Iterator[Envelope]:
    """Envelopes that were given up after the last time that this was told of their channel."""
    for envelope in workshop.store.envelopes("given_up", since=now - _PATIENCE):
        state = states.get(envelope.channel)
        last = workshop.store.attempts(envelope.envelope_id)[-1:]
        ended_at = last[0].ended_at if last else None
        told_at = state.dead_told_at if state is not None else None
        # A notice from ahead is of a clock that has gone back since: rather tell some twice than others never.
        if ended_at is not None and (told_at is None or ended_at > told_at or told_at > now):
            yield envelope
