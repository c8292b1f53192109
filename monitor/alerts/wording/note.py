"""What a reader must know of the whole message: what was told before, who sees to it, how the article was edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from zoneinfo import ZoneInfo

from monitor.alerts.in_hand import in_hand
from monitor.alerts.inert import make_inert
from monitor.alerts.matters import stands_no_more
from monitor.alerts.wording.counting import set_off
from monitor.alerts.wording.follow_up import word_follow_up
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sources import word_moment, word_since, word_time, word_zone
from monitor.alerts.wording.telling import Telling
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Ack, Alert

_OWNER_LETTERS = 60
_NOTE_LETTERS = 200
"""How much of what people say stands in a line of a message. Chosen by judgement."""


def word_note(alert: Alert, telling: Telling, newsroom: Newsroom) -> str:
    """A line for what was told before, one for each who has it in hand, and one for the article's edits; else empty."""
    lines = [word_follow_up(alert, telling.follow_up, newsroom)] if telling.follow_up is not None else []
    lines += word_acks(telling.acks, alert, newsroom.zone, newsroom.words)
    lines.append(" ".join(_sentences(alert, newsroom)))
    return "\n".join(line for line in lines if line)


def word_acks(acks: Iterable[Ack], alert: Alert, zone: ZoneInfo, words: Vocabulary) -> tuple[str, ...]:
    """Who has it in hand since when, a line each: "Sara has this in hand since 09:10: calling the ministry".

    ``acks`` are all of the alert's thread: what was taken back, replaced, or said over 14 days before it is left out.
    """
    today = alert.created_at.astimezone(zone).date()
    current = in_hand(acks, alert.created_at)
    return tuple(_word_ack(ack, word_since(ack.made_at, today, zone, words), words) for ack in current)


def _word_ack(ack: Ack, when: str, words: Vocabulary) -> str:
    owner, note = _said(ack.owner, _OWNER_LETTERS, words), _said(ack.note, _NOTE_LETTERS, words)
    return (words.note.in_hand if note else words.note.in_hand_alone).format(owner=owner, when=when, note=note)


def _said(text: str, letters: int, words: Vocabulary) -> str:
    return set_off(shorten(make_inert(text), letters, placeholder=" …").strip(), words)


def _sentences(alert: Alert, newsroom: Newsroom) -> Iterator[str]:
    words, zone = newsroom.words, newsroom.zone
    if alert.edited:
        yield words.note.edited
        if not all(stands_no_more(change) for change in alert.changes):
            yield words.note.reads_now
    if alert.outlet_updated_at is not None:
        local = alert.outlet_updated_at.astimezone(zone)
        if local.date() == newsroom.today:
            yield words.note.updated_at.format(time=word_time(local, words), zone=word_zone(zone, words))
        else:
            yield words.note.updated_on.format(moment=word_moment(alert.outlet_updated_at, zone, words))
    if alert.slug_differs:
        yield words.note.slug_differs
