"""Records of the outbox for tests: envelopes, attempts and channels, made as ``records_made`` makes what they hold."""

from __future__ import annotations

from dataclasses import replace

from records_made import NOON, later, make_delivery

from monitor.records import Attempt, ChannelState, Delivery, Envelope


def make_envelope(*deliveries: Delivery, **fields) -> Envelope:
    """An envelope, made at noon and due at once, of deliveries to one recipient; with none, of ``make_delivery()``."""
    deliveries = deliveries or (make_delivery(),)
    first = deliveries[0]
    default = Envelope(
        envelope_id=f"envelope-of-{first.delivery_id}",
        form="alert",
        recipient=first.recipient,
        route=first.route,
        delivery_ids=tuple(each.delivery_id for each in deliveries),
        made_at=NOON,
        due_at=NOON,
        thread=first.thread,
    )
    return replace(default, **fields)


def make_enclosed(envelope: Envelope, delivery: Delivery | None = None) -> Delivery:
    """A delivery as it stands in an envelope."""
    return replace(
        delivery or make_delivery(),
        envelope_id=envelope.envelope_id,
        state=envelope.state,
        attempts=envelope.attempts,
        answer=envelope.answer,
        sent_at=envelope.sent_at,
    )


def make_attempt(number: int = 1, **fields) -> Attempt:
    """An attempt at ``make_envelope()`` that began a minute after noon."""
    return replace(Attempt(make_envelope().envelope_id, number, later(minutes=1)), **fields)


def make_ended(number: int = 1, **fields) -> Attempt:
    """That attempt, which the provider took two seconds later."""
    ended = {"ended_at": later(seconds=62), "outcome": "sent", "answer": "250 taken", "status": 250}
    return make_attempt(number, **(ended | fields))


def make_sent(envelope: Envelope | None = None, **fields) -> Envelope:
    """An envelope as ``make_ended()`` leaves it."""
    sent = {"state": "sent", "attempts": 1, "answer": "250 taken", "sent_at": later(seconds=62), "reference": "ref-1"}
    return replace(envelope or make_envelope(), **(sent | fields))


def make_channel_state(channel: str = "desk", **fields) -> ChannelState:
    """That a channel took a message a minute after noon."""
    return replace(ChannelState(channel, answer="250 taken", sent_at=later(seconds=62)), **fields)


def outbox_of(store) -> dict:
    """All that a store gives of alerts, of what is owed for them, of the outbox, and of what people said."""
    alerts, envelopes = list(store.alerts()), list(store.envelopes())
    return {
        "alerts": [(alert, list(store.decisions(alert.alert_id))) for alert in alerts],
        "deliveries": list(store.deliveries()),
        "loose": list(store.loose_deliveries()),
        "envelopes": [
            (one, list(store.enclosed(one.envelope_id)), list(store.attempts(one.envelope_id))) for one in envelopes
        ],
        "owed": list(store.envelopes("owed")),
        "open": list(store.open_attempts()),
        "threads": [list(store.thread_of(one.recipient, one.thread)) for one in envelopes],
        "channels": dict(store.channel_states()),
        "acts": [list(store.silences()), list(store.acks())],
    }
