"""What becomes of a delivery whose moment has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.records import Hold, Mute


@dataclass(frozen=True, slots=True)
class Ready:
    """It goes into an envelope now."""


@dataclass(frozen=True, slots=True)
class Held:
    """It waits until a moment, when it is judged again. ``why`` says it in words."""

    until: datetime
    hold: Hold
    why: str


@dataclass(frozen=True, slots=True)
class Muted:
    """It is never sent. ``why`` says it in words; ``louder`` is the id of the delivery that tells it instead."""

    mute: Mute
    why: str
    louder: str = ""


Verdict = Ready | Held | Muted
