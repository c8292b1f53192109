"""A text laid out for the grammars: its tokens, and which words of a pack stand where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme, Pack
from monitor.language.tokens import Token

DIGITS = "digits"
"""Stands among the tables of a token for a number in digits."""

_APOSTROPHE = "'"
_NUMBER_TABLES = frozenset({"numbers", "scales", "fractions"})
_FIGURE_TABLES = _NUMBER_TABLES | {
    "vague",
    "people_two",
    "fractions_more",
    "fractions_of",
    "fractions_short",
    "denominators",
    "denominators_one",
}

# The tables whose words (or a number in digits) a date needs; the rest only adds to them.
_DATE_TABLES = frozenset(
    {
        "months",
        "hijri_months",
        "kurdish_months",
        "numbered",
        "weekdays",
        "weekdays_bare",
        "day_words",
        "units",
        "units_one",
        "units_many",
        "units_two",
        "named_units",
        "spans",
        "decades",
        "centuries",
        "feasts",
        "references",
        "now_words",
        "unit_of",
        "year_earlier",
    }
)


_Words = Mapping[str, Lexeme]
"""What a word means by itself, by table; of several meanings in one table, the first."""


class Layout:
    """The words of a pack that stand in a text, by the token where they start and where they end.

    What a word means by itself is the same wherever it stands, and is kept with the pack; phrases of several words are
    found anew in each text.
    """

    def __init__(self, tokens: Sequence[Token], pack: Pack, *names: str) -> None:
        """Find the words of the files ``names`` ("calendar", "numbers" …) of ``pack`` in ``tokens``."""
        self.tokens = tokens
        self.pack = pack
        self.numbers_read: dict[int, object] = {}
        """What ``numerals.read_amount`` found at a token, None included: dates and figures both ask for it."""
        self._words: dict[int, _Words] = {}
        self._meanings: dict[int, Collection[Lexeme]] = {}
        self._phrases: dict[int, dict[str, Hit[Lexeme]]] = {}
        self._phrases_of_meaning: dict[tuple[int, Lexeme], Hit[Lexeme]] = {}
        self._ends: dict[tuple[int, str], Hit[Lexeme]] = {}
        self._ends_of_meaning: dict[tuple[int, Lexeme], Hit[Lexeme]] = {}
        lexicon, kept = pack.lexicon(names), pack.words_by_table(names)
        for first, token in enumerate(tokens):
            opening = lexicon.opening(token.folded)
            if opening is None:
                continue
            if opening.labels:
                words = kept.get(opening.labels)
                if words is None:
                    words = kept[opening.labels] = {label.table: label for label in reversed(opening.labels)}
                self._words[first], self._meanings[first] = words, opening.labels
            if opening.phrases:
                for label, last in lexicon.phrases(opening, tokens, first).items():
                    self._keep(Hit(label, first, last))
        self._digits = {at for at, token in enumerate(tokens) if token.kind == "number"}

    def _keep(self, hit: Hit[Lexeme]) -> None:
        """Index a phrase under both its ends; of several of one kind there, the longest is kept."""
        label, first, last = hit
        tables = self._phrases.setdefault(first, {})
        known = tables.get(label.table)
        if known is None or last > known.last:
            tables[label.table] = hit
        self._phrases_of_meaning[first, label] = hit
        known = self._ends.get((last, label.table))
        if known is None or first < known.first:
            self._ends[last, label.table] = hit
        known = self._ends_of_meaning.get((last, label))
        if known is None or first < known.first:
            self._ends_of_meaning[last, label] = hit

    @property
    def names_dates(self) -> bool:
        """Whether anything stands in the text that a date needs: a number in digits, or the name of a span."""
        return bool(self._digits) or self.has_any(_DATE_TABLES)

    @property
    def names_numbers(self) -> bool:
        """Whether any number stands in the text, in digits or in words."""
        return bool(self._digits) or self.has_any(_FIGURE_TABLES)

    def has_any(self, tables: frozenset[str]) -> bool:
        """Whether a word of one of the tables stands anywhere in the text."""
        for words in self._words.values():
            if not tables.isdisjoint(words):
                return True
        return any(not tables.isdisjoint(phrases) for phrases in self._phrases.values())

    def places_of(self, tables: frozenset[str]) -> Sequence[int]:
        """The tokens at which a word of one of the tables starts, in order."""
        places = [at for at, words in self._words.items() if not tables.isdisjoint(words)]
        if self._phrases:
            places.extend(at for at, phrases in self._phrases.items() if not tables.isdisjoint(phrases))
        return sorted(places)

    def may_open(self, at: int) -> bool:
        """Whether a value can start at a token: it is a number, or a word of the pack starts there."""
        return at in self._words or at in self._digits or at in self._phrases

    def opens(self, at: int, tables: frozenset[str]) -> bool:
        """Whether a word of one of the tables starts at a token, or what stands among them for itself."""
        words = self._words.get(at)
        if words is not None and not tables.isdisjoint(words):
            return True
        phrases = self._phrases.get(at)
        if phrases is not None and not tables.isdisjoint(phrases):
            return True
        return (at in self._digits and DIGITS in tables) or self.tokens[at].folded == _APOSTROPHE

    def opens_number(self, at: int) -> bool:
        """Whether a number in digits or words may start at a token; False behind the last one."""
        if at in self._digits:
            return True
        words, phrases = self._words.get(at, ()), self._phrases.get(at, ())
        return not (_NUMBER_TABLES.isdisjoint(words) and _NUMBER_TABLES.isdisjoint(phrases))

    def tables_at(self, at: int) -> Collection[str]:
        """The tables of which a word starts at a token, ``DIGITS`` for a number, the apostrophe for itself."""
        tables = {*self._words.get(at, ()), *self._phrases.get(at, ())}
        if at in self._digits:
            tables.add(DIGITS)
        elif self.tokens[at].folded == _APOSTROPHE:
            tables.add(_APOSTROPHE)
        return tables

    def starting(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that starts at a token, or None."""
        phrases = self._phrases.get(at)
        if phrases is not None and table in phrases:
            return phrases[table]
        words = self._words.get(at)
        if words is None or table not in words:
            return None
        return Hit(words[table], at, at)

    def meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that starts at a token, or None."""
        phrases = self._phrases.get(at)
        if phrases is not None and table in phrases:
            hit = self._phrases_of_meaning.get((at, Lexeme(table, meaning)))
            if hit is not None:
                return hit
        words = self._words.get(at)
        if words is None or table not in words:
            return None
        label = words[table]
        if label.value != meaning:
            label = Lexeme(table, meaning)
            if label not in self._meanings[at]:
                return None
        return Hit(label, at, at)

    def ending(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that ends at a token, or None."""
        hit = self._ends.get((at, table))
        if hit is not None:
            return hit
        words = self._words.get(at)
        return Hit(words[table], at, at) if words is not None and table in words else None

    def ending_meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that ends at a token, or None."""
        label = Lexeme(table, meaning)
        hit = self._ends_of_meaning.get((at, label))
        if hit is not None:
            return hit
        return Hit(label, at, at) if label in self._meanings.get(at, ()) else None

    def positions(self, table: str, meaning: str, first: int, last: int) -> Sequence[int]:
        """The tokens from ``first`` to ``last`` (inclusive) at which a word of one meaning starts, in order."""
        found = self._positions.get(Lexeme(table, meaning), ())
        return found[bisect_left(found, first) : bisect_right(found, last)]

    @cached_property
    def _positions(self) -> Mapping[Lexeme, Sequence[int]]:
        starts = {(at, label) for at, labels in self._meanings.items() for label in labels}
        positions: dict[Lexeme, list[int]] = defaultdict(list)
        for at, label in sorted(starts | self._phrases_of_meaning.keys()):
            positions[label].append(at)
        return positions
