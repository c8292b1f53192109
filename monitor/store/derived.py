"""What a store makes of what it is given that nobody spells out: one rule for every adapter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.records import Alert, Delivery


def owed_deliveries(alert: Alert, channels: Sequence[str], due_at: datetime | None) -> tuple[Delivery, ...]:
    """The deliveries of an alert that was not known before: one to each channel.

    They are due at ``due_at``, else from the alert's creation on. A delivery's id is that of its alert, a slash, and
    the channel.
    """
    due = due_at or alert.created_at
    return tuple(
        Delivery(f"{alert.alert_id}/{channel}", alert, channel, "owed", due) for channel in dict.fromkeys(channels)
    )
