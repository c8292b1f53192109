from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from alert_records import BY_DECEMBER, BY_SEPTEMBER, MORNING, SEPTEMBER, WEEK_BEFORE, earlier, said

from monitor.publishing import promises_of
from monitor.records import (
    Change,
    DateValue,
    Denial,
    FigureValue,
    KeptChange,
    KeyHistory,
    Position,
    Said,
    Stand,
)

DAY = timedelta(days=1)
QUOTE = "The last boat will be gone by December, he said."
OLD = earlier(BY_SEPTEMBER)
NEW = said(BY_DECEMBER, QUOTE, "by December")
KEY = NEW.claim.key


def position(claim: Said, name: str, **parts) -> Position:
    """The position that a claim opened."""
    made = Position(name, claim.claim.claim_id, claim.claim.value, claim.said_at, claim.said_at)
    return replace(made, **parts)


def history(*positions: Position, lead: str = "new", **parts) -> KeyHistory:
    """A key with these positions, at each of which an origin of its name stands."""
    stands = {one.position_id: Stand(one.position_id, one.claim_id, one.first_at) for one in positions}
    return replace(KeyHistory(KEY, positions, lead=lead, origins=stands), **parts)


def known(*claims: Said) -> dict[str, Said]:
    """The claims by their id."""
    return {one.claim.claim_id: one for one in claims}


def verdict(claim: Said, kind, judged_at: datetime) -> KeptChange:
    """What the ledger made of a claim."""
    return KeptChange(Change(f"{kind} {judged_at}", kind, claim, "told"), judged_at)


BOTH = history(position(OLD, "old"), position(NEW, "new"))
CLAIMS = known(OLD, NEW)


def test_what_leads_comes_first_and_what_else_is_claimed_after_it():
    """Each with its value, its claim and how far it is."""
    leading, claimed = promises_of([BOTH], CLAIMS)

    assert ("leading", "planned", BY_DECEMBER, NEW, MORNING) == (
        leading.standing,
        leading.stage,
        leading.value,
        leading.said,
        leading.first_at,
    )
    assert ("claimed", BY_SEPTEMBER, OLD, WEEK_BEFORE) == (
        claimed.standing,
        claimed.value,
        claimed.said,
        claimed.first_at,
    )
    assert leading.promise_id != claimed.promise_id


def test_a_date_that_slips_keeps_the_id_of_its_key():
    """The same promise, before and after another position came to lead."""
    before = promises_of([history(position(OLD, "old"), lead="old")], CLAIMS)
    after = promises_of([BOTH], CLAIMS)

    assert (BY_SEPTEMBER, BY_DECEMBER) == (before[0].value, after[0].value)
    assert before[0].promise_id == after[0].promise_id


@pytest.mark.parametrize(
    ("stage", "shown"),
    [("planned", True), ("overdue", True), ("withdrawn", True), ("put_off", False), ("done", False)],
)
def test_beside_the_lead_stands_what_is_still_claimed_or_was_taken_back(stage, shown):
    """What something was moved from is no promise; what leads is shown at any stage."""
    beside = promises_of([history(position(OLD, "old", stage=stage), position(NEW, "new"))], CLAIMS)
    alone = promises_of([history(position(NEW, "new", stage=stage))], CLAIMS)

    assert (["claimed"] if shown else []) == [one.standing for one in beside[1:]]
    assert [("leading", stage)] == [(one.standing, one.stage) for one in alone]


def test_what_everybody_has_turned_away_from_is_left_out():
    """Nobody claims it any more; what was taken back is shown as such, for nobody can stand at it."""
    turned = {"somebody": Stand("new", NEW.claim.claim_id, MORNING, frozenset({"old"}))}
    withdrawn = history(position(OLD, "old", stage="withdrawn"), position(NEW, "new"), origins=turned)

    assert 1 == len(promises_of([replace(BOTH, origins=turned)], CLAIMS))
    assert ["planned", "withdrawn"] == [one.stage for one in promises_of([withdrawn], CLAIMS)]


@pytest.mark.parametrize("value", [FigureValue(40, 40), replace(SEPTEMBER, suspect=True)])
def test_figures_and_dates_that_contradict_themselves_are_no_promises(value):
    """Nothing of them stands on a calendar."""
    assert () == promises_of([history(position(NEW, "new", value=value))], CLAIMS)


def test_without_its_claim_a_position_is_left_out():
    """Nobody could point at the words."""
    assert ["claimed"] == [one.standing for one in promises_of([BOTH], known(OLD))]


def test_it_changed_when_something_but_support_came_up():
    """A restatement changes nothing; a verdict of another kind, a position or a denial does."""
    when = [
        promises_of([BOTH], CLAIMS, kept)[0].changed_at
        for kept in (
            (),
            [verdict(NEW, "changed", MORNING + DAY), verdict(NEW, "restated", MORNING + 9 * DAY)],
            [verdict(NEW, "lead_moved", MORNING + 2 * DAY), verdict(OLD, "new", WEEK_BEFORE)],
        )
    ]
    denied = replace(BOTH, denials=(Denial("c", BY_DECEMBER, MORNING + 5 * DAY),))

    assert [MORNING, MORNING + DAY, MORNING + 2 * DAY] == when
    assert MORNING + 5 * DAY == promises_of([denied], CLAIMS)[0].changed_at


def test_keys_come_in_their_order():
    """Whatever the order in which they were read."""
    other = said(BY_DECEMBER, QUOTE, "by December", place="north_quay")
    histories = [history(position(NEW, "new")), replace(history(position(other, "new")), key=other.claim.key)]

    there, back = (promises_of(given, CLAIMS) for given in (histories, histories[::-1]))

    assert ["harbour", "north_quay"] == [one.key.place for one in there]
    assert there == back


@pytest.mark.parametrize(
    ("rel", "first", "last"),
    [
        ("in", date(2026, 9, 1), date(2026, 9, 30)),
        ("by", date(2026, 9, 1), date(2026, 9, 30)),
        ("before", date(2026, 8, 31), date(2026, 8, 31)),
        ("after", date(2026, 10, 1), date(2026, 10, 1)),
        ("from", date(2026, 9, 1), date(2026, 9, 30)),
    ],
)
def test_the_days_on_a_calendar(rel, first, last):
    """The span as it is named; the last day that is before it; the first that is after it."""
    (promise,) = promises_of([history(position(NEW, "new", value=replace(SEPTEMBER, rel=rel)))], CLAIMS)

    assert (first, last) == promise.days


@pytest.mark.parametrize("rel", ["before", "after"])
def test_days_at_the_ends_of_the_calendar_stay_on_it(rel):
    """No day is before the first one, or after the last."""
    ends = DateValue(date.min, date.max, rel)
    (promise,) = promises_of([history(position(NEW, "new", value=ends))], CLAIMS)

    assert (date.min, date.max) == promise.days
