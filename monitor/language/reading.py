"""A text laid out for the grammars: its tokens, and which words of a pack stand where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme, Pack
from monitor.language.tokens import Token

DIGITS = "digits"
"""Stands among the tables of a token for a number in digits."""

_APOSTROPHE = "'"
_NUMBER_TABLES = frozenset({"numbers", "scales", "fractions"})
_FIGURE_TABLES = _NUMBER_TABLES | {
    "vague",
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


_NOTHING: Mapping[str, Hit[Lexeme]] = {}


_Ends = dict[tuple[int, str], Hit[Lexeme]]
_Meanings = dict[tuple[int, str, str], Hit[Lexeme]]


class Layout:
    """The words of a pack that stand in a text, by the token where they start and where they end.

    The indexes are made when first asked for, all at once: most sentences hold no value, and need none.
    """

    def __init__(self, tokens: Sequence[Token], pack: Pack, *names: str) -> None:
        """Find the words of the files ``names`` ("calendar", "numbers" …) of ``pack`` in ``tokens``."""
        self.tokens = tokens
        self.pack = pack
        self.numbers_read: dict[int, object] = {}
        """What ``numerals.read_amount`` found at a token, None included: dates and figures both ask for it."""
        self._hits = pack.lexicon(names).find(tokens)
        self._starts: dict[int, dict[str, Hit[Lexeme]]] = {}
        starts, present = self._starts, set()
        for hit in self._hits:
            (table, _), first, last = hit
            present.add(table)
            tables = starts.get(first)
            if tables is None:
                starts[first] = {table: hit}
                continue
            known = tables.get(table)
            if known is None or last > known.last:
                tables[table] = hit
        self._present = frozenset(present)
        self._digits = {at for at, token in enumerate(tokens) if token.kind == "number"}
        self._indexed = False
        self._meaning_starts: _Meanings = {}
        self._ends: _Ends = {}
        self._meaning_ends: _Meanings = {}
        self._positions: dict[tuple[str, str], list[int]] = {}

    def _index(self) -> None:
        """Make the indexes; of several words of one kind at a place, the longest is kept."""
        starts, ends, meaning_ends, positions = self._meaning_starts, self._ends, self._meaning_ends, self._positions
        for hit in self._hits:
            (table, meaning), first, last = hit
            starts.setdefault((first, table, meaning), hit)
            key = last, table
            known = ends.get(key)
            if known is None or first < known.first:
                ends[key] = hit
            whole = last, table, meaning
            known = meaning_ends.get(whole)
            if known is None or first < known.first:
                meaning_ends[whole] = hit
            positions.setdefault((table, meaning), []).append(first)
        self._indexed = True

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
        return not tables.isdisjoint(self._present)

    def may_open(self, at: int) -> bool:
        """Whether a value can start at a token: it is a number, or a word of the pack starts there."""
        return at in self._starts or at in self._digits

    def opens(self, at: int, tables: frozenset[str]) -> bool:
        """Whether a word of one of the tables starts at a token, or what stands among them for itself."""
        starts = self._starts.get(at)
        if starts is not None and not tables.isdisjoint(starts):
            return True
        return (at in self._digits and DIGITS in tables) or self.tokens[at].folded == _APOSTROPHE

    def opens_number(self, at: int) -> bool:
        """Whether a number in digits or words may start at a token; False behind the last one."""
        return at in self._digits or not _NUMBER_TABLES.isdisjoint(self._starts.get(at, ()))

    def tables_at(self, at: int) -> Collection[str]:
        """The tables of which a word starts at a token, ``DIGITS`` for a number, the apostrophe for itself."""
        tables = self._starts.get(at, _NOTHING)
        if at in self._digits:
            return (*tables, DIGITS)
        return (*tables, _APOSTROPHE) if self.tokens[at].folded == _APOSTROPHE else tables

    def starting(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that starts at a token, or None."""
        tables = self._starts.get(at)
        return tables.get(table) if tables is not None else None

    def meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that starts at a token, or None."""
        tables = self._starts.get(at)
        if tables is None or table not in tables:
            return None
        if not self._indexed:
            self._index()
        return self._meaning_starts.get((at, table, meaning))

    def ending(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that ends at a token, or None."""
        if not self._indexed:
            self._index()
        return self._ends.get((at, table))

    def ending_meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that ends at a token, or None."""
        if not self._indexed:
            self._index()
        return self._meaning_ends.get((at, table, meaning))

    def positions(self, table: str, meaning: str, first: int, last: int) -> Sequence[int]:
        """The tokens from ``first`` to ``last`` (inclusive) at which a word of one meaning starts, in order."""
        if not self._indexed:
            self._index()
        found = self._positions.get((table, meaning), ())
        return found[bisect_left(found, first) : bisect_right(found, last)]
