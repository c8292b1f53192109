"""Where an event happens, or people are: the places that a sentence puts it at."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.language.lexicon import Hit
from monitor.language.scenes import Scene, Staging
from monitor.language.vocabulary import Mark

_NEAR = 3
"""How many words may stand between a place and the preposition or event that puts something there."""


def places_of(scene: Scene, staging: Staging, first: int, last: int) -> tuple[str, ...]:
    """The places that what is said in the tokens ``first..last`` happens at, without those that hold another of them.

    Looked for in its own clause, then in the neighbouring clauses; the topic's home where none is named.
    """
    clauses = range(scene.clause_of(first), scene.clause_of(last) + 1)
    inside = [
        hit for hit in scene.places if scene.clause_of(hit.first) in clauses and not _is_aside(hit, scene, staging)
    ]
    if not inside:
        inside = _coordinated_after(scene, staging, last)
    names = tuple(dict.fromkeys(hit.label.name for hit in inside))
    return narrowest(names, staging) or (staging.topic.home,)


def narrowest(names: Sequence[str], staging: Staging) -> tuple[str, ...]:
    """The places without those in which another of them lies."""
    parents = {place.name: place.parent for place in staging.topic.places}
    holders: set[str] = set()
    for name in names:
        parent = parents.get(name)
        while parent is not None:
            holders.add(parent)
            parent = parents.get(parent)
    return tuple(name for name in names if name not in holders)


def _coordinated_after(scene: Scene, staging: Staging, last: int) -> list[Hit[Mark]]:
    clause = scene.clause_of(last) + 1
    return [hit for hit in scene.places if scene.clause_of(hit.first) == clause and _is_put_there(hit, scene, staging)]


def _is_aside(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place is a destination, or speaks ("Baghdad and Washington agreed"), rather than where it happens."""
    return not _is_put_there(hit, scene, staging)


def _is_put_there(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    layout = staging.layout
    for at in range(hit.first - 1, max(hit.first - 1 - _NEAR, scene.sentence.first - 1), -1):
        if layout.ending_meaning(at, "locations", "to") is not None:
            return False
        if any(layout.ending_meaning(at, "locations", way) is not None for way in ("from", "in")):
            return True
        if any(event.first <= at <= event.last and event.frame.role != "agreed" for event in scene.events):
            return True
        other = next((place for place in scene.places if place.last == at), None)
        if other is not None and other is not hit:
            return _is_put_there(other, scene, staging)
    return _event_follows(hit, scene)


def _event_follows(hit: Hit[Mark], scene: Scene) -> bool:
    """Whether an event stands right behind the place, as in Sorani and in passive English ("Ain al-Asad is vacated")."""
    return any(
        0 < event.first - hit.last <= _NEAR and event.frame.role in {"completes", "partial", "begins"}
        for event in scene.events
    )
