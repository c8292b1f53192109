"""Rereading: what is stored is put right by other rules; nothing is sent, and nothing that was told is told again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lived_stories import STORIES, live, store_of, take_step
from records_made import NOON
from watched_town import GAZETTE, HERALD, Town, answer_of, leaving, reports, says, town_with
from workshop_made import TOPIC

from monitor.errors import StoreError
from monitor.pipeline.reading import Reader
from monitor.pipeline.rereading import reread_store
from monitor.records import Force, Place
from monitor.store import MemoryStore

QUAY = replace(TOPIC, places=(*TOPIC.places, Place("quay", "the Long Quay", "rivertown", {"en": ("Long Quay",)})))
"""Knows another place, so that claims about it come to stand under another key."""

GUARDS = replace(TOPIC, forces=(Force("wardens", "the wardens", own=True, aliases={"en": ("guards",)}),))
"""Knows the force by another name alone: no article of the wardens is of the topic."""

BEGINS = replace(TOPIC, frames=(replace(TOPIC.frames[0], role="begins"),))
"""Asks when they begin to leave."""

KINDS = [("memory", 20), ("sqlite", 6)]
AT_THE_QUAY = "The wardens will leave the Long Quay by May 2027, the mayor said."


def reread_with(town, topic):
    """What comes of a reread by a topic; the town goes on with it."""
    reader = Reader([topic])
    done = reread_store(town.store, reader, town.workshop.rules.zone, town.workshop.clock.now())
    town.reconfigure(reader=reader, topics={topic.name: topic})
    return done


def kept(store):
    """All that a reread might change, and all that it must not."""
    keys = store.keys()
    articles = {one.article.article_id for one in store.readings()}
    return {
        "claims": store.claims(),
        "changes": store.changes(),
        "histories": dict(store.histories(keys)),
        "supports": [store.supports(key) for key in keys],
        "articles": [
            (one, store.claim_ids(one), store.backed_alone(one), store.visit(one)) for one in sorted(articles)
        ],
        "due": [store.keys_due(NOON.date() + timedelta(days=days)) for days in (1, 30, 3000)],
    } | sent(store)


def sent(store):
    """What a reread must never change."""
    return {"alerts": store.alerts(), "deliveries": store.deliveries(), "readings": list(store.readings())}


def told_ids(alerts):
    """Ids of the changes that alerts tell."""
    return [change.change_id for alert in alerts for change in alert.changes]


# -- by the same rules --


@pytest.mark.parametrize(("kind", "examples"), KINDS)
def test_reread_by_the_same_rules_changes_nothing(kind, examples):
    """Claims, histories, changes, supports, alerts and deliveries are equal afterwards, whatever outlets did."""

    @settings(max_examples=examples)
    @given(STORIES)
    def holds(story):
        with store_of(kind) as store:
            town = live(story, store)
            before = kept(store)

            done = reread_with(town, TOPIC)

            assert before == kept(store)
            assert (0, 0, (), len(before["claims"])) == (done.found, done.lost, done.would_be_told, done.kept)

    holds()


def test_reread_of_an_empty_store_is_empty():
    """Nothing stored, nothing read."""
    done = reread_store(MemoryStore(), Reader([TOPIC]), "UTC", NOON)

    assert (0, 0, 0, 0, ()) == (done.articles, done.kept, done.found, done.lost, done.would_be_told)


# -- by other rules --


@pytest.mark.parametrize(("kind", "examples"), KINDS)
def test_reread_sends_nothing_and_leads_to_nothing_told_twice(kind, examples):
    """Alerts, deliveries and the journal stay as they are, and later cycles tell no change that was told before."""

    @settings(max_examples=examples)
    @given(STORIES, st.lists(st.sampled_from((TOPIC, QUAY, GUARDS, BEGINS)), min_size=1, max_size=3), STORIES)
    def holds(story, topics, afterwards):
        with store_of(kind) as store:
            town = live(story, store)
            before = sent(store)

            for topic in topics:
                reread_with(town, topic)

            assert before == sent(store)
            asyncio.run(go_on(town, afterwards))
            told = told_ids(town.alerts)
            assert sorted(set(told)) == sorted(told)

    holds()


@pytest.mark.parametrize(("kind", "examples"), KINDS)
def test_rules_that_change_and_change_back_leave_everything_as_it_was(kind, examples):
    """A draft that was tried and taken back is forgotten but for the verdicts that it made, which nobody was told."""

    @settings(max_examples=examples)
    @given(STORIES, st.sampled_from((QUAY, GUARDS, BEGINS)))
    def holds(story, topic):
        with store_of(kind) as store:
            town = live(story, store)
            before = kept(store)

            reread_with(town, topic)
            reread_with(town, TOPIC)

            after = kept(store)
            known = {change.change.change_id for change in before["changes"]}
            added = [one.change for one in after.pop("changes") if one.change.change_id not in known]
            assert {part: before[part] for part in after} == after
            assert [] == [change for change in added if change.told]

    holds()


async def go_on(town, story):
    """Live on through a story."""
    for step in story:
        take_step(town, step)
        await town.look_after(step.pause)


async def test_claims_that_rules_no_longer_make_are_retired():
    """They are counted as lost, no longer listed, and their keys have no history; what was told of them stays kept."""
    town = await town_with(says(leaving("by September 2027")))
    key, article = town.store.keys()[0], town.versions()[0].article_id

    done = reread_with(town, GUARDS)

    assert (1, 0, 0, 1, ()) == (done.articles, done.kept, done.found, done.lost, done.would_be_told)
    assert [[], [], frozenset()] == [town.store.claims(), town.store.keys(), town.store.claim_ids(article)]
    assert () == town.store.histories([key])[key].positions
    assert ["new"] == [one.change.kind for one in town.store.changes()]


async def test_claims_that_rules_find_are_kept_and_listed_but_not_told():
    """What newer rules would have told stands in the report and, with its reason, in the history; no alert is made."""
    town = await town_with(says(leaving("by September 2027"), AT_THE_QUAY))
    before = sent(town.store)

    done = reread_with(town, QUAY)

    assert (1, 1, 1, 1) == (done.articles, done.kept, done.found, done.lost)
    assert [("new", "quay", "reread")] == [
        (change.kind, change.said.claim.key.place, change.reason) for change in done.would_be_told
    ]
    keys = town.store.keys()
    assert ["quay", "rivertown"] == [key.place for key in keys]
    assert "reread" in {one.change.reason for one in town.store.changes()}
    assert before == sent(town.store)


async def test_found_claim_is_what_later_articles_are_compared_with():
    """An article that repeats what a reread found tells nothing; one that says otherwise is a change of it."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up("plan", says(leaving("by September 2027"), AT_THE_QUAY))
    await town.look_after(15)
    reread_with(town, QUAY)
    town.put_up("same", reports(GAZETTE, AT_THE_QUAY), GAZETTE)
    told = [await town.look_after(15)]
    town.put_up("other", reports(HERALD, AT_THE_QUAY.replace("May 2027", "July 2028")), HERALD)
    told.append(await town.look_after(15))

    assert [[], [("changed", None)]] == told


async def test_article_that_is_read_again_after_a_reread_tells_only_what_changed_since():
    """The old version is read by the new rules as well, so that a visit tells the outlet's edit and not ours."""
    town = await town_with(says(leaving("by September 2027"), AT_THE_QUAY))
    reread_with(town, QUAY)
    told = [await town.look_again()]
    town.edit("plan", says(leaving("by September 2027"), AT_THE_QUAY, "Nobody wept."))
    told.append(await town.look_again())
    town.edit("plan", says(leaving("by September 2027"), AT_THE_QUAY.replace("May", "June"), "Nobody wept."))
    told.append(await town.look_again())

    assert [[], [], [("changed", None), ("revised", "value")]] == told


async def test_reread_finds_what_every_version_said():
    """Versions that were edited since are read as well: what was revised under the new rules is told to nobody."""
    town = await town_with(says(leaving("by September 2027"), AT_THE_QUAY))
    town.edit("plan", says(leaving("by September 2027"), AT_THE_QUAY.replace("May", "June")))
    await town.look_again()

    done = reread_with(town, QUAY)

    assert 2 == done.articles
    assert [("new", None), ("changed", None), ("revised", "value")] == [
        (change.kind, change.part) for change in done.would_be_told
    ]


async def test_page_that_was_gone_stays_gone():
    """What was withdrawn with its page is withdrawn after a reread too, and is told no second time."""
    town = await town_with(says(leaving("by September 2027"), AT_THE_QUAY))
    town.edit("plan", answer_of(404))
    for _ in range(3):
        await town.look_again()

    reread_with(town, QUAY)

    assert {"withdrawn"} == set(town.stages())
    assert [] == await town.look_again()


async def test_page_that_came_back_with_a_trivial_edit_still_stands():
    """What stood again when its page was back stands after a reread, however small the edit that it came back with."""
    page = says(leaving("by September 2027"))
    town = await town_with(page)
    for answer in (*[answer_of(404)] * 3, replace(page, paragraphs=(*page.paragraphs, "Last updated 16:10"))):
        town.edit("plan", answer)
        await town.look_again()
    before = kept(town.store)

    reread_with(town, TOPIC)

    assert (["planned"], before) == (town.stages(), kept(town.store))


async def test_overdue_promise_that_only_new_rules_know_is_not_told():
    """A day that passed before the reread is kept as overdue, silently, and stays silent."""
    town = await town_with(says(leaving("by 10 March 2026").replace("Rivertown", "the Long Quay"), AT_THE_QUAY))
    await town.look(NOON + timedelta(days=20))
    alerts = town.alerts
    reread_with(town, QUAY)

    assert [] == await town.look(NOON + timedelta(days=25))
    assert alerts == town.alerts


async def test_reread_that_fails_leaves_the_store_as_it_was():
    """A fault in reading half-way keeps nothing of the reread."""

    class BreakingReader(Reader):
        def read(self, article):
            if "December" in article.text:
                raise StoreError(article.article_id, "the disk is full", "make room")
            return super().read(article)

    for kind in ("memory", "sqlite"):
        with store_of(kind) as store:
            town = Town(store=store)
            await town.look(NOON)
            for slug, when in (("one", "by September 2027"), ("two", "by December 2027")):
                town.put_up(slug, says(leaving(when), title=f"Wardens: the {slug} plan"))
                await town.look_after(15)
            before = kept(store)

            with pytest.raises(StoreError, match="the disk is full"):
                reread_store(store, BreakingReader([GUARDS]), "UTC", NOON)
            assert before == kept(store)


async def test_edit_of_an_article_that_older_rules_read_otherwise_tells_the_edit_alone():
    """What the article always said, and only newer rules find, is kept in silence before its edit is judged."""
    town = await town_with(says(leaving("by September 2026"), AT_THE_QUAY))
    town.reconfigure(reader=Reader([QUAY]), topics={QUAY.name: QUAY})
    town.edit("plan", says(leaving("by December 2026"), AT_THE_QUAY))

    told = await town.look_again()

    quay = [kept.change for kept in town.store.changes() if kept.change.said.claim.key.place == "quay"]
    assert {"changed", "revised"} == {kind for kind, _ in told}
    assert ["reread"] == [change.reason for change in quay]


async def test_verdict_that_nobody_was_told_of_is_put_right():
    """A restatement that only wrong rules made one is listed and kept as the news that it would have been."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up("plan", reports(HERALD, "The wardens will leave the Long Quay by May 2027, the mayor said."))
    await town.look_after()
    town.put_up("echo", reports(GAZETTE, leaving("by May 2027")), GAZETTE)
    assert [] == await town.look_after()

    done = reread_with(town, QUAY)

    verdicts = [
        (one.change.said.claim.key.place, one.change.kind, one.change.reason)
        for one in town.store.changes()
        if one.change.said.outlet == "Gazette"
    ]
    assert [("rivertown", "new", "reread")] == verdicts
    assert {"quay", "rivertown"} == {change.said.claim.key.place for change in done.would_be_told}
    assert () == reread_with(town, QUAY).would_be_told
