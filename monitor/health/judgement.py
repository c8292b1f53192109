"""The course of an illness: seen, told once, seen to be over, told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.health.observation import Concern, Observation, concern_of
from monitor.records import Health, HealthState, Notice, Trouble

_CONFIRMED_AFTER: Mapping[Concern, int] = {"gone": 1, "network": 1}
"""How many bad looks in a row are told. A server that says 410 means it, and a network that fails for many hosts at
once needs no second look; access has its own number in the configuration."""

_CONFIRMED_OTHERWISE = 2

_CONFIRMED_SINCE: Mapping[Concern, timedelta] = {"route": timedelta(days=3)}
"""For how long something must have been seen before it is told. While another route serves, nothing is missed; one that
has failed over a weekend is not about to come back. Judgement."""

_HEALED_AFTER: Mapping[Concern, int] = {"network": 1}
"""How many good looks in a row are told. One answer proves that the network is there."""

HEALED_OTHERWISE = 2
"""Of a source that answers every other time, no more is told than that it fell ill. Judgement, as are the others."""


@dataclass(frozen=True, slots=True)
class HealthRules:
    """How patient the judgement is: failed polls in a row until that is told, and how long a source may bring nothing.

    ``stale`` is the least: a source that is always slow gets longer.
    """

    down_after: int = 3
    stale: timedelta = timedelta(days=7)


def judge_health(
    health: Health, observations: Iterable[Observation], now: datetime, rules: HealthRules
) -> tuple[Health, tuple[Notice, ...]]:
    """The health after these looks, and what has to be told of it.

    A trouble is told when it was seen often enough in a row, and is over when it was not seen often enough in a row;
    one that was never told is dropped at the first good look. From when it is told to when it is over, a trouble keeps
    the ailment under which it was told, and its detail is the latest. What nobody looked at stays as it was.
    """
    troubles, notices = list(health.troubles), list[Notice]()
    for look in observations:
        before = next((one for one in troubles if concern_of(one) == look.concern), None)
        after = _worse(before, look, now, rules) if look.ailment else _better(before, look.concern)
        notices += _told(health.subject, before, after)
        troubles = [one for one in troubles if one is not before]
        troubles += [after] if after is not None else []
    state = _state(troubles)
    since = now if state != health.state else health.since
    # Looks come in any order: the same troubles are to be the same health.
    ordered = tuple(sorted(troubles, key=concern_of))
    return replace(health, state=state, since=since, troubles=ordered), tuple(notices)


def _worse(before: Trouble | None, look: Observation, now: datetime, rules: HealthRules) -> Trouble | None:
    if look.ailment is None:
        return before
    if before is None:
        before = Trouble(look.ailment, look.since or now, seen=0)
    ailment = look.ailment if before.told_at is None else before.ailment
    seen = before.seen + 1 if before.well == 0 else 1
    enough = rules.down_after if look.concern == "access" else _CONFIRMED_AFTER.get(look.concern, _CONFIRMED_OTHERWISE)
    is_old_enough = now - before.since >= _CONFIRMED_SINCE.get(look.concern, timedelta())
    told_at = before.told_at or (now if seen >= enough and is_old_enough else None)
    return Trouble(ailment, before.since, seen, look.detail, told_at)


def _better(before: Trouble | None, concern: Concern) -> Trouble | None:
    if before is None or before.told_at is None:
        return None
    well = before.well + 1
    return None if well >= _HEALED_AFTER.get(concern, HEALED_OTHERWISE) else replace(before, well=well)


def _told(subject: str, before: Trouble | None, after: Trouble | None) -> tuple[Notice, ...]:
    was_told, is_told = (one is not None and one.told_at is not None for one in (before, after))
    if was_told == is_told:
        return ()
    trouble = after if is_told else before
    if trouble is None:
        return ()
    return (Notice(subject, trouble.ailment, healed=was_told, since=trouble.since, detail=trouble.detail),)


def _state(troubles: Sequence[Trouble]) -> HealthState:
    """The state of a subject with these troubles: that of the worst."""
    if any(one.told_at is not None and one.well == 0 for one in troubles):
        return "down"
    if any(one.told_at is None for one in troubles):
        return "suspect"
    return "recovered" if troubles else "ok"
