"""An edited article: which of its claims read otherwise now, and what it no longer backs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from monitor.identity import stable_id
from monitor.ledger.judgement import judge_claims
from monitor.ledger.positions import agreeing_with, leading, supports_of, with_stage
from monitor.ledger.relation import relate
from monitor.ledger.standpoints import without_article
from monitor.ledger.units import are_alike, of_unit
from monitor.ledger.verdicts import Recall, measured
from monitor.records import Change, ChangeReason, Claim, ClaimKey, Judgement, KeyHistory, RevisedPart, Said, Support

SAME_NAME = 0.75
"""Two spellings of a speaker are one name from this likeness on (difflib's ratio). Judgement: respelled names of one
letter or two lie above it ("Qalibaf", "Ghalibaf"), different people below."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article that was read before.

    ``claim_ids`` are those of all its versions that were judged, ``told`` the ids of the changes that were told of it,
    ``alone`` the ids of the positions that nobody else backs. ``still_there`` are the ids of claims whose value still
    stands in the words of the new text: such a claim is not gone, the reading lost it. ``still_named`` are those whose
    speaker does.
    """

    claim_ids: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    still_there: frozenset[str] = frozenset()
    still_named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Revised:
    """A claim of the old version with the one of the new that stands in its place; None where there is none."""

    old: Said
    new: Said | None
    part: RevisedPart


def judge_revision(
    old: Sequence[Said],
    new: Sequence[Said],
    histories: Mapping[ClaimKey, KeyHistory],
    recall: Recall,
    known: Known,
) -> Judgement:
    """The changes that an edit of an article makes: what its new claims say to the ledger, and what reads otherwise.

    ``old`` and ``new`` are the claims of the two versions, read by the same rules; ``histories`` holds what is known
    under the keys of both. A step that was told of this article before is not told again.
    """
    judged = judge_claims(new, histories, recall, already=known.claim_ids)
    steps = list(find_revised(old, new))
    missed = [one.old for one in steps if one.part == "gone" and one.old.claim.claim_id in known.still_there]
    changes = [_change(one, _reason(one, known)) for one in steps]
    current = dict(histories) | {history.key: history for history in judged.histories}
    kept = (*(judged.supports or ()), *_supports(missed, current))
    ids = {one.claim.claim_id for one in new} | {one.claim.claim_id for one in missed}
    left = frozenset(one.claim.claim_id for one in old if one.claim.claim_id not in ids)
    after = _taken_back(current, known.alone - {support.position_id for support in kept}, left)
    touched = {history.key: history for history in judged.histories} | after
    return replace(
        judged,
        changes=(*judged.changes, *changes),
        histories=tuple(touched.values()),
        supports=tuple(dict.fromkeys(kept)),
    )


def judge_page_gone(old: Sequence[Said], histories: Mapping[ClaimKey, KeyHistory], known: Known) -> Judgement:
    """The changes where the whole page of an article is gone: each of its claims is told as gone, once."""
    steps = [Revised(one, None, "page_gone") for one in old if not one.claim.background]
    left = frozenset(one.claim.claim_id for one in old)
    after = _taken_back(histories, known.alone, left)
    return Judgement(tuple(_change(one, _reason(one, known)) for one in steps), tuple(after.values()), ())


def find_revised(old: Sequence[Said], new: Sequence[Said]) -> Iterator[Revised]:
    """The claims of the old version that read otherwise in the new one, in the order of the old text.

    Under each key equal claims are set aside first, then those of one value that are put otherwise; what is left is
    paired in the order of the text, figures of one unit before those of two. Background claims are passed over on the
    old side: nothing was claimed by them.
    """
    waiting: dict[ClaimKey, list[Said]] = defaultdict(list)
    for one in new:
        waiting[one.claim.key].append(one)
    pairs: dict[str, Said] = {}
    claimed = [one for one in old if not one.claim.background]
    for is_pair in (_is_equal, _is_same_value, _is_in_unit, _is_under_key):
        for one in claimed:
            rivals = waiting[one.claim.key]
            found = next((rival for rival in rivals if is_pair(one, rival)), None)
            if one.claim.claim_id not in pairs and found is not None:
                pairs[one.claim.claim_id] = found
                rivals.remove(found)
    for one in claimed:
        found = pairs.get(one.claim.claim_id)
        part = _part(one, found)
        if part is not None:
            yield Revised(one, found, part)


def _is_equal(one: Said, other: Said) -> bool:
    return one.claim.value == other.claim.value and one.claim.modality == other.claim.modality


def _is_same_value(one: Said, other: Said) -> bool:
    return relate(other.claim.value, one.claim.value) == "same"


def _is_in_unit(one: Said, other: Said) -> bool:
    return are_alike(one.claim.value, other.claim.value) and _is_under_key(one, other)


def _is_under_key(one: Said, other: Said) -> bool:
    return one.claim.key == other.claim.key and not other.claim.background


def _part(old: Said, new: Said | None) -> RevisedPart | None:
    if new is None:
        return "gone"
    if relate(new.claim.value, old.claim.value) != "same":
        return "value"
    if new.claim.modality != old.claim.modality:
        return "modality"
    return None if _is_one_voice(old.claim, new.claim) else "speaker"


def _is_one_voice(one: Claim, other: Claim) -> bool:
    if one.office and other.office:
        return one.office == other.office
    name, other_name = (one.speaker or "").casefold(), (other.speaker or "").casefold()
    if not name or not other_name:
        return name == other_name
    held = name in other_name or other_name in name
    return held or SequenceMatcher(None, name, other_name).ratio() >= SAME_NAME


def _reason(step: Revised, known: Known) -> ChangeReason:
    old = step.old.claim.claim_id
    if step.part == "gone" and old in known.still_there:
        return "still_there"
    if step.part == "speaker" and step.new is not None and step.new.claim.speaker is None and old in known.still_named:
        return "still_there"
    return "told_before" if _change_id(step) in known.told else "told"


def _change(step: Revised, reason: ChangeReason) -> Change:
    said, against = (step.old, None) if step.new is None else (step.new, step.old)
    # What the reading lost may be dropped by the outlet later, which is another verdict.
    change_id = stable_id(_change_id(step), reason) if reason == "still_there" else _change_id(step)
    change = Change(change_id, "revised", said, reason, against, part=step.part)
    return measured(change) if step.part == "value" else change


def _change_id(step: Revised) -> str:
    new = step.new.claim.claim_id if step.new else ""
    voices = (step.old.claim.speaker or "", (step.new.claim.speaker if step.new else "") or "")
    return stable_id("revised", step.part, step.old.claim.claim_id, new, *(voices if step.part == "speaker" else ()))


def _supports(missed: Iterable[Said], histories: Mapping[ClaimKey, KeyHistory]) -> Iterator[Support]:
    for one in missed:
        history = histories.get(one.claim.key)
        if history is not None and one.claim.modality != "denied":
            yield from supports_of(one, agreeing_with(one, history))


def _taken_back(
    histories: Mapping[ClaimKey, KeyHistory], positions: frozenset[str], claim_ids: frozenset[str]
) -> dict[ClaimKey, KeyHistory]:
    """The histories that lose something: positions that nobody backs any more, and who stood on claims taken back."""
    after: dict[ClaimKey, KeyHistory] = {}
    for key, history in histories.items():
        lone = positions & {one.position_id for one in history.positions}
        standing = {stand.claim_id for stand in (*history.origins.values(), *history.speakers.values())}
        if not lone and not claim_ids & standing:
            continue
        left = with_stage(history, lone, "withdrawn") if lone else history
        after[key] = replace(
            left,
            lead=_lead_of(left),
            origins=without_article(history.origins, claim_ids),
            speakers=without_article(history.speakers, claim_ids),
        )
    return after


def _lead_of(history: KeyHistory) -> str | None:
    """The leading position; where it was taken back, that of its unit still in circulation which was backed last."""
    lead = history.position(history.lead)
    if lead is None or lead.stage != "withdrawn":
        return history.lead
    standing = [one for one in of_unit(lead.value, history.positions) if one.stage != "withdrawn"]
    return leading(standing, history).position_id if standing else history.lead
