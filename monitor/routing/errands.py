"""Who hears what of an alert, by whichever route: each recipient once, with all that any route takes for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.records import Alert, AlertRoute, Change, Delivery, Recipient, RoutingTable
from monitor.routing.matching import Part
from monitor.routing.recipients import addressed, audience, find_recipient, find_route, label, place_of
from monitor.routing.sayings import fingerprint, parts_told, thread_of
from monitor.routing.tree import Stop


@dataclass(frozen=True, slots=True)
class Errand:
    """What is owed to one recipient: ``parts``, the loudest first, by one of ``routes``.

    ``follows`` is the delivery of an earlier alert on the same article that this one corrects.
    """

    recipient: Recipient
    routes: tuple[AlertRoute, ...]
    parts: tuple[Part, ...]
    follows: Delivery | None = None

    @property
    def fingerprint(self) -> str:
        """What is told to whom."""
        article = self.follows.alert.article_id if self.follows is not None else ""
        return fingerprint(self.recipient, self.parts, article)

    @property
    def thread(self) -> str:
        """Where it belongs for its reader: what is corrected is told where it was told first."""
        return self.follows.thread if self.follows is not None else thread_of(self.parts)


def plan_errands(
    alert: Alert, table: RoutingTable, stops: Sequence[Stop], earlier: Sequence[Delivery]
) -> tuple[Errand, ...]:
    """The errands of an alert, in the order in which its routes name the recipients, then those of follow-ups.

    A channel's address that is reached under two names gets one message, under the name that comes first. ``earlier``
    are deliveries on the same article, in the order in which they were owed.
    """
    errands: dict[tuple[str, str], Errand] = {}
    for stop in stops:
        for recipient in _hearers(stop, alert, table):
            fresh = Errand(recipient, (), ())
            known = errands.get(place_of(recipient), fresh)
            parts = _in_order(alert, (*known.parts, *stop.parts))
            errands[place_of(recipient)] = replace(known, routes=(*known.routes, stop.route), parts=parts)
    for followed in _corrected(alert, earlier):
        recipient_now = find_recipient(table, addressed(followed.recipient, table))
        if recipient_now is not None:
            place = place_of(recipient_now)
            errands[place] = _following(alert, table, errands.get(place), replace(followed, recipient=recipient_now))
    return tuple(errands.values())


def revisions(alert: Alert) -> tuple[Change, ...]:
    """The changes by which an article takes back or rewrites what it said."""
    return tuple(change for change in alert.changes if change.kind == "revised")


def _hearers(stop: Stop, alert: Alert, table: RoutingTable) -> tuple[Recipient, ...]:
    return audience(stop.route, alert, table) if stop.verdict == "taken" else ()


def _following(alert: Alert, table: RoutingTable, planned: Errand | None, followed: Delivery) -> Errand:
    """The errand that corrects an earlier delivery; one that is planned anyway tells all that was revised too."""
    if planned is None:
        route = find_route(table, followed.route)
        return Errand(followed.recipient, (route,), revisions(alert), followed)
    parts = _in_order(alert, (*planned.parts, *revisions(alert)))
    return replace(planned, parts=parts, follows=followed)


def _corrected(alert: Alert, earlier: Sequence[Delivery]) -> Iterator[Delivery]:
    """For each recipient who was told of the article, the delivery that an edit corrects.

    It is the last that told a claim which now reads otherwise, else the last of all.
    """
    revised = {_old_claim(change) for change in revisions(alert)}
    told = [one for one in earlier if one.state in {"owed", "sent"} and one.alert.alert_id != alert.alert_id]
    last: dict[str, Delivery] = {}
    for delivery in sorted(told, key=lambda one: _tells_any(one, revised)):  # stable: the last told stays last
        last[label(delivery.recipient)] = delivery
    return iter(last.values() if revised else ())


def _old_claim(change: Change) -> str:
    return (change.against or change.said).claim.claim_id


def _tells_any(delivery: Delivery, claims: set[str]) -> bool:
    told = {part.said.claim.claim_id for part in parts_told(delivery) if isinstance(part, Change)}
    return not told.isdisjoint(claims)


def _in_order(alert: Alert, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each once, in the order of the alert."""
    if alert.notice is not None:
        return (alert.notice,)
    wanted = {part.change_id for part in parts if isinstance(part, Change)}
    return tuple(change for change in alert.changes if change.change_id in wanted)
