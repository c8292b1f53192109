"""What people at the demo's desk say to alerts, read from ``desk/sayings.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from monitor.identity import stable_id
from monitor.records import Ack, Delivery


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody takes the alert of a story in hand; ``at`` is in UTC."""

    story_id: str
    at: datetime
    owner: str
    note: str

    def ack(self, delivery: Delivery) -> Ack:
        """The same as the monitor keeps it, for the matter of a delivery."""
        alert_id, thread = delivery.alert.alert_id, delivery.thread
        return Ack(stable_id("ack", alert_id, thread, self.owner), alert_id, thread, self.owner, self.note, self.at)


def read_sayings() -> tuple[Saying, ...]:
    """All bundled sayings in their order. Raises KeyError for one with a key too few: a fault of the package."""
    text = (files("monitor.demo") / "desk" / "sayings.toml").read_text(encoding="utf-8")
    return tuple(
        Saying(said["story"], said["at"].astimezone(UTC), said["owner"], said["note"])
        for said in tomllib.loads(text)["acks"]
    )
