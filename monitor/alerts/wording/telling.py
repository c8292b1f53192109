"""What is known of a recipient when an alert is put into words for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.records import Ack, Alert


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What this recipient was told before of the same article, and when."""

    told_at: datetime
    alert: Alert


@dataclass(frozen=True, slots=True)
class Telling:
    """How one alert is told to one recipient.

    ``acks`` are all of its thread. ``message_id`` is the message's, empty for that of the alert; ``thread`` and
    ``replies_to`` are handed on to it. ``changes`` are the ids of the changes that are told; all of them where it is
    empty, and where the alert holds none of them.
    """

    follow_up: FollowUp | None = None
    acks: tuple[Ack, ...] = ()
    message_id: str = ""
    thread: str = ""
    replies_to: str = ""
    changes: tuple[str, ...] = ()
