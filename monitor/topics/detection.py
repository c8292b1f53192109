"""Detection: a score from 0 to 1 for how far an article is about a topic, with what spoke for and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging
from monitor.records import TopicMatch

TITLE_WEIGHT = 2.0
"""A headline says what a story is about; a judgement."""

_WEIGHTS = {
    "force_event_place": 1.6,
    "force_event": 1.1,
    "force_count_place": 1.0,
    "owner_event_place": 1.1,
    "owner_count_place": 0.6,
    "people_count_place": 0.3,
    "people_event_place": 0.8,
    "event_place": 0.3,
    "event_later": 0.5,
    "force_agreed": 0.6,
    "force_place": 0.1,
}
"""What a sentence that names these together adds; a judgement, made on the development articles."""

_GOING_ON = "continue"

_TELLING = frozenset(
    {"withdrawal", "begin + withdrawal", "end + withdrawal", "end + mission", "absence + mission", "last_of", _GOING_ON}
)
"""Triggers that tell of the topic's force where the article names it elsewhere and the sentence names none."""

_AGAINST = 1.5
"""What a sentence about a look-alike story takes away; a judgement, made on the development articles."""

_ELSEWHERE = 1.3
"""What a sentence takes away that has the event happen outside the topic's home; a judgement, made likewise."""

_ABROAD = 0.25
"""What is left of the evidence in an article that names other countries and never the topic's own; a judgement."""

DAMPING = 0.9
"""Evidence of this weight scores one half: one sentence with force and event is enough, one with less is not."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Sight:
    """What one sentence shows of the topic."""

    own: bool
    force: bool
    owner: bool
    people: bool
    event: str | None
    agreed: bool
    home: str | None
    elsewhere: str | None
    counted: bool
    look_alike: str | None
    harmed: bool
    beside: bool
    """Whether the event stands right beside a place at home: "the withdrawal from Iraq"."""


def detect_topic(staging: Staging) -> TopicMatch:
    """The match of an article with its staging's topic; the score is 0 where no force is named."""
    sights = [(_sight(scene, staging), TITLE_WEIGHT if scene.is_title else 1.0) for scene in staging.scenes]
    own = any(sight.own for sight, _ in sights)
    triggers = frozenset(trigger for frame in staging.topic.frames for trigger in frame.triggers)
    speaking_for = [one for sight, weight in sights for one in _support(sight, weight, triggers, own=own)]
    speaking_against = [one for sight, weight in sights for one in _objection(sight, weight)]
    named = any(sight.force or sight.owner for sight, _ in sights)
    weight = sum(one.weight for one in speaking_for) if named else 0.0
    if staging.names_abroad and not any(sight.home for sight, _ in sights):  # the story of another country
        weight *= _ABROAD
    score = weight / (weight + DAMPING + sum(one.weight for one in speaking_against))
    reasons = tuple(dict.fromkeys(one.reason for one in (*speaking_for, *speaking_against)))
    topic = staging.topic
    return TopicMatch(topic.name, round(score, 3), score >= topic.threshold, reasons)


def _sight(scene: Scene, staging: Staging) -> _Sight:
    names = [hit.label.name for hit in scene.places]
    event = next((one.trigger for one in scene.events if one.firm and one.role != "agreed"), None)
    event = event or next((one.trigger for one in scene.events if _lasts_until(one, scene, staging)), None)
    return _Sight(
        own=scene.names_force(staging.own_forces),
        force=bool(scene.forces),
        owner=bool(scene.group_hits("owner")),
        people=bool(scene.people),
        event=event,
        agreed=any(one.firm and one.role == "agreed" for one in scene.events),
        home=next((name for name in names if staging.lies_at_home(name)), None),
        elsewhere=next((name for name in names if not staging.lies_at_home(name)), None)
        or next((hit.label.name for hit in scene.abroad), None),
        counted=_counts_people(scene),
        look_alike=next((hit.label.name for hit in scene.confusables), None),
        harmed=bool(scene.group_hits("harm")),
        beside=any(
            one.firm and one.role != "agreed" and 0 <= hit.first - one.last - 1 <= 1
            for one in scene.events
            for hit in scene.places
            if staging.lies_at_home(hit.label.name)
        ),
    )


def _lasts_until(event: Event, scene: Scene, staging: Staging) -> bool:
    """Whether what goes on is said to go on until a day."""
    until = staging.layout.positions("words", "until", scene.sentence.first, scene.sentence.last)
    return event.until and event.role == "ends" and bool(until) and bool(scene.dates)


def _counts_people(scene: Scene) -> bool:
    """Whether the sentence says how many there are, that some remain or go on; the dead do not count."""
    if scene.group_hits("harm", "enemy"):
        return False
    counted = (figure for figure in scene.figures if figure.value.unit in _PEOPLE)
    if any(not figure.of_civilians for figure in counted) or scene.group_hits("remain"):
        return True
    prolonged = scene.group_hits("continue") and scene.group_hits("mission")
    return bool(prolonged or (scene.figures and scene.group_hits("reduce", "presence")))


_PEOPLE = frozenset({"troops", "advisers", "people"})


def _support(sight: _Sight, weight: float, topic_triggers: frozenset[str], *, own: bool) -> Iterator[_Evidence]:
    kind = _kind(sight)
    if own and kind in {None, "event_place"} and sight.event in _TELLING | topic_triggers:
        kind = "event_later"
    if kind in {None, "force_place"} and sight.own and sight.agreed:
        kind = "force_agreed"
    if kind == "owner_event_place" and sight.harmed:  # a raid "on the way out of the airport"
        return
    if kind is None or (sight.home is None and (sight.look_alike or sight.elsewhere)):
        return
    named = ", ".join(part for part in (sight.event, sight.home) if part)
    yield _Evidence(_WEIGHTS[kind] * weight, f"for: {kind.replace('_', ' + ')}" + (f" ({named})" if named else ""))


def _kind(sight: _Sight) -> str | None:
    who = "force" if sight.own else "owner" if sight.owner else "people" if sight.people else ""
    if sight.event is not None and sight.home is not None:
        return "force_event_place" if sight.force else f"{who}_event_place".lstrip("_")
    if sight.event is not None:
        return "force_event" if sight.own else None
    if sight.home is None or not (sight.own or sight.counted):
        return None
    if sight.counted:
        return f"{who}_count_place" if f"{who}_count_place" in _WEIGHTS else None
    return "force_place"


def _objection(sight: _Sight, weight: float) -> Iterator[_Evidence]:
    """A look-alike story, or the event in another theatre; not beside what happens at the topic's home."""
    told = (sight.people and (sight.event or sight.counted)) or (sight.owner and sight.beside)
    if sight.look_alike and not (sight.home and (sight.force or told)):
        yield _Evidence(_AGAINST * weight, f"against: {sight.look_alike}")
    elif sight.elsewhere and sight.event and sight.event != _GOING_ON and not sight.home:
        yield _Evidence(_ELSEWHERE * weight, f"against: {sight.event} in {sight.elsewhere}")
