"""The trend of a key: points, leading line and moves, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from claims_said import FIRST_MORNING, KEY, about, between, count, days, month, said
from hypothesis import given
from hypothesis import strategies as st
from ledger_told import THE_SLIP, dossier_of, keep, told_store

from monitor.boards import Dossier, find_trend
from monitor.boards.trend import MOST_SERIES, OTHERS, level_of, moment_in_days
from monitor.records import Change, KeptChange, KeyHistory

BAGHDAD = ZoneInfo("Asia/Baghdad")


def trend_of(story):
    """The trend of a story that the ledger was told."""
    return find_trend(dossier_of(told_store(story)), BAGHDAD)


def ordinal(day: str) -> int:
    """An ISO day as the count of days that levels use."""
    return date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (month("2026-09", "by"), ordinal("2026-09-30")),
        (month("2026-09"), ordinal("2026-09-30")),
        (days("2026-09-15", rel="before"), ordinal("2026-09-14")),
        (month("2026-09", "after"), ordinal("2026-09-01")),
        (month("2026-09", "from"), ordinal("2026-09-01")),
        (count(2500), 2500),
        (between(2000, 2500), 2250),
        (between(None, 500), 500),
        (between(2500, None), 2500),
    ],
)
def test_level_is_the_promised_day_or_the_middle_of_a_figure(value, level):
    """A date is drawn at its deadline, what only starts at its first day; a figure at its middle or its one bound."""
    assert level == level_of(value)


def test_moment_is_counted_in_the_newsrooms_zone():
    """22:30 UTC is half past one of the next day in Baghdad."""
    moment = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)

    assert ordinal("2026-03-03") + 1.5 / 24 == pytest.approx(moment_in_days(moment, BAGHDAD), abs=1e-9)


def test_points_leave_out_old_news_and_keep_denials_apart():
    """A claim that recalls old news is no point, and a denial is no point of its outlet."""
    trend = trend_of(THE_SLIP)

    assert [one for one in THE_SLIP if not one.claim.background and one.claim.modality != "denied"] == [
        point.said for point in trend.points
    ]
    assert ["denied"] == [point.said.claim.modality for point in trend.denied]


def test_series_are_offices_then_outlets():
    """The same office in two outlets is one series; without an office the outlet is."""
    named = [point.series for point in trend_of(THE_SLIP).points]

    assert ["government-spokesperson", "citadel.example", "government-spokesperson", "meridian.example"] == named[:4]


def test_no_more_series_than_can_be_told_apart():
    """The busiest keep their names, the rest are one series together, the last one."""
    story = [said(month("2026-09"), hour, outlet=f"outlet-{hour % 12:02}") for hour in range(20)]

    trend = trend_of(story)

    assert (MOST_SERIES, OTHERS) == (len(trend.series), trend.series[-1])
    assert set(trend.series) == {point.series for point in trend.points}
    assert "outlet-00" in trend.series


def test_leading_line_follows_the_lead():
    """It begins with the first value, moves when the second origin turns, and narrows with its position."""
    levels = [step.value for step in trend_of(THE_SLIP).lead]

    assert [month("2027-09", "by"), month("2027-12", "by"), days("2027-12-15")] == levels


def test_leading_line_stays_while_one_origin_alone_says_otherwise():
    """One outlet's other value moves no lead."""
    story = (said(month("2026-09"), 0), said(month("2026-11"), 9, outlet="Herald"))

    assert [month("2026-09")] == [step.value for step in trend_of(story).lead]


def test_leading_line_ends_at_what_is_kept_as_the_lead():
    """Where no change tells how it came to lead, the kept history has the last word."""
    dossier = dossier_of(told_store(THE_SLIP))

    (step,) = find_trend(replace(dossier, kept=()), BAGHDAD).lead

    assert (days("2027-12-15"), moment_in_days(dossier.lead.position.first_at, BAGHDAD)) == (step.value, step.at)


def test_moves_are_numbered_by_time_and_told_once_a_claim():
    """A slip by which a speaker contradicts himself is one move with both changes."""
    first, second = trend_of(THE_SLIP).moves

    assert (1, date(2026, 2, 4), ["changed", "source_reversed"]) == (
        first.number,
        first.on,
        [change.kind for change in first.changes],
    )
    assert (2, ["refined"]) == (second.number, [change.kind for change in second.changes])


def test_what_was_not_told_is_no_move():
    """A slip in the feed's first content is history, and no mark is made."""
    store = told_store(THE_SLIP[:1])
    keep(store, THE_SLIP[2], standing="baseline")

    assert () == find_trend(dossier_of(store), BAGHDAD).moves


def test_words_taken_out_are_dated_by_when_that_was_found():
    """The claim stands at its own day on the chart; the list tells the day of the edit."""
    told = THE_SLIP[0]
    gone = Change("gone", "revised", told, "told", part="gone")
    dossier = dossier_of(told_store([told]))
    edited = replace(dossier, kept=(*dossier.kept, KeptChange(gone, FIRST_MORNING + timedelta(days=3))))

    (move,) = find_trend(edited, BAGHDAD).moves

    assert (date(2026, 2, 5), told) == (move.on, move.point.said)


def test_claims_of_another_kind_of_value_are_left_out():
    """A stray figure under a key of dates has no place on the axis."""
    trend = trend_of([said(month("2026-09"), 0), said(count(300), 1)])

    assert ("date", 1) == (trend.kind, len(trend.points))


def test_a_key_without_claims_has_no_trend():
    """The error names the key."""
    with pytest.raises(ValueError, match=r"garrison_leaves/north_pier, so there is no trend"):
        find_trend(Dossier(KeyHistory(KEY)), BAGHDAD)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.sampled_from([month("2026-09"), month("2026-11", "by"), days("2026-11-15"), month("2027-01", "after")]),
            st.sampled_from(["Gazette", "Herald", "Courier"]),
            st.sampled_from(["planned", "denied", "occurred", "uncertain"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_story_has_a_trend_whose_lead_is_the_kept_one(told):
    """Steps go forwards in time, end at the kept lead, and every point has a series of the legend."""
    story = [
        said(value, hour, outlet=outlet, article=f"{at}", modality=modality, background=background)
        for at, (hour, value, outlet, modality, background) in enumerate(told)
    ]
    dossier = dossier_of(told_store(story))

    trend = find_trend(dossier, BAGHDAD)

    assert sorted(step.at for step in trend.lead) == [step.at for step in trend.lead]
    assert [one.position.value for one in dossier.positions if one.leads] == [step.value for step in trend.lead[-1:]]
    assert {point.series for point in trend.points} == set(trend.series)
    assert list(range(1, len(trend.moves) + 1)) == [move.number for move in trend.moves]
    assert all(one.at <= trend.until for one in (*trend.points, *trend.denied, *trend.lead))


def test_figures_have_a_trend_too():
    """The levels are the numbers, and a fall is a move."""
    trend = trend_of([said(about(2500), 0), said(about(2000), 9, outlet="Herald")])

    assert ("quantity", [2500, 2000]) == (trend.kind, [point.level for point in trend.points])
    assert ["changed"] == [move.changes[0].kind for move in trend.moves]
