"""Alerts of the wardens, owed and sent by the real post with desks that are written out."""

from __future__ import annotations

from dataclasses import replace

from records_made import NOON, later, make_alert, make_change, make_claim, make_said
from routing_made import table_to
from workshop_made import TOPIC, WrittenDesk, make_workshop

from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.workshop import Workshop
from monitor.records import Alert, ClaimKey, Message, RoutingTable


def warden_alert(name: str, minutes: float = 0, place: str = "", **parts) -> Alert:
    """An alert made so many minutes after noon, on a claim of its own; without a place, about a place of its own."""
    place = place or f"other:lane_{name}"
    claim = replace(make_claim(name), key=ClaimKey(TOPIC.name, "departure", place))
    change = replace(make_change(), change_id=f"change-{name}", said=make_said(claim))
    default = make_alert(name, topic=TOPIC.name, article_id=f"article-{name}", changes=(change,))
    return replace(default, created_at=later(minutes), **parts)


def workshop_owing(*alerts: Alert, desks=(), table: RoutingTable | None = None, **parts) -> Workshop:
    """A workshop an hour after noon that owes these alerts: to every desk, or by the table."""
    desks = desks or (WrittenDesk("desk"),)
    workshop = make_workshop(desks=desks, at=later(hours=1), **parts)
    workshop = replace(workshop, routing=table or table_to(desk.name for desk in desks))
    for alert in alerts:
        owe(workshop, alert)
    return workshop


def owe(workshop: Workshop, *alerts: Alert) -> None:
    """Owe alerts at the moment at which each was made."""
    for alert in alerts:
        workshop.store.save_owed(owe_alerts([alert], workshop, alert.created_at))


def ids(messages: list[Message]) -> list[str]:
    """The alerts that the messages tell of, in order; of a message of several, theirs."""
    return [
        part.alert.alert_id for message in messages for part in (message.parts or (message,)) if part.alert is not None
    ]


__all__ = ["NOON", "ids", "later", "owe", "warden_alert", "workshop_owing"]
