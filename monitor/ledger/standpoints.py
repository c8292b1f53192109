"""Who stands where: an office that says otherwise than before, and the lead that independent origins give.

Outlets repeat themselves, and slow ones repeat what others have left behind. So only a *turn* counts: that an origin,
or a speaker, backs another position than the one that it backed last. Of each unit that figures count one position is
backed last: who says how many lorries leave has not turned away from the number of soldiers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.language.agencies import names_agency
from monitor.ledger.relation import relate
from monitor.ledger.units import are_alike, name_in_unit
from monitor.ledger.verdicts import Recall, measured, verdict
from monitor.records import Change, ChangeReason, KeyHistory, Position, Said, Stand, Value

_WORDS_OF_NAME = 2
"""Capitalised words of a name at least; "a Western diplomat" has one. Judgement."""

LEADING_ORIGINS = 2
"""Independent origins that must turn to a position for it to lead (design, section 6)."""

SLOW_OUTLETS = timedelta(days=3)
"""How long outlets go on telling what a speaker has left. Judgement: follow-ups of a day's news run for days."""

OLD_TEXTS = timedelta(days=14)
"""How long texts of an agency are run that say what it, or whom it quotes, has left. Judgement."""

_ANONYMOUS = frozenset({"source", "official", "officer", "reports", "analyst", "lawmaker", "diplomat"})
"""Callings that many people share: "an Iraqi official" of today need not be the one of yesterday.

Source: the ``persons`` of the language packs; which of them name one holder is our judgement.
"""

_MOUTHPIECES = frozenset({"spokesperson", "statement"})
"""Those who speak for their office: the embassy's spokesperson and the embassy are one speaker."""


@dataclass(frozen=True, slots=True)
class Taking:
    """A claim that backs one position, and why a change that it makes is told or not.

    ``beside`` are the positions that the same article backed before this claim.
    """

    said: Said
    position_id: str
    reason: ChangeReason
    beside: Collection[str] = ()


def judge_standpoints(taking: Taking, history: KeyHistory, recall: Recall) -> tuple[KeyHistory, tuple[Change, ...]]:
    """The changes of speaker and lead that a claim makes by backing one position, and the history after it."""
    history, reversed_ = _judge_speaker(taking, history, recall)
    origin = _origin_of(taking)
    known = history.origins.get(origin)
    turned = _turn(known, taking, history)
    if turned is None:
        return history, reversed_
    history = replace(history, origins={**history.origins, origin: turned})
    history, moved = _judge_lead(taking, history, recall)
    return history, (*reversed_, *moved)


def _origin_of(taking: Taking) -> str:
    return name_in_unit(taking.said.reported_by, taking.said.claim.value)


def speaker_key(said: Said) -> str | None:
    """By what a speaker is known again in any language; None for nobody, and for those who stay without a name.

    The office where it has one holder or speaks as a body; else the name as the article writes it, folded. A calling
    is no name: there are many a "diplomat". An agency speaks for whoever it quotes, and stands nowhere itself.
    """
    claim = said.claim
    if claim.office:
        parts = claim.office.split("-")
        if _ANONYMOUS & set(parts):
            return None
        return "-".join(part for part in parts if part not in _MOUTHPIECES) or None
    words = unicodedata.normalize("NFKC", claim.speaker or "").split()
    is_person = bool(words) and _is_name(words) and not names_agency(claim.speaker or "", said.lang)
    return " ".join(words).casefold() if is_person else None


def _is_name(words: Sequence[str]) -> bool:
    """Whether words can name somebody: where writing has capitals, two of them have one, or the only one has."""
    if not any(word.islower() or word.istitle() for word in words):
        return True
    return sum(word[0].isupper() for word in words) >= min(len(words), _WORDS_OF_NAME)


def without_article(stands: Mapping[str, Stand], claim_ids: frozenset[str]) -> dict[str, Stand]:
    """The stands without those that rest on claims which an article took back."""
    return {who: stand for who, stand in stands.items() if stand.claim_id not in claim_ids}


def _turn(known: Stand | None, taking: Taking, history: KeyHistory) -> Stand | None:
    """Where somebody stands after a claim, or None where the claim moves them nowhere: repeated, recalled, or old."""
    said, position_id = taking.said, taking.position_id
    if known is None:
        return Stand(position_id, said.claim.claim_id, said.said_at)
    if known.position_id == position_id or said.said_at < known.since or _is_recalled(known, taking, history):
        return None
    if said.origin and position_id in known.before and said.said_at < known.since + OLD_TEXTS:
        return None  # another outlet's copy, or its word, of what they said before they said otherwise
    before = (known.before | {known.position_id}) - {position_id}
    return Stand(position_id, said.claim.claim_id, said.said_at, before)


def _is_recalled(known: Stand, taking: Taking, history: KeyHistory) -> bool:
    """Whether an article names a position as what was, having said where somebody stands now."""
    return known.position_id in taking.beside and _came_before(taking.position_id, known, history)


def _came_before(position_id: str, known: Stand, history: KeyHistory) -> bool:
    """Whether somebody left a position for the one where they stand, or it was known before that one."""
    now, then = history.position(known.position_id), history.position(position_id)
    return position_id in known.before or (now is not None and then is not None and then.first_at < now.first_at)


def _judge_speaker(taking: Taking, history: KeyHistory, recall: Recall) -> tuple[KeyHistory, tuple[Change, ...]]:
    said = taking.said
    speaker = speaker_key(said)
    if speaker is None:
        return history, ()
    who = name_in_unit(speaker, said.claim.value)
    known = history.speakers.get(who)
    turned = _turn(known, taking, history)
    if turned is None or (known is not None and _is_old_news(known, taking, history)):
        return history, ()
    after = replace(history, speakers={**history.speakers, who: turned})
    if known is None:
        return after, ()
    before = recall(known.claim_id)
    in_one_article = before.claim.article_id == said.claim.article_id  # a contradiction or an edit, and told as such
    if in_one_article or not _contradicts(said.claim.value, before.claim.value):
        return after, ()
    return after, (measured(verdict(said, "source_reversed", taking.reason, before)),)


def _contradicts(value: Value, before: Value) -> bool:
    return are_alike(value, before) and relate(value, before) == "different"


def _is_old_news(known: Stand, taking: Taking, history: KeyHistory) -> bool:
    """Whether an origin quotes a speaker with what they left, since it has yet to hear that they left it.

    So does one that stands there itself: it repeats itself, nobody turned back. And so does, for some days, every one
    that did not follow the speaker's last turn.
    """
    at, said = taking.position_id, taking.said
    if not _came_before(at, known, history):
        return False
    stand = history.origins.get(_origin_of(taking))
    if stand is not None and stand.position_id == at:
        return True
    followed = stand is not None and stand.position_id == known.position_id and stand.since >= known.since
    return not followed and said.said_at < known.since + SLOW_OUTLETS


def _judge_lead(taking: Taking, history: KeyHistory, recall: Recall) -> tuple[KeyHistory, tuple[Change, ...]]:
    lead, position = history.position(history.lead), history.position(taking.position_id)
    if lead is None or position is None or position == lead or not are_alike(position.value, lead.value):
        return history, ()
    at_lead = [stand for stand in history.origins.values() if stand.position_id == lead.position_id]
    last = max([lead.first_at, *(stand.since for stand in at_lead)])
    turned = [
        stand
        for stand in history.origins.values()
        if stand.position_id == position.position_id and stand.since > last and _knows_lead(stand, lead, position)
    ]
    if len(turned) < LEADING_ORIGINS or _was_just_left(position, lead, at_lead, taking.said):
        return history, ()
    moved = measured(verdict(taking.said, "lead_moved", taking.reason, recall(lead.claim_id)))
    return replace(history, lead=position.position_id), (moved,)


def _knows_lead(stand: Stand, lead: Position, position: Position) -> bool:
    """Whether an origin that turned to a position has heard of the lead: of a newer lead, only one that held it has.

    The others are slow, and come to what was known before.
    """
    return position.first_at > lead.first_at or lead.position_id in stand.before


def _was_just_left(position: Position, lead: Position, at_lead: Sequence[Stand], said: Said) -> bool:
    """Whether origins went back from a position to the lead so short a while ago that slow ones only come to it now."""
    left = [stand.since for stand in at_lead if position.position_id in stand.before]
    came_later = position.first_at > lead.first_at
    return came_later and bool(left) and said.said_at < max(left) + SLOW_OUTLETS
