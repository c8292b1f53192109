"""What a figure of people says: how many are there, will remain, or leave."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.language.figures import FigureWords
from monitor.language.scenes import Scene, Staging
from monitor.records import Frame, FrameRole

_REACH = 9
"""How many words a cue may stand from its figure; a judgement, made on the development articles."""

_CLAUSE_COST = 3

_ROLES: Sequence[tuple[str, FrameRole]] = (
    ("remain", "remaining"),
    ("reduce", "remaining"),
    ("rest", "remaining"),
    ("withdrawal", "leaving"),
    ("arrival", "leaving"),
    ("presence", "present"),
)


def figure_frame(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[Frame, str] | None:
    """The frame of a figure with the rule that chose it, or None where the sentence gives it none."""
    if not figure.counts_people_or_things:
        return None
    role, rule = _role(figure, scene, staging)
    frame = next((frame for frame in staging.topic.frames if frame.role == role), None)
    return (frame, rule) if frame is not None else None


def _role(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[FrameRole, str]:
    moved = _from_to(figure, scene, staging)
    if moved is not None:
        return moved
    best: tuple[int, int, FrameRole, str] | None = None
    for order, (group, role) in enumerate(_ROLES):
        for hit in scene.group_hits(group):
            gap = max(figure.first - hit.last, hit.first - figure.last) - 1
            gap += _CLAUSE_COST * abs(scene.clause_of(hit.first) - scene.clause_of(figure.first))
            if gap <= _REACH and (best is None or (gap, order) < best[:2]):
                best = (gap, order, role, f"figure_by_{group}")
    return (best[2], best[3]) if best is not None else ("present", "figure_alone")


def _from_to(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[FrameRole, str] | None:
    """As in "cut from 2,500 to 500": the first figure is what was there, the second what remains."""
    layout = staging.layout
    if not scene.group_hits("reduce"):
        return None
    if layout.ending_meaning(figure.first - 1, "locations", "to") is not None:
        return "remaining", "figure_reduced_to"
    if layout.ending_meaning(figure.first - 1, "locations", "from") is not None:
        return "present", "figure_reduced_from"
    return None
