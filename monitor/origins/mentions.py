"""Agencies and outlets named in a text, and the words beside them that credit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.language.agencies import AgencyWord, load_agencies
from monitor.language.folding import fold
from monitor.language.lexicon import Hit
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.sentences import Sentence, split_sentences
from monitor.language.tokens import Token, tokenize
from monitor.records import Lang

QUOTES = frozenset({'"', "'", "«", "»", "“", "”", "(", ")", "-", "_", "*"})
"""Marks that may stand between a name and the words beside it."""

_LONGEST_LEAD = 6
"""How many words and marks may stand between a name and what credits it ("the state-run"). A judgement."""

_KEPT_TEXTS = 8
"""How many texts are remembered: the claims of one article are asked about one after another. A judgement."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of an agency or outlet in the tokens ``first..last``; ``written`` is its first word in the pack."""

    origin: str
    first: int
    last: int
    written: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its sentences, the names of agencies and outlets, and the words of crediting by where they stand.

    ``words`` holds (meaning → first token → last token) for the credits and what may stand between: "kinds" (an agency,
    a channel), "line", and "words", the kinds among them. ``names`` are by their first token; none lies within another.
    ``written`` has, for each of those between, its first word in the pack.
    """

    tokens: Sequence[Token]
    sentences: Sequence[Sentence]
    names: dict[int, Mention]
    words: dict[str, dict[int, int]]
    addressed: tuple[str, ...]
    verb_last: bool
    written: dict[int, str]

    def name_behind(self, at: int, last: int) -> Mention | None:
        """The name that starts at a token, or behind words that may stand before one, up to the token ``last``."""
        for _ in range(_LONGEST_LEAD):
            if at > last:
                return None
            if at in self.names:
                return self.names[at]
            if at not in self.words["words"] and self.tokens[at].folded not in QUOTES:
                return None
            at = self.words["words"].get(at, at) + 1
        return None

    def opening_of(self, name: Mention, first: int) -> int:
        """The first token of the words that may stand before the name, down to the token ``first``."""
        ends = {end: start for start, end in self.words["words"].items()}
        at = name.first
        while at > first and name.first - at < _LONGEST_LEAD:
            if at - 1 in ends:
                at = ends[at - 1]
            elif self.tokens[at - 1].folded in QUOTES:
                at -= 1
            else:
                break
        return max(at, first)

    def behind(self, name: Mention, last: int) -> int:
        """The token behind a name and what may follow it: "(AP)", "news agency", a case ending behind a number."""
        at = name.last + 1
        while at <= last and at - name.last <= _LONGEST_LEAD:
            if at in self.names and self.tokens[at - 1].folded == "(":
                at = self.names[at].last + 1
            elif at in self.words["words"] or self.tokens[at].folded in QUOTES:
                at = self.words["words"].get(at, at) + 1
            else:
                break
        return at

    def starting(self, meaning: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The first and last tokens of the words with a meaning that start between two tokens, both included."""
        return ((at, end) for at, end in self.words[meaning].items() if first <= at <= last)


@lru_cache(_KEPT_TEXTS)
def mark_text(text: str, lang: Lang) -> MarkedText:
    """The text, marked; kept for a while."""
    agencies, pack = load_agencies(lang), load_pack(lang)
    tokens = tokenize(text)
    names: list[Mention] = []
    words: defaultdict[str, dict[int, int]] = defaultdict(dict)
    written: dict[int, str] = {}
    for hit in agencies.lexicon.find(tokens):
        if hit.label.table in {"names", "guarded"}:
            if _is_name(hit, tokens):
                names.append(Mention(hit.label.meaning, hit.first, hit.last, fold(hit.label.written[0])))
        else:
            words[hit.label.meaning][hit.first] = hit.last
            if hit.label.meaning in {"kinds", "words"}:
                words["words"][hit.first] = hit.last
                written[hit.first] = fold(hit.label.written[0])
    sentences = split_sentences(Layout(tokens, pack, "sentences"))
    verb_last = "verb_last" in pack.order
    return MarkedText(tokens, sentences, _outermost(names), words, agencies.addressed, verb_last, written)


def _is_name(hit: Hit[AgencyWord], tokens: Sequence[Token]) -> bool:
    """Whether the words are written as a name: capitals where it has them; a guarded one stands alone as listed."""
    found = tokens[hit.first : hit.last + 1]
    if not all(_keeps_case(token.text, written) for token, written in zip(found, hit.label.written, strict=True)):
        return False
    if hit.label.table == "names":
        return True
    goes_on = hit.last + 1 < len(tokens) and tokens[hit.last + 1].text[0].isupper()
    listed = all(token.folded == fold(written) for token, written in zip(found, hit.label.written, strict=True))
    return listed and not goes_on


def _keeps_case(text: str, written: str) -> bool:
    if written.isupper() and len(written) > 1:
        return text.isupper()
    return not written[0].isupper() or not text[0].islower()


def _outermost(names: Sequence[Mention]) -> dict[int, Mention]:
    """The names that lie in no other one, by their first token."""
    kept: dict[int, Mention] = {}
    covered = -1
    for name in sorted(names, key=lambda one: (one.first, -one.last)):
        if name.first > covered:
            kept[name.first] = name
            covered = name.last
    return kept
