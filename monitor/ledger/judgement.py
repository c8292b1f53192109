"""What counts as a change: each claim of an article against the positions known under its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.ledger.positions import (
    agreeing_with,
    back_position,
    holding,
    leading,
    narrow,
    open_position,
    stand_again,
    supports_of,
)
from monitor.ledger.promises import judge_fulfilment, puts_off
from monitor.ledger.relation import relate
from monitor.ledger.standpoints import Taking, judge_standpoints
from monitor.ledger.units import are_alike, of_unit, rivals_of
from monitor.ledger.verdicts import Heard, Recall, measured, verdict
from monitor.records import (
    Change,
    ChangeKind,
    ChangeReason,
    ClaimKey,
    Denial,
    Judgement,
    KeyHistory,
    Position,
    Said,
    Standing,
    Support,
)

LATE_AFTER = timedelta(hours=2)
"""An article published so long before the newest position of its key and unit is history.

Feeds show most of their articles within 97 minutes of publication (95th percentile, Shafaq News, summer 2026), so that
two outlets may well be read in another order than they published, and neither is late.
"""


def judge_claims(
    said: Sequence[Said],
    histories: Mapping[ClaimKey, KeyHistory],
    recall: Recall,
    *,
    already: frozenset[str] = frozenset(),
    standing: Standing = "fresh",
) -> Judgement:
    """The changes that the claims of one article make, in order, and the new history of every key that they touch.

    ``histories`` holds what is known under the claims' keys; a missing key has no history. ``recall`` gives a known
    claim by its id. Claims whose id is in ``already`` were judged before: they back their positions and make no change.
    Background claims touch nothing and are never told.
    """
    own = {one.claim.claim_id: one for one in said}
    bench = _Bench(lambda claim_id: own.get(claim_id) or recall(claim_id), frozenset(own), standing)
    current = dict(histories)
    changes: list[Change] = []
    supports: list[Support] = []
    merged: dict[str, str] = {}
    touched: dict[ClaimKey, None] = {}
    for one in own.values():
        key = one.claim.key
        history = current.get(key, KeyHistory(key))
        if one.claim.claim_id in already:
            heard = _hear_again(one, history)
        else:
            heard = replace(bench, beside=_backed_by(one.claim.article_id, supports)).hear(one, history)
        changes += heard.changes
        merged |= heard.merged
        supports = [_at(support, merged) for support in (*supports, *heard.supports)]
        if heard.history is not history:
            current[key] = heard.history
            touched[key] = None
    changes = [change for change in changes if change.kind != "put_off" or not _names_another_day(change, own.values())]
    return Judgement(tuple(changes), tuple(current[key] for key in touched), tuple(dict.fromkeys(supports)), merged)


def _names_another_day(put_off: Change, said: Iterable[Said]) -> bool:
    """Whether an article that puts a date off names another one for the same matter, which is told instead."""
    own = put_off.said.claim
    others = (one.claim for one in said if one.claim.key == own.key and one.claim.value != own.value)
    return any(not other.background and other.modality not in {"denied", "postponed"} for other in others)


def _at(support: Support, merged: Mapping[str, str]) -> Support:
    into = merged.get(support.position_id)
    return support if into is None else replace(support, position_id=into)


def _backed_by(article_id: str, supports: Sequence[Support]) -> frozenset[str]:
    return frozenset(support.position_id for support in supports if support.article_id == article_id)


def is_late(said: Said, history: KeyHistory) -> bool:
    """Whether a claim was published well before the newest position of its key and unit, and so is history."""
    known = of_unit(said.claim.value, history.positions)
    return bool(known) and said.said_at < known[-1].first_at - LATE_AFTER


def _hear_again(said: Said, history: KeyHistory) -> Heard:
    """A claim that was judged before: whatever it says stands again, and nothing is told."""
    if said.claim.background or said.claim.modality == "denied":
        return Heard(history)
    backed = agreeing_with(said, history)
    return Heard(stand_again(history, backed), (), supports_of(said, backed))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Judges the claims of one article, whose ids are ``batch``; ``beside`` are the positions that it backed so far."""

    recall: Recall
    batch: frozenset[str]
    standing: Standing
    beside: frozenset[str] = frozenset()

    def hear(self, said: Said, history: KeyHistory) -> Heard:
        if said.claim.background:
            kind: ChangeKind = "denied" if said.claim.modality == "denied" else "restated"
            return Heard(history, (verdict(said, kind, "background"),))
        if said.claim.modality == "denied":
            return self._hear_denial(said, history)
        backed = agreeing_with(said, history)
        return self._hear_restatement(said, history, backed) if backed else self._hear_value(said, history)

    def _reason(self, said: Said, history: KeyHistory) -> ChangeReason:
        if self.standing != "fresh":
            return self.standing
        return "late" if is_late(said, history) else "told"

    def _hear_denial(self, said: Said, history: KeyHistory) -> Heard:
        known = {relate(said.claim.value, denial.value) for denial in history.denials}
        reason = "denial_known" if known & {"same", "coarser"} else self._reason(said, history)
        denied = [one for one in history.positions if relate(said.claim.value, one.value) != "different"]
        change = self._against(said, "denied", reason, denied or of_unit(said.claim.value, history.positions), history)
        if change.reason == "late":
            return Heard(history, (change,))  # nobody was told of it: a fresh one is still news
        denial = Denial(said.claim.claim_id, said.claim.value, said.said_at)
        return Heard(replace(history, denials=(*history.denials, denial)), (change,))

    def _hear_restatement(self, said: Said, history: KeyHistory, backed: Sequence[Position]) -> Heard:
        same = [position for position in backed if relate(said.claim.value, position.value) == "same"]
        best = leading(same or backed, history)
        change = verdict(said, "restated", "restated", self.recall(best.claim_id))
        heard = Heard(back_position(history, backed, said), (change,), supports_of(said, backed))
        if is_late(said, history):
            return heard
        meant, reason = backed if len(backed) == 1 else same, self._reason(said, history)
        before = meant[0] if len(meant) == 1 else None
        if before is not None and puts_off(said, before, history):
            promised = verdict(said, "put_off", reason, self.recall(before.claim_id))
            heard = replace(heard, changes=(change, promised))
        return self._follow(said, heard, reason, before)

    def _hear_value(self, said: Said, history: KeyHistory) -> Heard:
        reason, narrowed = self._reason(said, history), holding(said, history)
        rivals = narrowed or self._rivals(said, history)
        kind: ChangeKind = "new" if not rivals else "refined" if narrowed else "changed"
        change = self._against(said, kind, reason, rivals, history)
        if is_late(said, history):
            return Heard(back_position(history, narrowed, said), (change,), supports_of(said, narrowed))
        after, position = narrow(history, narrowed, said) if narrowed else open_position(history, said)
        absorbed = (one.position_id for one in narrowed if one.position_id != position.position_id)
        merged = dict.fromkeys(absorbed, position.position_id)
        heard = Heard(after, (change,), supports_of(said, (position,)), merged)
        return self._follow(said, heard, reason, history.position(position.position_id), position)

    def _rivals(self, said: Said, history: KeyHistory) -> list[Position]:
        """What a value contradicts; a part of the force does not contradict the number that its own article gives."""
        value = said.claim.value
        rivals = rivals_of(value, history.positions)
        return [one for one in rivals if are_alike(value, one.value) or one.claim_id not in self.batch]

    def _against(
        self, said: Said, kind: ChangeKind, reason: ChangeReason, rivals: Sequence[Position], history: KeyHistory
    ) -> Change:
        if not rivals:
            return verdict(said, kind, reason)
        rival = leading(rivals, history)
        change = measured(verdict(said, kind, reason, self.recall(rival.claim_id)))
        return replace(change, in_one_article=kind == "changed" and rival.claim_id in self.batch)

    def _follow(
        self, said: Said, heard: Heard, reason: ChangeReason, before: Position | None, opened: Position | None = None
    ) -> Heard:
        """What follows beside the verdict on the value: a plan fulfilled, a speaker reversed, the lead moved.

        ``before`` is the position that the claim restates or narrows, as it stood; ``opened`` the one that it made.
        """
        history, fulfilled = judge_fulfilment(said, heard.history, before, reason, self.recall)
        stands_at = opened or before
        if stands_at is None:
            return replace(heard, history=history, changes=(*heard.changes, *fulfilled))
        taking = Taking(said, stands_at.position_id, reason, self.beside)
        history, moved = judge_standpoints(taking, history, self.recall)
        return replace(heard, history=history, changes=(*heard.changes, *fulfilled, *moved))
