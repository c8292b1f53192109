"""Events that a short report tells as done without naming a day: they are done by the day of publication."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.claims.figures import CountedForce, count_forces
from monitor.claims.spans import clauses_apart
from monitor.claims.tense import has_happened
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue

LONGEST_REPORT = 120
"""In tokens: a longer text names the day of what it tells, if not beside it; a judgement."""


def undated_events(scene: Scene, staging: Staging) -> Iterator[tuple[Event, DateValue]]:
    """The events of a sentence that have happened by the day of publication, where a short text names no day.

    Only what the sentence puts to the force counts: it names the force or its owner.
    """
    if len(staging.tokens) > LONGEST_REPORT or not (scene.names_force(staging.own_forces) or scene.group_hits("owner")):
        return
    day, counted = staging.article.published_on, count_forces(scene, staging)
    for event in scene.events:
        done = has_happened(event, scene, staging) or event.role == "begins"
        some = event.role == "completes" and any(_leave(one, event, scene) for one in counted)
        if event.firm and event.role in _TOLD and done and not some and not _is_to_come(event, scene, staging):
            yield event, DateValue(day, day, "in" if event.role == "begins" else "by", approx=True)


def _leave(one: CountedForce, event: Event, scene: Scene) -> bool:
    """Whether it is a number of them that has gone, and not all."""
    whole = any(clauses_apart(hit, event, scene) == 0 for hit in scene.group_hits("whole"))
    return one.frame.role == "leaving" and clauses_apart(one.figure, event, scene) == 0 and not whole


def _is_to_come(event: Event, scene: Scene, staging: Staging) -> bool:
    if staging.layout.positions("cues", "postponed", scene.sentence.first, scene.sentence.last):
        return True  # "the end of the mission, planned for May, has been postponed"
    clause = scene.clause_of(event.first)
    planned = staging.layout.positions("cues", "planned", scene.sentence.first, event.last)
    return any(scene.clause_of(at) == clause for at in planned)


_TOLD = frozenset({"begins", "ends", "completes"})
