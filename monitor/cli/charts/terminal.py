"""The trend chart in the terminal, drawn by plotext."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import plotext  # type: ignore[import-untyped] # it ships no types
from rich.cells import cell_len

from monitor.boards import Point, Trend
from monitor.cli.change_words import foreign_words, move_words
from monitor.cli.charts.scales import (
    COLOURLESS,
    DENIED_SIGN,
    SIGNS,
    Palette,
    day_label,
    day_ticks,
    level_label,
    level_ticks,
    levels_of,
    x_span,
    y_span,
)

_ROWS = 18
"""Of the chart alone. Judgement: with caption and legend it leaves room for the table on a usual screen."""

_FRAME_ROWS = 2
"""Of the chart's rows those for the axis of days and its labels."""

_TICK_COLUMNS = 16
"""That a day's label takes, with the blanks that keep it from the next."""

_LEAST_COLUMNS = 40

_GAP = "   "
_LEAD_SIGN = "⠤⠤"

_Spot = tuple[float, float, str]
"""A moment in days, a level, and the sign that stands there."""


def terminal_chart(trend: Trend, columns: int, palette: Palette = COLOURLESS) -> str:
    """The chart with caption, legend and the numbered list of its moves, in lines no wider than ``columns``.

    The list's lines alone are as long as their words. No line begins with a number of a year: rows of a table do. Draws
    on plotext's one figure: one thread at a time.
    """
    width = max(_LEAST_COLUMNS, columns)
    chart = [line.rstrip() for line in _draw(trend, width, palette).rstrip("\n").split("\n")]
    moves = [f"{move.number:>3}  {move.on}  {move_words(move)}" for move in trend.moves]
    return "\n".join([_caption(trend), *chart, *_wrapped(_legend(trend), width), *moves]) + "\n"


def _draw(trend: Trend, columns: int, palette: Palette) -> str:
    plotext.terminal.limit(width=False, height=False)
    plotext.figure.clear().plot_size(columns, _ROWS)
    plotext.figure.theme("colorless")
    _draw_lead(trend)
    for sign, colour, name in zip(SIGNS, palette, trend.series, strict=False):
        _scatter([(point.at, point.level, sign) for point in trend.points if point.series == name], colour)
    _scatter([(point.at, point.level, DENIED_SIGN) for point in trend.denied], None)
    _scatter(_move_spots(trend), None)
    _set_axes(trend, columns)
    return str(plotext.figure.build().string(colorless=not any(palette)))


def _draw_lead(trend: Trend) -> None:
    """The leading line stays at its level until another value takes the lead, and ends with the last report."""
    days: list[float] = []
    levels: list[float] = []
    for step in trend.lead:
        days += [step.at, step.at] if days else [step.at]
        levels += [levels[-1], step.level] if levels else [step.level]
    if days:
        line = plotext.figure.signal([*days, trend.until], [*levels, levels[-1]], marker="braille", yside="right")
        plotext.figure.draw(line.lines(True))  # noqa: FBT003 - their interface


def _scatter(spots: Sequence[_Spot], colour: str | None) -> None:
    if not spots:
        return
    pixel = plotext.pixel(foreground=colour) if colour else plotext.pixel()
    days, levels, signs = zip(*spots, strict=True)
    markers = [plotext.marker(sign, pixel) for sign in signs]
    plotext.figure.draw(plotext.figure.signal(days, levels, marker=markers, yside="right"))


def _move_spots(trend: Trend) -> list[_Spot]:
    """The sign of the series and the numbers of the moves, at each point that moved something."""
    numbers: dict[Point, list[str]] = {}
    for move in trend.moves:
        numbers.setdefault(move.point, []).append(str(move.number))
    signs = dict(zip(trend.series, SIGNS, strict=False))
    denied = set(trend.denied)
    return [
        (point.at, point.level, (DENIED_SIGN if point in denied else signs[point.series]) + ",".join(found))
        for point, found in numbers.items()
    ]


def _set_axes(trend: Trend, columns: int) -> None:
    days, levels = x_span(trend), y_span(trend)
    day_at = day_ticks(days, columns // _TICK_COLUMNS)
    level_at = level_ticks(levels_of(trend), levels, _ROWS - _FRAME_ROWS)
    labels = [day_label(day) for day in day_at]
    plotext.figure.ruler("x").lim(days.low, days.high).ticks(day_at, [f"said {labels[0]}", *labels[1:]])
    plotext.figure.axes(False, axis="x", side="upper")  # noqa: FBT003 - their interface
    y_axis = plotext.figure.ruler("y", "right").lim(levels.low, levels.high)
    y_axis.ticks(level_at, [level_label(trend, level) for level in level_at])
    # Milestone trend charts let a slipping date sink; a rising figure rises.
    y_axis.direction(-1 if trend.kind == "date" else 1)


def _caption(trend: Trend) -> str:
    measured = "promised day, later is lower" if trend.kind == "date" else "figure"
    return f"  {measured}, by day of report"


def _legend(trend: Trend) -> Iterator[str]:
    for sign, name in zip(SIGNS, trend.series, strict=False):
        yield f"{sign} {foreign_words(name)}"
    if trend.denied:
        yield f"{DENIED_SIGN} denied"
    if trend.lead:
        yield f"{_LEAD_SIGN} leading value"


def _wrapped(entries: Iterable[str], columns: int) -> Iterator[str]:
    line = ""
    for entry in entries:
        longer = f"{line}{_GAP}{entry}"
        if line and cell_len(longer) > columns:
            yield line
            longer = f"{_GAP}{entry}"
        line = longer
    if line:
        yield line
