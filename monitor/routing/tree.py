"""The walk of an alert through a tree of routes: which takes what of it, and why the others do not.

Each change of an alert goes its own way, so that what one route does not mean is offered to the next. A route that
names nobody takes nothing for itself: what none of its branches takes goes on too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.records import Alert, AlertRoute, Change, RouteVerdict, RoutingTable
from monitor.routing.fit import Fit
from monitor.routing.matching import Part, fit, parts_of
from monitor.routing.recipients import recipients_of, routes_within
from monitor.routing.surroundings import Surroundings

_MOST_OBSTACLES = 3
"""As many different reasons are named of one route; an operator reads no more. A judgement."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What the walk found at one route; ``parts`` are those that it takes for the recipients that it names itself."""

    route: AlertRoute
    verdict: RouteVerdict
    reason: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    """The stops of a part of the tree, and the names of the parts that were taken there."""

    stops: tuple[Stop, ...]
    taken: frozenset[str] = frozenset()


def walk(alert: Alert, table: RoutingTable, surroundings: Surroundings) -> tuple[Stop, ...]:
    """A stop for every route that alerts of this sort go by, in the order of the tree: claims, or notices."""
    routes = table.routes if alert.notice is None else (table.system,)
    return _Walk(alert, table, surroundings).along(routes, parts_of(alert)).stops


@dataclass(frozen=True, slots=True)
class _Walk:
    alert: Alert
    table: RoutingTable
    surroundings: Surroundings

    def along(self, routes: Iterable[AlertRoute], parts: Sequence[Part]) -> _Passage:
        """Offer the parts to each route in turn; what one takes is kept from the next, unless it goes on."""
        stops: list[Stop] = []
        taken: set[str] = set()
        had: dict[str, str] = {}
        for route in routes:
            passage = self._at(route, parts, had)
            stops += passage.stops
            taken |= passage.taken
            if not route.goes_on:
                had |= dict.fromkeys(passage.taken, route.name)
        return _Passage(tuple(stops), frozenset(taken))

    def _at(self, route: AlertRoute, parts: Sequence[Part], had: Mapping[str, str]) -> _Passage:
        fits = {_name(part): fit(route.matcher, self.alert, part, self.surroundings) for part in parts}
        fitting = [part for part in parts if not fits[_name(part)].obstacle]
        free = [part for part in fitting if _name(part) not in had]
        if not free:
            return _passed_by(route, fitting, fits, had)
        below = self.along(route.routes, free)
        left = [part for part in free if _name(part) not in below.taken]
        own = left if recipients_of(route, self.table) else []
        stop = _stop(route, own, below, [fits[_name(part)] for part in parts])
        return _Passage((stop, *below.stops), below.taken | {_name(part) for part in own})


def _passed_by(route: AlertRoute, fitting: Sequence[Part], fits: Mapping[str, Fit], had: Mapping[str, str]) -> _Passage:
    if fitting:
        holders = _listed(had[_name(part)] for part in fitting)
        return _passage(route, "taken_before", f"{holders} has it and does not go on")
    return _passage(route, "not_matched", _obstacles(fits.values()))


def _passage(route: AlertRoute, verdict: RouteVerdict, reason: str) -> _Passage:
    """A route that takes nothing; nor does any below it."""
    below = (Stop(one, verdict, f"below {route.name}: {reason}") for one in routes_within(route.routes))
    return _Passage((Stop(route, verdict, reason), *below))


def _stop(route: AlertRoute, own: Sequence[Part], below: _Passage, fits: Sequence[Fit]) -> Stop:
    if own:
        return Stop(route, "taken", _why_taken(own, below, fits), tuple(own))
    if below.taken:
        return Stop(route, "handed_down", f"{_takers(below)} below it has it")
    return Stop(route, "nobody", "it fits, but the route names nobody")


def _why_taken(own: Sequence[Part], below: _Passage, fits: Sequence[Fit]) -> str:
    said = [_counted(len(own), len(fits)) if isinstance(own[0], Change) else "takes the notice"]
    if below.taken:
        said.append(f"others go to {_takers(below)}")
    if any(one.obstacle for one in fits):
        said.append(f"not taken: {_obstacles(fits)}")
    said += dict.fromkeys(one.note for one in fits if one.note)
    return "; ".join(said)


def _counted(own: int, of: int) -> str:
    if of == 1:
        return "takes its one change"
    return f"takes all its {of} changes" if own == of else f"takes {own} of its {of} changes"


def _takers(below: _Passage) -> str:
    return _listed(stop.route.name for stop in below.stops if stop.parts)


def _obstacles(fits: Iterable[Fit]) -> str:
    found = list(dict.fromkeys(one.obstacle for one in fits if one.obstacle))
    more = [f"{len(found) - _MOST_OBSTACLES} more"] if len(found) > _MOST_OBSTACLES else []
    return "; ".join(found[:_MOST_OBSTACLES] + more)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _name(part: Part) -> str:
    return part.change_id if isinstance(part, Change) else part.subject
