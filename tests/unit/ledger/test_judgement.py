"""What counts as a change: given these claims in this order, these changes."""

import pytest
from claims_said import KEY, Desk, about, between, count, days, month, said, year

from monitor.records import ClaimKey, Said, Size, Value

SEPTEMBER, DECEMBER = month("2026-09"), month("2026-12")

SCENARIOS = {
    "the first claim under a key is new": [(SEPTEMBER, "new")],
    "the same again is a restatement": [(SEPTEMBER, "new"), (month("2026-09", "by"), "restated")],
    "another month is a change": [(SEPTEMBER, "new"), (DECEMBER, "changed")],
    "a day in the month narrows it": [(SEPTEMBER, "new"), (days("2026-09-20"), "refined")],
    "the month again after its day is a restatement": [
        (SEPTEMBER, "new"),
        (days("2026-09-20"), "refined"),
        (SEPTEMBER, "restated"),
    ],
    "another day after the narrowing is a change": [
        (SEPTEMBER, "new"),
        (days("2026-09-20"), "refined"),
        (days("2026-09-15"), "changed"),
    ],
    "going back to a value in circulation is a restatement": [
        (SEPTEMBER, "new"),
        (DECEMBER, "changed"),
        (SEPTEMBER, "restated"),
    ],
    "a year that holds two positions restates both": [
        (SEPTEMBER, "new"),
        (DECEMBER, "changed"),
        (year(2026), "restated"),
    ],
    "a start is never a deadline": [(month("2026-09", "by"), "new"), (month("2026-09", "from"), "changed")],
    "an approximate count near the known one is a restatement": [(count(2500), "new"), (about(2400), "restated")],
    "an exact count near the known one is a change": [(count(2500), "new"), (count(2400), "changed")],
    "a bound that touches the count is a restatement": [(count(2500), "new"), (between(2500, None), "restated")],
    "a count below a bound narrows it": [(between(None, 500), "new"), (count(250), "refined")],
    "the bound again after the count is a restatement": [
        (between(None, 500), "new"),
        (count(250), "refined"),
        (between(None, 500), "restated"),
    ],
}


@pytest.mark.parametrize("told", SCENARIOS.values(), ids=SCENARIOS.keys())
def test_claims_in_order_make_these_changes(told: list[tuple[Value, str]]) -> None:
    """Each claim of a story is new, changed, refined or restated as the scenario's name says."""
    changes = Desk().hears_each([said(value, hour) for hour, (value, _) in enumerate(told)])

    assert [kind for _, kind in told] == [change.kind for change in changes]


def test_new_changed_and_refined_are_told_and_a_restatement_is_not() -> None:
    """The desk is told of what is new to it, with the reason; support alone is counted in silence."""
    story = [SEPTEMBER, DECEMBER, days("2026-12-24"), SEPTEMBER]
    changes = Desk().hears_each([said(value, hour) for hour, value in enumerate(story)])

    assert [("told", True)] * 3 + [("restated", False)] == [(change.reason, change.told) for change in changes]


def test_a_change_says_what_it_stands_against_which_way_it_moved_and_how_far() -> None:
    """A slip from September to December is later by the days between their ends, against the September claim."""
    first, second = said(SEPTEMBER), said(DECEMBER, 5)
    slip = Desk().hears_each([first, second])[1]

    assert (first, "later", Size(days=92)) == (slip.against, slip.direction, slip.size)


def test_a_first_claim_stands_against_nothing() -> None:
    """Where nothing was known there is nothing to measure."""
    (change,) = Desk().hears(said(count(900))).changes

    assert (change.against, change.direction, change.size) == (None, None, None)


def test_a_change_stands_against_the_position_that_was_backed_last() -> None:
    """Of several values in circulation the one restated most recently is what a new one contradicts."""
    told = [said(SEPTEMBER), said(DECEMBER, 2), said(SEPTEMBER, 4), said(month("2027-03"), 6)]

    assert Desk().hears_each(told)[-1].against == told[0]


def test_a_narrowing_absorbs_every_position_that_holds_it() -> None:
    """One position stands in place of the coarse ones, with the support of all and the place of the oldest."""
    desk = Desk()
    desk.hears_each([said(days("2026-05-01", "2026-06-20")), said(days("2026-06-11", "2026-12-31"), 1)])
    oldest = desk.histories[KEY].positions[0]
    (change,) = desk.hears(said(days("2026-06-15"), 2)).changes
    (position,) = desk.histories[KEY].positions

    assert change.kind == "refined"
    assert (position.position_id, position.claim_id) == (oldest.position_id, change.said.claim.claim_id)
    assert desk.supports[position.position_id] == {"article-0", "article-1", "article-2"}
    assert (position.first_at, position.last_at) == (oldest.first_at, change.said.said_at)


def test_a_narrowing_leaves_other_positions_as_they_are() -> None:
    """A day in September says nothing about December."""
    desk = Desk()
    desk.hears_each([said(SEPTEMBER), said(DECEMBER, 1), said(days("2026-09-20"), 2)])

    assert desk.values() == [days("2026-09-20"), DECEMBER]


def test_restatements_add_support_and_time_to_the_positions_that_they_agree_with() -> None:
    """A value that is the same as one position, or coarser than several, backs each of them once an article."""
    desk = Desk()
    desk.hears_each([said(SEPTEMBER), said(DECEMBER, 1), said(SEPTEMBER, 2), said(year(2026), 3)])
    september, december = desk.histories[KEY].positions

    assert desk.supports[september.position_id] == {"article-0", "article-2", "article-3"}
    assert desk.supports[december.position_id] == {"article-1", "article-3"}
    assert {september.last_at, december.last_at} == {said(year(2026), 3).said_at}


def test_an_article_that_turns_up_late_adds_history_and_moves_no_lead() -> None:
    """It makes its position older, and the position that was backed last stays the one to contradict."""
    desk = Desk()
    desk.hears_each([said(DECEMBER, 10), said(SEPTEMBER, 12), said(DECEMBER, 14)])
    (late,) = desk.hears(said(SEPTEMBER, 1)).changes
    (next_change,) = desk.hears(said(month("2027-03"), 16)).changes

    assert late.kind == "restated"
    assert next_change.against is not None
    assert next_change.against.claim.value == DECEMBER
    assert desk.values() == [SEPTEMBER, DECEMBER, month("2027-03")]


def test_a_denial_is_told_once_and_makes_no_position() -> None:
    """It names the position that it denies; the same denial again is known."""
    desk = Desk()
    desk.hears(said(SEPTEMBER))
    changes = desk.hears_each([said(SEPTEMBER, hour, modality="denied") for hour in (1, 2)])

    assert [("denied", "told"), ("denied", "denial_known")] == [(change.kind, change.reason) for change in changes]
    assert changes[0].against == said(SEPTEMBER)
    assert desk.values() == [SEPTEMBER]


DENIALS = [
    # denied before, denied now, reason
    (SEPTEMBER, SEPTEMBER, "denial_known"),
    (days("2026-09-20"), SEPTEMBER, "denial_known"),  # the known denial is the narrower one
    (SEPTEMBER, days("2026-09-20"), "told"),  # the new denial is the narrower one
    (SEPTEMBER, DECEMBER, "told"),
    (month("2026-09", "by"), month("2026-09", "from"), "told"),
]


@pytest.mark.parametrize(("before", "now", "reason"), DENIALS)
def test_a_denial_is_known_only_when_the_same_or_a_narrower_value_was_denied(
    before: Value, now: Value, reason: str
) -> None:
    """Denying a whole month says less than denying a day of it, and the desk hears of the day."""
    changes = Desk().hears_each([said(before, modality="denied"), said(now, 1, modality="denied")])

    assert changes[1].reason == reason


def test_a_denial_of_what_nobody_said_stands_against_what_is_known() -> None:
    """Where the denied value is in no circulation, the alert still shows what is."""
    desk = Desk()
    desk.hears(said(DECEMBER))
    (denial,) = desk.hears(said(SEPTEMBER, 1, modality="denied")).changes

    assert denial.against == said(DECEMBER)


def test_the_claim_after_its_denial_is_judged_by_positions_alone() -> None:
    """A denial makes no position, so the first claim of the denied value is new."""
    changes = Desk().hears_each([said(SEPTEMBER, modality="denied"), said(SEPTEMBER, 1)])

    assert [change.kind for change in changes] == ["denied", "new"]


@pytest.mark.parametrize("modality", ["planned", "denied"])
def test_what_an_article_recalls_is_never_told_and_leaves_no_trace(modality: str) -> None:
    """Background claims, denials among them, make no position and no denial; what follows is judged without them."""
    desk = Desk()
    judgement = desk.hears(said(SEPTEMBER, background=True, modality=modality))
    after = desk.hears_each([said(DECEMBER, 1), said(SEPTEMBER, 2, modality="denied")])

    assert ["background"] == [change.reason for change in judgement.changes]
    assert judgement.histories == ()
    assert ["told", "told"] == [change.reason for change in after]


def test_what_stood_in_a_feed_at_first_sight_makes_positions_in_silence() -> None:
    """Baseline claims are not told, but the next article is judged by them."""
    desk = Desk()
    baseline = desk.hears(said(SEPTEMBER), said(count(900), key=_other(frame="garrison_size")), standing="baseline")
    (change,) = desk.hears(said(DECEMBER, 1)).changes

    assert [("new", "baseline")] * 2 == [(change.kind, change.reason) for change in baseline.changes]
    assert (change.kind, change.reason) == ("changed", "told")


def test_a_baseline_denial_is_known_from_then_on() -> None:
    """What was denied before the monitor began to read is not told when it is repeated."""
    desk = Desk()
    first = desk.hears(said(SEPTEMBER, modality="denied"), standing="baseline")
    again = desk.hears(said(SEPTEMBER, 1, modality="denied"))

    assert ["baseline", "denial_known"] == [first.changes[0].reason, again.changes[0].reason]


def _other(**fields: str) -> ClaimKey:
    return ClaimKey(**{"topic": KEY.topic, "frame": KEY.frame, "place": KEY.place} | fields)


@pytest.mark.parametrize(
    "key",
    [_other(topic="ferry-strike"), _other(frame="garrison_size"), _other(place="south_pier"), _other(force="lancers")],
    ids=["topic", "frame", "place", "force"],
)
def test_claims_under_another_key_are_another_matter(key: ClaimKey) -> None:
    """Another topic, frame, place or force has a history of its own."""
    desk = Desk()
    changes = desk.hears_each([said(SEPTEMBER), said(DECEMBER, 1, key=key)])

    assert ["new", "new"] == [change.kind for change in changes]
    assert (desk.values(), desk.values(key)) == ([SEPTEMBER], [DECEMBER])


def test_two_values_in_one_article_are_both_told_and_both_kept() -> None:
    """The second stands against the first: an article that contradicts itself is a contradiction."""
    desk = Desk()
    first, second = said(SEPTEMBER, article="split"), said(DECEMBER, article="split")
    judgement = desk.hears(first, second)

    assert [("new", None), ("changed", first)] == [(change.kind, change.against) for change in judgement.changes]
    assert desk.values() == [SEPTEMBER, DECEMBER]


def test_a_claim_that_was_judged_before_changes_nothing() -> None:
    """An article that is read again makes neither changes nor histories."""
    desk = Desk()
    told = [said(SEPTEMBER), said(DECEMBER, modality="denied")]
    desk.hears(*told)
    again = desk.hears(*told)

    assert (again.changes, again.histories) == ((), ())


def test_the_same_claim_twice_in_one_article_is_judged_once() -> None:
    """A repeated claim does not restate itself."""
    one = said(SEPTEMBER)

    assert len(Desk().hears(one, one).changes) == 1


def test_only_the_keys_that_were_touched_come_back() -> None:
    """What is known under other keys is left to the store."""
    desk = Desk()
    desk.hears_each([said(SEPTEMBER), said(DECEMBER, 1, key=_other(place="south_pier"))])
    judgement = desk.hears(said(DECEMBER, 2))

    assert [KEY] == [history.key for history in judgement.histories]


def test_change_and_position_ids_are_the_same_on_every_machine() -> None:
    """Judging the same claims again from nothing gives equal records, ids included."""
    told: list[Said] = [said(SEPTEMBER), said(DECEMBER, 1), said(days("2026-12-24"), 2)]
    one, other = Desk(), Desk()

    assert one.hears_each(told) == other.hears_each(told)
    assert one.histories == other.histories
