"""What a store in memory keeps of alerts, of what routes made of them, and of what is owed for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from monitor.errors import StoreError
from monitor.records import Alert, Delivery, OwedAlert, RouteDecision

PLACE: Final = "the store in memory"


@dataclass(frozen=True, slots=True)
class OwedWork:
    """What alerts leave, worked out in full before any of it is kept: those that are new, and all their deliveries."""

    alerts: Mapping[str, OwedAlert]
    deliveries: Mapping[str, Delivery]


class MemoryOwed:
    """Those methods of ``ports.Store``; ``MemoryOutbox`` and ``MemoryStore`` add the rest."""

    def __init__(self) -> None:
        """Begin empty."""
        self._alerts: dict[str, OwedAlert] = {}
        self._deliveries: dict[str, Delivery] = {}
        self._loose: set[str] = set()
        self._on_article: defaultdict[str, set[str]] = defaultdict(set)
        self._saying: defaultdict[str, set[str]] = defaultdict(set)

    # -- alerts and what is owed for them --

    def alerts(self, limit: int | None = None) -> Sequence[Alert]:
        """Alerts, newest first; of those made together, by id from the last."""
        every = (owed.alert for owed in self._alerts.values())
        return sorted(every, key=lambda alert: (alert.created_at, alert.alert_id), reverse=True)[:limit]

    def alerts_of(self, topics: Iterable[str], limit: int) -> Sequence[Alert]:
        """The newest alerts on claims of any of these topics, newest first, as many as ``limit`` in all."""
        wanted = set(topics)
        return [alert for alert in self.alerts() if alert.topic in wanted][:limit]

    def alert(self, alert_id: str) -> Alert | None:
        """The alert of that id, or None."""
        owed = self._alerts.get(alert_id)
        return owed.alert if owed else None

    def decisions(self, alert_id: str) -> Sequence[RouteDecision]:
        """What each route made of an alert when it was owed, in the order of the tree."""
        owed = self._alerts.get(alert_id)
        return owed.decisions if owed else ()

    def save_owed(self, owed: Sequence[OwedAlert]) -> None:
        """Keep alerts with their decisions and deliveries; of an alert that is known nothing is kept again."""
        self._keep_owed(self._work_out_owed(owed))

    def deliveries(self, alert_id: str | None = None) -> Sequence[Delivery]:
        """Deliveries of an alert, or all; by alert creation, then delivery id."""
        return by_creation(each for each in self._deliveries.values() if alert_id in (None, each.alert.alert_id))

    def deliveries_on(self, article_id: str) -> Sequence[Delivery]:
        """Deliveries of the alerts on an article; none for an empty id, which notices have."""
        return by_creation(self._deliveries[each] for each in self._on_article.get(article_id, ()))

    def deliveries_saying(self, fingerprints: Iterable[str]) -> Sequence[Delivery]:
        """Deliveries of any of these fingerprints; an empty one says nothing, and is none."""
        found = {each for fingerprint in fingerprints for each in self._saying.get(fingerprint, ())}
        return by_creation(self._deliveries[each] for each in found)

    def deliveries_since(self, moment: datetime, topic: str) -> Sequence[Delivery]:
        """Deliveries of a topic's alerts that were created at a moment or later."""
        every = self._deliveries.values()
        return by_creation(each for each in every if each.alert.topic == topic and each.alert.created_at >= moment)

    def loose_deliveries(self) -> Sequence[Delivery]:
        """Deliveries that are owed and stand in no envelope yet; by ``due_at``, then alert creation, then id."""
        loose = by_creation(self._deliveries[each] for each in self._loose)
        return sorted(loose, key=lambda delivery: delivery.due_at)

    def save_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Keep new states of loose deliveries; alert, recipient, and what it says stay.

        One that stands in an envelope stays as it is: its state is the envelope's.
        """
        changed = [_with_state_of(self._known_delivery(each.delivery_id), each) for each in deliveries]
        for delivery in changed:
            self._put(delivery)

    # -- how it is kept --

    def _work_out_owed(self, owed: Sequence[OwedAlert]) -> OwedWork:
        """What is new of these alerts; of several with one id the first stands."""
        fresh: dict[str, OwedAlert] = {}
        deliveries: dict[str, Delivery] = {}
        for one in owed:
            if one.alert.alert_id in self._alerts or one.alert.alert_id in fresh:
                continue
            fresh[one.alert.alert_id] = one
            for each in one.deliveries:
                if each.delivery_id not in self._deliveries:
                    deliveries.setdefault(each.delivery_id, replace(each, alert=one.alert))
        return OwedWork(fresh, deliveries)

    def _keep_owed(self, work: OwedWork) -> None:
        self._alerts.update(work.alerts)
        for delivery in work.deliveries.values():
            self._put(delivery)

    def _put(self, delivery: Delivery) -> None:
        delivery_id = delivery.delivery_id
        self._deliveries[delivery_id] = delivery
        if delivery.alert.article_id:
            self._on_article[delivery.alert.article_id].add(delivery_id)
        if delivery.fingerprint:
            self._saying[delivery.fingerprint].add(delivery_id)
        if delivery.state == "owed" and not delivery.envelope_id:
            self._loose.add(delivery_id)
        else:
            self._loose.discard(delivery_id)

    def _known_delivery(self, delivery_id: str) -> Delivery:
        if known := self._deliveries.get(delivery_id):
            return known
        raise StoreError(PLACE, f"there is no delivery {delivery_id!r}", "save the alert that owes it first")


def by_creation(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Deliveries by the creation of their alert, then by id."""
    return sorted(deliveries, key=lambda delivery: (delivery.alert.created_at, delivery.delivery_id))


def _with_state_of(known: Delivery, changed: Delivery) -> Delivery:
    """A delivery in its new state, unless it stands in an envelope."""
    if known.envelope_id:
        return known
    return replace(
        known,
        state=changed.state,
        due_at=changed.due_at,
        hold=changed.hold,
        mute=changed.mute,
        batch=changed.batch,
        attempts=changed.attempts,
        answer=changed.answer,
        sent_at=changed.sent_at,
    )
