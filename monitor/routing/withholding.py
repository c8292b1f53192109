"""What is to be told to nobody, whatever was owed: asked of what is loose, and before each try of what is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.records import Delivery, RoutingTable, Silence
from monitor.routing.recipients import find_recipient
from monitor.routing.silencing import find_silence
from monitor.routing.surroundings import Surroundings
from monitor.routing.verdicts import Muted


def find_withheld(
    delivery: Delivery, table: RoutingTable, surroundings: Surroundings, silences: Iterable[Silence], now: datetime
) -> Muted | None:
    """Why a delivery is told to nobody now: its recipient or topic is gone, or it is silenced. None if it is told."""
    if find_recipient(table, delivery.recipient) is None:
        return Muted("unrouted", f"{delivery.recipient.name} is no longer reached by {delivery.channel}")
    if delivery.alert.notice is None and delivery.alert.topic not in surroundings.places:
        return Muted("unrouted", f"the topic {delivery.alert.topic} is no longer configured")
    silence = find_silence(delivery, silences, surroundings, now)
    if silence is None:
        return None
    until = f"{silence.until:%Y-%m-%d %H:%M} UTC"
    return Muted("silenced", f"{silence.author} asked for silence until {until}: {silence.reason}")


def withhold(
    deliveries: Sequence[Delivery],
    table: RoutingTable,
    surroundings: Surroundings,
    silences: Sequence[Silence],
    now: datetime,
) -> tuple[Delivery, ...]:
    """The deliveries of one message, muted, where each is withheld; none where a part is left: then all is told."""
    muted: list[Delivery] = []
    for one in deliveries:
        found = find_withheld(one, table, surroundings, silences, now)
        if found is None:
            return ()
        muted.append(replace(one, state="muted", mute=found.mute, answer=found.why))
    return tuple(muted)
