"""The trend chart as a scalable picture, drawn by pygal: one file that asks no host for anything."""

from __future__ import annotations

from typing import Any

from monitor.boards import Point, Trend
from monitor.cli.change_words import foreign_words, move_words, promise_words, source_words
from monitor.cli.charts.scales import day_label, day_ticks, level_label, level_ticks, levels_of, x_span, y_span
from monitor.cli.charts.xy import XY

_WIDTH, _HEIGHT = 1000, 560
"""Of the picture's own units; it is shown at any size."""

_DAY_LABELS, _LEVEL_LABELS = 8, 24
"""The most labels at the axes. Judgement: they leave each other room at the size above."""

_MOVE_DOT = 6

_Spot = dict[str, Any]
"""A value as pygal takes it: a pair of moment and level, and what is told of it on hovering."""


def svg_chart(trend: Trend, title: str, chart_id: str) -> str:
    """An SVG document in which each point tells on hovering who said what and when; no script stands in it.

    ``chart_id`` keeps its styles from those of other charts in one page: letters, digits and hyphens.
    """
    chart = _empty_chart(trend, title)
    chart.uuid = chart_id
    chart.add_xml_filter(_without_foreign_parts)
    chart.add("leading value", _lead_line(trend), stroke=True, show_dots=False, stroke_style={"width": 2})
    for name in trend.series:
        chart.add(_for_xml(foreign_words(name)), [_spot(one) for one in trend.points if one.series == name])
    if trend.denied:
        chart.add("denied", [_spot(one) for one in trend.denied])
    if trend.moves:
        chart.add("moves", _move_spots(trend), dots_size=_MOVE_DOT)
    return str(chart.render(is_unicode=True))


def _empty_chart(trend: Trend, title: str) -> Any:  # noqa: ANN401 - pygal ships no types
    days, levels = x_span(trend), y_span(trend)
    labels = [
        {"value": level, "label": level_label(trend, level)}
        for level in level_ticks(levels_of(trend), levels, _LEVEL_LABELS)
    ]
    return XY(
        js=[],
        title=_for_xml(foreign_words(title)),
        x_title="day of report",
        y_title="promised day, later is lower" if trend.kind == "date" else "figure",
        width=_WIDTH,
        height=_HEIGHT,
        stroke=False,
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        truncate_legend=-1,
        inverse_y_axis=trend.kind == "date",
        xrange=(days.low, days.high),
        range=(levels.low, levels.high),
        x_labels=[{"value": day, "label": day_label(day)} for day in day_ticks(days, _DAY_LABELS)],
        # Without any label pygal makes up some from 0 on, which is no day.
        y_labels=labels or [{"value": levels.low, "label": ""}],
        x_value_formatter=day_label,
        value_formatter=lambda level: level_label(trend, level),
    )


def _lead_line(trend: Trend) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    for step in trend.lead:
        corners += [(step.at, corners[-1][1])] if corners else []
        corners.append((step.at, step.level))
    return [*corners, (trend.until, corners[-1][1])] if corners else []


def _spot(point: Point) -> _Spot:
    value = promise_words(point.said.claim.value)
    told = f"{day_label(point.at)}: {value} — {source_words(point.said)}"
    return {"value": (point.at, point.level), "tooltip": _for_xml(told)}


def _move_spots(trend: Trend) -> list[_Spot]:
    return [
        {
            "value": (move.point.at, move.point.level),
            "tooltip": _for_xml(f"{move.number}  {move.on}  {move_words(move)}"),
        }
        for move in trend.moves
    ]


def _for_xml(text: str) -> str:
    """The text without the two noncharacters that XML 1.0 forbids and ``foreign_words`` leaves."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _without_foreign_parts(root: Any) -> Any:  # noqa: ANN401 - an element of lxml or of the standard library
    """The picture without the library's comments, which hold addresses and the day, and without its script."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] == "script":
                parent.remove(child)
    return root
