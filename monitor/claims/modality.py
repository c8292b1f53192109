"""How a claim is put: planned, occurred, denied, uncertain or postponed; and whether it only recalls old news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from monitor.claims.spans import Span, clauses_apart, gap
from monitor.claims.timing import DatedWords
from monitor.language.figure_words import FigureWords
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue, FrameRole, Modality, Value

OLD_NEWS = timedelta(days=120)
"""An event told so long after its last day is background; a judgement, made on the development articles."""

OLD_AGREEMENT = timedelta(days=30)
"""An agreement is recalled as background sooner than an event; a judgement, made on the development articles."""

_DOUBTS: tuple[Modality, ...] = ("postponed", "uncertain")


@dataclass(frozen=True, slots=True)
class Told:
    """A value in the tokens ``first..last`` of all that makes its claim; ``moved_to`` marks the new date of a delay."""

    first: int
    last: int
    role: FrameRole
    value: Value
    moved_to: bool = False


def judge_modality(scene: Scene, staging: Staging, said: Told) -> Modality:
    """The modality of what a sentence tells.

    Denial and doubt are looked for in the clauses of the claim; a delay that is denied leaves the plan as it was. Then
    tense and the date decide between planned and occurred: a day that has passed has occurred unless the words say
    that it was only planned.
    """
    if any(denies(scene, staging, said) for denies in (_is_negated, _is_denied_ahead, _is_denied_beside)):
        return "planned" if _has_cue(scene, staging, "cues", "postponed", said) else "denied"
    doubt = next((one for one in _DOUBTS if _has_cue(scene, staging, "cues", one, said)), None)
    if doubt is None and _is_put_off_behind(scene, staging, said):
        doubt = "postponed"
    if doubt is not None:
        return "planned" if doubt == "postponed" and said.moved_to else doubt
    if isinstance(said.value, DateValue):
        if said.role == "agreed" and said.value.end < staging.article.published_on:
            return "occurred"
        return _dated_modality(scene, staging, said, said.value)
    if said.role == "present":
        return "occurred"
    return "planned" if _has_cue(scene, staging, "cues", "planned", said) else "occurred"


def _is_put_off_behind(scene: Scene, staging: Staging, said: Told) -> bool:
    """Whether the next clause, with no event or day of its own, puts off what was said: "…, but was pushed back"."""
    clause = scene.clause_of(said.last) + 1
    cues = staging.layout.positions("cues", "postponed", said.last + 1, scene.sentence.last)
    busy = any(scene.clause_of(event.first) == clause for event in scene.events if event.firm)
    dated = any(scene.clause_of(words.first) == clause for words in scene.dates)
    return not (busy or dated) and any(scene.clause_of(at) == clause for at in cues)


def _is_denied_beside(scene: Scene, staging: Staging, said: Told) -> bool:
    """Whether a denial stands before what is said in its clauses, or a word such as "untrue" anywhere in them."""
    low, high = scene.clause_of(said.first), scene.clause_of(said.last)
    layout, sentence = staging.layout, scene.sentence
    found = [
        *layout.positions("cues", "denied", sentence.first, said.last),
        *layout.positions("cues", "false", sentence.first, sentence.last),
    ]
    return any(low <= scene.clause_of(at) <= high for at in found)


def _is_negated(scene: Scene, staging: Staging, said: Told) -> bool:
    """Whether what was to be at a time will not be then: "will not end in May".

    "Will not leave until May" and "will not stay after May" say something else.
    """
    value = said.value
    if not isinstance(value, DateValue) or value.rel not in {"in", "by"}:
        return False
    first, last, layout = scene.sentence.first, scene.sentence.last, staging.layout
    waits = layout.positions("until", "words", first, last) or layout.positions("relations", "after", first, last)
    return not waits and _has_cue(scene, staging, "negated", "words", said)


def _is_denied_ahead(scene: Scene, staging: Staging, said: Span) -> bool:
    """Whether the sentence opens with a denial that reaches to what is said, with nobody affirming in between."""
    first = scene.sentence.first
    denials = staging.layout.positions("cues", "denied", first, min(first + _OPENING, said.first))
    if not denials:
        return False
    affirmed = staging.layout.positions("verbs", "say", denials[0] + 1, said.first)
    return not any(not staging.layout.meaning(at, "cues", "denied") for at in affirmed)


_OPENING = 8
"""How many words into a sentence its first verb may stand, as a subject before it is long; a judgement."""


def is_background(scene: Scene, staging: Staging, value: Value, role: FrameRole) -> bool:
    """Whether a claim recalls old news: a cue in the sentence, or an event long past.

    What is to come does only where the words say that it was said before: "had said that it would end in May".
    """
    sentence = scene.sentence
    if staging.layout.positions("background", "recalled", sentence.first, sentence.last):
        return True
    if isinstance(value, DateValue) and value.end > staging.article.published_on:
        return False
    if staging.layout.positions("background", "cues", sentence.first, sentence.last):
        return True
    if isinstance(value, DateValue):
        return value.end < staging.article.published_on - (OLD_AGREEMENT if role == "agreed" else OLD_NEWS)
    return False


def recalls_speech(words: Span, scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> bool:
    """Whether the date ``words`` is what somebody had said on a day long past: "had said in January that …, in May"."""
    long_past = staging.article.published_on - OLD_SPEECH
    spoken_on = (resolved[one.first].value for one in scene.dates if one.first in resolved and one.first != words.first)
    if not any(value.end < long_past for value in spoken_on):
        return False
    first, last, layout = scene.sentence.first, scene.sentence.last, staging.layout
    had = layout.positions("auxiliaries", "pluperfect", first, last)
    return any(0 < at - before <= _HAD_REACH for at in layout.positions("verbs", "say", first, last) for before in had)


_HAD_REACH = 3
"""How many words behind "had", or its like, the verb of saying may stand; a judgement."""

OLD_SPEECH = timedelta(days=14)
"""What was said longer ago is recalled where the sentence puts it so; a judgement."""


def is_old_count(figure: FigureWords, scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> bool:
    """Whether a figure is that of an old day ("in 2020 they had 5,200"): it stands nearest to a day long past."""
    dates = [resolved[words.first] for words in scene.dates if words.first in resolved]
    near = [dated for dated in dates if clauses_apart(dated.words, figure, scene) <= 1]
    if not near:
        return False
    nearest = min(near, key=lambda dated: gap(dated.words, figure))
    closest = min(scene.figures, key=lambda other: gap(nearest.words, other))
    return closest == figure and nearest.value.end < staging.article.published_on - OLD_NEWS


def _dated_modality(scene: Scene, staging: Staging, said: Span, value: DateValue) -> Modality:
    published_on = staging.article.published_on
    if value.start > published_on or (value.rel in {"by", "before"} and value.end > published_on):
        return "planned"
    planned = _has_cue(scene, staging, "cues", "planned", said)
    past = _has_cue(scene, staging, "tense", "past", said)
    if value.end < published_on:
        return "planned" if planned and not past else "occurred"
    return "occurred" if past and not planned else "planned" if planned else "occurred"


def _has_cue(scene: Scene, staging: Staging, table: str, meaning: str, said: Span) -> bool:
    low, high = scene.clause_of(said.first), scene.clause_of(said.last)
    found = staging.layout.positions(table, meaning, scene.sentence.first, scene.sentence.last)
    return any(low <= scene.clause_of(at) <= high for at in found if not scene.is_dated(at))
