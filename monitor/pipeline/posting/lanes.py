"""Which envelope goes next: in order, none overtaking an earlier one of its thread, none to a channel that rests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from monitor.ports import Store
from monitor.records import ChannelState, Envelope
from monitor.routing import come_due
from monitor.store.waits import has_come

LONGEST_WAIT = timedelta(hours=2)
"""No wait for an envelope or a channel is longer: a provider's own is bounded by an hour (``notify/http_answers.py``).

What is due further ahead was planned while the clock was wrong, and is due now.
"""


def next_envelopes(owed: Iterable[Envelope], states: Mapping[str, ChannelState], now: datetime) -> dict[str, Envelope]:
    """The envelope to send next by each channel, of those that are ``owed``, in the order in which they were made.

    A channel that rests, or whose envelopes all wait, is left out. While an envelope waits to be tried again, the later
    ones of its thread and recipient wait behind it; other threads do not.
    """
    found: dict[str, Envelope] = {}
    waiting: set[tuple[str, str, str]] = set()
    for envelope in owed:
        lane = (envelope.channel, envelope.recipient.address, envelope.thread)
        if lane in waiting:
            continue
        if not has_come(envelope.due_at, now, LONGEST_WAIT):
            if envelope.thread:
                waiting.add(lane)
        elif not is_resting(states.get(envelope.channel), now):
            found.setdefault(envelope.channel, envelope)
    return found


def open_channels(
    store: Store, states: Mapping[str, ChannelState], now: datetime, channels: Collection[str]
) -> frozenset[str]:
    """Those of the channels for which what has come due may be sealed now.

    While a channel fails, what it is owed stays loose for as long as an envelope is there that can be tried: so that
    what an outage held up is told together when it ends, and by the rates, silences and nights of then. Where all of
    its envelopes wait, others may show whether it is the channel that fails.
    """
    failing = {name for name, state in states.items() if state.failures}
    if not failing.intersection(channels):
        return frozenset(channels)
    closed = {name for name in failing if is_resting(states[name], now)}
    closed |= failing & next_envelopes(store.envelopes("owed"), states, now).keys()
    return frozenset(channels) - closed


def post_is_due(store: Store, now: datetime, channels: Collection[str]) -> bool:
    """Whether something can be sealed or sent at a moment by one of these channels, those that are on."""
    states = store.channel_states()
    sealing = open_channels(store, states, now, channels)
    if come_due([one for one in store.loose_deliveries() if one.channel in sealing], now):
        return True
    return not next_envelopes(store.envelopes("owed"), states, now).keys().isdisjoint(channels)


def is_resting(state: ChannelState | None, now: datetime) -> bool:
    """Whether a channel is left alone for now."""
    return state is not None and state.rests_until is not None and not has_come(state.rests_until, now, LONGEST_WAIT)
