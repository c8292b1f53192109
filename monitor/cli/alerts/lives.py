"""What became of each delivery of an alert: why it went no further, in which message it went, and every try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from monitor.alerts.in_hand import held_for
from monitor.cli.alerts.naming import short
from monitor.cli.alerts.states import attempt_words, envelope_words, state_words, who_words
from monitor.cli.wording import moment_words
from monitor.ports import Store
from monitor.records import Ack, Alert, Attempt, Delivery, Envelope

_WORTH_TELLING: Final = timedelta(minutes=1)
"""How long a delivery waited to go into a message that it is told. Judgement: moments are shown to the minute."""


@dataclass(frozen=True, slots=True)
class Life:
    """A delivery, the envelope in which it stands (None before it does), and the tries at that, by number."""

    delivery: Delivery
    envelope: Envelope | None = None
    attempts: tuple[Attempt, ...] = ()


def read_lives(deliveries: Iterable[Delivery], store: Store) -> list[Life]:
    """The lives of deliveries, in their order."""
    return [_read(delivery, store) for delivery in deliveries]


def read_acks(alert: Alert, deliveries: Iterable[Delivery], store: Store) -> tuple[Ack, ...]:
    """Who had the alert in hand, or has, by the threads of its deliveries."""
    threads = dict.fromkeys(one.thread for one in deliveries if one.thread)
    return tuple(ack for thread in threads for ack in held_for(store.acks(thread), alert.created_at))


def head_words(life: Life, zone: str) -> str:
    """To whom, by which route, and how far it is: "mina by desk-mail, route desk: sent"."""
    delivery = life.delivery
    route = f", route {delivery.route}" if delivery.route else ""
    return f"{who_words(delivery.recipient)}{route}: {state_words(delivery, life.envelope, zone)}"


def detail_lines(life: Life, zone: str) -> Iterator[str]:
    """What else there is to say, a line each: what it corrects, why it waited, the message, and each try."""
    delivery = life.delivery
    if delivery.changes and len(delivery.changes) < len(delivery.alert.changes):
        yield f"{len(delivery.changes)} of the alert's {len(delivery.alert.changes)} changes"
    if delivery.follows:
        yield f"corrects alert {short(delivery.follows)}, which this recipient was told before"
    if life.envelope is None:
        return
    if delivery.due_at - delivery.alert.created_at >= _WORTH_TELLING:
        yield f"waited until {moment_words(delivery.due_at, zone)}"
    yield envelope_words(life.envelope, zone)
    for attempt in life.attempts:
        yield attempt_words(attempt, zone)


def _read(delivery: Delivery, store: Store) -> Life:
    if not delivery.envelope_id:
        return Life(delivery)
    return Life(delivery, store.envelope(delivery.envelope_id), tuple(store.attempts(delivery.envelope_id)))
