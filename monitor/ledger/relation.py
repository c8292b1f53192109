"""How a new value stands to a known one: same, coarser, refined or different."""

from __future__ import annotations

import math

from monitor.ledger.units import are_alike
from monitor.records import DateValue, FigureValue, Relation, Value

APPROX_TOLERANCE = 0.05
"""Two plain figures agree within this share of the larger when either is approximate (design, section 6)."""

SAME_OVERLAP = 0.5
"""Two spans of days agree when they share at least this part of the shorter (design, section 6)."""


def relate(new: Value, old: Value) -> Relation:
    """The relation of ``new`` to ``old``; total, and reflexive (a value is the same as itself).

    A date and a figure are different, and so are figures of two units, and a date ``after/from`` a day and one
    ``in/by/before`` it. ``coarser`` means that new contains old, ``refined`` that old contains new.
    """
    if isinstance(new, DateValue) and isinstance(old, DateValue):
        return _relate_dates(new, old)
    if isinstance(new, FigureValue) and isinstance(old, FigureValue) and are_alike(new, old):
        return _relate_figures(new, old)
    return "different"


def _relate_dates(new: DateValue, old: DateValue) -> Relation:
    if new.end < old.start or old.end < new.start or new.opens_later != old.opens_later:
        return "different"
    new_span = (new.start.toordinal(), new.end.toordinal())
    old_span = (old.start.toordinal(), old.end.toordinal())
    nested = _nesting(new_span, old_span)
    if nested != "different":
        return nested
    shared_days = min(new_span[1], old_span[1]) - max(new_span[0], old_span[0]) + 1
    shorter_days = min(new_span[1] - new_span[0], old_span[1] - old_span[0]) + 1
    return "same" if shared_days / shorter_days >= SAME_OVERLAP else "different"


def _relate_figures(new: FigureValue, old: FigureValue) -> Relation:
    new_span, old_span = bounds(new), bounds(old)
    if _nearly_equal(new, old):
        return "same"
    touching = new_span[1] == old_span[0] or new_span[0] == old_span[1]
    if new_span != old_span and touching:
        return "same"
    return _nesting(new_span, old_span)


def _nearly_equal(new: FigureValue, old: FigureValue) -> bool:
    if new.low is None or old.low is None or new.low != new.high or old.low != old.high:
        return False
    return (new.approx or old.approx) and abs(new.low - old.low) <= APPROX_TOLERANCE * max(new.low, old.low)


def bounds(value: FigureValue) -> tuple[float, float]:
    """The figure's bounds with infinities where it is open."""
    return (
        -math.inf if value.low is None else value.low,
        math.inf if value.high is None else value.high,
    )


def _nesting(new: tuple[float, float], old: tuple[float, float]) -> Relation:
    if new == old:
        return "same"
    if new[0] <= old[0] and old[1] <= new[1]:
        return "coarser"
    if old[0] <= new[0] and new[1] <= old[1]:
        return "refined"
    return "different"
