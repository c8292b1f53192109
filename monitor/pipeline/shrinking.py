"""Pages that lost most of their text: one is an outlet's edit, several of one outlet are a page layout that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.pipeline.pages import Opened
from monitor.records import Article, Extraction, Visit

_LEAST_LEFT = 0.4
"""A page that gives less than this share of an article's words shrank. Judgement."""

_COMMON_SHARE = 0.5
"""When so much of an outlet's pages that were read in a cycle shrank, and two at least, the pages changed and not the
stories: an outlet withdraws one story, not all. Judgement."""

_DISBELIEVED = Extraction(problem="degraded", detail="several pages of the outlet shrank at once")


def is_shrunk(known: Article | None, opened: Opened) -> bool:
    """Whether most of a known article's words are missing from what its page gives now."""
    if known is None or opened.extraction is None or opened.extraction.problem is not None:
        return False
    words = set(known.text.split())
    return len(words.intersection(opened.extraction.text.split())) < _LEAST_LEFT * len(words)


def is_disbelieved(extraction: Extraction) -> bool:
    """Whether an extraction is one that ``judge_together`` did not take at its word."""
    return extraction == _DISBELIEVED


def judge_together(shrunk: Sequence[tuple[Visit, Opened]], read: Mapping[str, int]) -> Iterator[tuple[Visit, Opened]]:
    """Visits whose pages shrank in one cycle; where many of a source did, with pages that say nothing.

    ``read`` counts the pages that were read again in the cycle, by source.
    """
    counts = Counter(visit.source for visit, _ in shrunk)
    for visit, opened in shrunk:
        many = counts[visit.source]
        is_common = many > 1 and many >= _COMMON_SHARE * read[visit.source]
        yield visit, replace(opened, extraction=_DISBELIEVED) if is_common else opened
