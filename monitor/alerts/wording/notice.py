"""How a source fares, in words for the operator."""

from __future__ import annotations

from datetime import datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.alerts.wording.problem import word_problems
from monitor.alerts.wording.sources import word_moment, word_time
from monitor.alerts.wording.values import word_count, word_number
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Alert, Message, Notice

_SUBJECT_LETTERS = 120
_LEAD_LETTERS = 1_000
"""How much of a detail a line and a sentence may hold: servers write parts of it. Chosen by judgement."""


def word_notice(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary) -> Message:
    """The notice as a message without items, not laid out yet.

    The subject alone says what happened to which source since when, the lead tells moment and detail in full, the note
    says what the operator can do; ``published`` is when it is told. The message is in English, whatever the source's
    language.
    """
    return Message(
        message_id=f"alert-{alert.alert_id}",
        subject=_subject(alert, notice, zone, words),
        lead=_lead(alert, notice, zone, words),
        items=(),
        title="",
        lang="en",
        outlet=isolate_foreign(make_inert(alert.outlet).strip()) or words.course.network,
        url=alert.url,
        published=words.course.told.format(moment=word_moment(alert.created_at, zone, words)),
        text="",
        html="",
        note=_advice(notice, words),
        notice=notice,
    )


def _subject(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary) -> str:
    phrase: str = getattr(words.healed if notice.healed else words.ill, notice.ailment)
    return phrase.format(
        source=_source(notice, words),
        when=_when(notice.since, alert.created_at, zone, words),
        detail=_detail(notice, _SUBJECT_LETTERS, words) or words.course.unexplained,
        counted=word_count(notice.muted, words.course.source, words.course.sources),
    )


def _source(notice: Notice, words: Vocabulary) -> str:
    """Its name, and how many sources of its host are told with it."""
    name = isolate_foreign(make_inert(notice.subject))
    return words.course.joined.format(source=name, count=word_number(notice.muted)) if notice.muted else name


def _lead(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary) -> str:
    """When it began, what was seen and, of what is over, when that was seen."""
    course, detail = words.course, _detail(notice, _LEAD_LETTERS, words).rstrip(".")
    moment, ended = (word_moment(one, zone, words) for one in (notice.since, alert.created_at))
    if notice.healed:
        return (course.healed if detail else course.healed_alone).format(moment=moment, ended=ended, detail=detail)
    return (course.ill if detail else course.ill_alone).format(moment=moment, detail=detail)


def _advice(notice: Notice, words: Vocabulary) -> str:
    if notice.healed:
        return words.advice.healed_drift if notice.ailment == "drift" else words.advice.healed
    advice: str = getattr(words.advice, notice.ailment)
    return advice


def _when(since: datetime, told_at: datetime, zone: ZoneInfo, words: Vocabulary) -> str:
    """The time alone for what began on the day on which it is told, else the moment in full."""
    local = since.astimezone(zone)
    if local.date() == told_at.astimezone(zone).date():
        return words.course.today.format(time=word_time(local))
    return word_moment(since, zone, words)


def _detail(notice: Notice, letters: int, words: Vocabulary) -> str:
    told = word_problems(make_inert(notice.detail).strip(), words)
    plain = shorten(told, letters, placeholder=" …").strip()
    return isolate_foreign(plain) if plain else ""
