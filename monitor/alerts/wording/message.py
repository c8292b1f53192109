"""A whole alert in words, laid out for mail, console and file."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.alerts.matters import gather_matters
from monitor.alerts.wording.item import word_item
from monitor.alerts.wording.layout import lay_out
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.note import word_note
from monitor.alerts.wording.notice import word_notice
from monitor.alerts.wording.sources import word_moment
from monitor.alerts.wording.subject import word_lead, word_subject
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import Alert, Message, Topic


def word_alert(alert: Alert, topic: Topic | None, zone: str) -> Message:
    """The alert as its reader sees it; ``zone`` is the IANA name of the newsroom's time zone.

    The subject alone says what moved, from what, to what and who says so; the lead says it in a sentence with outlets
    and days. One fact is one item, whatever changes it makes. ``alert`` holds at least one change, and ``topic`` is the
    one that they are under; or it holds a notice, which has no topic and makes no items. Raises ZoneInfoNotFoundError
    for an unknown zone, ValueError for changes without their topic.
    """
    words, local = load_vocabulary(), ZoneInfo(zone)
    if alert.notice is not None:
        message = word_notice(alert, alert.notice, local, words)
        return lay_out(replace(message, url=_web_address(message.url)), words)
    if topic is None:
        msg = f"alert {alert.alert_id}: its topic {alert.topic!r} must be given, it is no notice"
        raise ValueError(msg)
    return lay_out(_word_changes(alert, topic, local, words), words)


def _word_changes(alert: Alert, topic: Topic, local: ZoneInfo, words: Vocabulary) -> Message:
    newsroom = Newsroom(topic, local, words, today=alert.created_at.astimezone(local).date())
    matters = gather_matters(alert.changes)
    items = tuple(word_item(matter, newsroom) for matter in matters)
    subject, more = word_subject(matters[0], items[0].label, newsroom), len(items) - 1
    return Message(
        message_id=f"alert-{alert.alert_id}",
        subject=words.subject.more.format(subject=subject, count=more) if more else subject,
        lead=word_lead(matters[0], items[0], newsroom),
        items=items,
        title=make_inert(alert.title).strip(),
        lang=alert.lang,
        outlet=isolate_foreign(make_inert(alert.outlet).strip()),
        url=_web_address(alert.url),
        published=word_moment(alert.published_at, local, words),
        text="",
        html="",
        note=word_note(alert, newsroom),
    )


def _web_address(url: str) -> str:
    """The article's address; empty where it is none that a reader's program should open."""
    plain = make_inert(url).strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    return plain if parts.scheme in {"http", "https"} and parts.netloc and " " not in plain else ""
