"""Messages as their readers saw them, or would see them now."""

from __future__ import annotations

from monitor.alerts import word_alert
from monitor.cli.alerts.naming import Told
from monitor.pipeline.posting.letters import Letters
from monitor.records import Message


def word_told(told: Told, letters: Letters) -> Message | None:
    """The message that a person meant; None where nothing of it can be worded, as its topics are gone.

    An alert is worded as the first who was told of it, or is to be, sees it; muted for all, as the first would have.
    """
    if told.envelope is not None:
        return letters.word_envelope(told.envelope, letters.store.enclosed(told.envelope.envelope_id))
    (alert,) = told.alerts
    if alert.notice is None and alert.topic not in letters.topics:
        return None
    deliveries = letters.store.deliveries(alert.alert_id)
    shown = next((one for one in deliveries if one.state != "muted"), next(iter(deliveries), None))
    if shown is None:
        return word_alert(alert, letters.topics.get(alert.topic), letters.zone, letters.lang or "en")
    return letters.word_delivery(shown)
