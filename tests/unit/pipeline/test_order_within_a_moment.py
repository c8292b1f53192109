"""Articles of one moment: in whatever order they turn up, the same is told and the same positions stand."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from records_made import NOON, later, make_article, make_claim, make_entry, make_figure, make_key, make_poll
from workshop_made import TOPIC, WrittenWeb, departure_page, make_workshop, never

from monitor.pipeline.entries import read_due_entries
from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import Replay, replay_articles
from monitor.pipeline.tally import Tally

READER = Reader([TOPIC])
COUNTS = [100, 104, 108, 112, 500, 2400, 2450, 2500]
"""Neighbours agree when they are approximate, and those further apart do not: here the order would matter."""

batches = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(COUNTS), st.sampled_from(["planned", "denied"])),
    min_size=2,
    max_size=8,
).flatmap(lambda batch: st.tuples(st.just(batch), st.permutations(range(len(batch)))))


def articles_of(batch):
    """An article for each line of a batch, and its one claim."""
    articles = [
        make_article(f"article-{number}", published_at=later(hours=hour), text=f"Report {number}.")
        for number, (hour, _, _) in enumerate(batch)
    ]
    given_claims = {
        f"article-{number}": [
            make_claim(
                f"claim-{number}",
                article_id=f"article-{number}",
                key=make_key("troops_present"),
                value=make_figure(count, approx=True),
                modality=modality,
            )
        ]
        for number, (_, count, modality) in enumerate(batch)
    }
    return articles, given_claims


@given(batches)
@settings(deadline=None)
def test_replay_tells_the_same_in_whatever_order_the_articles_are_given(drawn):
    """Every order of the lines of a file gives the same changes, against the same claims."""
    batch, order = drawn
    articles, claims = articles_of(batch)

    as_given = list(replay_articles(articles, READER, claims))

    assert as_given == list(replay_articles([articles[number] for number in order], READER, claims))


@given(st.permutations(range(4)))
@settings(deadline=None, max_examples=24)
def test_positions_do_not_depend_on_the_order_in_which_a_batch_was_polled(order):
    """Entries of one moment leave the same histories, whichever feed was polled first."""
    whens = ["in 2026", "by September 2026", "on 20 September 2026", "on 15 September 2026"]

    def histories_after(numbers):
        pages = {number: departure_page(whens[number]) for number in numbers}
        urls = {number: f"https://herald.example/{number}" for number in numbers}
        workshop = make_workshop(WrittenWeb({urls[number]: page for number, page in pages.items()}))
        for number in numbers:
            entry = make_entry(str(number), title=pages[number].title, url=urls[number], published_at=NOON)
            workshop.store.save_poll(make_poll(entry))
        asyncio.run(read_due_entries(workshop, never, Tally()))
        return dict(workshop.store.histories(workshop.store.keys()))

    assert histories_after(range(4)) == histories_after(order)


def test_a_claim_fed_twice_changes_nothing():
    """The same article, read again as it stands, makes no change and touches no history."""
    articles, claims = articles_of([(0, 100, "planned"), (1, 500, "planned"), (2, 500, "denied")])
    replay = Replay(READER, claims)
    for article in articles:
        replay.read(article, article.published_at)
    before = dict(replay.store.histories(replay.store.keys()))

    again = [replay.read(article, later(days=1)).judgement for article in articles]

    assert [()] * 3 == [judgement.changes for judgement in again]
    assert before == dict(replay.store.histories(replay.store.keys()))
