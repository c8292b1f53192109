"""An article laid out for judgement: its sentences with the forces, places, events, dates and figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.language.dates import DateWords, find_date_words
from monitor.language.events import Event, find_events
from monitor.language.figures import FigureWords, find_figures
from monitor.language.lexicon import Hit
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.sentences import Sentence, split_sentences
from monitor.language.tokens import Token, tokenize
from monitor.language.vocabulary import Mark, Vocabulary
from monitor.records import Article, Topic


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with everything that was found in it; all positions are tokens of the whole text."""

    sentence: Sentence
    forces: tuple[Hit[Mark], ...]
    places: tuple[Hit[Mark], ...]
    groups: tuple[Hit[Mark], ...]
    confusables: tuple[Hit[Mark], ...]
    events: tuple[Event, ...]
    dates: tuple[DateWords, ...]
    figures: tuple[FigureWords, ...]
    is_title: bool

    def clause_of(self, at: int) -> int:
        """The number of the clause in which a token stands."""
        return self.sentence.clause_of(at)

    def names_force(self, names: Iterable[str]) -> bool:
        """Whether the sentence names one of these forces."""
        wanted = frozenset(names)
        return any(hit.label.name in wanted for hit in self.forces)

    def group_hits(self, *groups: str) -> tuple[Hit[Mark], ...]:
        """The words of these groups, by position."""
        return tuple(hit for hit in self.groups if hit.label.name in groups)


@dataclass(frozen=True, slots=True)
class Staging:
    """A whole article laid out under one topic."""

    article: Article
    topic: Topic
    own_forces: frozenset[str]
    layout: Layout
    scenes: tuple[Scene, ...]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the article's full text."""
        return self.layout.tokens

    def text(self, first: int, last: int) -> str:
        """The article's words from one token to another, as they stand."""
        return self.article.full_text[self.tokens[first].start : self.tokens[last].end]


_FILES = ("calendar", "numbers", "sentences", "events", "speech", "modality")


def stage_article(article: Article, vocabulary: Vocabulary) -> Staging:
    """Lay an article out under a topic. An article in a language without words of the topic has bare scenes."""
    text = article.full_text
    layout = Layout(tokenize(text), load_pack(article.lang), *_FILES)
    marks = vocabulary.lexicon(article.lang).find(layout.tokens)
    dates = find_date_words(layout)
    figures = find_figures(layout, {at for words in dates for at in range(words.first, words.last + 1)})
    finder = _Finder(marks, dates, figures, vocabulary.topic)
    scenes = tuple(
        finder.scene(sentence, is_title=layout.tokens[sentence.last].end <= len(article.title))
        for sentence in split_sentences(text, layout)
    )
    return Staging(article, vocabulary.topic, vocabulary.own_forces, layout, scenes)


@dataclass(frozen=True, slots=True)
class _Finder:
    """What was found in the whole text, to be dealt out to its sentences."""

    marks: Sequence[Hit[Mark]]
    dates: Sequence[DateWords]
    figures: Sequence[FigureWords]
    topic: Topic

    def scene(self, sentence: Sentence, *, is_title: bool) -> Scene:
        inside = [hit for hit in self.marks if sentence.first <= hit.first and hit.last <= sentence.last]
        dates = tuple(words for words in self.dates if sentence.first <= words.first <= sentence.last)
        dated = {at for words in dates for at in range(words.first, words.last + 1)}
        groups = tuple(hit for hit in inside if hit.label.kind == "group" and hit.first not in dated)
        return Scene(
            sentence=sentence,
            forces=_longest([hit for hit in inside if hit.label.kind == "force"]),
            places=_longest([hit for hit in inside if hit.label.kind == "place"]),
            groups=groups,
            confusables=_longest([hit for hit in inside if hit.label.kind == "confusable"]),
            events=find_events(groups, self.topic, sentence),
            dates=dates,
            figures=tuple(words for words in self.figures if sentence.first <= words.first <= sentence.last),
            is_title=is_title,
        )


def _longest(hits: Iterable[Hit[Mark]]) -> tuple[Hit[Mark], ...]:
    """Of hits that overlap, the longest; in order."""
    chosen: list[Hit[Mark]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        if all(hit.last < other.first or other.last < hit.first for other in chosen):
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda hit: hit.first))
