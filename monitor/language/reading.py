"""A text laid out for the grammars: its tokens, and which words of a pack stand where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from monitor.language.lexicon import KEPT_WORDS, Hit, Lexicon
from monitor.language.pack import KeptWords, Lexeme, Pack, WordMeanings
from monitor.language.sums import Numeral
from monitor.language.tokens import Token

DIGITS = "digits"
"""Stands among the tables of a token for a number in digits."""

DASH = "-"
"""Stands among the tables of a token for itself, as the apostrophe does."""

_APOSTROPHE = "'"
NUMBER_TABLES = frozenset({DIGITS, "numbers", "scales", "fractions"})
_FIGURE_TABLES = NUMBER_TABLES | {
    "vague",
    "people_two",
    "fractions_more",
    "fractions_of",
    "fractions_short",
}

FIGURE_OPENINGS = _FIGURE_TABLES | {"minus", DASH}
"""What stands among the tables of a token where a number, a share or a sign may stand."""

# The tables whose words (or a number in digits) a date needs; the rest only adds to them.
_DATE_TABLES = frozenset(
    {
        DIGITS,
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
        "references_led",
        "now_words",
        "unit_of",
        "year_earlier",
    }
)


_SIGNS: Mapping[str, Lexeme] = {sign: Lexeme(sign, "") for sign in (DIGITS, _APOSTROPHE, DASH)}
"""What stands among the tables of a token without being a word of a pack."""


class Layout:
    """The words of a pack that stand in a text, by the token where they start and where they end.

    What a word means by itself is the same wherever it stands, and is kept with the pack; phrases of several words are
    found anew in each text. Among the tables of a token stand ``DIGITS`` for a number, and the apostrophe for itself.
    """

    __slots__ = (
        "_ends",
        "_ends_of_meaning",
        "_known_positions",
        "_meanings",
        "_opens",
        "_phrases",
        "_phrases_of_meaning",
        "_words",
        "numbers_read",
        "pack",
        "tables",
        "tokens",
    )

    def __init__(self, tokens: Sequence[Token], pack: Pack, *names: str) -> None:
        """Find the words of the files ``names`` ("calendar", "numbers" …) of ``pack`` in ``tokens``."""
        self.tokens = tokens
        self.pack = pack
        self.numbers_read: dict[int, Numeral | None] = {}
        """What ``numerals.read_amount`` found at a token, None included: dates and figures both ask for it."""
        self._words: dict[int, Mapping[str, Lexeme]] = {}
        self._meanings: dict[int, Collection[Lexeme]] = {}
        self._phrases: dict[int, dict[str, Hit[Lexeme]]] = {}
        self._phrases_of_meaning: dict[tuple[int, str, str], Hit[Lexeme]] = {}
        self._ends: dict[int, dict[str, Hit[Lexeme]]] = {}
        self._ends_of_meaning: dict[tuple[int, str, str], Hit[Lexeme]] = {}
        self._known_positions: Mapping[Lexeme, Sequence[int]] | None = None
        lexicon, kept_words, kept_numbers = pack.lexicon(names), *pack.kept(names)
        own_words, own_meanings = self._words, self._meanings
        for first, token in enumerate(tokens):
            folded = token.folded
            kept = kept_words if token.kind != "number" else kept_numbers
            meaning = kept[folded] if folded in kept else _keep_word(kept, lexicon, token)
            if meaning is None:
                continue
            words, labels, phrases = meaning
            if words:
                own_words[first], own_meanings[first] = words, labels
            if phrases is not None:
                found = lexicon.phrases(phrases, tokens, first)
                for label, last in found.items() if found else ():
                    self._keep(Hit(label, first, last))
        # Most texts hold few phrases, so that which tables open a token is mostly what its word says by itself.
        self._opens = self._with_phrases() if self._phrases else self._words
        self.tables: AbstractSet[str] = set().union(*self._opens.values())
        """The tables of which a word stands anywhere in the text."""

    def _keep(self, hit: Hit[Lexeme]) -> None:
        """Index a phrase under both its ends; of several of one kind there, the longest is kept."""
        label, first, last = hit
        tables = self._phrases.setdefault(first, {})
        known = tables.get(label.table)
        if known is None or last > known.last:
            tables[label.table] = hit
        self._phrases_of_meaning[first, label.table, label.value] = hit
        tables = self._ends.setdefault(last, {})
        known = tables.get(label.table)
        if known is None or first < known.first:
            tables[label.table] = hit
        known = self._ends_of_meaning.get((last, label.table, label.value))
        if known is None or first < known.first:
            self._ends_of_meaning[last, label.table, label.value] = hit

    def _with_phrases(self) -> dict[int, Mapping[str, Lexeme]]:
        """The words by the token where they start, in order, those of the phrases among them."""
        opens = dict(self._words)
        for at, phrases in self._phrases.items():
            opens[at] = {**opens.get(at, {}), **{table: hit.label for table, hit in phrases.items()}}
        return opens if len(opens) == len(self._words) else dict(sorted(opens.items()))

    @property
    def names_dates(self) -> bool:
        """Whether anything stands in the text that a date needs: a number in digits, or the name of a span."""
        return self.has_any(_DATE_TABLES)

    @property
    def names_numbers(self) -> bool:
        """Whether any number stands in the text, in digits or in words."""
        return self.has_any(_FIGURE_TABLES)

    def has_any(self, tables: frozenset[str]) -> bool:
        """Whether a word of one of the tables stands anywhere in the text."""
        return not tables.isdisjoint(self.tables)

    def places_of(self, tables: frozenset[str]) -> Sequence[int]:
        """The tokens at which a word of one of the tables starts, in order."""
        is_other = tables.isdisjoint
        return () if is_other(self.tables) else [at for at, words in self._opens.items() if not is_other(words)]

    def opens(self, at: int, tables: frozenset[str]) -> bool:
        """Whether a word of one of the tables starts at a token, or what stands among them for itself."""
        words = self._opens.get(at)
        return words is not None and not tables.isdisjoint(words)

    def ends(self, at: int, tables: Iterable[str]) -> bool:
        """Whether a word of one of the tables ends at a token."""
        return any(self.ending(at, table) is not None for table in tables)

    def opens_number(self, at: int) -> bool:
        """Whether a number in digits or words may start at a token; False behind the last one."""
        words = self._opens.get(at)
        return words is not None and not NUMBER_TABLES.isdisjoint(words)

    def tables_at(self, at: int) -> Collection[str]:
        """The tables of which a word starts at a token, ``DIGITS`` for a number, the apostrophe for itself."""
        return self._opens.get(at, ())

    # The four below are asked far more often than anything else, mostly in vain: no word of the table stands there.
    # So they look for that first, and make a hit by its tuple alone, in half the time of Hit(…).

    def starting(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that starts at a token, or None."""
        words = self._opens.get(at)
        if words is None or table not in words:
            return None
        phrases = self._phrases.get(at)
        if phrases is not None and table in phrases:
            return phrases[table]
        return tuple.__new__(Hit, (words[table], at, at))

    def meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that starts at a token, or None."""
        words = self._opens.get(at)
        if words is None or table not in words:
            return None
        if at in self._phrases:
            hit = self._phrases_of_meaning.get((at, table, meaning))
            if hit is not None:
                return hit
            words = self._words.get(at)
        return self._alone(at, words, table, meaning)

    def meanings_at(self, at: int, table: str) -> AbstractSet[str]:
        """All meanings in a table of the words that start at a token."""
        meanings = {label.value for label in self._meanings.get(at, ()) if label.table == table}
        if at in self._phrases:
            meanings |= {value for place, among, value in self._phrases_of_meaning if (place, among) == (at, table)}
        return meanings

    def ending(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that ends at a token, or None."""
        if at in self._ends and table in self._ends[at]:
            return self._ends[at][table]
        words = self._words.get(at)
        return tuple.__new__(Hit, (words[table], at, at)) if words is not None and table in words else None

    def ending_meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that ends at a token, or None."""
        if at in self._ends:
            hit = self._ends_of_meaning.get((at, table, meaning))
            if hit is not None:
                return hit
        return self._alone(at, self._words.get(at), table, meaning)

    def ends_in(self, at: int, table: str, *meanings: str) -> bool:
        """Whether a word of one of the meanings ends at a token."""
        return any(self.ending_meaning(at, table, meaning) is not None for meaning in meanings)

    def _alone(self, at: int, words: Mapping[str, Lexeme] | None, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The word at a token as a hit by itself, if it has the meaning; ``words`` are those of the token."""
        if words is None or table not in words:
            return None
        if words[table].value == meaning:
            return tuple.__new__(Hit, (words[table], at, at))
        for label in self._meanings[at]:  # of several meanings in one table, another
            if label.value == meaning and label.table == table:
                return tuple.__new__(Hit, (label, at, at))
        return None

    def positions(self, table: str, meaning: str, first: int, last: int) -> Sequence[int]:
        """The tokens from ``first`` to ``last`` (inclusive) at which a word of one meaning starts, in order."""
        if self._known_positions is None:
            self._known_positions = self._positions()
        found = self._known_positions.get(Lexeme(table, meaning), ())
        return found[bisect_left(found, first) : bisect_right(found, last)]

    def _positions(self) -> Mapping[Lexeme, Sequence[int]]:
        positions: dict[Lexeme, list[int]] = defaultdict(list)
        for at, labels in self._meanings.items():  # in order
            for label in labels:
                positions[label].append(at)
        for at, table, value in self._phrases_of_meaning:
            known = positions[Lexeme(table, value)]
            place = bisect_left(known, at)
            if known[place : place + 1] != [at]:
                known.insert(place, at)
        return positions


def _keep_word(kept: KeptWords, lexicon: Lexicon[Lexeme], token: Token) -> WordMeanings | None:
    """What a token means by itself, kept from now on; None where it means nothing."""
    if len(kept) >= KEPT_WORDS:
        kept.clear()
    opening = lexicon.opening(token.folded)
    labels = opening.labels if opening is not None else ()
    words = {label.table: label for label in reversed(labels)}
    sign = _SIGNS.get(DIGITS if token.kind == "number" else token.folded)
    if sign is not None:
        words[sign.table] = sign
    phrases = opening if opening is not None and opening.phrases else None
    kept[token.folded] = meaning = WordMeanings(words, labels, phrases) if words or phrases else None
    return meaning
