"""How a claim is put: planned, occurred, denied, uncertain or postponed; and whether it only recalls old news."""

from __future__ import annotations

from datetime import timedelta

from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue, Modality, Value

OLD_NEWS = timedelta(days=120)
"""A past event told so long after its last day is background; a judgement, made on the development articles."""


def judge_modality(scene: Scene, staging: Staging, first: int, last: int, value: Value) -> Modality:
    """The modality of what is said in the tokens ``first..last`` of a sentence.

    Denial and doubt are looked for in the clauses of the claim, then tense and the date decide between planned and
    occurred: a day that has passed has occurred unless the words say that it was only planned.
    """
    for modality in ("denied", "postponed", "uncertain"):
        if _has_cue(scene, staging, "cues", modality, first, last):
            return modality
    if isinstance(value, DateValue):
        return _dated_modality(scene, staging, first, last, value)
    return "occurred" if not _has_cue(scene, staging, "cues", "planned", first, last) else "planned"


def is_background(scene: Scene, staging: Staging, value: Value, modality: Modality) -> bool:
    """Whether a claim recalls old news: a cue in the sentence, or an event long past on the day of publication."""
    sentence = scene.sentence
    if _has_cue(scene, staging, "background", "cues", sentence.first, sentence.last):
        return True
    if isinstance(value, DateValue):
        return modality == "occurred" and value.end < staging.article.published_on - OLD_NEWS
    return False


def _dated_modality(scene: Scene, staging: Staging, first: int, last: int, value: DateValue) -> Modality:
    published_on = staging.article.published_on
    if value.start > published_on or (value.rel in {"by", "before"} and value.end >= published_on):
        return "planned"
    planned = _has_cue(scene, staging, "cues", "planned", first, last)
    past = _has_cue(scene, staging, "tense", "past", first, last)
    if value.end < published_on:
        return "planned" if planned and not past else "occurred"
    return "occurred" if past and not planned else "planned" if planned else "occurred"


def _has_cue(scene: Scene, staging: Staging, table: str, meaning: str, first: int, last: int) -> bool:
    low, high = scene.clause_of(first), scene.clause_of(last)
    return any(
        low <= scene.clause_of(at) <= high
        for at in range(scene.sentence.first, scene.sentence.last + 1)
        if staging.layout.meaning(at, table, meaning) is not None
    )
