"""The time machine: alerts as they were sent beside those that today's rules, or a draft's, would send."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from lived_stories import STORIES, live, store_of
from records_made import NOON, later, make_alert, make_change, make_claim, make_date, make_said
from watched_town import GAZETTE, HERALD, Town, answer_of, leaving, reports, says, town_with
from workshop_made import TOPIC

from monitor.pipeline.comparing import ComparedAlert, alerts_of, compare_alerts
from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import replay_store
from monitor.records import Place

ALWAYS = datetime.min.replace(tzinfo=UTC)


def again(town, topic=TOPIC):
    """The alerts that a replay of the town's store makes by a topic."""
    steps = replay_store(town.store, Reader([topic]), town.workshop.rules.zone)
    return [alert for step in steps for alert in alerts_of(step, {topic.name: topic})]


def fates(compared):
    """Fate of each alert, and fates and kinds of its changes."""
    return [(one.fate, [(fate, change.kind) for fate, change in one.facts()]) for one in compared]


# -- by the rules that were there --


@pytest.mark.parametrize(("kind", "examples"), [("memory", 20), ("sqlite", 6)])
def test_same_rules_make_the_very_alerts_that_were_sent(kind, examples):
    """Ids, moments, changes, signs and marks: every alert of a store is made again as it is, and none besides."""

    @settings(max_examples=examples)
    @given(STORIES)
    def holds(story):
        with store_of(kind) as store:
            town = live(story, store)
            made = again(town)

            assert town.alerts == sorted(made, key=lambda alert: (alert.created_at, alert.alert_id))
            assert {"unchanged"} >= {one.fate for one in compare_alerts(store.alerts(), made, ALWAYS)}

    holds()


async def test_alert_of_a_page_that_is_gone_is_made_again_as_it_was():
    """That an article is no longer there is told by a replay in the same words, marked as an edit."""
    town = await town_with(says(leaving("by September 2027")))
    town.edit("plan", answer_of(404))
    for _ in range(3):
        await town.look_again()

    assert [False, True] == [alert.edited for alert in again(town)]
    assert town.alerts == again(town)


# -- by a draft --

QUAY = replace(TOPIC, places=(*TOPIC.places, Place("quay", "the Long Quay", "rivertown", {"en": ("Long Quay",)})))
"""A draft that knows another place."""

GUARDS = replace(TOPIC, forces=(replace(TOPIC.forces[0], aliases={"en": ("guards",)}),))
"""A draft that knows the force by another name alone."""

BEGINS = replace(TOPIC, frames=(replace(TOPIC.frames[0], role="begins"),))
"""A draft that asks when they begin to leave."""

SENTENCES = {
    "one": (leaving("by September 2027"),),
    "two": (leaving("by September 2027"), "The wardens will leave the Long Quay by May 2027, the mayor said."),
    "three": ("The wardens begin to leave Rivertown on 5 May 2027, the mayor said.",),
}

DRAFTS = {
    "the same": (TOPIC, "two", [("unchanged", "new"), ("unchanged", "changed")], "unchanged"),
    "one value less in the place": (
        QUAY,
        "two",
        [("unchanged", "new"), ("added", "new"), ("lost", "changed")],
        "altered",
    ),
    "nothing left": (GUARDS, "one", [("lost", "new")], "lost"),
}


@pytest.mark.parametrize(("draft", "sentences", "facts", "fate"), DRAFTS.values(), ids=DRAFTS)
async def test_alert_is_compared_with_what_a_draft_makes_of_it(draft, sentences, facts, fate):
    """An alert is as it was, has other changes, or is lost; every change of either side has its own fate."""
    town = await town_with(says(*SENTENCES[sentences]))

    (compared,) = compare_alerts(town.store.alerts(), again(town, draft), ALWAYS)

    assert fate == compared.fate
    assert sorted(facts) == sorted((fate, change.kind) for fate, change in compared.facts())


async def test_alert_that_only_a_draft_makes_is_added():
    """What today's rules passed over and the draft tells is added, with all its changes."""
    town = await town_with(says(*SENTENCES["three"]), reader=Reader([BEGINS]), topics={})
    made = again(town, BEGINS)

    (compared,) = compare_alerts(town.store.alerts(), made, ALWAYS)

    assert ("added", None, [("added", "new")]) == (
        compared.fate,
        compared.then,
        [(fate, change.kind) for fate, change in compared.facts()],
    )


async def test_overdue_promise_is_compared_as_well():
    """An alert that no article makes is paired like any other."""
    town = await town_with(says(leaving("by 10 March 2026")))
    await town.look(NOON + timedelta(days=10))

    assert [("unchanged", [("unchanged", "new")]), ("unchanged", [("unchanged", "overdue")])] == fates(
        compare_alerts(town.store.alerts(), again(town), ALWAYS)
    )
    assert ["lost", "lost"] == [one.fate for one in compare_alerts(town.store.alerts(), again(town, GUARDS), ALWAYS)]


async def test_alerts_of_another_topic_than_the_drafts_are_made_by_nobody():
    """A topic that the replay does not know owes no alert, be it for an article or for a day that passed."""
    town = await town_with(says(leaving("by 10 March 2026")))
    await town.look(NOON + timedelta(days=10))
    steps = replay_store(town.store, town.workshop.reader, "UTC")

    assert [] == [alert for step in steps for alert in alerts_of(step, {})]


# -- pairing --


def alert_at(minutes, *ends, article_id="article-1", alert_id="", topic="coalition-withdrawal"):
    """An alert made so many minutes after noon, with a change for each last day of a span."""
    claims = [make_claim(f"claim-{end}", article_id=article_id, value=make_date("2026-09-01", end)) for end in ends]
    changes = tuple(make_change(make_said(claim)) for claim in claims)
    return make_alert(
        alert_id or f"alert-{article_id}-{minutes}",
        article_id=article_id,
        created_at=later(minutes),
        changes=changes,
        topic=topic,
    )


A, B, C = "2026-09-10", "2026-09-20", "2026-09-30"

PAIRS = {
    "equal": ([alert_at(0, A)], [alert_at(0, A)], ["unchanged"]),
    "under another id": ([alert_at(0, A)], [alert_at(0, A, alert_id="made-anew")], ["unchanged"]),
    "a change more": ([alert_at(0, A)], [alert_at(0, A, B)], ["altered"]),
    "a change less": ([alert_at(0, A, B)], [alert_at(0, B)], ["altered"]),
    "nothing shared": ([alert_at(0, A)], [alert_at(0, B)], ["added", "lost"]),
    "another article": ([alert_at(0, A)], [alert_at(0, A, article_id="article-2")], ["added", "lost"]),
    "another topic": ([alert_at(0, A)], [alert_at(0, A, topic="flood")], ["added", "lost"]),
    "two of one article": ([alert_at(0, A), alert_at(9, B)], [alert_at(0, A), alert_at(9, B)], ["unchanged"] * 2),
    "the second one lost": ([alert_at(0, A), alert_at(9, B)], [alert_at(0, A)], ["unchanged", "lost"]),
    "one fact twice": ([alert_at(0, A), alert_at(9, A)], [alert_at(0, A)], ["unchanged", "lost"]),
    "nothing": ([], [], []),
}


@pytest.mark.parametrize(("then", "now", "expected"), PAIRS.values(), ids=PAIRS)
def test_alerts_of_one_article_that_share_a_fact_are_one_message(then, now, expected):
    """Each alert is paired with one of the other side at most, whatever their ids."""
    assert sorted(expected) == sorted(one.fate for one in compare_alerts(then, now, ALWAYS))


def test_equal_alert_is_preferred_to_one_that_shares_less():
    """Of two alerts of one article that share facts with one of today, the very same is its pair."""
    then, now = [alert_at(0, A, B), alert_at(9, A)], [alert_at(9, A)]

    assert ["lost", "unchanged"] == [one.fate for one in compare_alerts(then, now, ALWAYS)]


def test_alert_of_the_same_id_is_preferred_to_one_that_says_the_same():
    """An article that told one fact twice, at two edits, has each alert paired with itself."""
    one, other = alert_at(0, A), alert_at(9, A)

    assert [("lost", one), ("unchanged", other)] == [
        (each.fate, each.then) for each in compare_alerts([other, one], [other], ALWAYS)
    ]


def test_alerts_before_the_day_asked_for_are_left_out_on_both_sides():
    """Only what was made at the moment or later is compared."""
    then, now = [alert_at(-1, A), alert_at(0, B)], [alert_at(-1, A), alert_at(0, B), alert_at(5, C)]

    assert [("unchanged", NOON), ("added", later(5))] == [
        (one.fate, one.either.created_at) for one in compare_alerts(then, now, NOON)
    ]


def test_comparison_of_nothing_is_a_mistake():
    """A compared alert needs one side at least."""
    with pytest.raises(ValueError, match="one side at least"):
        ComparedAlert("lost", None, None).either  # noqa: B018 - the question itself fails


async def test_alerts_are_listed_in_order_of_their_making():
    """Lost and made alerts stand in one order, by the moment at which they were, or would be, made."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up("one", reports(HERALD, *SENTENCES["one"]))
    await town.look_after(15)
    town.put_up("three", reports(GAZETTE, *SENTENCES["three"]), GAZETTE)
    await town.look_after(15)
    compared = compare_alerts(town.store.alerts(), again(town, BEGINS), ALWAYS)

    assert [later(15), later(30), later(30)] == [one.either.created_at for one in compared]
    assert ["lost", ["added", "lost"]] == [compared[0].fate, sorted(one.fate for one in compared[1:])]
