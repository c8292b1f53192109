"""How each source stands: from what is configured, kept of its polls, and known of its health. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from monitor.health import is_fresh
from monitor.json_forms import Form
from monitor.records import Health, HealthState, Pace, RouteState, Source, SourceState, Trouble

_MOVED_POLLS = 3
"""So many polls in a row must have been redirected to one address for good before it is advised. Judgement."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One source. ``route`` is the address that served last, ``fallback`` its place among the fallbacks from 1, else 0.

    ``usual_gap`` is the median time between its latest entries, None where fewer than two are known. ``advice`` says
    what the operator should do about its routes.
    """

    source: str
    state: HealthState | Literal["never polled"]
    fresh: bool
    succeeded_at: datetime | None = None
    route: str = ""
    fallback: int = 0
    due_at: datetime | None = None
    usual_gap: timedelta | None = None
    advice: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def source_standings(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    healths: Mapping[str, Health],
    now: datetime,
) -> tuple[Standing, ...]:
    """The standing of each enabled source, in the order of the configuration."""
    return tuple(
        _standing(source, states.get(source.name), healths.get(source.name), now)
        for source in sources
        if source.enabled
    )


def _standing(source: Source, state: SourceState | None, health: Health | None, now: datetime) -> Standing:
    if state is None or state.polled_at is None:
        return Standing(source.name, "never polled", fresh=False)
    addresses = [route.url for route in source.routes]
    return Standing(
        source=source.name,
        state=health.state if health else "ok",
        fresh=is_fresh(source, state, now),
        succeeded_at=state.succeeded_at,
        route=state.route,
        fallback=addresses.index(state.route) if state.route in addresses else 0,
        due_at=state.due_at,
        usual_gap=_usual_gap(state.pace),
        advice=tuple(advice for url in addresses for advice in _advice(state.route_state(url))),
        troubles=health.troubles if health else (),
    )


def _usual_gap(pace: Pace) -> timedelta | None:
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(sorted(pace.arrivals))]
    return timedelta(seconds=median(gaps)) if gaps else None


def _advice(route: RouteState) -> tuple[str, ...]:
    if route.gone_at is not None:
        return (f"{route.url} is gone: take it out of sources.toml",)
    if route.moved_to and route.moved_polls >= _MOVED_POLLS:
        return (f"{route.url} moved to {route.moved_to}: put it into sources.toml",)
    return ()


def standing_form(standing: Standing) -> Form:
    """The standing for other programs; moments in UTC, gaps in seconds."""
    return {
        "source": standing.source,
        "state": standing.state,
        "fresh": standing.fresh,
        "succeeded_at": _moment(standing.succeeded_at),
        "route": standing.route,
        "fallback": standing.fallback,
        "due_at": _moment(standing.due_at),
        "usual_gap_seconds": standing.usual_gap.total_seconds() if standing.usual_gap else None,
        "advice": list(standing.advice),
        "troubles": [
            {
                "ailment": trouble.ailment,
                "since": trouble.since.isoformat(),
                "seen": trouble.seen,
                "told_at": _moment(trouble.told_at),
                "detail": trouble.detail,
            }
            for trouble in standing.troubles
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
