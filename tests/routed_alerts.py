"""Alerts, routing tables and a desk that gets messages: an invented harbour, whose fleet is to leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from monitor.records import (
    Ailment,
    Alert,
    AlertRoute,
    Change,
    ChangeKind,
    Claim,
    ClaimKey,
    DateValue,
    Delivery,
    Digest,
    Direction,
    Envelope,
    FigureValue,
    Notice,
    OwedAlert,
    Place,
    QuietHours,
    Recipient,
    RoutingTable,
    Said,
    Silence,
    Size,
    Source,
    Topic,
    Value,
)
from monitor.routing import (
    Known,
    Surroundings,
    digests_sent,
    dispatch,
    fingerprints,
    look_back,
    owe,
    surroundings_of,
)

START = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
"""A Monday, nine in the morning in Baghdad."""

SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 30), date(2026, 10, 5), date(2026, 12, 31)

TOPIC = Topic(
    name="harbour",
    title="The fleet leaves",
    home="harbour",
    frames=(),
    places=(
        Place("harbour", "Old Harbour"),
        Place("north_quay", "North Quay", parent="harbour"),
        Place("other:shed_4", "Shed 4", parent="north_quay"),
        Place("other:far_isle", "Far Isle"),
    ),
    forces=(),
)
SURROUNDINGS = surroundings_of(
    [TOPIC],
    [
        Source("wire-en", "Harbour Wire", "https://wire.example/feed", "en", "Asia/Baghdad", tier=1),
        Source("echo-en", "Quay Echo", "https://echo.example/feed", "en", "Asia/Baghdad", tier=3),
    ],
)

DESK = Recipient("desk", "desk")
MAIL = Recipient("mail", "mail", "desk@river.example")
NIGHT_MAIL = Recipient("mail", "mail", "night@river.example", "ar")
LENA = Recipient("lena", "mail", "lena@river.example")
LENA_PHONE = Recipient("lena", "phone")
OPERATOR = Recipient("operator", "pager")
RECIPIENTS = {
    "desk": (DESK,),
    "mail": (MAIL, NIGHT_MAIL),
    "lena": (LENA, LENA_PHONE),
    "operator": (OPERATOR,),
}

MORNING = Digest("morning", "day", time(8), "Asia/Baghdad")
NIGHT = QuietHours("night", time(22), time(7), "Asia/Baghdad", passing=frozenset({"changed"}))


def at(minutes: float = 0, **parts: float) -> datetime:
    """So long after the start."""
    return START + timedelta(minutes=minutes, **parts)


def table(*routes: AlertRoute, **parts) -> RoutingTable:
    """A table of these routes, whose notices go to the operator."""
    given = {
        "routes": routes,
        "system": AlertRoute("system", ("operator",)),
        "recipients": RECIPIENTS,
        "digests": {"morning": MORNING, "hourly": Digest("hourly", "hour", time(0, 30), "Asia/Baghdad")},
        "quiets": {"night": NIGHT},
    }
    return RoutingTable(**(given | parts))


def change(
    kind: ChangeKind = "changed",
    now: Value | date = DECEMBER,
    before: Value | date | None = SEPTEMBER,
    article: str = "article-1",
    **parts,
) -> Change:
    """A value that moved; days stand for dates. ``parts`` go to the change, or to its claim."""
    of_change = {name: parts.pop(name) for name in ("part", "direction", "size") if name in parts}
    said = _said(_value(now), article, **parts)
    against = None if before is None else _said(_value(before), "article-0", **parts)
    direction, size = _movement(now, before)
    given = {"against": against, "direction": direction, "size": size} | of_change
    return Change(f"{kind} {said.claim.claim_id}", kind, said, "told", **given)


def alert(*changes: Change, name: str = "alert-1", minutes: float = 0, **parts) -> Alert:
    """The alert of these changes of one article, made so many minutes after the start."""
    first = changes[0].said
    given = {
        "alert_id": name,
        "topic": first.claim.key.topic,
        "article_id": first.claim.article_id,
        "outlet": "River Post",
        "lang": "en",
        "title": "The fleet",
        "url": "https://river.example/fleet",
        "published_at": at(minutes),
        "created_at": at(minutes),
        "changes": changes,
    }
    return Alert(**(given | parts))


def notice(ailment: Ailment = "failing", subject: str = "echo-en", name: str = "notice-1", minutes: float = 0) -> Alert:
    """The alert of a notice."""
    told = Notice(subject, ailment, healed=False, since=START)
    return Alert(name, "", "", "", "en", "", "", at(minutes), at(minutes), (), notice=told)


def silence(until_minutes: float = 60, **parts) -> Silence:
    """The editor asks for silence from the start on."""
    return replace(Silence("silence-1", "Editor", "we know", START, at(until_minutes)), **parts)


@dataclass
class Desk:
    """What is owed and sent under a table, kept in memory as the store would; every message is taken at once."""

    table: RoutingTable
    surroundings: Surroundings = SURROUNDINGS
    silences: list[Silence] = field(default_factory=list)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    envelopes: dict[str, Envelope] = field(default_factory=dict)
    owed: dict[str, OwedAlert] = field(default_factory=dict)

    def owes(self, one: Alert, now: datetime | None = None) -> OwedAlert:
        """The alert is owed with everything that is known; by the moment that it was made, unless said otherwise."""
        moment = now or one.created_at
        owed = owe(one, self.table, self.surroundings, self.known(one, moment), moment)
        self.owed[one.alert_id] = owed
        self.deliveries |= {delivery.delivery_id: delivery for delivery in owed.deliveries}
        return owed

    def known(self, one: Alert, now: datetime) -> Known:
        """What is looked up before an alert is owed."""
        kept = sorted(self.deliveries.values(), key=lambda each: (each.alert.created_at, each.delivery_id))
        earlier = [each for each in kept if one.article_id and each.alert.article_id == one.article_id]
        said = fingerprints(one, self.table, self.surroundings, earlier)
        same = [each for each in kept if each.fingerprint in said]
        since = look_back(same)
        later = [each for each in kept if since and each.alert.topic == one.topic and each.alert.created_at >= since]
        return Known(same, later, earlier, digests_sent(self.envelopes.values(), self.table, now))

    def looks(self, now: datetime) -> list[Envelope]:
        """What goes out at a look at the outbox."""
        loose = sorted(
            (one for one in self.deliveries.values() if one.state == "owed" and not one.envelope_id),
            key=lambda one: (one.due_at, one.alert.created_at, one.delivery_id),
        )
        kept = tuple(self.deliveries.values())
        made = dispatch(loose, self.table, self.surroundings, now, self.silences, kept, tuple(self.envelopes.values()))
        self.deliveries |= {one.delivery_id: one for one in made.deliveries}
        for envelope in made.envelopes:
            self._send(envelope, now)
        return list(made.envelopes)

    def _send(self, envelope: Envelope, now: datetime) -> None:
        assert envelope.envelope_id not in self.envelopes
        self.envelopes[envelope.envelope_id] = replace(envelope, state="sent", sent_at=now)
        for name in envelope.delivery_ids:
            self.deliveries[name] = replace(
                self.deliveries[name], state="sent", envelope_id=envelope.envelope_id, sent_at=now
            )


def told(envelopes: Iterable[Envelope]) -> list[str]:
    """Messages in short: their form, and the alerts in them."""
    return [f"{one.form} {' '.join(name.split('/')[0] for name in one.delivery_ids)}" for one in envelopes]


def _said(value: Value, article: str, **parts) -> Said:
    frame = "departure" if isinstance(value, DateValue) else "crew_present"
    key = ClaimKey("harbour", parts.pop("frame", frame), parts.pop("place", "harbour"))
    claim = Claim(f"{article} {key} {value}", article, key, value, "A sentence.", 0, 11, "sentence", 2, 10, **parts)
    return Said(claim, "River Post", "https://river.example/fleet", "en", START)


def _value(given: Value | date) -> Value:
    return DateValue(given, given) if isinstance(given, date) else given


def _movement(now: Value | date, before: Value | date | None) -> tuple[Direction | None, Size | None]:
    if isinstance(now, date) and isinstance(before, date) and now != before:
        days = (now - before).days
        return ("later" if days > 0 else "earlier"), Size(days=abs(days))
    if isinstance(now, FigureValue) and isinstance(before, FigureValue) and now.low and before.low:
        step = now.low - before.low
        return ("up" if step > 0 else "down"), Size(count=abs(step), percent=100 * abs(step) / before.low)
    return None, None
