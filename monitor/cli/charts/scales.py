"""What the charts share: names and signs of series, ticks, and the words at the axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.boards import Trend

SIGNS = "ABCDEFGH"
"""The sign of each series, in its order: letters can be told apart without colours, too."""

DENIED_SIGN = "x"

Palette = Sequence[str | None]
"""A colour of the terminal for each series, in order; None is the terminal's own."""

COLOURS: Palette = ("blue+", "green+", "red+", "magenta+", "cyan+", "orange", "green", "blue")
COLOURLESS: Palette = (None,) * len(SIGNS)


@dataclass(frozen=True, slots=True)
class Span:
    """The ends of an axis, a little beyond what is drawn; never of no length, be there one point alone."""

    low: float
    high: float


def span_of(values: Iterable[float], least: float) -> Span:
    """From the lowest to the highest, with a margin of a twentieth, or of ``least`` where all are the same."""
    low, high = min(values := list(values)), max(values)
    margin = (high - low) / 20 or least
    return Span(low - margin, high + margin)


def x_span(trend: Trend) -> Span:
    """From the first report to the last, in days; half a day around reports of one moment."""
    points = (*trend.points, *trend.denied)
    return span_of([*(point.at for point in points), *(step.at for step in trend.lead), trend.until], 0.5)


def y_span(trend: Trend) -> Span:
    """From the lowest level to the highest; around the day of the last report where none is drawn."""
    return span_of(levels_of(trend) or [trend.until], 1.0)


def levels_of(trend: Trend) -> list[float]:
    """Every level that is drawn, once, from below; none for a key of which only old news is recalled."""
    points = (*trend.points, *trend.denied)
    return sorted({point.level for point in points} | {step.level for step in trend.lead})


def day_ticks(span: Span, most: int) -> list[int]:
    """The beginnings of at most so many days within a span, evenly apart; of its first day where none begins in it."""
    first, last = math.ceil(span.low), math.floor(span.high)
    if last < first:
        return [math.floor(span.low)]
    every = max(1, math.ceil((last - first + 1) / max(1, most)))
    return list(range(first, last + 1, every))


def level_ticks(levels: Sequence[float], span: Span, rows: int) -> list[float]:
    """Those of the levels that have a row each between the ends of an axis; the highest is always among them."""
    apart = (span.high - span.low) / max(1, rows - 1)
    kept: list[float] = []
    for level in reversed(levels):
        if not kept or kept[-1] - level >= apart:
            kept.append(level)
    return kept[::-1]


def level_label(trend: Trend, level: float) -> str:
    """A level for people: the ISO day, or the number."""
    return day_label(level) if trend.kind == "date" else f"{level:,.10g}"


def day_label(at: float) -> str:
    """The day of a count of days as ISO."""
    return date.fromordinal(math.floor(at)).isoformat()
