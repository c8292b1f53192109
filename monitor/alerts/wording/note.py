"""What a reader must know of the whole message: that the article was edited, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.alerts.matters import stands_no_more
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sources import word_moment, word_time, word_zone
from monitor.records import Alert


def word_note(alert: Alert, newsroom: Newsroom) -> str:
    """A sentence for each thing known of the article's edits; empty where nothing is."""
    return " ".join(_sentences(alert, newsroom))


def _sentences(alert: Alert, newsroom: Newsroom) -> Iterator[str]:
    words, zone = newsroom.words, newsroom.zone
    if alert.edited:
        yield words.note.edited
        if not all(stands_no_more(change) for change in alert.changes):
            yield words.note.reads_now
    if alert.outlet_updated_at is not None:
        local = alert.outlet_updated_at.astimezone(zone)
        if local.date() == newsroom.today:
            yield words.note.updated_at.format(time=word_time(local), zone=word_zone(zone))
        else:
            yield words.note.updated_on.format(moment=word_moment(alert.outlet_updated_at, zone, words))
    if alert.slug_differs:
        yield words.note.slug_differs
