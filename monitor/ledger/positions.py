"""The positions under a key: opened, narrowed, backed, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from monitor.identity import stable_id
from monitor.ledger.relation import relate
from monitor.ledger.units import THE_FORCE, unit_of
from monitor.records import KeyHistory, Modality, Position, Said, Stage, Stand, Support


def agreeing_with(said: Said, history: KeyHistory) -> tuple[Position, ...]:
    """The positions that a claim restates: those that say the same, or something narrower."""
    value = said.claim.value
    return tuple(one for one in history.positions if relate(value, one.value) in {"same", "coarser"})


def holding(said: Said, history: KeyHistory) -> tuple[Position, ...]:
    """The positions that a claim lies within, and so narrows."""
    return tuple(one for one in history.positions if relate(said.claim.value, one.value) == "refined")


def leading(positions: Sequence[Position], history: KeyHistory) -> Position:
    """Of these positions the one that was backed last; among equals that of more origins, then the newer one.

    One that was taken back comes last. ``positions`` must not be empty.
    """
    if len(positions) == 1:
        return positions[0]
    backers = Counter(stand.position_id for stand in history.origins.values())

    def rank(position: Position) -> tuple[object, ...]:
        kept = position.stage != "withdrawn"
        return kept, position.last_at, backers[position.position_id], position.first_at, position.position_id

    return max(positions, key=rank)


def open_position(history: KeyHistory, said: Said) -> tuple[KeyHistory, Position]:
    """The history with a position of the claim's value. The first one of a key leads it, or the first of the force."""
    claim = said.claim
    position = Position(
        position_id=stable_id("position", str(claim.key), claim.claim_id),
        claim_id=claim.claim_id,
        value=claim.value,
        first_at=said.said_at,
        last_at=said.said_at,
        stage=_stage(claim.modality, None),
    )
    lead = position.position_id if _takes_the_lead(position, history) else history.lead
    return replace(_with_positions(history, (*history.positions, position)), lead=lead), position


def _takes_the_lead(position: Position, history: KeyHistory) -> bool:
    """Whether a position leads as soon as it is opened: lorries lead only until somebody counts soldiers."""
    lead = history.position(history.lead)
    return lead is None or unit_of(position.value) == THE_FORCE != unit_of(lead.value)


def narrow(history: KeyHistory, narrowed: Sequence[Position], said: Said) -> tuple[KeyHistory, Position]:
    """The history with one position in place of those that the claim lies in.

    It keeps the oldest one's id; who stood at one of them stands there now.
    """
    claim = said.claim
    oldest = min(narrowed, key=lambda position: (position.first_at, position.position_id))
    position = replace(
        oldest,
        claim_id=claim.claim_id,
        value=claim.value,
        last_at=max(said.said_at, *(one.last_at for one in narrowed)),
        stage=_stage(claim.modality, oldest.stage),
    )
    absorbed = {one.position_id for one in narrowed}
    kept = tuple(one for one in history.positions if one.position_id not in absorbed)
    moved = replace(
        history,
        lead=position.position_id if history.lead in absorbed else history.lead,
        origins=_moved(history.origins, absorbed, position.position_id),
        speakers=_moved(history.speakers, absorbed, position.position_id),
    )
    return _with_positions(moved, (*kept, position)), position


def back_position(history: KeyHistory, backed: Collection[Position], said: Said) -> KeyHistory:
    """The history with a claim's support for some of its positions: older or younger by it, and standing again."""
    ids = {position.position_id for position in backed}

    def after(position: Position) -> Position:
        if position.position_id not in ids:
            return position
        return replace(
            position,
            first_at=min(position.first_at, said.said_at),
            last_at=max(position.last_at, said.said_at),
            # How far it is says whoever spoke last, in whatever order their reports are read.
            stage=_stage(said.claim.modality, position.stage) if said.said_at >= position.last_at else position.stage,
        )

    return _with_positions(history, tuple(map(after, history.positions)))


def stand_again(history: KeyHistory, backed: Collection[Position]) -> KeyHistory:
    """The history with those of some positions in circulation that were taken back; the very same where none was."""
    back = {position.position_id for position in backed if position.stage == "withdrawn"}
    return with_stage(history, back, "planned") if back else history


def with_stage(history: KeyHistory, position_ids: Collection[str], stage: Stage) -> KeyHistory:
    """The history with some of its positions at another stage."""
    positions = tuple(
        replace(one, stage=stage) if one.position_id in position_ids else one for one in history.positions
    )
    return replace(history, positions=positions)


def supports_of(said: Said, backed: Collection[Position]) -> tuple[Support, ...]:
    """That a claim's article backs some positions."""
    return tuple(
        Support(position.position_id, said.claim.article_id, said.reported_by, said.said_at) for position in backed
    )


def _with_positions(history: KeyHistory, positions: Sequence[Position]) -> KeyHistory:
    """The history with other positions, oldest first: a late article may make one older than those before it."""
    return replace(history, positions=tuple(sorted(positions, key=lambda position: position.first_at)))


def _stage(modality: Modality, before: Stage | None) -> Stage:
    """The stage after a claim, from the one before it (None for a position that the claim opens).

    What is done stays done, and what is overdue stays so until it is done or put off: each is told when it comes about.
    """
    if before == "done":
        return "done"
    if modality == "postponed":
        return "put_off"
    if before == "overdue":
        return "overdue"
    return "done" if modality == "occurred" and before in {None, "withdrawn", "put_off"} else "planned"


def _moved(stands: Mapping[str, Stand], absorbed: Collection[str], position_id: str) -> dict[str, Stand]:
    return {who: _moved_stand(stand, absorbed, position_id) for who, stand in stands.items()}


def _moved_stand(stand: Stand, absorbed: Collection[str], position_id: str) -> Stand:
    held = stand.before - set(absorbed) | ({position_id} if stand.before & set(absorbed) else set())
    at = position_id if stand.position_id in absorbed else stand.position_id
    return replace(stand, position_id=at, before=frozenset(held) - {at})
