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
"""Two titles with so many of the longer one's words, and all numbers, in common are of one article. Judgement."""

_WORD = re.compile(r"[^\W\d]+")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_BETWEEN_THOUSANDS = re.compile(r"[,٬](?=\d{3}(?!\d))")
_POINT = re.compile(r"[.,٫٬]")


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


@dataclass(frozen=True, slots=True)
class _Title:
    """A title taken apart: its folded words, and its numbers."""

    words: frozenset[str]
    numbers: frozenset[str]


class _Shelf:
    """Titles by their words, and those that have none by their numbers.

    A new one is compared with those alone that have one of its rarest words. That loses none: of any words of a title
    that are more than a like one may lack, the like one has one at least.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles: list[_Title] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for title in titles:
            self.put(title)

    def put(self, title: str) -> None:
        one = _title(title)
        for word in one.words or one.numbers:
            self._by_word[word].append(len(self._titles))
        self._titles.append(one)

    def holds(self, title: str) -> bool:
        one = _title(title)
        return any(_are_alike(one, self._titles[at]) for at in self._candidates(one.words or one.numbers))

    def _candidates(self, words: frozenset[str]) -> set[int]:
        rarest = sorted(words, key=lambda word: len(self._by_word.get(word, ())))
        lacking = len(words) - ceil(_SAME_SHARE * len(words))
        return {at for word in rarest[: lacking + 1] for at in self._by_word.get(word, ())}


def _are_alike(one: _Title, other: _Title) -> bool:
    """Whether titles are of one article. "2,500 guards leave" and "2,000 guards leave" are not, for all their words."""
    common, longer = len(one.words & other.words), max(len(one.words), len(other.words))
    return one.numbers == other.numbers and common >= _SAME_SHARE * longer


def _title(title: str) -> _Title:
    folded = fold(title)
    return _Title(frozenset(_WORD.findall(folded)), frozenset(map(_number, _NUMBER.findall(folded))))


def _number(written: str) -> str:
    """A number in the digits of all scripts as one: ``2500`` for 2,500 and ٢٬٥٠٠, ``2.5`` for 2,5 and 2.5."""
    whole = _POINT.sub(".", _BETWEEN_THOUSANDS.sub("", written))
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in whole)


def _moment(one: Discovery) -> str:
    return one.published_at.isoformat() if one.published_at else ""
