"""What went out: alerts and messages, counted for the notice that the monitor is at work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.records import Alert, Envelope


@dataclass(frozen=True, slots=True)
class Sendings:
    """``alerts`` that were made and messages ``sent`` and ``given_up`` in some span; those ``owed`` at its end.

    Notices about sources and channels are no alerts here; their messages count as messages.
    """

    alerts: int = 0
    sent: int = 0
    owed: int = 0
    given_up: int = 0

    def line(self) -> str:
        """All of it in one line."""
        return f"{self.alerts} alerts; messages: {self.sent} sent, {self.owed} owed, {self.given_up} given up"


def count_sendings(alerts: Iterable[Alert], envelopes: Iterable[Envelope], since: datetime) -> Sendings:
    """The sendings from ``since`` on. Alerts and envelopes may hold older ones, and the same one twice.

    A message that was given up counts by when it was made: nothing else is kept with it. What is owed counts whenever
    it was made.
    """
    told = {one.alert_id for one in alerts if one.notice is None and one.created_at >= since}
    by_id = {one.envelope_id: one for one in envelopes}.values()
    return Sendings(
        alerts=len(told),
        sent=sum(one.sent_at is not None and one.sent_at >= since for one in by_id if one.state == "sent"),
        owed=sum(one.state == "owed" for one in by_id),
        given_up=sum(one.state == "given_up" and one.made_at >= since for one in by_id),
    )
