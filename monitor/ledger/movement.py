"""Which way, and how far, a value moved."""

from __future__ import annotations

from monitor.ledger.units import are_alike
from monitor.records import DateValue, Direction, FigureValue, Size, Value


def measure_movement(new: Value, old: Value) -> tuple[Direction | None, Size | None]:
    """The direction and the size of the step from ``old`` to ``new``; both None where nothing can be measured.

    Dates are compared by the day that is promised: the last of the span, or the first for ``after`` and ``from``; where
    those agree, by the other end. Figures of one unit are compared by their middle, or by the bound that is not open.
    """
    if isinstance(new, DateValue) and isinstance(old, DateValue):
        return _date_movement(new, old)
    if isinstance(new, FigureValue) and isinstance(old, FigureValue) and are_alike(new, old):
        return _figure_movement(new, old)
    return None, None


def _date_movement(new: DateValue, old: DateValue) -> tuple[Direction | None, Size | None]:
    by_end, by_start = (new.end - old.end).days, (new.start - old.start).days
    first, second = (by_start, by_end) if new.opens_later else (by_end, by_start)
    days = first or second
    if not days:
        return None, None
    return ("later" if days > 0 else "earlier"), Size(days=abs(days))


def _figure_movement(new: FigureValue, old: FigureValue) -> tuple[Direction | None, Size | None]:
    before, step = _middle(old), _middle(new) - _middle(old)
    if not step:
        return None, None
    percent = round(100 * abs(step) / before, 1) if before else None
    return ("up" if step > 0 else "down"), Size(count=abs(step), percent=percent)


def _middle(value: FigureValue) -> float:
    ends = [bound for bound in (value.low, value.high) if bound is not None]
    return sum(ends) / len(ends)
