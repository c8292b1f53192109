"""Follow-ups to what was never told: who did not hear the first is not told how it went on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.records import Change, Delivery, RoutingTable
from monitor.routing.errands import revisions
from monitor.routing.recipients import audience, place_of
from monitor.routing.sayings import parts_told
from monitor.routing.surroundings import Surroundings
from monitor.routing.tree import walk
from monitor.routing.verdicts import Muted, Verdict

_Told = tuple[str, tuple[str, str]]
"""An alert, and the place where it was told."""


@dataclass(frozen=True, slots=True)
class Following:
    """What the deliveries that others follow have come to, by alert and place."""

    table: RoutingTable
    surroundings: Surroundings
    earlier: Mapping[_Told, Delivery]

    def find(self, delivery: Delivery, judged: Mapping[str, Verdict]) -> Muted | None:
        """That a follow-up is not told, as what it corrects was muted, or is muted at this look (``judged``).

        None where a route takes it of its own: that tells it whatever became of the first. Routes are asked as they
        stand now.
        """
        followed = self.earlier.get((delivery.follows, place_of(delivery.recipient))) if delivery.follows else None
        if followed is None:
            return None
        verdict = judged.get(followed.delivery_id)
        if verdict is None and followed.state == "muted" and followed.mute != "repeated":
            verdict = Muted(followed.mute, followed.answer)
        if not isinstance(verdict, Muted) or self._is_taken(delivery):
            return None
        why = f"alert {delivery.follows}, which it corrects, was never told: {verdict.why}"
        return Muted(verdict.mute, why, verdict.louder)

    def _is_taken(self, delivery: Delivery) -> bool:
        """Whether a route takes any of what a delivery tells for its recipient."""
        alert, place = delivery.alert, place_of(delivery.recipient)
        edits = {change.change_id for change in revisions(alert)}
        if any(isinstance(part, Change) and part.change_id not in edits for part in parts_told(delivery)):
            return True  # a follow-up alone tells edits
        stops = walk(alert, self.table, self.surroundings)
        hearers = (one for stop in stops if stop.parts for one in audience(stop.route, alert, self.table))
        return any(place_of(one) == place for one in hearers)


def following(table: RoutingTable, surroundings: Surroundings, told: Iterable[Delivery]) -> Following:
    """What there is to know of the deliveries that others follow; ``told`` are those, beside any others."""
    return Following(table, surroundings, {(one.alert.alert_id, place_of(one.recipient)): one for one in told})
