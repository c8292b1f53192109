"""What a figure counts: figures of different units stand apart under one key, and are never measured by each other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from monitor.language.figure_words import AMOUNTS, COUNTED
from monitor.records import DateValue, FigureValue, Position, Value

THE_FORCE = FigureValue(0, 0).unit
"""What a figure counts that names no other unit: soldiers, advisers, people, a bare number, a word nobody knows."""

_APART = (COUNTED | AMOUNTS) - {THE_FORCE, "advisers", "people"}
"""Units that are not the force. Source: those that the language packs read. That advisers and people are the force by
another name is our judgement, on the development corpora (decision 39)."""

_PARTS = frozenset({"percent", "share"})
"""How much of the force it is: another answer to the same question, which no number can be measured by."""


def unit_of(value: Value) -> str:
    """The unit by which a value is kept apart: one that the language packs read; ``THE_FORCE`` for a date, too."""
    return THE_FORCE if isinstance(value, DateValue) else _known_unit(value.unit)


def are_alike(value: Value, other: Value) -> bool:
    """Whether two values can be compared: both of one unit."""
    return unit_of(value) == unit_of(other)


def of_unit(value: Value, positions: Iterable[Position]) -> tuple[Position, ...]:
    """Those positions that count what a value counts, in their order."""
    unit = unit_of(value)
    return tuple(one for one in positions if unit_of(one.value) == unit)


def rivals_of(value: Value, positions: Iterable[Position]) -> tuple[Position, ...]:
    """The positions that a value may contradict: those of its unit, and those of the whole for a first part of it."""
    known = tuple(positions)
    alike, unit = of_unit(value, known), unit_of(value)
    if alike or unit not in _PARTS:
        return alike
    return tuple(one for one in known if unit_of(one.value) == THE_FORCE)


def name_in_unit(name: str, value: Value) -> str:
    """The name under which somebody stands at values of this unit: their own for the force and for dates."""
    unit = unit_of(value)
    return name if unit == THE_FORCE else f"{name} ({unit})"


@lru_cache(maxsize=256)
def _known_unit(words: str) -> str:
    """The first unit named in some words ("armoured vehicles"); what is found nowhere is the force."""
    return next((word for word in words.casefold().split() if word in _APART), THE_FORCE)
