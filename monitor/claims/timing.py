"""The dates of an article, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.language.dates import DateWords, Direction, resolve_date
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue

_REACH = 15
"""How far a word of tense may stand from the date that it turns to the past or the future; a judgement."""


@dataclass(frozen=True, slots=True)
class DatedWords:
    """The words of a date with the days that they mean."""

    words: DateWords
    value: DateValue


def resolve_dates(staging: Staging) -> Mapping[int, DatedWords]:
    """Every date of the article that means a day, by its first token; each sees those named before it."""
    resolved: dict[int, DatedWords] = {}
    earlier: list[DateValue] = []
    for scene in staging.scenes:
        for words in scene.dates:
            value = resolve_date(words, staging.article.published_on, _direction(words, scene, staging), earlier)
            if value is not None:
                resolved[words.first] = DatedWords(words, value)
                earlier.append(value)
    return resolved


def _direction(words: DateWords, scene: Scene, staging: Staging) -> Direction | None:
    """Where the nearest word of tense, in the same clause or a neighbouring one, says that the date lies.

    A deadline lies ahead; beside a word of the past it may be one that has just gone by, which the calendar decides.
    """
    first, last = max(scene.sentence.first, words.first - _REACH), min(scene.sentence.last, words.last + _REACH)
    clause = scene.clause_of(words.first)
    cues = [
        (abs(at - words.first), direction)
        for direction, table, meaning in _DIRECTIONS
        for at in staging.layout.positions(table, meaning, first, last)
        if not words.first <= at <= words.last and abs(scene.clause_of(at) - clause) <= 1
    ]
    nearest = min(cues, default=(0, None))[1]
    if words.rel in {"by", "before"} and words.rel_given:
        return None if nearest == "past" else "future"
    return nearest


_DIRECTIONS: tuple[tuple[Direction, str, str], ...] = (("future", "cues", "planned"), ("past", "tense", "past"))
