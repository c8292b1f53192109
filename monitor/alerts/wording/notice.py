"""How a source fares, in words for the operator."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert
from monitor.alerts.wording.counting import cut_short, set_off, word_count
from monitor.alerts.wording.note import word_acks
from monitor.alerts.wording.problem import word_problems
from monitor.alerts.wording.sign_of_life import word_sign_of_life
from monitor.alerts.wording.sources import word_moment, word_since
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Ack, Alert, Message, Notice

_SUBJECT_LETTERS = 120
_LEAD_LETTERS = 1_000
"""How much of a detail a line and a sentence may hold: servers write parts of it. Chosen by judgement."""


_OF_CHANNELS = frozenset({"undelivered", "dead_letters"})


def word_notice(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary, acks: Sequence[Ack] = ()) -> Message:
    """The notice as a message without items, not laid out yet.

    The subject alone says what happened to which source since when, the lead tells moment and detail in full, the note
    says what the operator can do and who sees to it; ``published`` is when it is told. The message is in the reader's
    language, whatever the source's; what a server wrote is left as it is.
    """
    return Message(
        message_id=f"alert-{alert.alert_id}",
        subject=_subject(alert, notice, zone, words),
        lead=_lead(alert, notice, zone, words),
        items=(),
        title="",
        lang=words.lang,
        outlet=set_off(make_inert(alert.outlet).strip(), words) or words.course.network,
        url=alert.url,
        published=words.course.told.format(moment=word_moment(alert.created_at, zone, words)),
        text="",
        html="",
        note="\n".join([_advice(notice, words), *word_acks(acks, alert, zone, words)]),
        notice=notice,
    )


def _subject(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary) -> str:
    told_on = alert.created_at.astimezone(zone).date()
    return _phrase(notice, words).format(
        source=_source(notice, words),
        when=word_since(notice.since, told_on, zone, words),
        detail=_detail(notice, _SUBJECT_LETTERS, words) or words.course.unexplained,
        counted=_counted(notice, words),
    )


def _phrase(notice: Notice, words: Vocabulary) -> str:
    ill: str = getattr(words.ill, notice.ailment)
    healed: str = getattr(words.healed, notice.ailment, ill)
    return healed if notice.healed else ill


def _counted(notice: Notice, words: Vocabulary) -> str:
    if notice.ailment == "dead_letters":
        return word_count(max(notice.muted, 1), words.course.messages, words)
    return word_count(notice.muted, words.course.sources, words)


def _source(notice: Notice, words: Vocabulary) -> str:
    """Its name, and how many sources of its host are told with it."""
    name = set_off(make_inert(notice.subject), words)
    if not notice.muted or notice.ailment in _OF_CHANNELS:
        return name
    return word_count(notice.muted, words.course.joined, words, source=name)


def _lead(alert: Alert, notice: Notice, zone: ZoneInfo, words: Vocabulary) -> str:
    """When it began, what was seen and, of what is over, when that was seen."""
    course, detail = words.course, _detail(notice, _LEAD_LETTERS, words).rstrip(".")
    moment, ended = (word_moment(one, zone, words) for one in (notice.since, alert.created_at))
    if notice.ailment == "alive":
        return course.at_work.format(moment=ended, detail=detail or course.unexplained)
    if notice.healed:
        return (course.healed if detail else course.healed_alone).format(moment=moment, ended=ended, detail=detail)
    if notice.ailment == "dead_letters":
        return course.given_up.format(moment=moment, detail=detail or course.unexplained)
    return (course.ill if detail else course.ill_alone).format(moment=moment, detail=detail)


def _advice(notice: Notice, words: Vocabulary) -> str:
    if notice.healed and notice.ailment != "alive":
        return words.advice.healed_drift if notice.ailment == "drift" else words.advice.healed
    advice: str = getattr(words.advice, notice.ailment)
    return advice


def _detail(notice: Notice, letters: int, words: Vocabulary) -> str:
    detail = " ".join(make_inert(notice.detail).split())
    of_life = word_sign_of_life(detail, words) if notice.ailment == "alive" else ""
    return of_life or set_off(cut_short(word_problems(detail, words), letters), words)
