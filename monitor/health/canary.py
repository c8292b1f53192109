"""An old article that is read again each day: while its words are found, the outlet's pages are read well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from monitor.records import Canary, Extraction, Health, Source

LEAST_LETTERS = 600
RUN_WORDS = 8
LEAST_WORDS = 6 * RUN_WORDS
"""From how long an article words are learned, and how many in a row.

Chosen by judgement: eight words in a row stand in no menu or footer, and in sixfold as many the two runs lie apart."""


_CHECKED = "the article checked each day"


def choose_canary(health: Health, source: Source, url: str, extraction: Extraction) -> Health:
    """The health with a canary: the configured one; else the one that it has; else this article, if it was read well.

    Of an article two runs of words are kept, from its first and its last third, so that a text that lost its end is
    seen. A new canary is due at once.
    """
    health = with_configured(health, source)
    words = _telling_words(extraction)
    if health.canary is not None or not words:
        return health
    return replace(health, canary=Canary(url, words), canary_due_at=None)


def with_configured(health: Health, source: Source) -> Health:
    """The health with the canary of the configuration, if there is one that it does not have yet."""
    if source.canary is None or health.canary == source.canary:
        return health
    return replace(health, canary=source.canary, canary_due_at=None)


def canary_is_due(health: Health, now: datetime) -> bool:
    """Whether the canary is to be read now."""
    return health.canary is not None and (health.canary_due_at is None or health.canary_due_at <= now)


def judge_canary(canary: Canary, extraction: Extraction | None) -> str | None:
    """What of the canary is missing, in words; None while every line of its words is found, on whatever lines.

    ``extraction`` is None where the page could not be fetched.
    """
    if extraction is None:
        return f"the page of {_CHECKED} could not be fetched"
    found = _on_one_line(f"{extraction.title} {extraction.text}")
    missing = next((line for line in _lines(canary) if line not in found), None)
    if missing is None:
        return None
    problem = f" ({extraction.problem})" if extraction.problem else ""
    return f"“{missing}” is missing from {_CHECKED}{problem}"


def _telling_words(extraction: Extraction) -> str:
    """The words to look for; empty where the article is too short, or was not read well."""
    words = extraction.text.split()
    letters = sum(map(str.isalpha, extraction.text))
    if extraction.problem is not None or letters < LEAST_LETTERS or len(words) < LEAST_WORDS:
        return ""
    middles = (len(words) // 6, len(words) * 5 // 6)
    starts = (middle - RUN_WORDS // 2 for middle in middles)
    return "\n".join(" ".join(words[start : start + RUN_WORDS]) for start in starts)


def _lines(canary: Canary) -> Iterator[str]:
    return filter(None, map(_on_one_line, canary.words.splitlines()))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
