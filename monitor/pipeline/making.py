"""An article made of what the feed says of it and what its page gives."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor.feeds import article_id
from monitor.identity import stable_id
from monitor.records import Article, DueEntry, Extraction, Source

_CLOCK_SLACK = timedelta(hours=1)
"""A feed may run ahead of our clock by this much; a date further in the future is taken as a mistake."""


def make_article(due: DueEntry, extraction: Extraction, source: Source) -> Article:
    """The article of an entry and its page: the title from the feed, the text from the page.

    The moment of publication is the feed's, else the page's, else when the entry was first seen; one that lies more
    than an hour ahead of that is a mistake, and first sight is taken.
    """
    entry = due.entry
    published_at = entry.published_at or extraction.published_at or due.first_seen_at
    if published_at > due.first_seen_at + _CLOCK_SLACK:
        published_at = due.first_seen_at
    title = entry.title or extraction.title
    return Article(
        article_id=article_id(source.outlet, entry.url),
        url=entry.url,
        outlet=source.outlet,
        lang=source.lang,
        title=title,
        text=extraction.text,
        published_at=published_at,
        published_on=published_at.astimezone(ZoneInfo(source.zone)).date(),
        content_hash=stable_id("content", title, extraction.text),
    )
