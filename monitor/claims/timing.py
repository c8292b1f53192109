"""The dates of an article, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.language.dates import DateWords, direction_of, resolve_date
from monitor.language.scenes import Staging
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
            lean = direction_of(words, staging.layout)
            value = resolve_date(words, staging.article.published_on, lean, earlier)
            if value is not None:
                resolved[words.first] = DatedWords(words, value)
                earlier.append(value)
    return resolved
