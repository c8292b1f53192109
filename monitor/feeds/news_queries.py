"""Searches of Google News: they tell that an outlet published something, and hide where.

Their feeds have a shape of their own: a title ends with the publisher's name, the description repeats it, the link is
a token that leads nowhere without a browser, and an outlet's home page may be listed as an article.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.feeds.items import FeedItem, ItemList
from monitor.hosts import site_of


def as_news_query(found: ItemList) -> ItemList:
    """A feed's items as those of a news query, without home pages; the warning counts these.

    A title loses the publisher's name at its end. The summary becomes "publisher (host)", for entries have no other
    place that says whose article it is; it is empty where the item does not say.
    """
    articles = tuple(_article(item) for item in found.items if not _is_home_page(item))
    homes = len(found.items) - len(articles)
    told = (f"home pages listed as articles left out: {homes:,}",) if homes else ()
    return replace(
        found,
        kind="news-query",
        when_empty="the news query found nothing",
        items=articles,
        warnings=(*found.warnings, *told),
    )


def _article(item: FeedItem) -> FeedItem:
    host = site_of(item.publisher_url)
    summary = f"{item.publisher} ({host})" if item.publisher and host else item.publisher or host
    return replace(item, mark=replace(item.mark, title=_bare_title(item), summary=summary))


def _bare_title(item: FeedItem) -> str:
    if not item.publisher:
        return item.mark.title
    # The blank is for a title that is nothing but the publisher's name.
    return f" {item.mark.title}".removesuffix(f" - {item.publisher}").strip()


def _is_home_page(item: FeedItem) -> bool:
    """Whether an item names a site and no article of it."""
    host = site_of(item.publisher_url)
    names = {"", item.publisher.casefold(), host, host.partition(".")[0]}
    return bool(item.publisher) and _bare_title(item).casefold().removeprefix("www.").rstrip("/") in names
