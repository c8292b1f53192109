"""One message of several: what an hour, a day or a quiet night brought together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert
from monitor.alerts.matters import LOUDNESS
from monitor.alerts.wording.counting import cut_short, set_off, word_count
from monitor.alerts.wording.layout import lay_out
from monitor.alerts.wording.sources import word_moment, word_since
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import EnvelopeForm, Lang, Message

_SUBJECT_LETTERS = 160
"""How long a first line may be; a phone shows about half of it, and the loudest stands whole below. By judgement."""


def word_bundle(  # noqa: PLR0913, PLR0917 # what an envelope is made of, and for whom: each stands in the message
    messages: Sequence[Message],
    form: EnvelopeForm,
    lang: Lang,
    zone: str,
    at: datetime,
    message_id: str,
    *,
    route: str = "",
    thread: str = "",
) -> Message:
    """The messages, one at least and in ``lang``, as one: its ``parts`` are these, the loudest first, notices last.

    The subject says how many changes it holds and since when, and begins to tell the loudest. ``at`` is when it is put
    together; ``zone`` is the IANA name of the newsroom's zone. Raises ValueError without any message,
    ZoneInfoNotFoundError for an unknown zone.
    """
    if not messages:
        msg = f"message {message_id}: a bundle needs one message at least"
        raise ValueError(msg)
    words, local = load_vocabulary(lang), ZoneInfo(zone)
    parts = tuple(sorted(messages, key=_rank))
    began_at = min((one.alert.created_at for one in parts if one.alert is not None), default=at)
    bundle = Message(
        message_id=message_id,
        subject=_subject(parts, form, word_since(began_at, at.astimezone(local).date(), local, words), words),
        lead=_lead(began_at, at, route, local, words),
        items=(),
        title="",
        lang=lang,
        outlet=words.course.network,
        url="",
        published=words.course.told.format(moment=word_moment(at, local, words)),
        text="",
        html="",
        thread=thread or _common(one.thread for one in parts),
        replies_to=_common(one.replies_to for one in parts),
        parts=parts,
    )
    return lay_out(bundle, words)


def _rank(message: Message) -> tuple[int, bool]:
    loudness = min((LOUDNESS.index(item.kind) for item in message.items), default=len(LOUDNESS))
    return loudness, message.notice is not None and message.notice.healed


def _subject(parts: Sequence[Message], form: EnvelopeForm, since: str, words: Vocabulary) -> str:
    phrase = {"digest": words.bundle.digest, "catch_up": words.bundle.catch_up}.get(form, words.bundle.group)
    line = phrase.format(counted=_counted(parts, words), since=since, first=parts[0].subject)
    return cut_short(line, _SUBJECT_LETTERS)


def _counted(parts: Sequence[Message], words: Vocabulary) -> str:
    changes = sum(len(one.items) for one in parts)
    notices = sum(not one.items for one in parts)
    told_changes = word_count(changes, words.bundle.changes, words)
    told_notices = word_count(notices, words.bundle.notices, words)
    if changes and notices:
        return words.bundle.both.format(changes=told_changes, notices=told_notices)
    return told_changes if changes else told_notices


def _lead(began_at: datetime, at: datetime, route: str, zone: ZoneInfo, words: Vocabulary) -> str:
    told = words.bundle.since.format(moment=word_moment(began_at, zone, words), until=word_moment(at, zone, words))
    return words.bundle.route.format(told=told, route=set_off(make_inert(route), words)) if route else told


def _common(values: Iterable[str]) -> str:
    """The value that all have; empty where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
