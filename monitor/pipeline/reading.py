"""Reading an article: which topics it is about, and what it claims under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.claims import read_claims
from monitor.language.laid_out import LaidOut
from monitor.language.scenes import stage_marks
from monitor.language.vocabulary import Vocabulary
from monitor.pipeline.rules_version import rules_version
from monitor.records import Article, Claim, Topic, TopicMatch
from monitor.topics import Glance, detect_topic, may_match


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
    """Reads articles under a set of topics; the topics' words are prepared once.

    ``rules`` is the version of the rules that it reads by; every claim carries it.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Prepare the words of ``topics``."""
        self._vocabularies = tuple(Vocabulary(topic) for topic in topics)
        self.glance = Glance(self._vocabularies)
        self.rules = rules_version(topics)

    def read(self, article: Article) -> ReadArticle:
        """The article's matches and claims. An article that matches no topic has no claims."""
        matches: list[TopicMatch] = []
        claims: list[Claim] = []
        laid = LaidOut(article)
        for vocabulary in self._vocabularies:
            if not may_match({hit.label for hit in vocabulary.names(article.lang).find(laid.tokens)}):
                matches.append(TopicMatch(vocabulary.topic.name, 0.0, matched=False))
                continue
            marks = vocabulary.lexicon(article.lang).find(laid.tokens)
            staging = stage_marks(laid, vocabulary, marks)
            match = detect_topic(staging)
            matches.append(match)
            if match.matched:
                claims.extend(replace(claim, rules=self.rules) for claim in read_claims(staging))
        return ReadArticle(article, tuple(matches), tuple(claims))
