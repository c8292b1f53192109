"""The dates of an article, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.language.dates import DateWords, Direction, resolve_date
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue


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
    """Where the words of the same clause, then those of the sentence before the date, say that the date lies."""
    if words.rel in {"by", "before"} and words.rel_given:
        return "future"
    clause = scene.clause_of(words.first)
    for at in sorted(_tokens_near(words, scene), key=lambda at: abs(at - words.first)):
        if abs(scene.clause_of(at) - clause) > 1:
            continue
        if staging.layout.meaning(at, "cues", "planned") is not None:
            return "future"
        if staging.layout.meaning(at, "tense", "past") is not None:
            return "past"
    return None


def _tokens_near(words: DateWords, scene: Scene) -> list[int]:
    outside = [at for at in range(scene.sentence.first, scene.sentence.last + 1) if not words.first <= at <= words.last]
    return [at for at in outside if abs(at - words.first) <= 15]  # noqa: PLR2004 - a clause or two
