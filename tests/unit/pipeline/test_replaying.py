"""Replay: what would have been told, from articles alone or from given claims."""

from __future__ import annotations

from records_made import later, make_article, make_claim, make_date, make_key
from workshop_made import TOPIC, departure_page

from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import replay_articles

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
