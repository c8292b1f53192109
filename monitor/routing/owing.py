"""What is owed for an alert: a delivery for each recipient, and what every route made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.records import Alert, AlertRoute, Change, Delivery, OwedAlert, Recipient, RouteDecision, RoutingTable
from monitor.routing.errands import Errand, plan_errands
from monitor.routing.matching import Part
from monitor.routing.recipients import audience, label, place_of
from monitor.routing.repeats import Known, find_repeated
from monitor.routing.surroundings import Surroundings
from monitor.routing.timing import Timetable
from monitor.routing.tree import Stop, walk


@dataclass(frozen=True, slots=True)
class _Owed:
    errand: Errand
    route: AlertRoute
    delivery: Delivery


def owe(alert: Alert, table: RoutingTable, surroundings: Surroundings, known: Known, now: datetime) -> OwedAlert:
    """The alert with its deliveries and with one decision for every route that such alerts go by.

    A recipient whom several routes name gets one delivery with all that these take, by the route that tells it soonest
    (among equals the first). Decisions stand in the order of the tree; those of routes that are no longer configured,
    by which somebody was told what is corrected now, stand last.
    """
    stops = walk(alert, table, surroundings)
    timetable = Timetable(table.digests, known.digests_sent, now)
    owed = [_owe(alert, errand, timetable, known) for errand in plan_errands(alert, table, stops, known.earlier)]
    decisions = [_decide(stop, alert, table, owed) for stop in stops]
    named = {stop.route.name for stop in stops}
    left = dict.fromkeys(one.route for one in owed if one.route.name not in named)
    decisions += [_with_follow_ups(RouteDecision(route.name, "not_matched", ""), owed) for route in left]
    return OwedAlert(alert, tuple(one.delivery for one in owed), tuple(decisions))


def fingerprints(
    alert: Alert, table: RoutingTable, surroundings: Surroundings, earlier: Sequence[Delivery] = ()
) -> frozenset[str]:
    """The fingerprints of all that would be owed: what to look up for ``Known.same``.

    ``earlier`` are the deliveries on the same article, as in ``Known``.
    """
    errands = plan_errands(alert, table, walk(alert, table, surroundings), earlier)
    return frozenset(errand.fingerprint for errand in errands)


def _owe(alert: Alert, errand: Errand, timetable: Timetable, known: Known) -> _Owed:
    timings = [(route, timetable.find(route, alert, errand.recipient, errand.thread)) for route in errand.routes]
    route, timing = min(timings, key=lambda pair: pair[1].due_at)
    delivery = Delivery(
        delivery_id=f"{alert.alert_id}/{route.name}/{label(errand.recipient)}",
        alert=alert,
        recipient=errand.recipient,
        route=route.name,
        state="owed",
        due_at=timing.due_at,
        hold=timing.hold,
        batch=timing.batch,
        changes=_ids(errand.parts),
        thread=errand.thread,
        fingerprint=errand.fingerprint,
        follows=errand.follows.alert.alert_id if errand.follows is not None else "",
    )
    return _Owed(errand, route, _unless_repeated(delivery, known))


def _unless_repeated(delivery: Delivery, known: Known) -> Delivery:
    told = find_repeated(delivery, known)
    if told is None:
        return delivery
    answer = f"the same was told in alert {told.alert.alert_id} of {told.alert.created_at:%Y-%m-%d %H:%M} UTC"
    return replace(delivery, state="muted", mute="repeated", answer=answer)


def _decide(stop: Stop, alert: Alert, table: RoutingTable, owed: Sequence[_Owed]) -> RouteDecision:
    decision = RouteDecision(stop.route.name, stop.verdict, stop.reason, _ids(stop.parts))
    if stop.verdict == "taken":
        decision = _decide_taken(decision, audience(stop.route, alert, table), stop.route, owed)
    return _with_follow_ups(decision, owed)


def _decide_taken(
    decision: RouteDecision, hearers: Sequence[Recipient], route: AlertRoute, owed: Sequence[_Owed]
) -> RouteDecision:
    if not hearers:
        reason = f"{decision.reason}, but nobody is left who is reached by another channel"
        return replace(decision, verdict="nobody", reason=reason, changes=())
    taken_by = {place_of(one.errand.recipient): one for one in owed}
    own = tuple(label(one) for one in hearers if _has_it(one, route, taken_by[place_of(one)]))
    said = [decision.reason]
    if any(one.name not in route.to for one in hearers):
        said.append("those whom it names are reached by the channel that it is about, and others hear of it")
    said += [_why_not(one, route, taken_by[place_of(one)]) for one in hearers if label(one) not in own]
    return replace(decision, reason="; ".join(said), recipients=own)


def _has_it(recipient: Recipient, route: AlertRoute, owed: _Owed) -> bool:
    return owed.route is route and label(owed.errand.recipient) == label(recipient)


def _why_not(recipient: Recipient, route: AlertRoute, owed: _Owed) -> str:
    name, known_as = label(recipient), label(owed.errand.recipient)
    said = f"{name} has it" if name == known_as else f"{name} has it as {known_as}"
    return said if owed.route is route else f"{said} by {owed.route.name}"


def _with_follow_ups(decision: RouteDecision, owed: Sequence[_Owed]) -> RouteDecision:
    """The decision where those who were told before by this route are told how it went on."""
    following = [one for one in owed if one.route.name == decision.route and one.errand.follows is not None]
    if not following:
        return decision
    told = "; ".join(_why_followed(following))
    hearers = tuple(dict.fromkeys((*decision.recipients, *(label(one.errand.recipient) for one in following))))
    if decision.verdict == "taken":
        return replace(decision, reason=f"{decision.reason}; {told}", recipients=hearers)
    reason = f"{told}; by itself: {decision.reason}" if decision.reason else told
    return RouteDecision(decision.route, "follow_up", reason, _ids(following[0].errand.parts), hearers)


def _why_followed(following: Sequence[_Owed]) -> Iterator[str]:
    for one in following:
        followed = one.errand.follows
        heard = "was told" if followed is not None and followed.state == "sent" else "is owed"
        yield f"{label(one.errand.recipient)} {heard} alert {one.delivery.follows}, and the article was changed since"


def _ids(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.change_id for part in parts if isinstance(part, Change))
