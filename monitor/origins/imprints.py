"""Imprints of texts, by which copies are found however many articles are kept: MinHash over runs of words.

What a copy changes is a dateline, a sentence of its own, a paragraph cut off; most runs of three words stay. Articles
of two writers about one event share a quoted sentence and a few set phrases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rensa import RMinHash  # type: ignore[import-untyped]  # it ships no types

from monitor.identity import stable_id
from monitor.language.tokens import tokenize
from monitor.records import Imprint, KeptImprint

SHINGLE_WORDS = 3
"""Words in a run: fewer are shared by chance, more are all lost to one changed word. A judgement."""

FEWEST_WORDS = 20
"""A shorter text is a headline or a stub, which two outlets may write alike by themselves. A judgement."""

SLOTS = 96
BAND_SLOTS = 2
"""48 bands of two slots: of two texts alike by 0.3, 98.9 % share a band, by a hundredth 0.5 % (1 - (1 - s^2)^48).

Candidates are many rather than few, because comparing one costs microseconds. The likeness that is read off 96 slots is
right within 0.05 (one standard deviation).
"""

SEED = 20_140_610
"""Any number would do, but every kept imprint was made with this one: another makes them all worthless.

So does a new ``RMinHash.ALGORITHM_VERSION`` of rensa (it is 2).
"""

COPY_LIKENESS = 0.3
"""From how many equal slots on two texts count as one text.

Chosen on 6,000 generated articles of 70 to 300 words in three languages: each was copied (another dateline, a sentence
of the outlet added, the last paragraph cut, up to three words replaced) and met by another article about the same event
that shares a quote of 12 to 24 words and set phrases. Of the copies, 5 fell below this mark, down to 0.25, all of
three short paragraphs; the likest of the other articles reached 0.20. tests/unit/origins/test_imprints.py repeats a
part of it. The mark lies nearer to the copies because two short reports may share a longer quote than those had.
"""

_INSIDE_NUMBER = re.compile(r"[., ']")


def imprint(text: str) -> Imprint:
    """The imprint of a text; empty for one of fewer than ``FEWEST_WORDS`` words.

    Spelling variants, white space and punctuation do not count; numbers do ("2 500 000" is one, as in "2,500,000").
    """
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return Imprint()
    shingles = (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))
    hashed = RMinHash(num_perm=SLOTS, seed=SEED)
    hashed.update(sorted(set(shingles)))
    digest = tuple(hashed.digest())
    return Imprint(digest, tuple(_band(digest, first) for first in range(0, SLOTS, BAND_SLOTS)))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of equal slots of two digests, 0..1: about the share of their runs of words that both texts have.

    0.0 where either is empty, or where they have not the same number of slots.
    """
    if not one or len(one) != len(other):
        return 0.0
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / len(one)


def first_of(imprint: Imprint, candidates: Sequence[KeptImprint]) -> KeptImprint | None:
    """The candidate published first of those that are one text with the imprint, or None; of equals, the least id.

    Whether a candidate was published before the text itself, or is a version of it, is the caller's to see to.
    """
    copies = (one for one in candidates if likeness(imprint.digest, one.digest) >= COPY_LIKENESS)
    return min(copies, key=lambda one: (one.published_at, one.article_id), default=None)


def _words(text: str) -> list[str]:
    tokens = (token for token in tokenize(text) if token.kind != "mark")
    return [_INSIDE_NUMBER.sub("", token.folded) if token.kind == "number" else token.folded for token in tokens]


def _band(digest: tuple[int, ...], first: int) -> str:
    """A name of the slots from ``first`` on; equal slots in another place have another name."""
    return stable_id(str(first), *map(str, digest[first : first + BAND_SLOTS]))
