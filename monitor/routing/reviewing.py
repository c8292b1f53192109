"""Judges a delivery whose moment has come: whether it goes out, waits, or is never told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.records import AlertRoute, Delivery, Envelope, RoutingTable, Silence
from monitor.routing.following import Following, following
from monitor.routing.inhibiting import Inhibiting, loud_matters
from monitor.routing.pacing import group_until, made_for, rate_until
from monitor.routing.quiet import hours_over, passes, quiet_until
from monitor.routing.recipients import all_routes, find_route
from monitor.routing.sayings import parts_told
from monitor.routing.slots import DigestKey, digest_key, digests_sent, is_used, next_slot
from monitor.routing.surroundings import Surroundings
from monitor.routing.timing import digest_of
from monitor.routing.verdicts import Held, Muted, Ready, Verdict
from monitor.routing.withholding import find_withheld

_DIGEST_HORIZON = timedelta(days=2)
"""In so much time the last slot of every digest lies, with a day to spare for a clock that jumps."""


def review(  # noqa: PLR0913, PLR0917 # the delivery, the rules, the moment, and what was said and sent are one question
    delivery: Delivery,
    table: RoutingTable,
    surroundings: Surroundings,
    now: datetime,
    silences: Sequence[Silence],
    told: Sequence[Delivery],
    sent: Sequence[Envelope],
) -> Verdict:
    """What becomes of a delivery now. Where several reasons hold it, each is found when the one before is over.

    It is muted where everything that it would tell is silenced or inhibited; where a part is left, all is told. A
    follow-up is where what it corrects was. ``told`` are recent deliveries of its topic and ``sent`` recent envelopes,
    both at least since ``horizon``; the delivery that a follow-up corrects stands in ``told`` however old it is. A
    delivery of a route that is no longer configured goes out without that route's rules.
    """
    return prepare_review(table, surroundings, now, silences, told, sent).of(delivery)


def horizon(table: RoutingTable) -> timedelta:
    """How far back ``told`` and ``sent`` must reach for a review by this table; not at all where no rule looks back."""
    routes = tuple(all_routes(table))
    spans = [timedelta(seconds=one.rate.seconds) for one in routes if one.rate is not None]
    spans += [timedelta(seconds=one.grouping.interval_seconds) for one in routes]
    spans += [timedelta(hours=one.hours) for one in table.inhibitions]
    return max(_DIGEST_HORIZON if table.digests else timedelta(), *spans)


def prepare_review(  # noqa: PLR0913, PLR0917 # as above
    table: RoutingTable,
    surroundings: Surroundings,
    now: datetime,
    silences: Sequence[Silence],
    told: Sequence[Delivery],
    sent: Sequence[Envelope],
) -> Review:
    """What reviews many deliveries at one moment: what was told is looked through once."""
    matters = loud_matters(table.inhibitions, told, surroundings)
    inhibiting = Inhibiting(table.inhibitions, surroundings, now, matters)
    slots = digests_sent(sent, table, now) if table.digests else {}
    founded = following(table, surroundings, told)
    return Review(table, surroundings, now, silences, told, sent, inhibiting, founded, slots)


@dataclass(frozen=True, slots=True)
class Review:
    """What is known at the moment of a review."""

    table: RoutingTable
    surroundings: Surroundings
    now: datetime
    silences: Sequence[Silence]
    told: Sequence[Delivery]
    sent: Sequence[Envelope]
    inhibiting: Inhibiting
    following: Following
    digests_sent: Mapping[DigestKey, datetime]
    judged: dict[str, Verdict] = field(default_factory=dict)

    def of(self, delivery: Delivery) -> Verdict:
        """What becomes of a delivery, as ``review`` says it. Of many, ask the oldest first: others depend on them."""
        if delivery.delivery_id not in self.judged:
            verdict = next(self._mutes(delivery), None) or next(self._holds(delivery), Ready())
            self.judged[delivery.delivery_id] = verdict
        return self.judged[delivery.delivery_id]

    def _goes_now(self, delivery: Delivery) -> bool:
        return delivery.due_at <= self.now and isinstance(self.of(delivery), Ready)

    def _mutes(self, delivery: Delivery) -> Iterator[Muted]:
        withheld = find_withheld(delivery, self.table, self.surroundings, self.silences, self.now)
        if withheld is not None:
            yield withheld
        unfounded = self.following.find(delivery, self.judged)
        if unfounded is not None:
            yield unfounded
        found = self.inhibiting.find(delivery, self._goes_now)
        if found is not None:
            why = f"{found.inhibition.name}: alert {found.loud.alert.alert_id} told it louder"
            yield Muted("inhibited", why, found.loud.delivery_id)

    def _holds(self, delivery: Delivery) -> Iterator[Held]:
        """Everything that holds a delivery; a route that is no longer configured holds nothing."""
        route = find_route(self.table, delivery.route)
        yield from self._until_slot(delivery)
        yield from self._over_quiet_hours(delivery, route)
        yield from self._until_group(delivery, route)
        yield from over_rate(route, made_for(delivery.recipient, route.name, self.sent), self.now)

    def _until_slot(self, delivery: Delivery) -> Iterator[Held]:
        """A slot that was used is not used again: what comes due late waits for the next.

        So does what was put off to a slot ahead by a clock that has gone back since: for the next by the clock of now.
        """
        digest = self.table.digests.get(digest_of(delivery.batch) or "")
        if digest is None:
            return
        last = self.digests_sent.get(digest_key(digest.name, delivery.recipient))
        is_ahead = delivery.hold == "digest" and delivery.due_at > self.now
        if is_ahead or is_used(digest, self.now, last):
            until = next_slot(digest, self.now, last)
            yield Held(until, "digest", f"the next digest {digest.name} comes at {_shown(until)}")

    def _over_quiet_hours(self, delivery: Delivery, route: AlertRoute) -> Iterator[Held]:
        parts = parts_told(delivery)
        ends = [
            (end, quiet.name)
            for quiet in hours_over(delivery, self.table, route.quiet)
            if not any(passes(quiet, part) for part in parts) and (end := quiet_until(quiet, self.now)) is not None
        ]
        if ends:
            until, name = max(ends)
            yield Held(until, "quiet", f"quiet hours {name} until {_shown(until)}")

    def _until_group(self, delivery: Delivery, route: AlertRoute) -> Iterator[Held]:
        until = group_until(delivery, route, self.told, self.sent, self.now)
        if until is not None:
            yield Held(until, "group", f"the next message of its group may come at {_shown(until)}")


def over_rate(route: AlertRoute, made: Iterable[datetime], now: datetime) -> Iterator[Held]:
    """That a route's rate holds what goes to one recipient, whose messages were made at these moments; else nothing."""
    until = rate_until(route.rate, made, now) if route.rate is not None else None
    if route.rate is not None and until is not None:
        rate = f"{route.rate.messages} messages in {route.rate.seconds:g} seconds"
        yield Held(until, "rate", f"{route.name} sends {rate}; there is room at {_shown(until)}")


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
