"""Sentences and clauses of a text, as ranges of its tokens."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from monitor.language.reading import Layout

_ENDS = frozenset({".", "!", "?", "؟", "…", "۔"})
_CLAUSE_MARKS = frozenset({",", ";", "؛", ":", "(", ")", "«", "»"})
_CLOSING = frozenset({'"', "'", "”", "»", ")", "]"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens ``first..last`` (inclusive) of one sentence; ``clauses`` are the first tokens of its clauses."""

    first: int
    last: int
    clauses: tuple[int, ...]
    paragraph: int

    def clause_of(self, at: int) -> int:
        """The number of the clause, from 0, in which a token of the sentence stands."""
        return bisect_right(self.clauses, at) - 1


def split_sentences(layout: Layout) -> tuple[Sentence, ...]:
    """The sentences of a text in order.

    A line break ends one, unless a colon stands before it ("The minister:" above his words); a point behind an
    abbreviation does not. ``layout`` must have been made with the pack's "sentences" file.
    """
    tokens = layout.tokens
    sentences: list[Sentence] = []
    first, paragraph = 0, 0
    for at in range(len(tokens)):
        broken = at + 1 < len(tokens) and tokens[at + 1].opens_line
        if (broken and tokens[at].folded != ":") or at == len(tokens) - 1 or _ends_sentence(layout, at):
            sentences.append(Sentence(first, at, _clauses(layout, first, at), paragraph))
            first = at + 1
        paragraph += broken
    return tuple(sentences)


def _ends_sentence(layout: Layout, at: int) -> bool:
    tokens = layout.tokens
    follows = tokens[at + 1]
    if tokens[at].folded in _CLOSING and at > 0 and tokens[at].glued:
        return tokens[at - 1].folded in _ENDS and not follows.glued and follows.folded not in _CLOSING
    if tokens[at].folded not in _ENDS or follows.glued:
        return False
    if at == 0 or tokens[at].folded != ".":
        return True
    initial = tokens[at - 1]
    if len(initial.text) == 1 and initial.text.isupper() and initial.glued and tokens[at - 2].folded == ".":
        return False  # "U.N. peacekeepers"
    return layout.ending_meaning(at - 1, "abbreviations", "words") is None


def _clauses(layout: Layout, first: int, last: int) -> tuple[int, ...]:
    tokens = layout.tokens
    starts = [first]
    for at in range(first + 1, last + 1):
        before = tokens[at - 1]
        dash = before.folded == "-" and not before.glued and not tokens[at].glued
        if before.folded in _CLAUSE_MARKS or dash or layout.starting(at, "breaks") is not None:
            starts.append(at)
    return tuple(starts)
