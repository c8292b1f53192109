"""Replay: what would have been told, from articles alone, from given claims, or from a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from lived_stories import STORIES, live, store_of
from records_made import NOON, later, make_article, make_claim, make_date, make_key
from watched_town import answer_of, leaving, says, town_with
from workshop_made import TOPIC, departure_page

from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import replay_articles, replay_store
from monitor.store import MemoryStore

READER = Reader([TOPIC])


def article_of(when, article_id, hours):
    """An article that says when the wardens leave, published so many hours from noon."""
    page = departure_page(when)
    return make_article(article_id, title=page.title, text=page.text, published_at=later(hours=hours))


def told(changes):
    """Kind and article of each change."""
    return [(change.kind, change.said.claim.article_id) for change in changes]


def test_articles_are_replayed_in_order_of_publication():
    """Whatever order they are given in, the earlier article is judged first and restatements are left out."""
    articles = [
        article_of("by December 2026", "third", 3),
        article_of("by September 2026", "second", 2),
        article_of("by September 2026", "first", 1),
    ]

    assert [("new", "first"), ("changed", "third")] == told(replay_articles(articles, READER))


def test_articles_of_one_moment_are_replayed_by_id():
    """Two articles published together are judged in the order of their ids, on every machine."""
    articles = [article_of("by December 2026", "b", 1), article_of("by September 2026", "a", 1)]

    assert [("new", "a"), ("changed", "b")] == told(replay_articles(articles, READER))


def test_given_claims_are_judged_and_nothing_is_read():
    """With claims given, an article without any tells nothing, whatever its text says."""
    articles = [article_of("by September 2026", "one", 1), article_of("by December 2026", "two", 2)]
    claim = make_claim(article_id="two", key=make_key(), value=make_date("2026-10-01", "2026-10-31"))

    changes = list(replay_articles(articles, READER, {"two": [claim]}))

    assert [("new", "two")] == told(changes)
    assert claim == changes[0].said.claim


def test_no_articles_tell_nothing():
    """An empty replay is empty."""
    assert [] == list(replay_articles([], READER))


def test_versions_of_one_article_are_replayed_as_edits():
    """Articles of one id are versions in the order given: the second one tells what it says otherwise."""
    first = article_of("by September 2026", "one", 1)
    second = replace(article_of("by December 2026", "one", 1), content_hash="hash-2")

    assert [("new", "one"), ("changed", "one"), ("revised", "one")] == told(replay_articles([first, second], READER))


def published_on(article, day):
    """The article as if it was published at noon of a day of March 2026."""
    at = NOON + timedelta(days=day - 2)
    return replace(article, published_at=at, published_on=at.date())


PROMISE = published_on(article_of("by 10 March 2026", "promise", 0), 3)
NEXT = published_on(article_of("by December 2026", "next", 0), 20)


def test_promised_day_passes_once_an_article_of_a_later_day_is_read():
    """Without a clock, days pass as articles are published: the overdue is told before the article that shows it."""
    found = told(replay_articles([NEXT, PROMISE], READER))

    assert [("new", "promise"), ("overdue", "promise"), ("changed", "next")] == found


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2026, 3, 3), [("new", "promise"), ("overdue", "promise"), ("changed", "next")]),
        (date(2026, 3, 4), [("overdue", "promise"), ("changed", "next")]),
        (date(2026, 3, 20), [("overdue", "promise"), ("changed", "next")]),
        (date(2026, 3, 21), []),
    ],
)
def test_replay_since_a_day_leaves_out_what_was_told_before(since, expected):
    """Earlier articles are judged all the same; a day that passed is told on the day of the article that shows it."""
    assert expected == told(replay_articles([PROMISE, NEXT], READER, since=since))


# -- from a store --


def replayed(town):
    """The changes of all steps of a store's journal, in order; of one that comes twice, the first."""
    steps = replay_store(town.store, town.workshop.reader, town.workshop.rules.zone)
    changes = {}
    for step in steps:
        for change in step.judgement.changes:
            changes.setdefault(change.change_id, change)
    return list(changes.values())


@pytest.mark.parametrize(("kind", "examples"), [("memory", 30), ("sqlite", 6)])
def test_replay_of_a_store_gives_exactly_the_changes_that_it_keeps(kind, examples):
    """Whatever outlets did to their pages, the journal read anew makes the same changes, word for word and in order."""

    @settings(max_examples=examples)
    @given(STORIES)
    def holds(story):
        with store_of(kind) as store:
            town = live(story, store)

            assert [kept.change for kept in store.changes()] == replayed(town)

    holds()


def test_replay_of_an_empty_store_is_empty():
    """A store without readings and cycles has no steps."""
    assert [] == list(replay_store(MemoryStore(), READER, "UTC"))


async def test_replay_has_one_step_a_reading_and_one_a_cycle():
    """The journal's readings and the looks for days that passed come in the order in which they happened."""
    town = await town_with(says(leaving("by 10 March 2026")))
    town.edit("plan", says(leaving("by 10 March 2026"), "Nobody wept."))
    await town.look_again()
    await town.look(NOON + timedelta(days=11))

    steps = list(replay_store(town.store, town.workshop.reader, "UTC"))
    minutes = [(step.at - NOON) / timedelta(minutes=1) for step in steps]
    assert [(0, False), (15, True), (15, False), (30, True), (30, False), (11 * 24 * 60, False)] == [
        (at, step.reading is not None) for at, step in zip(minutes, steps, strict=True)
    ]
    assert ["overdue"] == [change.kind for change in steps[-1].judgement.changes]


async def test_replay_changes_nothing_in_the_store():
    """A replay works in a store of its own."""
    town = await town_with(says(leaving("by September 2027")))
    town.edit("plan", answer_of(404))
    await town.look_again()
    await town.look_again()
    kept = list(town.store.changes()), list(town.store.readings()), town.store.alerts()

    list(replay_store(town.store, town.workshop.reader, "UTC"))

    assert kept == (list(town.store.changes()), list(town.store.readings()), town.store.alerts())
