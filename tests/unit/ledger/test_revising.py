"""An edited article: given the claims of two of its versions, what is told of the edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_said import KEY, Desk, about, count, days, month, said, year

from monitor.ledger import Known, judge_page_gone, judge_revision
from monitor.records import ClaimKey

SEPTEMBER, DECEMBER = month("2026-09"), month("2026-12")
OTHER = replace(KEY, place="south_pier")


def claim(value, **fields):
    """A claim of the edited article."""
    return said(value, article="edited", **fields)


def told(changes):
    """Kind, part and reason of each change."""
    return [(change.kind, change.part or "", change.reason) for change in changes]


def edit(desk, old, new, *, hour=3, **known):
    """The judgement of an edit that is seen some hours later; the desk keeps it."""
    seen = [
        one if one.claim.claim_id in desk.known else replace(one, said_at=said(SEPTEMBER, hour).said_at) for one in new
    ]
    ids = frozenset(one for one in desk.known if desk.known[one].claim.article_id == "edited")
    alone = frozenset(one for one, backers in desk.supports.items() if backers == {"edited"})
    judgement = judge_revision(
        old,
        seen,
        desk.histories,
        (desk.known | {one.claim.claim_id: one for one in seen}).__getitem__,
        Known(**{"claim_ids": ids, "alone": alone, "told": frozenset(desk.told)} | known),
    )
    desk.keeps(judgement, seen, "edited")
    return judgement.changes


REVISIONS = {
    "another value": ([claim(SEPTEMBER)], [claim(DECEMBER)], [("changed", "", "told"), ("revised", "value", "told")]),
    "a narrower value": (
        [claim(SEPTEMBER)],
        [claim(days("2026-09-20"))],
        [("refined", "", "told"), ("revised", "value", "told")],
    ),
    "a wider value": (
        [claim(SEPTEMBER)],
        [claim(year(2026))],
        [("restated", "", "restated"), ("revised", "value", "told")],
    ),
    "the same value in other words": ([claim(count(2500))], [claim(about(2450))], [("restated", "", "restated")]),
    "planned, now denied": (
        [claim(SEPTEMBER)],
        [claim(SEPTEMBER, modality="denied")],
        [("denied", "", "told"), ("revised", "modality", "told")],
    ),
    "planned, now uncertain": (
        [claim(SEPTEMBER)],
        [claim(SEPTEMBER, modality="uncertain")],
        [("restated", "", "restated"), ("revised", "modality", "told")],
    ),
    "another speaker": (
        [claim(SEPTEMBER, speaker="a source")],
        [claim(SEPTEMBER, speaker="the minister of piers")],
        [("restated", "", "restated"), ("revised", "speaker", "told")],
    ),
    "a speaker where there was none": (
        [claim(SEPTEMBER)],
        [claim(SEPTEMBER, speaker="Doran Vel")],
        [("restated", "", "restated"), ("revised", "speaker", "told")],
    ),
    "the same speaker, respelt": (
        [claim(SEPTEMBER, speaker="Qalib Doran")],
        [claim(SEPTEMBER, speaker="Ghalib Doran")],
        [("restated", "", "restated")],
    ),
    "the same office, named otherwise": (
        [claim(SEPTEMBER, speaker="the ministry", office="defence-ministry")],
        [claim(SEPTEMBER, speaker="Colonel Vel", office="defence-ministry")],
        [("restated", "", "restated")],
    ),
    "a claim is gone": ([claim(SEPTEMBER)], [], [("revised", "gone", "told")]),
    "one of two claims is gone": (
        [claim(SEPTEMBER), claim(count(900), key=OTHER)],
        [claim(SEPTEMBER)],
        [("revised", "gone", "told")],
    ),
    "a claim is added": (
        [claim(SEPTEMBER)],
        [claim(SEPTEMBER), claim(count(900), key=OTHER)],
        [("new", "", "told")],
    ),
    "claims change places": (
        [claim(SEPTEMBER), claim(count(900), key=OTHER)],
        [claim(count(900), key=OTHER), claim(SEPTEMBER)],
        [],
    ),
    "nothing": ([claim(SEPTEMBER)], [claim(SEPTEMBER)], []),
    "a recalled claim is dropped": ([claim(SEPTEMBER, background=True)], [], []),
    "a claim becomes a recollection": (
        [claim(SEPTEMBER)],
        [claim(SEPTEMBER, background=True)],
        [("restated", "", "background")],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), REVISIONS.values(), ids=REVISIONS)
def test_an_edit_is_told_by_what_reads_otherwise(old, new, expected):
    """Given the claims before and after an edit, these changes are made."""
    desk = Desk()
    desk.hears(*old)

    assert expected == told(edit(desk, old, new))


def test_an_edited_value_shows_what_stood_there_and_how_far_it_moved():
    """The revision stands against the article's own earlier claim, whatever the ledger knew beside it."""
    desk = Desk()
    old = claim(SEPTEMBER)
    desk.hears(old)
    desk.hears(said(month("2027-03"), 2))
    revised = edit(desk, [old], [claim(DECEMBER)])[-1]

    assert (old, "later", 92) == (revised.against, revised.direction, revised.size.days)


def test_an_edit_to_what_others_say_is_told_as_an_edit_alone():
    """The value is in circulation, so that only the outlet's change of mind is news."""
    desk = Desk()
    desk.hears_each([claim(SEPTEMBER), said(DECEMBER, 1)])

    assert [("restated", "", "restated"), ("revised", "value", "told")] == told(
        edit(desk, [claim(SEPTEMBER)], [claim(DECEMBER)])
    )


def test_there_and_back_is_told_each_way_once():
    """A, B, A: both steps are told; a page that goes on flapping tells nothing more."""
    desk = Desk()
    one, other = [claim(SEPTEMBER)], [claim(DECEMBER)]
    desk.hears(*one)

    steps = [told(edit(desk, *pair)) for pair in ((one, other), (other, one), (one, other), (other, one))]

    assert [("changed", "", "told"), ("revised", "value", "told")] == steps[0]
    assert [("revised", "value", "told")] == steps[1]
    assert [("revised", "value", "told_before")] == steps[2] == steps[3]


def test_a_claim_whose_words_still_stand_was_lost_by_the_reading_not_by_the_outlet():
    """It is not told as gone, and goes on backing its position."""
    desk = Desk()
    old = claim(SEPTEMBER)
    desk.hears(old)
    changes = edit(desk, [old], [], still_there=frozenset({old.claim.claim_id}))

    assert [("revised", "gone", "still_there")] == told(changes)
    assert ["planned"] == [position.stage for position in desk.histories[KEY].positions]
    assert [{"edited"}] == list(desk.supports.values())


def test_a_value_that_nobody_says_any_more_is_withdrawn_until_somebody_says_it():
    """It leads no comparison, and is no news when it comes back."""
    desk = Desk()
    old = claim(SEPTEMBER, speaker="a source")
    desk.hears(old)
    edit(desk, [old], [claim(DECEMBER)])
    stages = {position.value: position.stage for position in desk.histories[KEY].positions}
    (change,) = desk.hears(said(month("2027-03"), 9)).changes
    (back,) = desk.hears(said(SEPTEMBER, 10, outlet="Gazette")).changes

    assert {SEPTEMBER: "withdrawn", DECEMBER: "planned"} == stages
    assert DECEMBER == change.against.claim.value
    assert "restated" == back.kind
    assert "planned" == desk.histories[KEY].positions[0].stage


def test_a_value_that_others_say_too_stays():
    """One outlet's edit takes back its own support, not that of the others."""
    desk = Desk()
    desk.hears_each([claim(SEPTEMBER), said(SEPTEMBER, 1, outlet="Gazette")])
    edit(desk, [claim(SEPTEMBER)], [claim(DECEMBER)])
    september, december = desk.histories[KEY].positions

    assert ("planned", "planned") == (september.stage, december.stage)
    assert ({"Gazette-1"}, {"edited"}) == (desk.supports[september.position_id], desk.supports[december.position_id])


def test_an_edit_of_an_old_article_is_news_of_the_moment_it_is_seen():
    """The article was published before the newest value, the edit was not: it is told, not taken as late."""
    desk = Desk()
    desk.hears_each([claim(SEPTEMBER), said(month("2027-03"), 200)])

    assert ("changed", "", "told") == told(edit(desk, [claim(SEPTEMBER)], [claim(DECEMBER)], hour=300))[0]


def test_a_page_that_is_gone_takes_its_claims_with_it_and_is_told_once():
    """Each claim of the page is told as gone; what nobody else says is withdrawn."""
    desk = Desk()
    old = [claim(SEPTEMBER), claim(count(900), key=OTHER), claim(count(70), key=OTHER, background=True)]
    desk.hears(*old)
    alone = frozenset(desk.supports)
    known = Known(alone=alone, claim_ids=frozenset(desk.known))
    gone = judge_page_gone(old, desk.histories, known)
    again = judge_page_gone(old, desk.histories, replace(known, told=frozenset(one.change_id for one in gone.changes)))

    assert [("revised", "page_gone", "told")] * 2 == told(gone.changes)
    assert ["withdrawn"] * 2 == [one.stage for history in gone.histories for one in history.positions]
    assert () == gone.supports
    assert [("revised", "page_gone", "told_before")] * 2 == told(again.changes)


def test_a_claim_that_the_reading_lost_may_be_dropped_later():
    """That it was still there and that it is gone are two verdicts, the second of which is told."""
    desk = Desk()
    old = claim(SEPTEMBER)
    desk.hears(old)
    lost = edit(desk, [old], [], still_there=frozenset({old.claim.claim_id}))
    gone = edit(desk, [old], [])

    assert [("revised", "gone", "still_there"), ("revised", "gone", "told")] == told([*lost, *gone])
    assert lost[0].change_id != gone[0].change_id


def test_a_speaker_whose_name_still_stands_was_lost_by_the_reading():
    """A typo beside the verb of saying takes nobody's words away; that a speaker is really taken out is told."""
    desk = Desk()
    old = claim(SEPTEMBER, speaker="Doran Vel")
    desk.hears(old)
    kept = edit(desk, [old], [claim(SEPTEMBER)], still_named=frozenset({old.claim.claim_id}))
    dropped = edit(desk, [old], [claim(SEPTEMBER)])

    assert [("revised", "speaker", "still_there")] == [one for one in told(kept) if one[0] == "revised"]
    assert [("revised", "speaker", "told")] == told(dropped)


def test_what_was_recalled_and_is_claimed_after_an_edit_is_news():
    """A recollection was no claim: the edit makes one, and its verdict is one of its own."""
    desk = Desk()
    old = claim(SEPTEMBER, background=True)
    before = desk.hears(old).changes
    changes = edit(desk, [old], [claim(SEPTEMBER)])

    assert [("restated", "", "background"), ("new", "", "told")] == told([*before, *changes])


def test_a_lead_that_everybody_took_back_passes_on():
    """The corrected date leads, so that it can fall overdue; the withdrawn one cannot."""
    desk = Desk()
    old = claim(SEPTEMBER)
    desk.hears(old)
    edit(desk, [old], [claim(DECEMBER)])
    history = desk.histories[KEY]

    assert DECEMBER == history.position(history.lead).value


def test_who_stood_on_a_claim_that_is_gone_stands_nowhere():
    """The outlet's vote for the lead goes with its claim."""
    desk = Desk()
    old = claim(SEPTEMBER, office="us-embassy")
    desk.hears(old)
    edit(desk, [old], [])

    assert ({}, {}) == (desk.histories[KEY].origins, desk.histories[KEY].speakers)


def test_claims_under_other_keys_are_left_alone():
    """An edit touches the keys of its own claims and no other."""
    desk = Desk()
    far = ClaimKey(KEY.topic, "another_frame", KEY.place)
    desk.hears_each([claim(SEPTEMBER), said(DECEMBER, 1, key=far)])
    before = desk.histories[far]
    edit(desk, [claim(SEPTEMBER)], [claim(DECEMBER)])

    assert before == desk.histories[far]
