"""Reading an article: which topics it is about, and what it claims under each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.records import Article, Claim, Lang, Topic, TopicMatch

if TYPE_CHECKING:
    from monitor.pipeline.reading_words import PreparedReader


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its match of every topic, and the claims under those that match."""

    article: Article
    matches: tuple[TopicMatch, ...]
    claims: tuple[Claim, ...]

    @property
    def on_topic(self) -> bool:
        """Whether any topic matches."""
        return any(match.matched for match in self.matches)


class Reader:
    """Reads articles under a set of topics; the topics' words are prepared once, when they are first needed.

    Most cycles of a running monitor find nothing new: they should not wait for words that they do not read.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Keep ``topics``."""
        self._topics = tuple(topics)

    @property
    def rules(self) -> str:
        """The version of the rules that it reads by; every claim carries it."""
        return self._prepared.rules

    def finds_any(self, texts: Iterable[str], lang: Lang) -> bool:
        """Whether texts name something of a topic: a cheap look that passes over no article that would match."""
        return self._prepared.glance.finds_any(list(texts), lang)

    def read(self, article: Article) -> ReadArticle:
        """The article's matches and claims. An article that matches no topic has no claims."""
        matches, claims = self._prepared.read(article)
        return ReadArticle(article, matches, claims)

    @cached_property
    def _prepared(self) -> PreparedReader:
        from monitor.pipeline.reading_words import PreparedReader  # noqa: PLC0415 - loads grammar and words, see above

        return PreparedReader(self._topics)
