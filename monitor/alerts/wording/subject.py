"""The first line of a message, and the sentence that tells the same with outlets and days."""

from __future__ import annotations

from monitor.alerts.matters import Matter
from monitor.alerts.wording.dates import word_day_beside
from monitor.alerts.wording.headings import name_change
from monitor.alerts.wording.movement import word_movement
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sides import word_number_of_values, word_row
from monitor.alerts.wording.sources import word_outlet, word_source, word_source_briefly, word_speaker
from monitor.alerts.wording.timing import word_timing
from monitor.alerts.wording.values import (
    word_claim_alone,
    word_claim_bare,
    word_claim_beside,
    word_claim_briefly,
    word_standing,
)
from monitor.records import Change, DateValue, MessageItem

_NEEDS_NOTHING_KNOWN = frozenset({"denied", "gone", "page_gone", "overdue"})


def word_subject(matter: Matter, label: str, newsroom: Newsroom) -> str:
    """The line that by itself says what moved, from what, to what and who says so, for a phone's notification."""
    change, words = matter.headline, newsroom.words
    said, against = change.said, change.against or change.said
    phrase = words.subject.contradiction if matter.values else _phrase(change, newsroom)
    return phrase.format(
        label=label,
        moved=word_movement(change, words).brief,
        now=_now(change, newsroom),
        before=_before(change, newsroom),
        who=word_source_briefly(said, words),
        before_who=word_speaker(against.claim, words),
        standing=word_standing(said.claim, words),
        before_standing=word_standing(against.claim, words),
        outlet=word_outlet(said, words),
        said=word_source(said, newsroom.zone, words),
        day=word_day_beside(
            against.said_at.astimezone(newsroom.zone).date(), said.said_at.astimezone(newsroom.zone).date(), words
        ),
        timing=word_timing(change, words),
        counted=word_number_of_values(len(matter.values), newsroom),
        values=word_row((word_claim_alone(one.claim, words) for one in matter.values or (said,)), newsroom),
    )


def word_lead(matter: Matter, item: MessageItem, newsroom: Newsroom) -> str:
    """The matter in a sentence, with outlets and days."""
    return _sentence(matter, item, newsroom).format(
        now=item.now,
        now_said=item.now_said,
        before=item.before,
        before_said=item.before_said,
        counted=item.heading,
    )


def _now(change: Change, newsroom: Newsroom) -> str:
    claim, words = change.said.claim, newsroom.words
    if change.part == "modality" or change.kind in {"occurred", "put_off"}:
        return word_claim_bare(claim, words)
    if change.kind in {"denied", "source_reversed"}:
        return word_claim_briefly(claim, words)
    return word_claim_alone(claim, words)


def _before(change: Change, newsroom: Newsroom) -> str:
    against = change.against or change.said
    if change.kind == "source_reversed":  # a day stands beside it, whose year is not that of the value
        return word_claim_alone(against.claim, newsroom.words)
    return word_claim_beside(against.claim, change.said.claim, newsroom.words)


def _phrase(change: Change, newsroom: Newsroom) -> str:
    words, name = newsroom.words.subject, name_change(change)
    if change.against is None and name not in _NEEDS_NOTHING_KNOWN:
        return words.alone
    if name == "revised_value":
        return _phrase_of_an_edited_value(change, newsroom)
    if name == "revised_speaker":
        return _phrase_of_an_edited_speaker(change, newsroom)
    if name == "source_reversed" and change.said.claim.modality == "denied":
        return words.source_denies
    return {
        "source_reversed": words.source_reversed,
        "revised_modality": words.revised_modality,
        "gone": words.gone,
        "page_gone": words.page_gone,
        "denied": words.denied,
        "put_off": words.put_off,
        "overdue": words.overdue,
        "occurred": words.occurred_timed if word_timing(change, newsroom.words) else words.occurred,
        "refined": words.refined,
        "lead_moved": words.lead_moved,
    }.get(name, words.changed)


def _phrase_of_an_edited_value(change: Change, newsroom: Newsroom) -> str:
    words = newsroom.words.subject
    if not word_movement(change, newsroom.words).whole:
        return words.revised_unmeasured
    return words.revised_date if isinstance(change.said.claim.value, DateValue) else words.revised_figure


def _phrase_of_an_edited_speaker(change: Change, newsroom: Newsroom) -> str:
    words = newsroom.words.subject
    if not word_speaker(change.said.claim, newsroom.words):
        return words.speaker_dropped
    if change.against is None or not word_speaker(change.against.claim, newsroom.words):
        return words.speaker_named
    return words.revised_speaker


def _sentence(matter: Matter, item: MessageItem, newsroom: Newsroom) -> str:
    words, name = newsroom.words.lead, name_change(matter.headline)
    if matter.values:
        return words.contradiction
    if not item.before:
        return {"denied": words.denied_alone, "new": words.new}.get(name, words.alone)
    return {
        "source_reversed": words.source_reversed,
        "revised_value": words.revised,
        "revised_speaker": words.revised,
        "revised_modality": words.revised,
        "gone": words.gone,
        "page_gone": words.page_gone,
        "denied": words.denied,
        "put_off": words.put_off,
        "overdue": words.overdue,
        "occurred": words.occurred,
        "refined": words.refined,
        "lead_moved": words.lead_moved,
    }.get(name, words.changed)
