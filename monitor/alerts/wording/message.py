"""A whole alert in words, laid out for mail, console and file."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert
from monitor.alerts.matters import gather_matters
from monitor.alerts.wording.counting import set_off, word_count
from monitor.alerts.wording.item import word_item
from monitor.alerts.wording.layout import lay_out
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.note import word_note
from monitor.alerts.wording.notice import word_notice
from monitor.alerts.wording.sources import word_moment
from monitor.alerts.wording.subject import word_lead, word_subject
from monitor.alerts.wording.telling import Telling
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import Alert, Lang, Message, Topic

_PLAINLY = Telling()


def word_alert(alert: Alert, topic: Topic | None, zone: str, lang: Lang = "en", telling: Telling = _PLAINLY) -> Message:
    """The alert as its reader sees it, in their language; ``zone`` is the IANA name of the newsroom's time zone.

    The subject alone says what moved, from what, to what and who says so; the lead says it in a sentence with outlets
    and days. One fact is one item, whatever changes it makes. The quote stays in the article's language. ``alert``
    holds at least one change, and ``topic`` is the one that they are under; or it holds a notice, which has no topic
    and makes no items. Raises ZoneInfoNotFoundError for an unknown zone, ValueError for changes without their topic.
    """
    words, local = load_vocabulary(lang), ZoneInfo(zone)
    narrowed = _narrow(alert, telling.changes)
    if narrowed.notice is not None:
        message = word_notice(narrowed, narrowed.notice, local, words, telling.acks)
    elif topic is None:
        msg = f"alert {alert.alert_id}: its topic {alert.topic!r} must be given, it is no notice"
        raise ValueError(msg)
    else:
        today = narrowed.created_at.astimezone(local).date()
        message = _word_changes(narrowed, Newsroom(topic, local, words, today), telling)
    return lay_out(_addressed(message, narrowed, telling), words)


def _narrow(alert: Alert, told: tuple[str, ...]) -> Alert:
    changes = tuple(change for change in alert.changes if change.change_id in told)
    return replace(alert, changes=changes) if changes else alert


def _addressed(message: Message, alert: Alert, telling: Telling) -> Message:
    return replace(
        message,
        message_id=telling.message_id or message.message_id,
        url=_web_address(message.url),
        thread=telling.thread,
        replies_to=telling.replies_to,
        alert=alert,
    )


def _word_changes(alert: Alert, newsroom: Newsroom, telling: Telling) -> Message:
    words = newsroom.words
    matters = gather_matters(alert.changes)
    items = tuple(word_item(matter, newsroom) for matter in matters)
    subject, more = word_subject(matters[0], items[0].label, newsroom), len(items) - 1
    return Message(
        message_id=f"alert-{alert.alert_id}",
        subject=word_count(more, words.subject.more, words, subject=subject) if more else subject,
        lead=word_lead(matters[0], items[0], newsroom),
        items=items,
        title=make_inert(alert.title).strip(),
        lang=alert.lang,
        outlet=set_off(make_inert(alert.outlet).strip(), words),
        url=alert.url,
        published=word_moment(alert.published_at, newsroom.zone, words),
        text="",
        html="",
        note=word_note(alert, telling, newsroom),
    )


def _web_address(url: str) -> str:
    """The article's address; empty where it is none that a reader's program should open."""
    plain = make_inert(url).strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    return plain if parts.scheme in {"http", "https"} and parts.netloc and " " not in plain else ""
