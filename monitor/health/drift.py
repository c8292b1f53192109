"""Whether articles of a source come out otherwise than they used to.

Nothing is ever concluded about an article from this: it is a word to the operator that its pages may have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from monitor.records import Extraction, Health, Sample

MAX_SAMPLES = 30
RECENT = 8
LEAST_BEFORE = 8
"""How many articles are remembered, how many of them are looked at, and how many are needed to compare with.

These and the next are chosen by judgement: eight short notes in a row are rare in an outlet of mixed lengths, and on a
busy day eight articles are out within hours."""

SHORT_SHARE = 0.4
SPOILT_NOW = 0.5
SPOILT_BEFORE = 0.1


def with_sample(health: Health, extraction: Extraction) -> Health:
    """The health with one more extraction remembered, and the oldest one forgotten where there are too many."""
    letters = sum(map(str.isalpha, extraction.text))
    sample = Sample(letters, extraction.method, extraction.problem or "")
    return replace(health, samples=(*health.samples, sample)[-MAX_SAMPLES:])


def drift(samples: Sequence[Sample]) -> str | None:
    """In what the latest extractions differ from those before, in words; None for no difference, or too few to tell.

    Where the outlet's new form stays, it becomes what is compared with after some articles.
    """
    before, recent = samples[:-RECENT], samples[-RECENT:]
    if len(before) < LEAST_BEFORE:
        return None
    return _more_spoilt(before, recent) or _shorter(before, recent) or _other_method(before, recent)


def _more_spoilt(before: Sequence[Sample], recent: Sequence[Sample]) -> str | None:
    spoilt = [one.problem for one in recent if one.problem]
    if len(spoilt) < SPOILT_NOW * len(recent) or _spoilt_share(before) >= SPOILT_BEFORE:
        return None
    kinds = ", ".join(sorted(set(spoilt)))
    return f"{len(spoilt)} of the last {len(recent)} articles could not be read whole ({kinds})"


def _spoilt_share(samples: Sequence[Sample]) -> float:
    return sum(1 for one in samples if one.problem) / len(samples)


def _shorter(before: Sequence[Sample], recent: Sequence[Sample]) -> str | None:
    usual, now = (median(one.letters for one in part) for part in (before, recent))
    if now >= SHORT_SHARE * usual:
        return None
    return f"the last {len(recent)} articles have about {now:,.0f} letters, those before had {usual:,.0f}"


def _other_method(before: Sequence[Sample], recent: Sequence[Sample]) -> str | None:
    methods = {one.method for one in recent}
    if len(methods) != 1 or methods & {one.method for one in before}:
        return None
    return f"the last {len(recent)} articles were read by {methods.pop()!r}, which was never needed before"
