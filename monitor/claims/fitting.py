"""What the words around a dated event make of it: the going of a part, or the beginning of going."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.claims.figures import CountedForce
from monitor.claims.links import DateLink
from monitor.claims.reporting import is_reporting_day
from monitor.claims.spans import clauses_apart, gap
from monitor.claims.tense import says_until
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue, Frame, FrameRole

_BESIDE = 4
"""How many words may stand between those who leave and their leaving; a judgement, made on the development articles."""


def fit_to_figures(link: DateLink, counted: Sequence[CountedForce], scene: Scene, staging: Staging) -> DateLink | None:
    """The link under the frame that the figures of its sentence ask for.

    A cut that no number goes with is no claim (None); the withdrawal of a number is a partial one, unless the words
    say that it is all of them.
    """
    if _is_day_of_announcement(link, scene, staging):
        agreed = _frame_of("agreed", staging)
        return _under(agreed, link, "to_be_announced") if agreed is not None else None
    if link.event.role == "partial" and link.event.trigger == "reduce":
        moved = any(one.frame.role in {"leaving", "remaining"} for one in counted)
        return link if moved or _cuts_presence(counted, scene, staging) else None
    return _as_part(link, counted, scene, staging)


def _as_part(link: DateLink, counted: Sequence[CountedForce], scene: Scene, staging: Staging) -> DateLink:
    """The link as the beginning of a withdrawal, or as that of a part, where the words say so."""
    begins, partial = _frame_of("begins", staging), _frame_of("partial", staging)
    event = link.event
    if begins is not None and _is_since(link) and not _is_moved(link, scene, staging):
        return _under(begins, link, "since")
    if event.role != "completes" or partial is None:
        return link
    if "reduce" in event.trigger:
        return _under(partial, link, "of_cut")
    if event.trigger in {"rest", "last_of"} or scene.group_hits("last_of") or not _some_leave(link, counted, scene):
        return link
    return _under(partial, link, "of_some")


def _frame_of(role: FrameRole, staging: Staging) -> Frame | None:
    """The topic's frame of a role, or None."""
    return next((frame for frame in staging.topic.frames if frame.role == role), None)


def _is_day_of_announcement(link: DateLink, scene: Scene, staging: Staging) -> bool:
    """Whether the event is only announced on the day: "is to announce the withdrawal on Monday"."""
    value, event, layout = link.dated.value, link.event, staging.layout
    days = value.start - staging.article.published_on
    if event.role == "agreed" or value.start != value.end or not timedelta(0) <= days <= _SOON:
        return False
    for word in scene.group_hits("signing"):
        first = max(scene.sentence.clauses[scene.clause_of(word.first)], word.first - _PLAN_REACH)
        planned = layout.positions("cues", "planned", first, word.first) or layout.positions(
            "cues", "uncertain", first, word.first
        )
        object_of = word.last < event.first and gap(word, event) <= _OBJECT_REACH
        told = layout.positions("subjects", "that", word.last, event.first)
        if planned and object_of and not told and clauses_apart(word, event, scene) == 0:
            return True
    return False


_SOON = timedelta(days=7)
"""How far off a day may be on which something is to be announced; a judgement."""

_PLAN_REACH = 5
"""How many words may lead from a word of planning to the verb: "will be able to announce"; a judgement."""

_OBJECT_REACH = 12
"""How many words may stand between a verb of announcing and what it announces; a judgement."""


def dated_counts(
    counted: Sequence[CountedForce],
    links: Sequence[DateLink],
    scene: Scene,
    staging: Staging,
    resolved: Mapping[int, DatedWords],
) -> Iterator[DateLink]:
    """The days by which a number goes or is left, where no event has them: "fewer than 300 would be left by August"."""
    partial = _frame_of("partial", staging)
    linked = {link.dated.words.first for link in links}
    for words in scene.dates:
        dated = resolved.get(words.first)
        if partial is None or dated is None or words.first in linked or is_reporting_day(dated, scene, staging):
            continue
        told = (one for one in counted if one.cue is not None and _is_dated_count(one, dated, scene, staging))
        one = min(told, key=lambda one: gap(one.figure, dated.words), default=None)
        if one is not None and one.cue is not None:
            at = tuple(range(one.cue.first, one.cue.last + 1))
            yield DateLink(dated, Event(partial, "counted", at[0], at[-1], at), "partial_counted")


def _is_dated_count(one: CountedForce, dated: DatedWords, scene: Scene, staging: Staging) -> bool:
    """Whether a number that goes or is left stands with a day in one clause: any day for going, a coming one else."""
    if one.cue is None or any(clauses_apart(span, dated.words, scene) > 0 for span in (one.figure, one.cue)):
        return False
    coming = dated.value.end > staging.article.published_on
    goes = one.frame.role == "leaving" and one.cue.label.name == "arrival"
    return goes or (one.frame.role == "remaining" and coming and dated.value.rel in {"by", "before"})


def _cuts_presence(counted: Sequence[CountedForce], scene: Scene, staging: Staging) -> bool:
    """Whether the cut is that of a force in a place below the home: "cut their presence in Baghdad"."""
    placed = any(staging.lies_at_home(hit.label.name) and hit.label.name != staging.home for hit in scene.places)
    return placed and bool(scene.forces or scene.people) and not counted


def _is_since(link: DateLink) -> bool:
    """Whether they go from a day on, which is the day on which they begin; a state ("out of") holds from it instead."""
    lasting = ("absence", "none", "end", "handover", "reduce")
    goes = link.event.role in {"completes", "partial"} and not link.event.trigger.startswith(lasting)
    return goes and link.dated.value.rel == "from"


def _some_leave(link: DateLink, counted: Sequence[CountedForce], scene: Scene) -> bool:
    event = link.event
    leaving = [one for one in counted if one.frame.role == "leaving"]
    beside = any(
        clauses_apart(one.figure, event, scene) == 0
        and (gap(one.figure, event) <= _BESIDE or (one.cue is not None and one.cue.first in event.words))
        for one in leaving
    )
    return beside and not any(clauses_apart(hit, event, scene) == 0 for hit in scene.group_hits("whole"))


def _is_moved(link: DateLink, scene: Scene, staging: Staging) -> bool:
    """Whether the date is one that the event is moved from or to ("postponed from June to September")."""
    moved = staging.layout.positions("cues", "postponed", scene.sentence.first, scene.sentence.last)
    verb_last = "verb_last" in staging.layout.pack.order
    return any(verb_last or at < link.dated.words.first for at in moved)


def as_said(link: DateLink, scene: Scene, staging: Staging) -> DateValue:
    """The days of a link: who will not be there after a day is gone by it; what is moved from a day was due on it."""
    value = link.dated.value
    if value.rel == "after" and link.event.trigger.startswith(("absence", "none")):
        return replace(value, rel="by")
    return replace(value, rel="in") if value.rel == "from" and _is_moved(link, scene, staging) else value


def is_new_date(link: DateLink, scene: Scene, staging: Staging) -> bool:
    """Whether the date is the one that a postponed event is moved to."""
    words = link.dated.words
    before = max(words.first - 1, 0)
    named = any(staging.layout.ending_meaning(at, "locations", "to") is not None for at in (before, words.first))
    return (named or says_until(link.dated, staging)) and _is_moved(link, scene, staging)


def _under(frame: Frame, link: DateLink, rule: str) -> DateLink:
    return replace(link, event=replace(link.event, frame=frame), rule=f"{link.rule}_{rule}")
