"""Detection: a score from 0 to 1 for how far an article is about a topic, with what spoke for and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.language.scenes import Scene, Staging
from monitor.records import TopicMatch

TITLE_WEIGHT = 2.0
"""A headline says what a story is about; a judgement."""

_WEIGHTS = {"force_event_place": 1.6, "force_event": 1.1, "force_figure": 0.6, "event_place": 0.3, "force_place": 0.3}
"""What a sentence that names these together adds; a judgement, made on the development articles."""

_AGAINST = 1.5
"""What a sentence about a look-alike story takes away; a judgement, made on the development articles."""

DAMPING = 0.9
"""Evidence of this weight scores one half: one sentence with force and event is enough, one with less is not."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    weight: float
    reason: str


def detect_topic(staging: Staging) -> TopicMatch:
    """The match of an article with its staging's topic; the score is 0 where nothing speaks for it."""
    speaking_for = [one for scene in staging.scenes for one in _evidence(scene, staging)]
    speaking_against = [one for scene in staging.scenes for one in _objections(scene, staging)]
    weight = sum(one.weight for one in speaking_for)
    score = weight / (weight + DAMPING + sum(one.weight for one in speaking_against))
    reasons = tuple(dict.fromkeys(one.reason for one in (*speaking_for, *speaking_against)))
    topic = staging.topic
    return TopicMatch(topic.name, round(score, 3), score >= topic.threshold, reasons)


def _evidence(scene: Scene, staging: Staging) -> Iterator[_Evidence]:
    own = scene.names_force(staging.own_forces)
    event = next((one for one in scene.events if one.frame.role != "agreed"), None)
    place = next((hit.label.name for hit in scene.places if _lies_at_home(hit.label.name, staging)), None)
    counted = any(figure.counts_people_or_things for figure in scene.figures)
    kind = _kind(own=own, event=event is not None, place=place is not None, counted=counted)
    if kind is None or (scene.confusables and not own):
        return
    weight = _WEIGHTS[kind] * (TITLE_WEIGHT if scene.is_title else 1)
    parts = [event.trigger if event else None, place]
    named = ", ".join(part for part in parts if part)
    yield _Evidence(weight, f"for: {kind.replace('_', ' + ')}" + (f" ({named})" if named else ""))


def _kind(*, own: bool, event: bool, place: bool, counted: bool) -> str | None:
    if own and event:
        return "force_event_place" if place else "force_event"
    if own and counted:
        return "force_figure"
    if event and place:
        return "event_place"
    return "force_place" if own and place else None


def _objections(scene: Scene, staging: Staging) -> Iterator[_Evidence]:
    if scene.names_force(staging.own_forces) and any(_lies_at_home(hit.label.name, staging) for hit in scene.places):
        return
    for hit in scene.confusables[:1]:
        weight = _AGAINST * (TITLE_WEIGHT if scene.is_title else 1)
        yield _Evidence(weight, f"against: {hit.label.name}")


def _lies_at_home(place: str, staging: Staging) -> bool:
    parents = {one.name: one.parent for one in staging.topic.places}
    current: str | None = place
    while current is not None:
        if current == staging.topic.home:
            return True
        current = parents.get(current)
    return False
