"""What is owed to whom, the envelopes in which it goes out, every attempt to send one, and what people say to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.records.alerts import Alert
from monitor.records.routing import Matcher, Recipient, RouteDecision

DeliveryState = Literal["owed", "sent", "given_up", "muted"]

Hold = Literal[
    "",  # nothing: it is due at once
    "group",  # others of its group may come
    "digest",  # it stands in the next digest
    "quiet",  # quiet hours
    "rate",  # too much was sent already
]
"""Why a delivery that is owed waits for its ``due_at``."""

Mute = Literal[
    "",
    "repeated",  # the same was told to the same recipient before
    "silenced",  # somebody asked for silence
    "inhibited",  # a louder change on the same matter was told
    "unrouted",  # its recipient is no longer configured, or its topic
]
"""Why a muted delivery is not sent; the details stand in its ``answer``. A follow-up to what was muted has its mute."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert owed to one recipient by one route.

    ``due_at`` is when it goes into an envelope. ``changes`` are the ids of those that the route takes, all where empty.
    ``thread`` is the same for all that belongs together to a reader: the text form of the loudest change's key, or
    ``source/NAME`` of a notice. ``batch`` is the same for all that goes out together, empty for one that goes alone.
    ``fingerprint`` is the same for what says the same. ``follows`` is the alert, told to this recipient before, that
    this one corrects. ``envelope_id`` is set once it stands in one; ``attempts``, ``answer`` and ``sent_at`` are those
    of the envelope then.
    """

    delivery_id: str
    alert: Alert
    recipient: Recipient
    route: str
    state: DeliveryState
    due_at: datetime
    hold: Hold = ""
    mute: Mute = ""
    changes: tuple[str, ...] = ()
    thread: str = ""
    batch: str = ""
    fingerprint: str = ""
    follows: str = ""
    envelope_id: str = ""
    attempts: int = 0
    answer: str = ""
    sent_at: datetime | None = None

    @property
    def channel(self) -> str:
        """The channel that it goes by."""
        return self.recipient.channel


@dataclass(frozen=True, slots=True)
class OwedAlert:
    """An alert with everything that is owed for it, and what each route made of it."""

    alert: Alert
    deliveries: tuple[Delivery, ...] = ()
    decisions: tuple[RouteDecision, ...] = ()


EnvelopeForm = Literal[
    "alert",  # one alert
    "group",  # several that belong together
    "digest",  # an hour's or a day's
    "catch_up",  # what quiet hours or a rate held back
]
EnvelopeState = Literal[
    "owed",
    "sent",
    "given_up",
    "muted",  # before a try all that stands in it was silenced, or has nobody left to hear it
]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes out in one sending to one recipient: the unit that is tried, repeated, given up.

    ``envelope_id`` depends on recipient, route and deliveries alone: it gives the message its id, the same at every
    attempt. ``due_at`` is when it may next be tried. ``slot_at`` is the moment of a digest, else None. ``reference`` is
    what the provider calls it. ``thread`` is that of its deliveries where they share one, else empty.
    """

    envelope_id: str
    form: EnvelopeForm
    recipient: Recipient
    route: str
    delivery_ids: tuple[str, ...]
    made_at: datetime
    due_at: datetime
    thread: str = ""
    slot_at: datetime | None = None
    state: EnvelopeState = "owed"
    attempts: int = 0
    answer: str = ""
    reference: str = ""
    sent_at: datetime | None = None

    @property
    def channel(self) -> str:
        """The channel that it goes by."""
        return self.recipient.channel


AttemptOutcome = Literal[
    "sent",
    "retry_later",
    "give_up",
    "broken_off",  # the run ended between handing the message over and noting the answer: it may arrive twice
]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at sending an envelope, numbered from 1. Without ``ended_at`` it is in hand, or its run died.

    ``status`` is the number of an HTTP or SMTP answer, None where there was none.
    """

    envelope_id: str
    number: int
    began_at: datetime
    ended_at: datetime | None = None
    outcome: AttemptOutcome | None = None
    answer: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How a channel fares. ``failures`` counts attempts in a row that failed through no fault of their message.

    Until ``rests_until`` nothing is tried. ``failing_since`` is the first of these failures, ``told_at`` when an
    operator was told of them; both None while it is well. ``dead_told_at`` is when messages given up were told last.
    """

    channel: str
    failures: int = 0
    rests_until: datetime | None = None
    failing_since: datetime | None = None
    told_at: datetime | None = None
    dead_told_at: datetime | None = None
    answer: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Alerts that fit are not told until ``until``; somebody asked for it and said why.

    ``subjects`` are sources and channels whose notices are meant; where they are given, no claim is. ``ended_at`` is
    when it was taken back before its time.
    """

    silence_id: str
    author: str
    reason: str
    made_at: datetime
    until: datetime
    matcher: Matcher = field(default_factory=Matcher)
    subjects: tuple[str, ...] = ()
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ack:
    """Somebody has an alert in hand. It holds for what the alert is about: its thread.

    Of several acks of one owner and thread the newest counts. ``ended_at`` is when they said that they are done.
    """

    ack_id: str
    alert_id: str
    thread: str
    owner: str
    note: str
    made_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resend:
    """Somebody asked that an envelope that was given up be tried again."""

    envelope_id: str
    author: str
    made_at: datetime


DeskAct = Silence | Ack | Resend
"""What people say to the monitor; a run that holds the lease keeps it."""
