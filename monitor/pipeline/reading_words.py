"""The words of a set of topics, prepared for reading articles by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.claims import read_claims
from monitor.language.laid_out import LaidOut
from monitor.language.scenes import stage_marks
from monitor.language.vocabulary import Vocabulary
from monitor.pipeline.rules_version import rules_version
from monitor.records import Article, Claim, Topic, TopicMatch
from monitor.topics import Glance, detect_topic, may_match


class PreparedReader:
    """Reads articles under a set of topics. ``rules`` is the version of the rules, ``glance`` the cheap first look."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        """Prepare the words of ``topics``."""
        self._vocabularies = tuple(Vocabulary(topic) for topic in topics)
        self.glance = Glance(self._vocabularies)
        self.rules = rules_version(topics)

    def read(self, article: Article) -> tuple[tuple[TopicMatch, ...], tuple[Claim, ...]]:
        """The article's match of every topic, and its claims under those that match."""
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
        return tuple(matches), tuple(claims)
