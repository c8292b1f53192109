"""Late and old news: what an article adds that was published before what is known."""

from __future__ import annotations

import pytest
from claims_said import KEY, Desk, days, month, said

SEPTEMBER, DECEMBER = month("2026-09"), month("2026-12")

LATE = {
    # known claims, the article that turns up, the verdict on it and its reason
    "an older value, long after it was left behind": ([said(DECEMBER, 100)], said(SEPTEMBER, 1), "changed", "late"),
    "an older value, an hour before the newest": ([said(DECEMBER, 100)], said(SEPTEMBER, 99), "changed", "told"),
    "an older day of the month that is known": ([said(DECEMBER, 100)], said(days("2026-12-15"), 1), "refined", "late"),
    "an older denial": ([said(DECEMBER, 100)], said(SEPTEMBER, 1, modality="denied"), "denied", "late"),
    "what is known already": ([said(DECEMBER, 100)], said(DECEMBER, 1), "restated", "restated"),
    "older than the last restatement, younger than the newest value": (
        [said(DECEMBER, 1), said(DECEMBER, 100)],
        said(SEPTEMBER, 50),
        "changed",
        "told",
    ),
    "the first that is known of a matter": ([], said(SEPTEMBER, 1), "new", "told"),
}


@pytest.mark.parametrize(("known", "late", "kind", "reason"), LATE.values(), ids=LATE)
def test_an_article_that_turns_up_late_is_judged_by_what_was_known_since(known, late, kind, reason):
    """What was published well before the newest value is history; what is merely read in another order is news."""
    desk = Desk()
    desk.hears_each(known)
    change = desk.hears(late).changes[0]

    assert (kind, reason) == (change.kind, change.reason)


def test_a_late_article_opens_no_position_so_that_the_value_is_still_news_when_it_is():
    """The desk was never told of it: a fresh article that says the same is a change."""
    desk = Desk()
    desk.hears_each([said(DECEMBER, 100), said(SEPTEMBER, 1)])
    (change,) = desk.hears(said(SEPTEMBER, 120)).changes

    assert ("changed", "told") == (change.kind, change.reason)


def test_a_late_denial_leaves_a_fresh_one_to_be_told():
    """Nobody was told of the late one."""
    desk = Desk()
    desk.hears_each([said(DECEMBER, 100), said(SEPTEMBER, 1, modality="denied")])
    (change,) = desk.hears(said(SEPTEMBER, 120, modality="denied")).changes

    assert ("denied", "told") == (change.kind, change.reason)


def test_a_late_article_adds_history_and_support():
    """The position that it agrees with becomes older by it, counts it, and keeps its last backing and the lead."""
    desk = Desk()
    desk.hears_each([said(DECEMBER, 100, outlet="Gazette"), said(DECEMBER, 1, outlet="Herald")])
    history = desk.histories[KEY]
    (position,) = history.positions

    assert (said(DECEMBER, 1).said_at, said(DECEMBER, 100).said_at) == (position.first_at, position.last_at)
    assert desk.supports[position.position_id] == {"Gazette-100", "Herald-1"}
    assert {"Gazette"} == set(history.origins)
