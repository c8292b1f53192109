"""The postman: seals what is due, carries every envelope to its channel, and keeps each answer.

Channels work side by side, but one message at a time is on its way in the whole process: a crash between handing it
over and noting the answer can so repeat that one message and no other.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

import structlog

from monitor.errors import StoreError
from monitor.pipeline.posting.addressing import envelope_now, reached_now
from monitor.pipeline.posting.faults import describe_fault
from monitor.pipeline.posting.lanes import is_resting, next_envelopes, open_channels
from monitor.pipeline.posting.rules import (
    channel_after,
    channel_doubted,
    channel_unasked,
    envelope_after,
    wait_after_breaks,
)
from monitor.pipeline.posting.sealing import seal_due
from monitor.pipeline.posting.troubles import tell_troubles
from monitor.pipeline.workshop import Stopping, Workshop
from monitor.ports import Notifier
from monitor.records import Attempt, ChannelState, Delivery, Envelope, Message, SendAnswer
from monitor.routing import come_due, withhold

_log = structlog.get_logger()

LOOK_SECONDS = 1.0
"""How often the postman looks for new post while a cycle runs, or while other channels are at work."""

BROKEN_OFF = "the run ended while the message was on its way: it may arrive twice"

_NOTHING_LEFT = SendAnswer("give_up", "its topics are no longer configured", scope="message")


@dataclass(frozen=True, slots=True)
class _Answered:
    """What came of an attempt, and what that makes of the channel."""

    answer: SendAnswer
    channel_after: Callable[[ChannelState, SendAnswer, datetime, timedelta], ChannelState]


class _Deadline:
    """A moment of the event loop's time; none before it is set."""

    def __init__(self) -> None:
        self._at: float | None = None

    def begin(self, span: timedelta) -> None:
        """It is so far ahead from now."""
        self._at = asyncio.get_running_loop().time() + span.total_seconds()

    def is_past(self) -> bool:
        """Whether it has come."""
        return self._at is not None and asyncio.get_running_loop().time() >= self._at


class Postman:
    """The post of one run, which holds the lease."""

    def __init__(self, workshop: Workshop) -> None:
        """Begin; attempts that an earlier run left open are closed, as that run is dead: their envelopes are due."""
        self._workshop = workshop
        self._states: Counter[str] = Counter()
        self._hand, self._in_hand = asyncio.Lock(), False
        self._carriers: dict[str, asyncio.Task[None]] = {}
        self._troubled = True  # what went wrong before this run is looked at once
        self._close_open_attempts()

    def counts(self) -> dict[str, int]:
        """How many attempts ended as sent, owed (put off) or given up, so far.

        ``no_channel`` is what is owed to a channel that is off, ``left`` what could go out now and has not.
        """
        store, channels, now = self._workshop.store, self._workshop.notifiers, self._workshop.clock.now()
        loose, owed = store.loose_deliveries(), store.envelopes("owed")
        waiting = sum(one not in channels for one in (*(a.channel for a in loose), *(b.channel for b in owed)))
        states = store.channel_states()
        sealing = open_channels(store, states, now, channels)
        ready = {name for name in channels if not is_resting(states.get(name), now)}
        left = sum(one.channel in ready and one.attempts == 0 and one.due_at <= now for one in owed)
        left += len(come_due([one for one in loose if one.channel in sealing], now))
        return dict(self._states) | {name: n for name, n in (("no_channel", waiting), ("left", left)) if n}

    @asynccontextmanager
    async def at_work(self, stopping: Stopping) -> AsyncIterator[None]:
        """Send beside what the block does, and at its end whatever is still due, for a while.

        What is left after ``Rules.post_share`` waits for the next look: a channel that is slow must not hold up the
        next cycle. An error, here or there, ends both and is raised as it is.
        """
        ended, over = asyncio.Event(), _Deadline()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._work_until(ended, lambda: stopping() or over.is_past()))
                yield
                over.begin(self._workshop.rules.post_share)
                ended.set()
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None

    async def _work_until(self, ended: asyncio.Event, stopping: Stopping) -> None:
        last = False
        while not last and not stopping():
            last = ended.is_set()
            await self.send_owed(stopping)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await ended.wait()

    async def send_owed(self, stopping: Stopping) -> None:
        """Send what is owed and due, until nothing is, or the run is asked to end: then the message in hand arrives."""
        try:
            while not stopping():
                told = self._troubled and tell_troubles(self._workshop)  # while other channels are at work, too
                self._troubled = False
                self._start_carriers(stopping)
                if not self._carriers and not told:
                    return
                await self._wait_for_carriers()
            while self._carriers:
                await self._wait_for_carriers()
        finally:
            async with self._hand:  # whatever went wrong: the message in hand is noted, or the next run repeats it
                for carrier in self._carriers.values():
                    carrier.cancel()
            self._carriers.clear()

    def _start_carriers(self, stopping: Stopping) -> None:
        self._workshop.desk()
        seal_due(self._workshop)
        for channel in self._next():
            if channel not in self._carriers:
                carrying = self._carry(self._workshop.notifiers[channel], stopping)
                self._carriers[channel] = asyncio.create_task(carrying)

    async def _wait_for_carriers(self) -> None:
        """Until one has done its work, or it is time to look for new post; raises what went wrong."""
        if not self._carriers:
            return
        await asyncio.wait(self._carriers.values(), timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for channel, carrier in list(self._carriers.items()):
            if carrier.done():
                del self._carriers[channel]
                carrier.result()

    async def _carry(self, notifier: Notifier, stopping: Stopping) -> None:
        while not stopping() and notifier.name in self._next():
            await notifier.turn()
            async with self._hand:
                if self._in_hand:  # another's answer could not be kept: the run ends, and repeats that one alone
                    return
                found = None if stopping() else self._to_tell(notifier.name)
                if found is not None:
                    self._in_hand = True
                    await self._try(notifier, *found)
                    self._in_hand = False

    def _next(self) -> dict[str, Envelope]:
        store, now = self._workshop.store, self._workshop.clock.now()
        found = next_envelopes(store.envelopes("owed"), store.channel_states(), now)
        return {channel: one for channel, one in found.items() if channel in self._workshop.notifiers}

    def _to_tell(self, channel: str) -> tuple[Envelope, Sequence[Delivery]] | None:
        """The next envelope of a channel and what stands in it, to where its recipient is reached now.

        One that nobody is to be told any more, by a silence or as its recipient is gone, is muted, and not tried.
        """
        workshop = self._workshop
        while (envelope := self._next().get(channel)) is not None:
            silences, now = workshop.store.silences(), workshop.clock.now()
            enclosed = reached_now(workshop.store.enclosed(envelope.envelope_id), workshop.routing)
            muted = withhold(enclosed, workshop.routing, workshop.surroundings, silences, now)
            if not muted:
                return envelope_now(envelope, workshop.routing), enclosed
            workshop.store.mute_enclosed(envelope.envelope_id, muted)
            _log.info("muted", envelope=envelope.envelope_id, channel=channel, why=muted[0].mute)
        return None

    async def _try(self, notifier: Notifier, envelope: Envelope, enclosed: Sequence[Delivery]) -> None:
        store, clock = self._workshop.store, self._workshop.clock
        worded = self._word(envelope, enclosed)
        attempt = Attempt(envelope.envelope_id, len(store.attempts(envelope.envelope_id)) + 1, clock.now())
        store.begin_attempt(attempt)
        if isinstance(worded, Message):
            self._keep(envelope, attempt, await _hand_over(notifier, worded, envelope))
        else:
            self._keep(envelope, attempt, _Answered(worded, channel_unasked))

    def _word(self, envelope: Envelope, enclosed: Sequence[Delivery]) -> Message | SendAnswer:
        """The message; an answer where there is none: nothing leaves the house then."""
        from monitor.pipeline.posting.letters import Letters  # noqa: PLC0415 - loaded when there is a word to say

        store, topics = self._workshop.store, self._workshop.topics
        letters = Letters(store, topics, self._workshop.rules.zone)
        try:
            return letters.word_envelope(envelope, enclosed) or _NOTHING_LEFT
        except StoreError:
            raise
        except Exception as fault:  # noqa: BLE001 - the edge of a message: one that has no words must not stop the others
            _log_fault("wording_failed", envelope, fault)
            reason = f"it could not be put into words: {type(fault).__name__}"
            return SendAnswer("retry_later", reason, scope="message")

    def _keep(self, envelope: Envelope, attempt: Attempt, answered: _Answered) -> None:
        store, now, rules = self._workshop.store, self._workshop.clock.now(), self._workshop.rules.post
        answer, chance = answered.answer, self._workshop.chance()
        before = store.channel_states().get(envelope.channel, ChannelState(envelope.channel))
        rest = rules.wait(before.failures + 1, answer, chance)
        own = rules.wait(envelope.attempts + 1, answer, chance)
        after = envelope_after(envelope, answer, now, max(own, rest) if answer.scope == "channel" else own, rules)
        ended = replace(attempt, ended_at=now, outcome=answer.outcome, answer=answer.reason, status=answer.status)
        store.end_attempt(ended, after, answered.channel_after(before, answer, now, rest))
        self._troubled |= answer.outcome != "sent" or bool(before.failures) or before.told_at is not None
        self._states[after.state] += 1
        log = _log.warning if after.state == "given_up" else _log.info
        log("send", envelope=after.envelope_id, channel=after.channel, state=after.state, answer=after.answer)

    def _close_open_attempts(self) -> None:
        store, now = self._workshop.store, self._workshop.clock.now()
        for attempt in store.open_attempts():
            envelope = store.envelope(attempt.envelope_id)
            if envelope is not None:
                broken = replace(attempt, ended_at=now, outcome="broken_off", answer=BROKEN_OFF)
                wait = wait_after_breaks(self._breaks_at(envelope), self._workshop.rules.post)
                tried = replace(envelope, attempts=envelope.attempts + 1, answer=BROKEN_OFF, due_at=now + wait)
                store.end_attempt(broken, tried, None)
                _log.warning("broken_off", envelope=envelope.envelope_id, channel=envelope.channel)

    def _breaks_at(self, envelope: Envelope) -> int:
        """How many runs ended at an envelope since the last one that did not, the one before this included."""
        tries = self._workshop.store.attempts(envelope.envelope_id)
        ended = (one.outcome in {None, "broken_off"} for one in reversed(tries))
        return sum(1 for _ in takewhile(bool, ended))


async def _hand_over(notifier: Notifier, message: Message, envelope: Envelope) -> _Answered:
    try:
        return _Answered(await notifier.send(message, envelope.recipient), channel_after)
    except Exception as fault:  # noqa: BLE001 - the edge of a channel: a fault of one must not stop the others
        _log_fault("send_failed", envelope, fault)
        reason = f"the channel's own program failed: {type(fault).__name__}"
        return _Answered(SendAnswer("retry_later", reason, scope="message"), channel_doubted)


def _log_fault(event: str, envelope: Envelope, fault: Exception) -> None:
    _log.error(event, envelope=envelope.envelope_id, channel=envelope.channel, fault=describe_fault(fault))
