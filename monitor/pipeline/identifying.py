"""Which article an address leads to: one article has many addresses."""

from __future__ import annotations

from datetime import timedelta

from monitor.feeds.links import article_id, slug
from monitor.origins import COPY_LIKENESS, imprint, likeness
from monitor.ports import Store
from monitor.records import Article

_SAME_STORY = timedelta(days=1)
"""An outlet that moves an article to another section does so within a day, and gives it no other day. Judgement."""


def find_known(article: Article, final_url: str, store: Store) -> Article | None:
    """The known article that a page is another version of, or the same; None for a new one.

    It is known by its address, by the one that it led to, or by the part of its address that names it: an outlet that
    moves an article to another section keeps that, and either its headline or most of its words.
    """
    by_address = store.article(article.article_id) or store.article(article_id(article.outlet, final_url))
    if by_address is not None:
        return by_address
    moved = (known for known in store.articles_at(article.outlet, slug(article.url)) if _is_moved(known, article))
    return next(moved, None)


def _is_moved(known: Article, article: Article) -> bool:
    if abs(known.published_at - article.published_at) > _SAME_STORY:
        return False
    if known.title == article.title:
        return True
    return likeness(imprint(known.full_text).digest, imprint(article.full_text).digest) >= COPY_LIKENESS
