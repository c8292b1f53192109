"""Trials of a routing table on past alerts: who would have been told of each, by which route, and how much a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.records import Alert, Delivery, Hold, Recipient, RoutingTable
from monitor.routing import Held, Known, Surroundings, fingerprints, owe, review

_Message = tuple[Recipient, str, datetime | None]
"""What a message is known by: to whom it goes, what gathers it, and when."""


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """Who is told, by which route, and what it waits for."""

    who: str
    channel: str
    address: str
    route: str
    hold: Hold = ""

    @classmethod
    def of(cls, delivery: Delivery) -> Way:
        """The way of a delivery."""
        recipient = delivery.recipient
        return cls(recipient.name, recipient.channel, recipient.address, delivery.route, delivery.hold)

    @property
    def recipient(self) -> Recipient:
        """Who is told, in no language."""
        return Recipient(self.who, self.channel, self.address)


@dataclass(frozen=True, slots=True)
class Trial:
    """A past alert with whom it would go to now, and by the table that is tried."""

    alert: Alert
    now: tuple[Delivery, ...]
    tried: tuple[Delivery, ...]

    @property
    def added(self) -> frozenset[Way]:
        """Ways that the table that is tried adds."""
        return _ways(self.tried) - _ways(self.now)

    @property
    def dropped(self) -> frozenset[Way]:
        """Ways that it drops."""
        return _ways(self.now) - _ways(self.tried)


@dataclass(frozen=True, slots=True)
class Load:
    """How much a recipient is told on a day: messages, alerts that quiet hours hold, and alerts in digests.

    A digest is one message, and so are alerts of one group that come due together, and those of one route that quiet
    hours hold until the same end. A message counts on the day of its first alert.
    """

    messages: int = 0
    at_night: int = 0
    in_digests: int = 0


@dataclass(slots=True)
class Post:
    """A table at work on alerts in the order of their making, as if everything it owes had been sent at once.

    What was told before is known, so that repeats and follow-ups come out as they would have.
    """

    table: RoutingTable
    surroundings: Surroundings
    _sent: list[Delivery] = field(default_factory=list)

    def owe(self, alert: Alert) -> tuple[Delivery, ...]:
        """What would be owed for the next alert, without what would be muted as told before."""
        earlier = tuple(one for one in self._sent if one.alert.article_id == alert.article_id != "")
        said = fingerprints(alert, self.table, self.surroundings, earlier)
        known = Known(
            same=tuple(one for one in self._sent if one.fingerprint in said),
            later=tuple(one for one in self._sent if one.alert.topic == alert.topic),
            earlier=earlier,
        )
        owed = owe(alert, self.table, self.surroundings, known, alert.created_at).deliveries
        told = tuple(one for one in owed if one.state == "owed")
        self._sent += [replace(one, state="sent", sent_at=alert.created_at) for one in told]
        return told

    def night_end(self, delivery: Delivery) -> datetime | None:
        """Until when quiet hours would hold a delivery as it comes due; None where they would not."""
        verdict = review(delivery, self.table, self.surroundings, delivery.due_at, silences=(), told=(), sent=())
        return verdict.until if isinstance(verdict, Held) and verdict.hold == "quiet" else None


def try_table(alerts: Iterable[Alert], now: Post, tried: Post) -> list[Trial]:
    """The trial of each alert, in the order of their making."""
    ordered = sorted(alerts, key=lambda alert: (alert.created_at, alert.alert_id))
    return [Trial(alert, now.owe(alert), tried.owe(alert)) for alert in ordered]


def loads(deliveries: Sequence[Delivery], post: Post, zone: str) -> Mapping[tuple[date, str], Load]:
    """How much each recipient, by name, would be told on each day on which the alerts were made, in ``zone``."""
    found: dict[tuple[date, str], Load] = {}
    begun: set[_Message] = set()
    for one in sorted(deliveries, key=lambda one: (one.alert.created_at, one.delivery_id)):
        key = one.alert.created_at.astimezone(ZoneInfo(zone)).date(), one.recipient.name
        night_end = post.night_end(one)
        message, so_far = _message(one, night_end), found.get(key, Load())
        found[key] = Load(
            messages=so_far.messages + (message not in begun),
            at_night=so_far.at_night + (night_end is not None),
            in_digests=so_far.in_digests + (one.hold == "digest"),
        )
        begun.add(message)
    return found


def _ways(deliveries: Iterable[Delivery]) -> frozenset[Way]:
    return frozenset(map(Way.of, deliveries))


def _message(delivery: Delivery, night_end: datetime | None) -> _Message:
    """What is the same for deliveries that go out in one message."""
    if night_end is not None and delivery.hold != "digest":
        return delivery.recipient, f"after the night, by {delivery.route}", night_end
    if delivery.batch:
        return delivery.recipient, delivery.batch, delivery.due_at
    return delivery.recipient, delivery.delivery_id, None
