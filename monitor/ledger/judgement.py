"""What counts as a change: each claim of an article against the positions known under its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from monitor.identity import stable_id
from monitor.ledger.movement import measure_movement
from monitor.ledger.relation import relate
from monitor.records import (
    Change,
    ChangeKind,
    ChangeReason,
    ClaimKey,
    Judgement,
    KeyHistory,
    Position,
    Relation,
    Said,
)

Standing = Literal["fresh", "baseline"]
"""Whether the claims are news, or stood in a feed when it was first seen: those are kept and never told."""


def judge_claims(
    said: Sequence[Said],
    histories: Mapping[ClaimKey, KeyHistory],
    *,
    already: frozenset[str] = frozenset(),
    standing: Standing = "fresh",
) -> Judgement:
    """A change for each claim, in order, and the new history of every key that they touch.

    ``histories`` holds what is known under the claims' keys; a missing key has no history. Claims whose id is in
    ``already`` were judged before and are passed over. Background claims touch nothing and are never told.
    """
    current = dict(histories)
    seen = set(already)
    changes: list[Change] = []
    touched: dict[ClaimKey, None] = {}
    for one in said:
        if one.claim.claim_id in seen:
            continue
        seen.add(one.claim.claim_id)
        key = one.claim.key
        change, history = _judge_one(one, current.get(key, KeyHistory(key)), standing)
        changes.append(change)
        if history is not None:
            current[key] = history
            touched[key] = None
    return Judgement(tuple(changes), tuple(current[key] for key in touched))


def _judge_one(said: Said, history: KeyHistory, standing: Standing) -> tuple[Change, KeyHistory | None]:
    if said.claim.background:
        return _change(said, _background_kind(said), "background", None), None
    if said.claim.modality == "denied":
        return _judge_denial(said, history, standing)
    relations = [relate(said.claim.value, position.said.claim.value) for position in history.positions]
    if "same" in relations or "coarser" in relations:
        agreeing = [
            position
            for position, relation in zip(history.positions, relations, strict=True)
            if relation in {"same", "coarser"}
        ]
        best = _leading([p for p, r in zip(history.positions, relations, strict=True) if r == "same"] or agreeing)
        supported = {position.position_id for position in agreeing}
        positions = [_support(p, said) if p.position_id in supported else p for p in history.positions]
        return _change(said, "restated", "restated", best.said), _with_positions(history, positions)
    return _judge_position(said, history, relations, standing)


def _judge_position(
    said: Said, history: KeyHistory, relations: Sequence[Relation], standing: Standing
) -> tuple[Change, KeyHistory]:
    narrowed = [p for p, relation in zip(history.positions, relations, strict=True) if relation == "refined"]
    kind: ChangeKind = "new" if not history.positions else "refined" if narrowed else "changed"
    against = _leading(narrowed or history.positions) if history.positions else None
    kept = tuple(position for position in history.positions if position not in narrowed)
    positions = [*kept, _narrow(narrowed, said) if narrowed else _open(said)]
    change = _change(said, kind, _reason(standing), against.said if against else None)
    return change, _with_positions(history, positions)


def _with_positions(history: KeyHistory, positions: Sequence[Position]) -> KeyHistory:
    """The history with other positions, oldest first: a late article may make one older than those before it."""
    return replace(history, positions=tuple(sorted(positions, key=lambda position: position.first_at)))


def _judge_denial(said: Said, history: KeyHistory, standing: Standing) -> tuple[Change, KeyHistory]:
    known = {relate(said.claim.value, denial.claim.value) for denial in history.denials}
    denied = [p for p in history.positions if relate(said.claim.value, p.said.claim.value) != "different"]
    target = _leading(denied or history.positions) if history.positions else None
    reason: ChangeReason = "denial_known" if known & {"same", "coarser"} else _reason(standing)
    change = _change(said, "denied", reason, target.said if target else None)
    return change, replace(history, denials=(*history.denials, said))


def _reason(standing: Standing) -> ChangeReason:
    return "baseline" if standing == "baseline" else "told"


def _background_kind(said: Said) -> ChangeKind:
    return "denied" if said.claim.modality == "denied" else "restated"


def _leading(positions: Sequence[Position]) -> Position:
    """The position that was backed last; among equals the one with more support, then the newer one."""
    return max(positions, key=lambda position: (position.last_at, len(position.supporters), position.first_at))


def _open(said: Said) -> Position:
    return Position(
        position_id=stable_id("position", str(said.claim.key), said.claim.claim_id),
        said=said,
        first_at=said.said_at,
        last_at=said.said_at,
        supporters=frozenset({said.claim.article_id}),
    )


def _narrow(narrowed: Sequence[Position], said: Said) -> Position:
    """One position in place of those that the new value lies in; it keeps the oldest one's id and all support."""
    oldest = min(narrowed, key=lambda position: (position.first_at, position.position_id))
    return Position(
        position_id=oldest.position_id,
        said=said,
        first_at=oldest.first_at,
        last_at=max(said.said_at, *(position.last_at for position in narrowed)),
        supporters=frozenset({said.claim.article_id}).union(*(position.supporters for position in narrowed)),
    )


def _support(position: Position, said: Said) -> Position:
    return replace(
        position,
        first_at=min(position.first_at, said.said_at),
        last_at=max(position.last_at, said.said_at),
        supporters=position.supporters | {said.claim.article_id},
    )


def _change(said: Said, kind: ChangeKind, reason: ChangeReason, against: Said | None) -> Change:
    direction, size = measure_movement(said.claim.value, against.claim.value) if against else (None, None)
    return Change(
        change_id=stable_id("change", said.claim.claim_id),
        kind=kind,
        said=said,
        reason=reason,
        against=against,
        direction=direction,
        size=size,
    )
