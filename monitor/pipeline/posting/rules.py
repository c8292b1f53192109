"""How patiently messages are sent, and what an answer makes of an envelope and of its channel. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.records import ChannelState, Envelope, SendAnswer
from monitor.rhythm import backoff

_JITTER = 0.25
"""A wait is made longer by up to this share, so that monitors that failed together drift apart. A judgement."""

LEAST_ATTEMPTS = 20
"""A judgement: with the shipped waits, some forty minutes."""

_SUSPECT_ATTEMPTS = 5
_STEPS_ASIDE = timedelta(minutes=15)
"""A message at which its channel failed so often steps aside: when the channel's rest is over, it waits as long again,
fifteen minutes at most, so that another shows whether the channel is down or this one message upsets it. Judgement."""

_SUSPECT_BREAKS = 3
"""A judgement: power cuts and kills come alone, mostly."""


@dataclass(frozen=True, slots=True)
class PostRules:
    """How a message that failed is tried again, as configured.

    The first wait doubles up to the ceiling. What could not be sent for ``patience`` is given up, but not before it was
    tried ``LEAST_ATTEMPTS`` times: a clock that jumped ahead must not end it.
    """

    first_seconds: float = 2
    ceiling_seconds: float = 300
    patience: timedelta = timedelta(hours=72)

    def wait(self, failures: int, answer: SendAnswer, chance: float) -> timedelta:
        """The wait after so many failures in a row, from 1: never less than the channel asked for."""
        own = backoff(failures, self.first_seconds, self.ceiling_seconds) * (1 + _JITTER * chance)
        return max(own, timedelta(seconds=answer.retry_after_seconds or 0))


def wait_after_breaks(breaks: int, rules: PostRules) -> timedelta:
    """The wait for an envelope at which so many runs in a row ended: none for the first two, which a crash explains.

    From then on it may be the message that ends them, and others go first.
    """
    if breaks < _SUSPECT_BREAKS:
        return timedelta()
    return backoff(breaks - _SUSPECT_BREAKS + 1, rules.first_seconds, rules.ceiling_seconds)


def envelope_after(
    envelope: Envelope, answer: SendAnswer, now: datetime, wait: timedelta, rules: PostRules
) -> Envelope:
    """The envelope after one attempt: sent, given up (by the answer, or as too old), or owed and due after the wait."""
    tried = replace(envelope, attempts=envelope.attempts + 1, answer=answer.reason)
    if answer.outcome == "sent":
        return replace(tried, state="sent", sent_at=now, reference=answer.reference or envelope.reference)
    if answer.outcome == "give_up":
        return replace(tried, state="given_up")
    if tried.attempts >= LEAST_ATTEMPTS and now - envelope.made_at >= rules.patience:
        hours = rules.patience / timedelta(hours=1)
        return replace(tried, state="given_up", answer=f"{answer.reason} (given up after {hours:g} hours)")
    is_suspect = answer.scope == "channel" and tried.attempts >= _SUSPECT_ATTEMPTS
    return replace(tried, due_at=now + wait + (min(wait, _STEPS_ASIDE) if is_suspect else timedelta()))


def channel_after(state: ChannelState, answer: SendAnswer, now: datetime, wait: timedelta) -> ChannelState:
    """The channel after one attempt. An answer about one message alone says that the channel itself is well.

    One that refuses for good rests, too: one message is given up, and the others are not thrown after it at once.
    """
    if answer.outcome == "sent":
        return replace(_well(state, answer), sent_at=now)
    if answer.scope == "message":
        return _well(state, answer)
    return replace(
        state,
        failures=state.failures + 1,
        rests_until=now + wait,
        failing_since=state.failing_since or now,
        answer=answer.reason,
    )


def channel_doubted(state: ChannelState, answer: SendAnswer, now: datetime, wait: timedelta) -> ChannelState:
    """The channel after its own program failed: that counts, and it does not rest, as the next message may fare better.

    ``wait`` is not read; this may stand where ``channel_after`` stands.
    """
    del wait
    failing_since = state.failing_since or now
    return replace(state, failures=state.failures + 1, failing_since=failing_since, answer=answer.reason)


def channel_unasked(state: ChannelState, answer: SendAnswer, now: datetime, wait: timedelta) -> ChannelState:
    """The channel as it was, as nothing was handed to it; nothing else is read."""
    del answer, now, wait
    return state


def _well(state: ChannelState, answer: SendAnswer) -> ChannelState:
    # Since when it failed is still to be told, where it was told that it does.
    since = state.failing_since if state.told_at is not None else None
    return replace(state, failures=0, rests_until=None, failing_since=since, answer=answer.reason)
