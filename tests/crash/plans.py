"""Where the daemon is killed: half of the kills at named points, half at random."""

from __future__ import annotations

import random
from dataclasses import dataclass

from crash import desk

STEP = "a step"
"""A statement that SQLite is about to run, or a look of the event loop at its connections."""

MOMENT = "a moment"

MOST_STEPS = 900
"""About what a life of the whole run takes; one that ends before is killed when its cycle ends."""

OPENING = "inside the opening"
OPENING_STATEMENTS = 120
"""About so many it takes to make the tables of a new database, all migrations one after the other."""

_WHEN = ("before", "inside", "COMMIT of", "after")

_TIMES = {
    "before begin_attempt": 8,
    "after begin_attempt": 8,
    **dict.fromkeys(desk.POINTS, 3),
    "answer heard": 8,
    "inside end_attempt": 24,
    "COMMIT of end_attempt": 8,
    "after end_attempt": 8,
    "checkpoint in end_attempt": 8,
    "checkpoint in save_reading": 3,
    "feed fetched": 8,
    "page fetched": 4,
    "page read": 4,
    "inside save_reading": 30,
    "COMMIT of save_reading": 3,
    "after save_reading": 3,
    "before seal": 2,
    "inside seal": 12,
    "after seal": 2,
    "inside keep_act": 2,
    "after keep_act": 1,
    "inside save_poll": 12,
    "feed read": 4,
    "COMMIT of save_poll": 8,
    "before save_reading": 3,
    "COMMIT of seal": 2,
    "inside begin_attempt": 8,
    "COMMIT of begin_attempt": 8,
    "before the sending": 8,
    "before end_attempt": 8,
    "before keep_act": 1,
    "COMMIT of keep_act": 1,
    "before save_cycle": 1,
    "inside save_cycle": 2,
}
"""The named points of a life at work, and at which coming it is killed there at the latest."""

POINTS = tuple(_TIMES)

SENDING = (
    *(f"{when} {method}" for method in ("seal", "begin_attempt", "end_attempt") for when in _WHEN),
    *desk.POINTS,
    "before the sending",
    "answer heard",
    "checkpoint in end_attempt",
)
"""The points from when a message is sealed to when its answer is noted. The short form has each of them."""

_BY_HAND = "after save_reading"
"""Where the life before a daemon that is started by hand is killed."""

_TURNING = tuple(point for point in POINTS if point not in (*SENDING, _BY_HAND))
"""The others, of which the short form has some in turn."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One kill: at the ``nth`` coming of a point, or after ``share`` of the time that a life usually takes."""

    point: str
    nth: int = 0
    share: float = 0.0


def plan_openings(count: int, seed: int) -> list[Plan]:
    """Kills while the database is made and brought up to date."""
    chance = random.Random(f"{seed} openings")  # noqa: S311 - no secret
    return [Plan(OPENING, chance.randrange(1, OPENING_STATEMENTS)) for _ in range(count)]


def plan_kills(count: int, at_random: int, seed: int, turn: int | None) -> list[Plan]:
    """So many kills, ``at_random`` of them at a random step or moment, the others at named points.

    Without ``turn`` every named point has as many, at any of its comings; with one, each of ``SENDING`` has one, and so
    have as many of the others as there is room for, those whose turn it is, at the first coming: so short a life may
    see no second one.
    """
    chance = random.Random(f"{seed} kills")  # noqa: S311 - no secret
    named = count - at_random
    if turn is None:
        plans = [_named(POINTS[number % len(POINTS)], chance) for number in range(named)]
    else:
        plans = [Plan(point, 1) for point in (*SENDING, *points_of(turn, named - len(SENDING)))]
    plans += [Plan(STEP, chance.randrange(1, MOST_STEPS)) for _ in range(at_random // 2)]
    plans += [Plan(MOMENT, share=chance.random()) for _ in range(at_random - at_random // 2)]
    chance.shuffle(plans)
    return plans


def points_of(turn: int, room: int) -> list[str]:
    """So many of the points that are no part of a sending: those whose turn it is."""
    return [_TURNING[(turn * room + number) % len(_TURNING)] for number in range(room)]


def _named(point: str, chance: random.Random) -> Plan:
    return Plan(point, chance.randrange(1, _TIMES[point] + 1))
