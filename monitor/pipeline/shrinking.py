"""Pages that lost most of their text: one is an outlet's edit, several of one outlet are a page layout that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.pipeline.pages import Opened
from monitor.records import Article, Extraction, Visit

_LEAST_LEFT = 0.4
"""A page that gives less than this share of an article's words shrank. Judgement."""

_COMMON_SHARE = 0.5
"""When so much of an outlet's pages that were read in a cycle shrank, and two at least, the pages changed and not the
stories: an outlet withdraws one story, not all. Judgement."""

_BELIEVED_AFTER = 2
"""So many looks in a row may disbelieve a page for the company that it shrank in: with the ladder's waits, that is an
hour and a quarter. Judgement."""

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


def judge_together(
    shrunk: Sequence[tuple[Visit, Opened]], read: Mapping[str, int], broken: Container[str]
) -> Iterator[tuple[Visit, Opened]]:
    """Visits whose pages shrank in one cycle; where the fault is the outlet's pages, with pages that say nothing.

    ``read`` counts the pages that were read again in the cycle, by source; ``broken`` are the sources whose pages are
    known to come out otherwise than they used to. Where that is not known, a page that is as short at the third look in
    a row is believed: outlets do withdraw two stories at once.
    """
    counts = Counter(visit.source for visit, _ in shrunk)
    for visit, opened in shrunk:
        many = counts[visit.source]
        is_common = many > 1 and many >= _COMMON_SHARE * read[visit.source] and visit.lapses < _BELIEVED_AFTER
        disbelieved = is_common or visit.source in broken
        yield visit, replace(opened, extraction=_DISBELIEVED) if disbelieved else opened
