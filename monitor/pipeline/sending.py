"""Sending: every owed delivery whose time has come is worded and handed to its channel, and the answer is kept."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.alerts import word_alert
from monitor.pipeline.waiting import backoff
from monitor.pipeline.workshop import Rules, Stopping, Workshop
from monitor.ports import Notifier
from monitor.records import Delivery, SendAnswer

_log = structlog.get_logger()


async def send_owed(workshop: Workshop, stopping: Stopping) -> Counter[str]:
    """Send what is owed and due; how many deliveries were sent, put off, given up or have no channel.

    Channels work side by side; within one, deliveries go in the order of their alerts, and once it asks to wait,
    nothing more goes to it in this cycle. A message is marked as sent after the channel took it: a crash between the
    two repeats that one message, and none is lost.
    """
    by_channel: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in workshop.store.due_deliveries(workshop.clock.now()):
        by_channel[delivery.channel].append(delivery)
    counts: Counter[str] = Counter()
    known = {name: owed for name, owed in by_channel.items() if name in workshop.notifiers}
    counts["no_channel"] += sum(len(owed) for name, owed in by_channel.items() if name not in known)
    sent = await asyncio.gather(
        *(_send_channel(workshop.notifiers[name], owed, workshop, stopping) for name, owed in known.items())
    )
    return sum(sent, counts) + Counter()


async def _send_channel(
    notifier: Notifier, owed: Sequence[Delivery], workshop: Workshop, stopping: Stopping
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for delivery in owed:
        if stopping():
            break
        topic = workshop.topics.get(delivery.alert.topic)
        if topic is None:
            answer = SendAnswer("give_up", f"the topic {delivery.alert.topic!r} is no longer configured")
        else:
            answer = await notifier.send(word_alert(delivery.alert, topic, workshop.rules.zone))
        after = after_answer(delivery, answer, workshop.clock.now(), workshop.rules)
        workshop.store.save_delivery(after)
        counts[after.state] += 1
        _log.info("send", delivery=after.delivery_id, state=after.state, attempts=after.attempts, answer=after.answer)
        if answer.outcome == "retry_later":
            break
    return counts


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
