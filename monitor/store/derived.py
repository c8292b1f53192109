"""What a store makes of a reading that the reading does not spell out: one rule for every adapter."""

from __future__ import annotations

from monitor.records import Alert, Article, ArticleReading, Claim, Delivery, Said


def said_in(article: Article, claim: Claim) -> Said:
    """A claim of an article as said there: by its outlet, under its title, at the moment of its publication."""
    return Said(claim, article.outlet, article.url, article.lang, article.published_at, article.title)


def owed_deliveries(alert: Alert, reading: ArticleReading) -> tuple[Delivery, ...]:
    """The deliveries of an alert that was not known before: one to each channel of the reading, due when it was read.

    A delivery's id is that of its alert, a slash, and the channel.
    """
    return tuple(
        Delivery(f"{alert.alert_id}/{channel}", alert, channel, "owed", reading.read_at)
        for channel in dict.fromkeys(reading.channels)
    )
