"""A cheap look: whether a text names anything of a topic, so that reading it whole may be worth while."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.language.tokens import tokenize
from monitor.language.vocabulary import Vocabulary
from monitor.records import Lang


class Glance:
    """Looks at titles, summaries and plain page text for words of any topic."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        """Keep the vocabularies of all topics."""
        self._vocabularies = tuple(vocabularies)

    def finds_any(self, texts: Iterable[str], lang: Lang) -> bool:
        """Whether the texts together name a force of a topic, which every matching article does."""
        tokens = tokenize("\n".join(texts))
        return any(
            hit.label.kind == "force"
            for vocabulary in self._vocabularies
            for hit in vocabulary.lexicon(lang).find(tokens)
        )
