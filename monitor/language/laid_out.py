"""An article laid out whatever the topic: tokens, words, dates, figures and sentences, each found when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from monitor.language.dates import DateWords, find_date_words
from monitor.language.figure_words import FigureWords
from monitor.language.figures import find_figures
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.sentences import Sentence, split_sentences
from monitor.language.tokens import Token, tokenize
from monitor.records import Article

_FILES = ("calendar", "feasts", "numbers", "sentences", "events", "speech", "modality")


class LaidOut:
    """What topics share of an article. Most articles are of no topic and need the tokens alone."""

    def __init__(self, article: Article) -> None:
        """Cut the article's full text into tokens."""
        self.article = article
        self.tokens: Sequence[Token] = tokenize(article.full_text)

    @cached_property
    def layout(self) -> Layout:
        """The words of the article's language, by token."""
        return Layout(self.tokens, load_pack(self.article.lang), *_FILES)

    @cached_property
    def dates(self) -> tuple[DateWords, ...]:
        """The words of the dates, in order."""
        return find_date_words(self.layout)

    @cached_property
    def figures(self) -> tuple[FigureWords, ...]:
        """The counts, without sums of money, measures and shares, in order."""
        dated = {at for words in self.dates for at in range(words.first, words.last + 1)}
        return tuple(words for words in find_figures(self.layout, dated) if not words.is_amount)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of title and text, in order."""
        return split_sentences(self.layout)
