"""A whole alert in words, laid out for mail, console and file."""

from __future__ import annotations

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.alerts.wording.item import word_item
from monitor.alerts.wording.layout import lay_out
from monitor.alerts.wording.movement import word_movement
from monitor.alerts.wording.sources import word_moment, word_source_briefly
from monitor.alerts.wording.values import word_claim_briefly
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import Alert, Change, Message, MessageItem, Topic


def word_alert(alert: Alert, topic: Topic, zone: str) -> Message:
    """The alert as the desk reads it; ``zone`` is the IANA name of the newsroom's time zone.

    The subject alone says what moved, from what, to what and who says so; the lead says it in a sentence with outlets
    and days. ``alert`` holds at least one change. Raises ZoneInfoNotFoundError for an unknown zone.
    """
    words, newsroom = load_vocabulary(), ZoneInfo(zone)
    items = tuple(word_item(change, topic, newsroom, words) for change in alert.changes)
    message = Message(
        message_id=f"alert-{alert.alert_id}",
        subject=_subject(alert, items[0], words),
        lead=_lead(items[0], words),
        items=items,
        title=make_inert(alert.title).strip(),
        lang=alert.lang,
        outlet=isolate_foreign(make_inert(alert.outlet).strip()),
        url=_web_address(alert.url),
        published=word_moment(alert.published_at, newsroom, words),
        text="",
        html="",
        note=words.layout.edited if alert.edited else "",
    )
    return lay_out(message, words)


def _subject(alert: Alert, loudest: MessageItem, words: Vocabulary) -> str:
    change = alert.changes[0]
    subject = _first_line(change, words).format(
        label=loudest.label,
        moved=word_movement(change, words).brief,
        now=word_claim_briefly(change.said.claim, words),
        before=word_claim_briefly(change.against.claim, words) if change.against else "",
        who=word_source_briefly(change.said, words),
    )
    more = len(alert.changes) - 1
    return words.subject.more.format(subject=subject, count=more) if more else subject


def _first_line(change: Change, words: Vocabulary) -> str:
    if change.kind == "denied":
        return words.subject.denied
    if change.against is None:
        return words.subject.new
    return words.subject.refined if change.kind == "refined" else words.subject.changed


def _lead(item: MessageItem, words: Vocabulary) -> str:
    if item.kind == "denied":
        sentence = words.lead.denied if item.before else words.lead.denied_alone
    elif not item.before:
        sentence = words.lead.new
    else:
        sentence = words.lead.refined if item.kind == "refined" else words.lead.changed
    return sentence.format(now=item.now, now_said=item.now_said, before=item.before, before_said=item.before_said)


def _web_address(url: str) -> str:
    """The article's address; empty where it is none that a reader's program should open."""
    plain = make_inert(url).strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    return plain if parts.scheme in {"http", "https"} and parts.netloc and " " not in plain else ""
