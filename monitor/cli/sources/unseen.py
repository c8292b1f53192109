"""What news queries list and no other source brought: titles compared. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from monitor.language.folding import fold
from monitor.records import FeedEntry

_SAME_SHARE = 0.8
"""Two titles with so many of the longer one's words in common are of one article. Judgement."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Discovery:
    """An article that only a news query knows of. ``published_at`` is None where the query gives no moment."""

    source: str
    title: str
    publisher: str
    published_at: datetime | None
    url: str


def unseen(listed: Iterable[FeedEntry], titles: Sequence[str]) -> tuple[Discovery, ...]:
    """The entries of news queries whose titles are like none of ``titles``: the newest first, each article once."""
    shelf = _Shelf(titles)
    found = []
    for entry in listed:
        # The reading of a news query puts the publisher in the summary, where the item names one.
        title, publisher = (entry.title, entry.summary) if entry.summary else split_publisher(entry.title)
        if not shelf.holds(title):
            shelf.put(title)
            found.append(Discovery(entry.source, title, publisher, entry.published_at, entry.url))
    dated = [one for one in found if one.published_at is not None]
    undated = [one for one in found if one.published_at is None]
    return (*sorted(dated, key=_moment, reverse=True), *undated)


def split_publisher(title: str) -> tuple[str, str]:
    """A query's title without what stands at its end behind a dash, mostly the publisher, and that; empty if none."""
    words, dash, publisher = title.rpartition(" - ")
    return (words.strip(), publisher.strip()) if dash and words.strip() else (title.strip(), "")


class _Shelf:
    """Titles by their words. A new one is compared with those alone that have one of its rarest words.

    That loses none: of any words of a title that are more than a like one may lack, the like one has one at least.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles: list[frozenset[str]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for title in titles:
            self.put(title)

    def put(self, title: str) -> None:
        words = _words(title)
        for word in words:
            self._by_word[word].append(len(self._titles))
        self._titles.append(words)

    def holds(self, title: str) -> bool:
        words = _words(title)
        return any(_are_alike(words, self._titles[at]) for at in self._candidates(words))

    def _candidates(self, words: frozenset[str]) -> set[int]:
        rarest = sorted(words, key=lambda word: len(self._by_word.get(word, ())))
        lacking = len(words) - ceil(_SAME_SHARE * len(words))
        return {at for word in rarest[: lacking + 1] for at in self._by_word.get(word, ())}


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_SHARE * max(len(one), len(other))


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(title)))


def _moment(one: Discovery) -> str:
    return one.published_at.isoformat() if one.published_at else ""
