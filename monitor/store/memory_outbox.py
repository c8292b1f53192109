"""What a store in memory keeps of sending: envelopes, attempts, how channels fare, and what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from monitor.errors import StoreError
from monitor.records import (
    Ack,
    Attempt,
    ChannelState,
    Delivery,
    DeskAct,
    Envelope,
    EnvelopeState,
    Recipient,
    Resend,
    Silence,
)
from monitor.store.memory_owed import PLACE, MemoryOwed, by_creation

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class MemoryOutbox(MemoryOwed):
    """Those methods of ``ports.Store``; ``MemoryStore`` adds the rest."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._envelopes: dict[str, Envelope] = {}
        self._attempts: dict[tuple[str, int], Attempt] = {}
        self._channels: dict[str, ChannelState] = {}
        self._silences: dict[str, Silence] = {}
        self._acks: dict[str, Ack] = {}
        self._resends: set[Resend] = set()

    # -- the outbox --

    def seal(self, envelopes: Sequence[Envelope]) -> None:
        """Keep envelopes; their deliveries stand in them from now on.

        Raises StoreError, with nothing kept, where a delivery is not known or stands in another envelope.
        """
        fresh: dict[str, Envelope] = {}
        for envelope in envelopes:
            if envelope.envelope_id not in self._envelopes:
                fresh.setdefault(envelope.envelope_id, envelope)
        enclosed: dict[str, Delivery] = {}
        for envelope in fresh.values():
            for delivery_id in envelope.delivery_ids:
                if delivery_id in enclosed:
                    raise _not_loose(delivery_id, envelope)
                enclosed[delivery_id] = _enclosed_in(envelope, self._loose_delivery(delivery_id, envelope))
        self._envelopes.update(fresh)
        for delivery in enclosed.values():
            self._put(delivery)

    def envelope(self, envelope_id: str) -> Envelope | None:
        """The envelope of that id, or None."""
        return self._envelopes.get(envelope_id)

    def enclosed(self, envelope_id: str) -> Sequence[Delivery]:
        """The deliveries in an envelope; by alert creation, then id."""
        envelope = self._envelopes.get(envelope_id)
        return by_creation(self._deliveries[each] for each in (envelope.delivery_ids if envelope else ()))

    def envelopes(self, state: EnvelopeState | None = None, *, since: datetime | None = None) -> Sequence[Envelope]:
        """Envelopes in a state, or all, made at ``since`` or later, or ever; in the order in which they were sealed."""
        return [
            one
            for one in self._envelopes.values()
            if state in (None, one.state) and (since is None or one.made_at >= since)
        ]

    def mute_enclosed(self, envelope_id: str, deliveries: Sequence[Delivery]) -> None:
        """Keep that an owed envelope is not sent, and why each of its deliveries is not.

        Raises StoreError for an unknown envelope.
        """
        known = self._known_envelope(envelope_id)
        if known.state != "owed" or not deliveries:
            return
        self._envelopes[envelope_id] = replace(known, state="muted", answer=deliveries[0].answer)
        for each in deliveries:
            if each.delivery_id in known.delivery_ids:
                enclosed = self._deliveries[each.delivery_id]
                self._put(replace(enclosed, state="muted", mute=each.mute, answer=each.answer))

    def thread_of(self, recipient: Recipient, thread: str) -> Sequence[Envelope]:
        """The envelopes of a thread that a recipient was sent; none for an empty thread, which is none."""
        whom = (recipient.channel, recipient.address)
        sent = (one for one in self._envelopes.values() if one.state == "sent" and thread and one.thread == thread)
        wanted = (one for one in sent if (one.recipient.channel, one.recipient.address) == whom)
        return sorted(wanted, key=lambda one: (one.sent_at or _LONG_AGO, one.envelope_id))

    def begin_attempt(self, attempt: Attempt) -> None:
        """Keep that an envelope is about to be handed over. Raises StoreError for an unknown envelope."""
        self._known_envelope(attempt.envelope_id)
        self._attempts.setdefault(_number(attempt), attempt)

    def end_attempt(self, attempt: Attempt, envelope: Envelope, channel: ChannelState | None) -> None:
        """Keep what came of an attempt, with the new states of envelope and channel (None: as it was).

        Of the envelope, what it holds and to whom it goes stays. Raises StoreError for an unknown one.
        """
        known = self._known_envelope(envelope.envelope_id)
        self._known_envelope(attempt.envelope_id)
        self._attempts[_number(attempt)] = attempt
        self._change_envelope(
            replace(
                known,
                due_at=envelope.due_at,
                state=envelope.state,
                attempts=envelope.attempts,
                answer=envelope.answer,
                reference=envelope.reference,
                sent_at=envelope.sent_at,
            )
        )
        if channel:
            self.save_channel(channel)

    def attempts(self, envelope_id: str) -> Sequence[Attempt]:
        """The attempts at an envelope, by number."""
        found = (each for each in self._attempts.values() if each.envelope_id == envelope_id)
        return sorted(found, key=lambda each: each.number)

    def open_attempts(self) -> Sequence[Attempt]:
        """Attempts that began and did not end, by ``began_at``."""
        found = (each for each in self._attempts.values() if each.ended_at is None)
        return sorted(found, key=lambda each: (each.began_at, each.envelope_id, each.number))

    def channel_states(self) -> Mapping[str, ChannelState]:
        """How every channel that was ever used fares, by its name."""
        return dict(self._channels)

    def save_channel(self, state: ChannelState) -> None:
        """Keep how a channel fares."""
        self._channels[state.channel] = state

    # -- what people say --

    def silences(self) -> Sequence[Silence]:
        """All silences ever asked for; by ``made_at``, then id."""
        return sorted(self._silences.values(), key=lambda silence: (silence.made_at, silence.silence_id))

    def acks(self, thread: str | None = None) -> Sequence[Ack]:
        """Who has what in hand, of a thread or of all; by ``made_at``, then id."""
        wanted = (ack for ack in self._acks.values() if thread in (None, ack.thread))
        return sorted(wanted, key=lambda ack: (ack.made_at, ack.ack_id))

    def keep_act(self, act: DeskAct) -> None:
        """Keep what somebody said; a resend that was kept before, or of an unknown envelope, changes nothing."""
        if isinstance(act, Silence):
            self._silences[act.silence_id] = act
        elif isinstance(act, Ack):
            self._acks[act.ack_id] = act
        elif act not in self._resends:
            self._resends.add(act)
            known = self._envelopes.get(act.envelope_id)
            if known and known.state == "given_up":
                self._change_envelope(replace(known, state="owed", due_at=act.made_at, attempts=0))

    def _change_envelope(self, envelope: Envelope) -> None:
        self._envelopes[envelope.envelope_id] = envelope
        for delivery_id in envelope.delivery_ids:
            self._put(_enclosed_in(envelope, self._deliveries[delivery_id]))

    def _loose_delivery(self, delivery_id: str, envelope: Envelope) -> Delivery:
        known = self._deliveries.get(delivery_id)
        if known is None or known.envelope_id:
            raise _not_loose(delivery_id, envelope)
        return known

    def _known_envelope(self, envelope_id: str) -> Envelope:
        if known := self._envelopes.get(envelope_id):
            return known
        raise StoreError(PLACE, f"there is no envelope {envelope_id!r}", "seal it first")


def _not_loose(delivery_id: str, envelope: Envelope) -> StoreError:
    found = f"there is no loose delivery {delivery_id!r} for the envelope {envelope.envelope_id!r}"
    return StoreError(PLACE, found, "make envelopes of loose deliveries alone")


def _number(attempt: Attempt) -> tuple[str, int]:
    return attempt.envelope_id, attempt.number


def _enclosed_in(envelope: Envelope, delivery: Delivery) -> Delivery:
    """A delivery as it stands in its envelope."""
    return replace(
        delivery,
        envelope_id=envelope.envelope_id,
        hold="",
        mute="",
        state=envelope.state,
        attempts=envelope.attempts,
        answer=envelope.answer,
        sent_at=envelope.sent_at,
    )
