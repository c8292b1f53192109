"""Whether articles of a source come out otherwise than they used to.

Nothing is ever concluded about an article from this: it is a word to the operator that its pages may have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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

FROZEN = timedelta(days=7)
"""For how long what differs does not become part of what it is compared with. Judgement: time for an operator to see to
it; an outlet whose new form is still there a week later means it."""

_MISSED = "the outlet's selector"
"""How an extraction's detail begins where it read the page, but not by the selectors that were set for the outlet."""


def with_sample(health: Health, extraction: Extraction, now: datetime) -> Health:
    """The health with one more extraction remembered, and the oldest one forgotten where there are too many.

    While the latest ones differ from those before, the oldest of the latest is forgotten instead, for a week: else the
    articles of one busy hour would be what the next hour's are compared with, and nothing would differ.

    A wall against robots is no article, and leaves no sample. Selectors that no longer find what they did are a
    shortcoming, even where the general extraction read the article.
    """
    if extraction.problem == "challenge":
        return health
    problem = extraction.problem or ("selectors" if extraction.detail.startswith(_MISSED) else "")
    letters = sum(map(str.isalpha, extraction.text))
    sample = Sample(letters, extraction.method, problem)
    before = health.samples
    if drift(before) is not None and not _is_here_to_stay(health, now):
        return replace(health, samples=(*before[:-RECENT], *before[1 - RECENT :], sample))
    return replace(health, samples=(*before, sample)[-MAX_SAMPLES:])


def drift(samples: Sequence[Sample]) -> str | None:
    """In what the latest extractions differ from those before, in words; None for no difference, or too few to tell.

    Where the outlet's new form stays, it becomes what is compared with, see ``with_sample``.
    """
    before, recent = samples[:-RECENT], samples[-RECENT:]
    if len(before) < LEAST_BEFORE:
        return None
    return _more_spoilt(before, recent) or _shorter(before, recent) or _other_method(before, recent)


def _is_here_to_stay(health: Health, now: datetime) -> bool:
    """Whether the articles have come out otherwise for so long that this is how they are."""
    return any(one.ailment == "drift" and now - one.since > FROZEN for one in health.troubles)


def _more_spoilt(before: Sequence[Sample], recent: Sequence[Sample]) -> str | None:
    spoilt = [one.problem for one in recent if one.problem]
    if len(spoilt) < SPOILT_NOW * len(recent) or _spoilt_share(before) >= SPOILT_BEFORE:
        return None
    kinds = ", ".join(sorted(set(spoilt)))
    return f"{len(spoilt)} of the last {len(recent)} articles did not come out as they should ({kinds})"


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
