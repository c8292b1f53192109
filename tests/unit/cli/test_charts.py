"""The charts: what stands where in the terminal, and what the picture holds and does not hold."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from claims_said import about, between, count, days, month, said
from hypothesis import given
from hypothesis import strategies as st
from ledger_told import THE_SLIP, dossier_of, told_store

from monitor.boards import find_trend
from monitor.cli.charts.scales import COLOURS, Span, day_ticks, level_ticks, span_of
from monitor.cli.charts.svg import svg_chart
from monitor.cli.charts.terminal import terminal_chart

SVG = "{http://www.w3.org/2000/svg}"

STORIES = {
    "slip": THE_SLIP,
    "one claim": THE_SLIP[:1],
    "one moment": [said(month("2026-09"), 0, outlet="Gazette"), said(month("2026-11"), 0, outlet="Herald")],
    "one value": [said(month("2026-09"), at, outlet="Gazette") for at in range(3)],
    "denials alone": [said(month("2026-09"), 0, modality="denied")],
    "old news alone": [said(month("2026-09"), 0, background=True)],
    "figures": [said(about(2500), 0), said(between(None, 2000), 9), said(between(9000, None), 12)],
    "nobody left": [said(count(0), 0)],
    "far years": [said(days("0001-01-01"), 0), said(days("9999-12-31"), 9000)],
    "many outlets": [said(month("2026-09"), at, outlet=f"outlet-{at}.example") for at in range(15)],
}


def trend_of(story):
    """The trend of a story that the ledger was told."""
    return find_trend(dossier_of(told_store(story)), ZoneInfo("Asia/Baghdad"))


# -- in the terminal --


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("columns", [1, 60, 100, 200])
def test_any_story_is_drawn_within_the_width(story, columns):
    """One claim, one moment, no lead, far years: a chart, and no line of it wider than the terminal."""
    trend = trend_of(story)

    chart = terminal_chart(trend, columns)

    drawn = chart.splitlines()[: -len(trend.moves) or None]
    assert max(map(len, drawn[1:19])) <= max(40, columns)
    assert chart.endswith("\n")
    assert not [line for line in drawn if re.match(r"\s*20\d\d", line)]


def test_a_later_day_is_lower_and_a_higher_figure_higher():
    """A slip goes down, as milestone charts have it; more troops go up."""
    dates = terminal_chart(trend_of(THE_SLIP), 100)
    figures = terminal_chart(trend_of([said(count(300), 0), said(count(900), 9, outlet="Herald")]), 100)

    assert dates.index("├2027-09-30") < dates.index("├2027-12-15") < dates.index("├2027-12-31")
    assert figures.index("├900") < figures.index("├300")


def test_moves_carry_their_number_beside_the_sign_of_the_series():
    """The number in the chart is the one in the list below it."""
    chart = terminal_chart(trend_of(THE_SLIP), 100)

    assert re.search(r"│ .*A1.*├2027-12-31", chart)
    assert re.search(r"│ .*C2 +├2027-12-15", chart)
    assert "\n  1  2026-02-04  slipped by 92 days" in chart
    assert "\n  2  2026-02-07  narrowed: by 2027-12-31 → 2027-12-15 — marfa.example\n" in chart


def test_legend_names_each_series_and_what_else_is_drawn():
    """Letters for whose word it is, a sign for denials, and the line."""
    chart = terminal_chart(trend_of(THE_SLIP), 200)

    assert "   A government-spokesperson   B citadel.example   C marfa.example" in chart
    assert "   x denied   ⠤⠤ leading value\n" in chart


def test_a_name_in_another_script_keeps_the_legend_in_order():
    """An outlet with an Arabic name is isolated from the signs beside it."""
    chart = terminal_chart(trend_of([said(month("2026-09"), 0, outlet="صحيفة المرسى")]), 100)

    assert "   A \u2068صحيفة المرسى\u2069   ⠤⠤ leading value\n" in chart


def test_colours_are_drawn_where_they_are_wanted():
    """A palette paints the signs; without one there is no control sequence."""
    trend = trend_of(THE_SLIP)

    painted, plain = terminal_chart(trend, 100, COLOURS), terminal_chart(trend, 100)

    assert "\x1b[38;5;" in painted
    assert "\x1b" not in plain


def test_one_chart_leaves_nothing_to_the_next():
    """The library has one figure; what is drawn twice is the same twice."""
    trend, other = trend_of(THE_SLIP), trend_of(STORIES["figures"])
    first = terminal_chart(trend, 100)
    terminal_chart(other, 60, COLOURS)

    assert first == terminal_chart(trend, 100)


# -- scales --


def test_an_axis_is_never_without_length():
    """One value alone stands in the middle of an axis."""
    assert Span(4.5, 5.5) == span_of([5.0], 0.5)
    assert Span(-0.5, 10.5) == span_of([0.0, 10.0], 0.5)


@given(
    st.lists(st.integers(0, 3_000_000), min_size=1, max_size=30, unique=True).map(sorted),
    st.integers(1, 30),
)
def test_level_ticks_have_a_row_each(levels, rows):
    """Some of the levels, the highest among them, in order, and no two in one row."""
    span = span_of(levels, 1.0)

    ticks = level_ticks(levels, span, rows)

    apart = (span.high - span.low) / max(1, rows - 1)
    assert set(ticks) <= set(levels)
    assert levels[-1] == ticks[-1]
    assert all(high - low >= apart for low, high in pairwise(ticks))


@given(st.floats(1, 700_000), st.floats(0.01, 4000), st.integers(1, 12))
def test_day_ticks_are_beginnings_of_days_and_few(low, length, most):
    """At least one, at most so many, within the span unless no day begins in it."""
    ticks = day_ticks(Span(low, low + length), most)

    assert 1 <= len(ticks) <= most
    assert length < 1 or all(low <= tick <= low + length for tick in ticks)


# -- as a picture --


def svg_of(story, title="causeway-garrison/garrison_leaves/north_pier"):
    """The picture of a story, and its root."""
    text = svg_chart(trend_of(story), title, "chart-1")
    return text, ET.fromstring(text.partition("?>")[2])  # noqa: S314 - our own picture


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_any_story_is_a_picture_that_asks_no_host(story):
    """Well formed; no script, no comment, and no address but the names of the two vocabularies."""
    text, root = svg_of(story)

    assert {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} >= set(
        re.findall(r"https?://[^\"'\s<)]+", text)
    )
    assert [] == [one for one in root.iter() if one.tag.endswith("script") or "href" in " ".join(one.keys())]
    assert "<!--" not in text
    assert not re.search(r"url\(|@import|<\?xml-stylesheet", text)


def test_points_tell_on_hovering_who_said_what():
    """Day, value, speaker and outlet of each point; moves tell what moved."""
    _, root = svg_of(THE_SLIP)

    titles = {one.text for one in root.iter(f"{SVG}title")}
    assert "2026-02-02: by 2027-09-30 — Government source, meridian.example" in titles
    assert (
        "1  2026-02-04  slipped by 92 days, source reversed: by 2027-09-30 → by 2027-12-31"
        " — Government source, marfa.example"
    ) in titles


def test_a_later_day_is_lower_in_the_picture():
    """The circle of the slip lies below that of the first promise."""
    _, root = svg_of(THE_SLIP)
    heights = {}
    for group in root.iter(f"{SVG}g"):
        title, circle = group.find(f"{SVG}title"), group.find(f"{SVG}circle")
        if title is not None and circle is not None:
            heights[title.text] = float(circle.get("cy"))

    first = heights["2026-02-02: by 2027-09-30 — Government source, meridian.example"]
    slipped = heights["2026-02-04: by 2027-12-31 — Government source, marfa.example"]
    assert first < slipped


def test_what_outlets_write_stays_text():
    """Markup, controls and noncharacters of a name or a title are neither markup nor an error."""
    story = [said(count(300), 0, speaker='<script>&"\x00\x1b\ufffe\uffff\ud800', outlet="<b>Post</b>")]

    text, root = svg_of(story, title="</title><script>\x00")

    assert "<script" not in text
    assert "<b>" not in text
    assert any('<script>&"' in (one.text or "") for one in root.iter(f"{SVG}title"))


def test_the_same_story_is_the_same_picture():
    """Neither a random name nor the day on which it was drawn stands in it."""
    assert svg_of(THE_SLIP)[0] == svg_of(THE_SLIP)[0]
