"""How each source stands: from what is configured, kept of its polls, and known of its health. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor.health import Heartbeat, is_fresh, usual_gap
from monitor.json_forms import Form, moment_or_none
from monitor.records import Health, HealthState, RouteState, Source, SourceState, Trouble
from monitor.rhythm import MOVES_BELIEVED


@dataclass(frozen=True, slots=True)
class Standing:
    """One source. ``not reached`` is one that was polled, never well, and not yet long enough to be called ill.

    ``route`` is the address that served last, ``fallback`` its place among the fallbacks from 1, else 0.

    ``usual_gap`` is that of ``monitor.health``. ``problem`` is why the last poll failed or, where a fallback serves,
    why the preferred route did. ``advice`` says what the operator should do about its routes.
    """

    source: str
    state: HealthState | Literal["never polled", "not reached"]
    fresh: bool
    succeeded_at: datetime | None = None
    route: str = ""
    fallback: int = 0
    due_at: datetime | None = None
    usual_gap: timedelta | None = None
    problem: str = ""
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
    fallback = addresses.index(state.route) if state.route in addresses else 0
    return Standing(
        source=source.name,
        state=_state_word(state, health.state if health else "ok"),
        fresh=is_fresh(source, state, now),
        succeeded_at=state.succeeded_at,
        route=state.route,
        fallback=fallback,
        due_at=state.due_at,
        usual_gap=usual_gap(state.pace),
        problem=state.route_state(source.url).problem if fallback else state.problem,
        advice=tuple(advice for url in addresses for advice in _advice(state.route_state(url))),
        troubles=health.troubles if health else (),
    )


def _state_word(state: SourceState, health: HealthState) -> HealthState | Literal["not reached"]:
    return "not reached" if health == "ok" and state.succeeded_at is None else health


def network_form(health: Health) -> Form:
    """How the monitor's own network fares, for other programs; moments in UTC."""
    return {
        "state": health.state,
        "since": moment_or_none(health.since),
        "troubles": [_trouble_form(trouble) for trouble in health.troubles],
    }


def heartbeat_form(beat: Heartbeat) -> Form:
    """The numbers of a heartbeat for other programs, and its line; how long a subject is down, in seconds."""
    return {
        "line": beat.line(),
        "fresh": beat.fresh,
        "sources": beat.sources,
        "seen": beat.seen,
        "new": beat.new,
        "kept": beat.kept,
        "left_out": dict(beat.skipped),
        "down": [{"subject": subject, "seconds": lasted.total_seconds()} for subject, lasted in beat.down],
    }


def _advice(route: RouteState) -> tuple[str, ...]:
    if route.gone_at is not None:
        return (f"{route.url} is gone: take it out of sources.toml",)
    if route.moved_to and route.moved_polls >= MOVES_BELIEVED:
        return (f"{route.url} moved to {route.moved_to}: put it into sources.toml",)
    return ()


def standing_form(standing: Standing) -> Form:
    """The standing for other programs; moments in UTC, gaps in seconds."""
    return {
        "source": standing.source,
        "state": standing.state,
        "fresh": standing.fresh,
        "succeeded_at": moment_or_none(standing.succeeded_at),
        "route": standing.route,
        "fallback": standing.fallback,
        "due_at": moment_or_none(standing.due_at),
        "usual_gap_seconds": standing.usual_gap.total_seconds() if standing.usual_gap else None,
        "problem": standing.problem,
        "advice": list(standing.advice),
        "troubles": [_trouble_form(trouble) for trouble in standing.troubles],
    }


def _trouble_form(trouble: Trouble) -> Form:
    return {
        "ailment": trouble.ailment,
        "since": trouble.since.isoformat(),
        "seen": trouble.seen,
        "told_at": moment_or_none(trouble.told_at),
        "detail": trouble.detail,
    }
