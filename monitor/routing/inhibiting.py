"""Whether a louder change on the same matter was told, so that a delivery would only say it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.records import Change, Claim, DateValue, Delivery, Inhibition, Matcher, Recipient, Sameness, Value
from monitor.routing.matching import fit
from monitor.routing.recipients import label
from monitor.routing.sayings import parts_told
from monitor.routing.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Inhibited:
    """By which inhibition, and because of which delivery, a change is not told."""

    inhibition: Inhibition
    loud: Delivery


@dataclass(frozen=True, slots=True)
class Loud:
    """A change that inhibits others, and the delivery that tells it."""

    delivery: Delivery
    change: Change


Matters = Mapping[Hashable, Sequence[Loud]]
"""Loud changes by what they inhibit: an inhibition, a recipient, and what the changes must have in common."""

GoesNow = Callable[[Delivery], bool]
"""Whether a delivery that stands in no envelope goes out at this very moment."""


@dataclass(frozen=True, slots=True)
class Inhibiting:
    """What there is to know of inhibitions at one moment."""

    inhibitions: Sequence[Inhibition]
    surroundings: Surroundings
    now: datetime
    matters: Matters

    def find(self, delivery: Delivery, goes_now: GoesNow) -> Inhibited | None:
        """The inhibition of the first change that a delivery tells, where every one is inhibited; None for notices.

        Only what the same recipient was told, or is told at this moment, counts: what is held may be muted yet, and
        then nobody would have told either. ``goes_now`` is asked of older deliveries alone.
        """
        changes = [part for part in parts_told(delivery) if isinstance(part, Change)]
        found = [next(self._of_change(change, delivery, goes_now), None) for change in changes]
        return found[0] if found and all(found) else None

    def _of_change(self, change: Change, delivery: Delivery, goes_now: GoesNow) -> Iterator[Inhibited]:
        for inhibition in self.inhibitions:
            if not _fits(inhibition.muted, change, delivery, self.surroundings):
                continue
            for loud in self.matters.get(_matter(inhibition, delivery.recipient, change), ()):
                if loud.change.change_id == change.change_id:
                    continue
                if self._is_told(loud.delivery, delivery, inhibition, goes_now):
                    yield Inhibited(inhibition, loud.delivery)

    def _is_told(self, loud: Delivery, delivery: Delivery, inhibition: Inhibition, goes_now: GoesNow) -> bool:
        """Whether the louder one, of another alert, was told within the hours, or is told now."""
        if loud.alert.alert_id == delivery.alert.alert_id:
            return False
        if loud.sent_at is not None:
            # A moment ahead is of a clock that has gone back since.
            return abs(self.now - loud.sent_at) < timedelta(hours=inhibition.hours)
        # Of two that come due together the older may mute the younger, never each the other.
        older = (loud.alert.created_at, loud.alert.alert_id) < (delivery.alert.created_at, delivery.alert.alert_id)
        return bool(loud.envelope_id) or (older and goes_now(loud))


def loud_matters(inhibitions: Sequence[Inhibition], told: Sequence[Delivery], surroundings: Surroundings) -> Matters:
    """The changes of deliveries that were told, or are owed, as far as any inhibition finds them loud."""
    matters: defaultdict[Hashable, list[Loud]] = defaultdict(list)
    if inhibitions:
        for delivery in (one for one in told if one.state in {"owed", "sent"}):
            for part in parts_told(delivery):
                for inhibition in inhibitions:
                    if isinstance(part, Change) and _fits(inhibition.loud, part, delivery, surroundings):
                        matters[_matter(inhibition, delivery.recipient, part)].append(Loud(delivery, part))
    return matters


def _fits(matcher: Matcher, change: Change, delivery: Delivery, surroundings: Surroundings) -> bool:
    return not fit(matcher, delivery.alert, change, surroundings).obstacle


def _matter(inhibition: Inhibition, recipient: Recipient, change: Change) -> Hashable:
    common = tuple(_COMMON[what](change.said.claim) for what in sorted(inhibition.equal))
    return inhibition.name, label(recipient), common


def _span(value: Value) -> Hashable:
    """The days or the count that a value names: whether it is exact, or a deadline, makes no other matter of it."""
    if isinstance(value, DateValue):
        return value.start, value.end, value.opens_later
    return value.low, value.high, value.unit


_COMMON: Mapping[Sameness, Callable[[Claim], Hashable]] = {
    "topic": lambda claim: claim.key.topic,
    "frame": lambda claim: claim.key.frame,
    "place": lambda claim: claim.key.place,
    "key": lambda claim: claim.key,
    "value": lambda claim: _span(claim.value),
}
