"""A cheap look: whether a text names anything of a topic, so that reading it whole may be worth while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.language.tokens import tokenize
from monitor.language.vocabulary import Mark, Vocabulary
from monitor.records import Lang

_PIECE_CHARACTERS, _OVERLAP_CHARACTERS = 50_000, 500
"""How much of a text is looked at together, and how much of that twice, so that no name is cut. Judgement."""


class Glance:
    """Looks at titles, summaries and plain page text for words of any topic."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        """Keep the vocabularies of all topics."""
        self._vocabularies = tuple(vocabularies)

    def finds_any(self, texts: Iterable[str], lang: Lang) -> bool:
        """Whether the texts together name a force of a topic, its owner, or a place beside a withdrawal or a mission.

        Every article that matches a topic does so; many that match none do too.
        """
        seen: list[set[Mark]] = [set() for _ in self._vocabularies]
        for piece in _pieces("\n".join(texts)):
            tokens = tokenize(piece)
            for vocabulary, marks in zip(self._vocabularies, seen, strict=True):
                marks.update(hit.label for hit in vocabulary.lexicon(lang).find(tokens))
                if _is_telling(marks):
                    return True
        return False


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that overlap, so that a page of megabytes is never looked at as a whole."""
    for start in range(0, max(len(text), 1), _PIECE_CHARACTERS):
        yield text[max(start - _OVERLAP_CHARACTERS, 0) : start + _PIECE_CHARACTERS]


def may_match(marks: Iterable[Mark]) -> bool:
    """Whether an article may match a topic at all: it names a force of it, or its owner and a place; others score 0."""
    kinds = {mark.name if mark.kind == "group" else mark.kind for mark in marks}
    return "force" in kinds or {"owner", "place"} <= kinds


def _is_telling(marks: set[Mark]) -> bool:
    named = {mark.name for mark in marks if mark.kind == "group"}
    if "owner" in named or any(mark.kind == "force" for mark in marks):
        return True
    return bool(named & _HAPPENINGS) and any(mark.kind == "place" for mark in marks)


_HAPPENINGS = frozenset({"withdrawal", "mission"})
"""What short reports name with a place alone, leaving the force to the reader; a judgement."""
