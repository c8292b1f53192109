"""Sending: every owed delivery whose time has come is worded and handed to its channel, and the answer is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.pipeline.together import side_by_side
from monitor.pipeline.workshop import Rules, Stopping, Workshop
from monitor.ports import Notifier
from monitor.records import Delivery, SendAnswer
from monitor.rhythm import backoff

_log = structlog.get_logger()


class Post:
    """The post of one cycle: what is owed goes out, and what became of it is counted.

    A channel that asks to wait is left alone for the rest of the cycle, however often the post goes out in it.
    """

    def __init__(self, workshop: Workshop) -> None:
        """Begin a cycle in which nothing was sent yet."""
        self._workshop = workshop
        self._states: Counter[str] = Counter()
        self._resting: set[str] = set()
        self._without_channel: set[str] = set()

    def counts(self) -> dict[str, int]:
        """How many attempts ended as sent, owed (put off) or given up; ``no_channel``: owed to one not configured."""
        without = {"no_channel": len(self._without_channel)} if self._without_channel else {}
        return dict(self._states) | without

    async def send_owed(self, stopping: Stopping) -> None:
        """Send what is owed and due.

        Channels work side by side; within one, deliveries go in the order of their alerts. A message is marked as sent
        after the channel took it: a crash between the two repeats that one message, and none is lost.
        """
        by_channel: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in self._workshop.store.due_deliveries(self._workshop.clock.now()):
            if delivery.channel in self._workshop.notifiers:
                by_channel[delivery.channel].append(delivery)
            else:
                self._without_channel.add(delivery.delivery_id)
        await side_by_side(
            self._send_channel(self._workshop.notifiers[name], owed, stopping) for name, owed in by_channel.items()
        )

    async def _send_channel(self, notifier: Notifier, owed: Sequence[Delivery], stopping: Stopping) -> None:
        for delivery in owed:
            if stopping() or delivery.channel in self._resting:
                return
            answer = await self._try(notifier, delivery)
            after = after_answer(delivery, answer, self._workshop.clock.now(), self._workshop.rules)
            self._workshop.store.save_delivery(after)
            self._states[after.state] += 1
            _log_attempt(after)
            if answer.outcome == "retry_later":
                self._resting.add(delivery.channel)

    async def _try(self, notifier: Notifier, delivery: Delivery) -> SendAnswer:
        topic = self._workshop.topics.get(delivery.alert.topic)
        if topic is None and delivery.alert.notice is None:
            return SendAnswer("give_up", f"the topic {delivery.alert.topic!r} is no longer configured")
        from monitor.alerts import word_alert  # noqa: PLC0415 - wording is loaded when there is something to word

        return await notifier.send(word_alert(delivery.alert, topic, self._workshop.rules.zone))


def _log_attempt(after: Delivery) -> None:
    """One line; an alert that will never arrive is a warning."""
    log = _log.warning if after.state == "given_up" else _log.info
    log("send", delivery=after.delivery_id, state=after.state, attempts=after.attempts, answer=after.answer)


def after_answer(delivery: Delivery, answer: SendAnswer, now: datetime, rules: Rules) -> Delivery:
    """The delivery after one attempt: sent, given up (by the answer, or after the last attempt), or owed and due later.

    A channel that names its own wait is given at least that long.
    """
    attempts = delivery.attempts + 1
    tried = replace(delivery, attempts=attempts, answer=answer.reason)
    if answer.outcome == "sent":
        return replace(tried, state="sent", sent_at=now)
    if answer.outcome == "give_up":
        return replace(tried, state="given_up")
    if attempts >= rules.retry_attempts:
        return replace(tried, state="given_up", answer=f"{answer.reason} (given up after {attempts} attempts)")
    wait = backoff(attempts, rules.retry_first_seconds, rules.retry_ceiling_seconds)
    asked = timedelta(seconds=answer.retry_after_seconds or 0)
    return replace(tried, due_at=now + max(wait, asked))
