"""Figures that count different things stand apart under one key: lorries are never measured by soldiers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_said import KEY, Desk, about, between, count, days, said

from monitor.ledger import Known, judge_revision, measure_movement, relate
from monitor.records import FigureValue, Size


def of_unit(unit: str, value: FigureValue) -> FigureValue:
    """The same figure, counting something else."""
    return replace(value, unit=unit)


def vehicles(number: float) -> FigureValue:
    """So many vehicles."""
    return of_unit("vehicles", count(number))


def told_of(*values: FigureValue, modality: str = "planned") -> list[tuple[str, str]]:
    """What kind of change each value makes, said one an hour, and why it is told or not."""
    changes = Desk().hears_each([said(value, hour, modality=modality) for hour, value in enumerate(values)])
    return [(change.kind, change.reason) for change in changes]


def kinds(*values: FigureValue) -> list[str]:
    """The kinds of the changes that values make, said one an hour."""
    return [kind for kind, _ in told_of(*values)]


def test_a_first_figure_of_another_unit_is_new_and_stands_against_nothing() -> None:
    """Five hundred soldiers after a hundred lorries are news of their own, not four hundred more."""
    _, change = Desk().hears_each([said(vehicles(100)), said(count(500), 1)])

    assert ("new", "told", None, None, None) == (
        change.kind,
        change.reason,
        change.against,
        change.direction,
        change.size,
    )


def test_later_figures_are_compared_with_positions_of_their_unit_alone() -> None:
    """A convoy that grows is measured by the convoy before, whoever spoke of soldiers in between."""
    hundred = said(vehicles(100))
    change = Desk().hears_each([hundred, said(count(500), 1), said(vehicles(130), 2)])[-1]

    assert ("changed", hundred, "up", Size(count=30, percent=30.0)) == (
        change.kind,
        change.against,
        change.direction,
        change.size,
    )


@pytest.mark.parametrize("unit", ["vehicles", "money", "measure", "percent", "share"])
@pytest.mark.parametrize(
    ("value", "other"),
    [
        (count(500), count(500)),
        (about(500), count(490)),
        (count(500), between(500, None)),
        (count(250), between(None, 500)),
        (between(None, 500), count(250)),
    ],
)
def test_figures_of_different_units_never_agree_and_are_never_measured(
    unit: str, value: FigureValue, other: FigureValue
) -> None:
    """Neither equal, near, touching nor nested numbers bring two units together, whichever comes first."""
    strange = of_unit(unit, value)

    assert ("different", "different") == (relate(strange, other), relate(other, strange))
    assert ((None, None), (None, None)) == (measure_movement(strange, other), measure_movement(other, strange))


@pytest.mark.parametrize("unit", ["count", "people", "advisers", "", "personnel", "lancers of the pier", " Troops "])
def test_a_figure_that_names_no_other_unit_counts_what_the_frame_counts(unit: str) -> None:
    """Bare numbers, people, advisers and unknown words are the force: the same number restates it, another moves it."""
    assert ["new", "restated", "changed"] == kinds(count(2500), of_unit(unit, count(2500)), of_unit(unit, count(900)))


def test_a_unit_is_known_among_other_words() -> None:
    """Armoured vehicles are vehicles."""
    assert ["new", "restated"] == kinds(vehicles(40), of_unit("Armoured vehicles", count(40)))


@pytest.mark.parametrize("part", ["percent", "share"])
def test_a_part_of_the_force_is_a_change_without_a_size(part: str) -> None:
    """A fifth is another answer to how many leave, and nobody can say how far it is from the last one."""
    desk = Desk()
    _, fifth, more = desk.hears_each(
        [said(count(600)), said(of_unit(part, count(20)), 1), said(of_unit(part, count(30)), 2)]
    )

    assert ("changed", None, None) == (fifth.kind, fifth.direction, fifth.size)
    assert (fifth.said, Size(count=10, percent=50.0)) == (more.against, more.size)


def test_a_part_told_beside_its_number_is_no_contradiction() -> None:
    """An article that gives the number and the fifth that it is says nothing against itself."""
    number, fifth = said(count(600), article="both"), said(of_unit("percent", count(20)), article="both")
    changes = Desk().hears(number, fifth).changes

    assert [("new", False), ("new", False)] == [(change.kind, change.in_one_article) for change in changes]


def test_two_units_in_one_article_are_no_contradiction() -> None:
    """Soldiers and their lorries in one article are two figures, and each is new."""
    changes = Desk().hears(said(count(500), article="both"), said(vehicles(100), article="both")).changes

    assert [("new", False), ("new", False)] == [(change.kind, change.in_one_article) for change in changes]


def test_a_denial_counts_for_its_unit() -> None:
    """Denied lorries deny no soldiers: each denial is told, and stands against figures of its unit or nothing."""
    desk = Desk()
    desk.hears(said(count(100)))
    lorries = desk.hears(said(vehicles(100), 1, modality="denied")).changes[0]
    soldiers = desk.hears(said(count(100), 2, modality="denied")).changes[0]

    assert [("denied", "told")] * 2 == [(one.kind, one.reason) for one in (lorries, soldiers)]
    assert (None, count(100)) == (lorries.against, soldiers.against and soldiers.against.claim.value)


def test_a_figure_is_late_by_the_figures_of_its_unit() -> None:
    """What came out days before the last word on soldiers may still be the first word on lorries."""
    desk = Desk()
    desk.hears(said(count(500), 72))
    change = desk.hears(said(vehicles(100), 0)).changes[0]

    assert ("new", "told") == (change.kind, change.reason)


def test_an_office_that_counts_something_else_has_not_reversed_itself() -> None:
    """It reverses itself where it gives another number of the same things, and stands by both until then."""
    desk = Desk()
    lines = [count(500), vehicles(100), count(500), count(700), vehicles(160)]
    told = [desk.hears(said(value, 24 * hour, office="us-embassy")).changes for hour, value in enumerate(lines)]
    reversed_ = [[change for change in changes if change.kind == "source_reversed"] for changes in told]

    assert [0, 0, 0, 1, 1] == [len(changes) for changes in reversed_]
    assert [count(500), vehicles(100)] == [one.against.claim.value for changes in reversed_ for one in changes]


def test_a_stand_that_was_kept_before_units_stood_apart_makes_no_reversal() -> None:
    """An older ledger put an office at lorries by its bare name: its soldiers still reverse nothing."""
    desk = Desk()
    desk.hears(said(vehicles(100), office="us-embassy"))
    (stand,) = desk.histories[KEY].speakers.values()
    desk.histories[KEY] = replace(desk.histories[KEY], speakers={"us-embassy": stand})
    changes = desk.hears(said(count(500), 24, office="us-embassy")).changes

    assert ["new"] == [change.kind for change in changes]


def test_an_outlet_that_adds_the_lorries_still_stands_by_its_soldiers() -> None:
    """Two outlets move the lead, though one of them has counted something else in between."""
    desk = Desk()
    desk.hears_each([said(count(500), outlet="Post"), said(count(700), 24, outlet="Gazette")])
    desk.hears(said(vehicles(100), 25, outlet="Gazette"))
    changes = desk.hears(said(count(700), 26, outlet="Herald")).changes

    assert ["restated", "lead_moved"] == [change.kind for change in changes]


def test_other_units_move_no_lead() -> None:
    """However many outlets count lorries, the number of soldiers leads; it moves by soldiers alone."""
    desk = Desk()
    desk.hears(said(count(500), outlet="Post"))
    for hour, outlet in enumerate(["Gazette", "Herald", "Mail"], 24):
        desk.hears(said(vehicles(100), hour, outlet=outlet))
    desk.hears(said(count(700), 30, outlet="Gazette"))
    changes = desk.hears(said(count(700), 31, outlet="Herald")).changes
    history = desk.histories[KEY]

    assert ["restated", "lead_moved"] == [change.kind for change in changes]
    assert (count(500), count(700)) == (changes[1].against.claim.value, history.position(history.lead).value)


def test_the_force_leads_as_soon_as_it_is_counted() -> None:
    """Where lorries were told of first they give up the lead to soldiers, and no move is told."""
    desk = Desk()
    changes = desk.hears_each([said(vehicles(100)), said(count(500), 1, outlet="Gazette")])
    history = desk.histories[KEY]

    assert (["new", "new"], count(500)) == (
        [change.kind for change in changes],
        history.position(history.lead).value,
    )


def test_a_lead_that_is_taken_back_goes_to_a_position_of_its_unit() -> None:
    """Lorries do not inherit from soldiers."""
    desk = Desk()
    gone = said(count(900), 0, outlet="Herald")
    desk.hears_each([gone, said(count(500), 1, outlet="Mail"), said(vehicles(100), 3, outlet="Gazette")])
    known = Known(alone=frozenset({desk.histories[KEY].lead}))
    (after,) = judge_revision([gone], [], desk.histories, desk.known.__getitem__, known).histories

    assert count(500) == after.position(after.lead).value


def test_an_edit_that_changes_the_unit_is_told_without_a_size() -> None:
    """Soldiers where lorries stood are an error put right, and no step up or down."""
    desk = Desk()
    old, new = said(vehicles(100), article="edited"), said(count(500), 1, article="edited")
    desk.hears(old)
    changes = judge_revision([old], [new], desk.histories, desk.known.__getitem__, Known()).changes
    edit = next(change for change in changes if change.kind == "revised")

    assert ("value", old, "told", None, None) == (edit.part, edit.against, edit.reason, edit.direction, edit.size)


def test_an_edit_pairs_figures_of_one_unit_before_those_of_two() -> None:
    """Where both numbers of an article are edited each is told against the one of its unit."""
    desk = Desk()
    old = [said(count(500), article="edited"), said(vehicles(100), article="edited")]
    new = [said(vehicles(120), 1, article="edited"), said(count(400), 1, article="edited")]
    desk.hears(*old)
    changes = judge_revision(old, new, desk.histories, desk.known.__getitem__, Known()).changes
    edits = [change for change in changes if change.kind == "revised"]

    assert [(count(400), 100), (vehicles(120), 20)] == [(one.said.claim.value, one.size.count) for one in edits]


def test_dates_have_no_unit() -> None:
    """A day stays comparable with a day, and different from any figure."""
    day = days("2026-09-20")

    assert ("same", "different", "different") == (
        relate(day, day),
        relate(day, vehicles(20)),
        relate(vehicles(20), day),
    )
