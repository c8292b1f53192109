"""Generated articles: what two newsrooms write of one event, and what an outlet makes of another's text.

The words are invented. A writer draws words as texts do, a few often and most seldom, and strews in the set phrases of
the trade; both writers of an event quote the same sentence and name the same office, place and day.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_SYLLABLES = {
    "en": ["ka", "lor", "mi", "ten", "sa", "rud", "vel", "no", "bri", "das", "ul", "fer", "gan", "ti", "com", "pe"],
    "ar": ["با", "لو", "مي", "تن", "سا", "رد", "في", "نو", "بر", "دس", "عل", "فر", "جن", "تي", "كم", "حي"],
    "ckb": ["با", "لۆ", "مێ", "تن", "سا", "ڕو", "ڤێ", "نو", "بر", "دە", "ئا", "گە", "ژن", "تی", "کە", "پێ"],
}
_STOCK = 12
"""Set phrases of four to six words that every newsroom of a language uses."""

_VOCABULARY = 1500
_COMMON = 0.9
"""The exponent by which words grow seldom, near that of real texts."""


@dataclass(frozen=True)
class Written:
    """An article in paragraphs, a copy of it by another outlet, and what a second newsroom wrote of the event."""

    article: str
    copy: str
    other: str


class Newsrooms:
    """The newsrooms of one language, with their words."""

    def __init__(self, lang: str, seed: int) -> None:
        """Make up the words; the same seed makes the same."""
        self._random = Random(f"{lang} {seed}")  # noqa: S311  # nothing is secret here
        draw = self._random
        self._words = [
            "".join(draw.choice(_SYLLABLES[lang]) for _ in range(draw.randint(1, 4))) for _ in range(_VOCABULARY)
        ]
        self._weights = [1 / (rank + 1) ** _COMMON for rank in range(_VOCABULARY)]
        self._stock = [self._draw(draw.randint(4, 6)) for _ in range(_STOCK)]

    def write(self) -> Written:
        """One event, told three times."""
        draw = self._random
        quote, place = self._draw(draw.randint(12, 24)), self._draw(4)
        paragraphs = draw.randint(3, 7)
        article = self._article(quote, place, paragraphs)
        other = self._article(quote, place, draw.randint(3, 7))
        return Written(self._join(article), self._join(self._copied(article)), self._join(other))

    def _draw(self, count: int) -> list[str]:
        return self._random.choices(self._words, self._weights, k=count)

    def _article(self, quote: list[str], place: list[str], paragraphs: int) -> list[list[str]]:
        draw = self._random
        body = [self._draw(draw.randint(20, 45)) for _ in range(paragraphs)]
        for phrase in draw.sample(self._stock, k=2):
            paragraph = draw.choice(body)
            at = draw.randint(0, len(paragraph))
            paragraph[at:at] = phrase
        quoted = draw.randrange(len(body))
        body[quoted] = [*body[quoted][:10], *quote]
        return [place + body[0], *body[1:]]

    def _copied(self, article: list[list[str]]) -> list[list[str]]:
        """Another dateline, a sentence of the outlet behind the first paragraph, the last one cut, words replaced."""
        draw = self._random
        changed = [[*self._draw(3), *article[0][4:]], self._draw(draw.randint(8, 14)), *article[1:-1]]
        for _ in range(draw.randint(0, 3)):
            paragraph = draw.choice(changed)
            paragraph[draw.randrange(len(paragraph))] = self._draw(1)[0]
        return changed

    def _join(self, paragraphs: list[list[str]]) -> str:
        return "\n".join(" ".join(paragraph) + "." for paragraph in paragraphs)
