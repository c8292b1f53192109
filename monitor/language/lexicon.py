"""Finds the words and phrases of a list in a text, whatever is attached to them.

A phrase is a few words; a word may end in ``*`` and then stands for every word that begins with it. What a language
attaches to words (Arabic "و", "ال", "ها"; Kurdish "ی", "دا") comes from its pack, so a list names each word once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from monitor.language.tokens import Token, tokenize

Label = TypeVar("Label", bound=Hashable)

SHORTEST_STEM = 3
"""A stem of fewer letters ("*" entries, and what is left of a word without its clitics) would match by accident."""

KEPT_WORDS = 50_000
"""How many different words a lexicon remembers between texts; a day of news has fewer. A judgement."""

KEPT_SECONDS = 500
"""How many words behind one that opens phrases are remembered, for each such word. A judgement."""


@dataclass(frozen=True, slots=True)
class Clitics:
    """What a language attaches before and after words, longest first, folded."""

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    fused: tuple[tuple[str, str], ...] = ()
    """Prefixes that have swallowed part of the word, with what the word begins with by itself ("لل", "ال")."""

    def forms(self, word: str) -> tuple[str, ...]:
        """The word itself, then what is left of it without each prefix, each suffix, and both."""
        heads = [word, *(word[len(p) :] for p in self.prefixes if _leaves_stem(word, p) and word.startswith(p))]
        heads += [whole + word[len(p) :] for p, whole in self.fused if _leaves_stem(word, p) and word.startswith(p)]
        forms = dict.fromkeys(heads)
        for head in heads:
            forms |= dict.fromkeys(head[: -len(s)] for s in self.suffixes if _leaves_stem(head, s) and head.endswith(s))
        return tuple(forms)


def _leaves_stem(word: str, affix: str) -> bool:
    return len(word) - len(affix) >= SHORTEST_STEM - 1


class Hit(NamedTuple, Generic[Label]):
    """A phrase found: its label, and the tokens ``first..last`` (inclusive) that it covers.

    A tuple, because most words of a text become one or more, and tuples are made much faster than dataclasses.
    """

    label: Label
    first: int
    last: int


@dataclass(slots=True)
class _Node(Generic[Label]):
    words: dict[str, _Node[Label]] = field(default_factory=dict)
    stems: dict[str, _Node[Label]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    longest_stem: int = 0
    """The letters of the longest of ``stems``: a word that never ends is not searched beyond."""


@dataclass(frozen=True, slots=True)
class Opening(Generic[Label]):
    """What a word opens: the labels that it carries alone, and where phrases that begin with it go on."""

    labels: tuple[Label, ...]
    phrases: tuple[_Node[Label], ...]
    seconds: dict[str, tuple[_Node[Label], ...]]
    """Where the phrases stand behind their second word, for the words that were met there: nowhere behind most."""


class Lexicon(Generic[Label]):
    """A list of phrases with labels, ready to be found. One phrase may carry several labels."""

    def __init__(self, entries: Iterable[tuple[str, Label]], clitics: Clitics) -> None:
        """Fold and index ``entries`` (phrase, label); empty phrases are refused with ValueError."""
        self._root: _Node[Label] = _Node()
        self._clitics = clitics
        self._forms: dict[str, tuple[str, ...]] = {}
        self._opened: dict[str, Opening[Label] | None] = {}
        self._capitals: set[str] = set()
        """Words that are known in capitals alone: "US" is a country, "us" is none."""
        for phrase, label in entries:
            self._add(phrase, label)

    def _add(self, phrase: str, label: Label) -> None:
        words = phrase_words(phrase)
        if not words:
            msg = f"the phrase {phrase!r} holds no word"
            raise ValueError(msg)
        if len(words) == 1 and phrase.isupper():
            self._capitals.add(words[0])
        node = self._root
        for word in words:
            table = node.stems if word.endswith("*") else node.words
            if word.endswith("*"):
                node.longest_stem = max(node.longest_stem, len(word) - 1)
            node = table.setdefault(word.removesuffix("*"), _Node())
        if label not in node.labels:
            node.labels.append(label)

    def find(self, tokens: Sequence[Token]) -> list[Hit[Label]]:
        """All hits by position; of the hits with one label that start at one token, the longest alone."""
        hits: list[Hit[Label]] = []
        for first, token in enumerate(tokens):
            opening = self.opening(token.folded)
            if opening is None:
                continue
            plain = token.folded in self._capitals and token.text.islower()
            longest = dict.fromkeys(() if plain else opening.labels, first) | self.phrases(opening, tokens, first)
            hits.extend([Hit(label, first, last) for label, last in longest.items()])
        return hits

    def opening(self, folded: str) -> Opening[Label] | None:
        """What a folded word opens, or None; most words open nothing, so the answer is kept."""
        known = self._opened
        if folded in known:
            return known[folded]
        if len(known) >= KEPT_WORDS:
            known.clear()
            self._forms.clear()
        nodes = tuple(self._children(self._root, folded))
        labels = dict.fromkeys(label for node in nodes for label in node.labels)
        phrases = tuple(node for node in nodes if node.words or node.stems)
        opening = known[folded] = Opening(tuple(labels), phrases, {}) if nodes else None
        return opening

    def phrases(self, opening: Opening[Label], tokens: Sequence[Token], first: int) -> dict[Label, int]:
        """The labels of the phrases of more than one word that start at a token, with the last token of the longest."""
        if first + 1 >= len(tokens):
            return {}
        second = tokens[first + 1].folded
        children = opening.seconds.get(second)
        if children is None:
            children = self._seconds(opening, second)
        longest: dict[Label, int] = {}
        if children:
            self._walk(children, tokens, first + 1, longest)
        return longest

    def _seconds(self, opening: Opening[Label], folded: str) -> tuple[_Node[Label], ...]:
        if len(opening.seconds) >= KEPT_SECONDS:
            opening.seconds.clear()
        children = tuple(child for node in opening.phrases for child in self._children(node, folded))
        opening.seconds[folded] = children
        return children

    def _walk(
        self, reached: Iterable[_Node[Label]], tokens: Sequence[Token], at: int, longest: dict[Label, int]
    ) -> None:
        """Note the labels of the nodes that the token ``at`` leads to, and go on behind it."""
        for node in reached:
            for label in node.labels:
                longest[label] = max(longest.get(label, -1), at)
            if (node.words or node.stems) and at + 1 < len(tokens):
                self._walk(self._children(node, tokens[at + 1].folded), tokens, at + 1, longest)

    def _children(self, node: _Node[Label], folded: str) -> Iterator[_Node[Label]]:
        for form in self._token_forms(folded):
            if (child := node.words.get(form)) is not None:
                yield child
            if node.stems:
                for length in range(SHORTEST_STEM, min(len(form), node.longest_stem) + 1):
                    if (child := node.stems.get(form[:length])) is not None:
                        yield child

    def _token_forms(self, folded: str) -> tuple[str, ...]:
        forms = self._forms.get(folded)
        if forms is None:
            forms = self._forms[folded] = self._clitics.forms(folded)
        return forms


def phrase_words(phrase: str) -> list[str]:
    """The folded words and marks of a phrase; a word written with a trailing ``*`` keeps it."""
    words: list[str] = []
    for token in tokenize(phrase):
        if token.folded == "*" and token.glued and words:
            words[-1] += "*"
        else:
            words.append(token.folded)
    return words
