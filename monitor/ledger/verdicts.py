"""The form of every verdict: one change of one kind for one claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from monitor.identity import stable_id
from monitor.ledger.movement import measure_movement
from monitor.records import Change, ChangeKind, ChangeReason, KeyHistory, Said, Support

Recall = Callable[[str], Said]
"""Gives a known claim by its id, with where and when it was said."""

_ON_THE_VALUE: frozenset[ChangeKind] = frozenset({"new", "changed", "refined", "denied", "restated"})
"""Every claim makes just one of these."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one claim left behind under its key: the history after it, its changes, and the positions that it backs.

    ``merged`` maps the ids of positions that it drew together to the one that stands for them.
    """

    history: KeyHistory
    changes: tuple[Change, ...] = ()
    supports: tuple[Support, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)


def verdict(said: Said, kind: ChangeKind, reason: ChangeReason, against: Said | None = None) -> Change:
    """A change of a claim, without direction and size. Its id is made of the claim, and of the kind where need be.

    What an article first recalls and after an edit claims has a verdict of its own for each.
    """
    parts: tuple[str, ...] = () if kind in _ON_THE_VALUE else (kind,)
    parts += ("background",) if reason == "background" else ()
    return Change(stable_id("change", said.claim.claim_id, *parts), kind, said, reason, against)


def measured(change: Change) -> Change:
    """The change with the step from the claim that it stands against, where there is one and it can be measured."""
    if change.against is None:
        return change
    direction, size = measure_movement(change.said.claim.value, change.against.claim.value)
    return replace(change, direction=direction, size=size)
