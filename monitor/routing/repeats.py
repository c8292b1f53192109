"""Whether a recipient was told the same before, and nothing else of it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.records import Delivery
from monitor.routing.recipients import is_same, label
from monitor.routing.sayings import subjects_of
from monitor.routing.slots import DigestKey

_LIVE = frozenset({"owed", "sent"})


@dataclass(frozen=True, slots=True)
class Known:
    """What was owed before an alert. All deliveries stand in the order in which they were owed.

    ``same`` are those of any of its ``fingerprints``. ``later`` are the deliveries of its topic since ``look_back``:
    without them, a value that swings back to what was told once would count as told. ``earlier`` are those on the
    same article. ``digests_sent`` is the last slot that was used, by digest and recipient. The alert's own deliveries,
    where they are among them, count for nothing.
    """

    same: Sequence[Delivery] = ()
    later: Sequence[Delivery] = ()
    earlier: Sequence[Delivery] = ()
    digests_sent: Mapping[DigestKey, datetime] = field(default_factory=dict)


def look_back(same: Sequence[Delivery]) -> datetime | None:
    """From when on all deliveries of a topic must be known to tell repeats; None where nothing was said before."""
    last = {label(one.recipient): one.alert.created_at for one in same if one.state in _LIVE}
    return min(last.values(), default=None)


def find_repeated(delivery: Delivery, known: Known) -> Delivery | None:
    """The delivery that told the same to the same recipient, if it is the last that they were told of the matter.

    One that is owed by another route and comes later than this one has told nothing yet.
    """
    told = [
        one
        for one in known.same
        if one.fingerprint == delivery.fingerprint
        and _is_told(one, delivery)
        and (one.state == "sent" or one.route == delivery.route or one.due_at <= delivery.due_at)
    ]
    if not told:
        return None
    last = max(told, key=lambda one: one.alert.created_at)
    return None if any(_swung(one, last, delivery) for one in known.later) else last


def _is_told(one: Delivery, delivery: Delivery) -> bool:
    """Whether a delivery of another alert reached, or will reach, the same recipient."""
    return (
        one.state in _LIVE
        and is_same(one.recipient, delivery.recipient)
        and one.alert.alert_id != delivery.alert.alert_id
    )


def _swung(one: Delivery, last: Delivery, delivery: Delivery) -> bool:
    """Whether something else of the same matter was told since; at the same moment counts, so that nothing is lost."""
    return (
        _is_told(one, delivery)
        and one.fingerprint != delivery.fingerprint
        and one.alert.created_at >= last.alert.created_at
        and not subjects_of(one).isdisjoint(subjects_of(delivery))
    )
