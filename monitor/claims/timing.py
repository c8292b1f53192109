"""The dates of an article, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.language.dates import DateWords, direction_of, resolve_date
from monitor.language.scenes import Scene, Staging
from monitor.records import DateValue


@dataclass(frozen=True, slots=True)
class DatedWords:
    """The words of a date with the days that they mean."""

    words: DateWords
    value: DateValue


def resolve_dates(staging: Staging) -> Mapping[int, DatedWords]:
    """Every date of the article that means a day, by its first token; each sees those named before it.

    A deadline after some time ("within a year") counts from the day on which it was set, where the sentence names that.
    """
    resolved: dict[int, DatedWords] = {}
    earlier: list[DateValue] = []
    for scene in staging.scenes:
        for words in scene.dates:
            lean = direction_of(words, staging.layout)
            said_on = _said_on(words, scene, staging, resolved)
            value = resolve_date(words, said_on, lean, earlier)
            if value is not None:
                resolved[words.first] = DatedWords(words, value)
                earlier.append(value)
    return resolved


def _said_on(words: DateWords, scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> date:
    """The day from which a date counts: the article's own, or that on which a past deadline was agreed or announced."""
    published_on = staging.article.published_on
    if not words.is_deadline_duration or _is_coming(words, staging):
        return published_on
    before = [resolved[one.first] for one in scene.dates if one.last < words.first and one.first in resolved]
    if not before:
        return published_on
    value, named = before[-1].value, before[-1].words
    is_past_day = value.start == value.end < published_on and value.rel == "in"
    return value.start if is_past_day and _is_beside_saying(named, scene, staging) else published_on


def _is_coming(words: DateWords, staging: Staging) -> bool:
    """Whether the words themselves count from the reader's day: "the coming twelve months"."""
    layout = staging.layout
    ends = (("modifiers", "next"), ("durations", "coming"), ("durations", "ahead"))
    return any(layout.positions(table, meaning, words.first, words.last) for table, meaning in ends)


def _is_beside_saying(named: DateWords, scene: Scene, staging: Staging) -> bool:
    """Whether a verb of saying or of agreeing stands close to a day."""
    first, last = max(scene.sentence.first, named.first - _REACH), min(scene.sentence.last, named.last + _REACH)
    agreed = any(event.role == "agreed" and first <= event.first <= last for event in scene.events)
    return agreed or bool(staging.layout.positions("verbs", "say", first, last))


_REACH = 8
"""How many words may stand between a day and the verb that tells what was said on it; a judgement."""
