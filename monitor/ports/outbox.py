"""What is kept of alerts: what is owed, what was sent, and what people say to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.records import (
    Ack,
    Alert,
    Attempt,
    ChannelState,
    Delivery,
    DeskAct,
    Envelope,
    EnvelopeState,
    OwedAlert,
    Recipient,
    RouteDecision,
    Silence,
)


class OwedStore(Protocol):
    """The part of ``Store`` that says what is owed to whom."""

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first."""
        ...

    def alerts_of(self, topics: Iterable[str], limit: int) -> Sequence[Alert]:
        """The newest alerts on claims of any of these topics, newest first: notices are of no topic, and left out."""
        ...

    def alert(self, alert_id: str) -> Alert | None:
        """The alert of that id, or None."""
        ...

    def decisions(self, alert_id: str) -> Sequence[RouteDecision]:
        """What each route made of an alert when it was owed, in the order of the tree; empty for an unknown one."""
        ...

    def save_owed(self, owed: Sequence[OwedAlert]) -> None:
        """Keep alerts with their decisions and deliveries; of an alert that is known nothing is kept again."""
        ...

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then delivery id."""
        ...

    def deliveries_on(self, article_id: str) -> Sequence[Delivery]:
        """Deliveries of the alerts on an article; by alert creation, then delivery id."""
        ...

    def deliveries_saying(self, fingerprints: Iterable[str]) -> Sequence[Delivery]:
        """Deliveries of any of these fingerprints; by alert creation, then delivery id."""
        ...

    def deliveries_since(self, moment: datetime, topic: str) -> Sequence[Delivery]:
        """Deliveries of a topic's alerts that were created at a moment or later; by alert creation, then id."""
        ...

    def loose_deliveries(self) -> Sequence[Delivery]:
        """Deliveries that are owed and stand in no envelope yet; by ``due_at``, then alert creation, then id."""
        ...

    def save_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Keep new states of loose deliveries, all or nothing (each ``delivery_id`` must be known, else StoreError)."""
        ...


class OutboxStore(Protocol):
    """The part of ``Store`` that sending needs."""

    def seal(self, envelopes: Sequence[Envelope]) -> None:
        """Keep envelopes; their deliveries stand in them from now on. A known envelope stays as it is."""
        ...

    def envelope(self, envelope_id: str) -> Envelope | None:
        """The envelope of that id, or None."""
        ...

    def enclosed(self, envelope_id: str) -> Sequence[Delivery]:
        """The deliveries in an envelope; by alert creation, then id."""
        ...

    def envelopes(self, state: EnvelopeState | None = None, *, since: datetime | None = None) -> Sequence[Envelope]:
        """Envelopes in a state, or all, made at ``since`` or later, or ever; in the order in which they were sealed."""
        ...

    def mute_enclosed(self, envelope_id: str, deliveries: Sequence[Delivery]) -> None:
        """Keep that an owed envelope is not sent: it is muted, with the answer of the first of its ``deliveries``.

        These take their ``mute`` and ``answer``, all in one transaction; attempts stay kept. An envelope that is not
        owed stays as it is.
        """
        ...

    def thread_of(self, recipient: Recipient, thread: str) -> Sequence[Envelope]:
        """The envelopes of a thread that a recipient (channel and address) was sent; by ``sent_at``, then id."""
        ...

    def begin_attempt(self, attempt: Attempt) -> None:
        """Keep that an envelope is about to be handed over: before anything leaves the machine."""
        ...

    def end_attempt(self, attempt: Attempt, envelope: Envelope, channel: ChannelState | None) -> None:
        """Keep what came of an attempt, with the new states of envelope and channel (None: as it was).

        The envelope's deliveries take its state, attempts, answer and moment, in the same transaction.
        """
        ...

    def attempts(self, envelope_id: str) -> Sequence[Attempt]:
        """The attempts at an envelope, by number."""
        ...

    def open_attempts(self) -> Sequence[Attempt]:
        """Attempts that began and did not end, by ``began_at``: of a run that died, or of one at work."""
        ...

    def channel_states(self) -> Mapping[str, ChannelState]:
        """How every channel that was ever used fares, by its name."""
        ...

    def save_channel(self, state: ChannelState) -> None:
        """Keep how a channel fares."""
        ...

    # -- what people say --

    def silences(self) -> Sequence[Silence]:
        """All silences ever asked for; by ``made_at``, then id."""
        ...

    def acks(self, thread: str | None = None) -> Sequence[Ack]:
        """Who has what in hand, of a thread or of all; by ``made_at``, then id."""
        ...

    def keep_act(self, act: DeskAct) -> None:
        """Keep what somebody said. A silence and an ack replace the one of their id.

        A resend makes an envelope that was given up owed again, due at its moment, with its attempts counted anew; one
        that was not given up stays as it is.
        """
        ...
