"""The whole judgement of one look at what is owed: what goes out now, and what becomes of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.records import Delivery, Envelope, RoutingTable, Silence
from monitor.routing.bundling import bundle
from monitor.routing.pacing import made_for
from monitor.routing.recipients import find_route, label
from monitor.routing.reviewing import over_rate, prepare_review
from monitor.routing.surroundings import Surroundings
from monitor.routing.timing import comes_due
from monitor.routing.verdicts import Held, Muted, Ready, Verdict


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The envelopes to seal, and the new states of deliveries that wait or are muted.

    Deliveries that stay as they are, and those in the envelopes, are not among them.
    """

    envelopes: tuple[Envelope, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


def dispatch(  # noqa: PLR0913, PLR0917 # what is owed, the rules, the moment, and what was said and sent are one question
    loose: Sequence[Delivery],
    table: RoutingTable,
    surroundings: Surroundings,
    now: datetime,
    silences: Sequence[Silence],
    told: Sequence[Delivery],
    sent: Sequence[Envelope],
) -> Dispatch:
    """Judge all deliveries that stand in no envelope, as ``review`` and ``bundle`` do, and keep to the rates.

    A review knows only of messages that were made before; here those of this very look count too. ``told`` may leave
    out what is in ``loose``.
    """
    ids = {one.delivery_id for one in told}
    all_told = (*told, *(one for one in loose if one.delivery_id not in ids))
    at_once = prepare_review(table, surroundings, now, silences, all_told, sent)
    due = come_due(loose, now)
    for one in sorted(due, key=lambda one: (one.alert.created_at, one.alert.alert_id)):
        at_once.of(one)  # whatever an older one mutes is judged after it
    judged = [(one, at_once.of(one)) for one in due]
    envelopes = bundle([one for one, verdict in judged if isinstance(verdict, Ready)], table, now)
    kept, over = _within_rates(envelopes, table, now, sent)
    after = [_after(one, over.get(_decisive(one, verdict), verdict)) for one, verdict in judged]
    changed = tuple(new for (old, _), new in zip(judged, after, strict=True) if new != old)
    return Dispatch(kept, changed)


def come_due(loose: Sequence[Delivery], now: datetime) -> tuple[Delivery, ...]:
    """The deliveries that are to be judged now, in the order given; with one that waited for its group, all of it."""
    due = {one.delivery_id for one in loose if comes_due(one, now)}
    groups = {_group(one) for one in loose if one.delivery_id in due and one.batch}
    return tuple(one for one in loose if one.delivery_id in due or (one.hold == "group" and _group(one) in groups))


def _group(delivery: Delivery) -> tuple[str, str]:
    return delivery.batch, label(delivery.recipient)


def _within_rates(
    envelopes: Iterable[Envelope], table: RoutingTable, now: datetime, sent: Sequence[Envelope]
) -> tuple[tuple[Envelope, ...], dict[str, Held]]:
    """The envelopes that there is room for, and what holds the deliveries of the others, by delivery id."""
    made: dict[tuple[str, str], list[datetime]] = {}
    kept: list[Envelope] = []
    over: dict[str, Held] = {}
    for envelope in envelopes:
        route = find_route(table, envelope.route)
        who = (envelope.route, label(envelope.recipient))
        moments = made.setdefault(who, list(made_for(envelope.recipient, envelope.route, sent)))
        held = next(over_rate(route, moments, now), None)
        if held is None:
            moments.append(now)
            kept.append(envelope)
        else:
            over |= dict.fromkeys(envelope.delivery_ids, held)
    return tuple(kept), over


def _decisive(delivery: Delivery, verdict: Verdict) -> str:
    """The delivery whose rate decides: where a louder one waits, what it would mute waits with it, and is not lost."""
    return verdict.louder if isinstance(verdict, Muted) and verdict.louder else delivery.delivery_id


def _after(delivery: Delivery, verdict: Verdict) -> Delivery:
    if isinstance(verdict, Held):
        return replace(delivery, due_at=verdict.until, hold=verdict.hold, answer=verdict.why)
    if isinstance(verdict, Muted):
        return replace(delivery, state="muted", mute=verdict.mute, answer=verdict.why)
    return delivery
