"""A text laid out for the grammars: its tokens, and which words of a pack stand where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme, Pack
from monitor.language.tokens import Token


class Layout:
    """The words of a pack that stand in a text, by the token where they start and where they end."""

    def __init__(self, tokens: Sequence[Token], pack: Pack, *names: str) -> None:
        """Find the words of the files ``names`` ("calendar", "numbers" …) of ``pack`` in ``tokens``."""
        self.tokens = tokens
        self.pack = pack
        self._starting: dict[tuple[int, str], Hit[Lexeme]] = {}
        self._ending: dict[tuple[int, str], Hit[Lexeme]] = {}
        self._meaning_starts: dict[tuple[int, str, str], Hit[Lexeme]] = {}
        self._meaning_ends: dict[tuple[int, str, str], Hit[Lexeme]] = {}
        positions: dict[tuple[str, str], list[int]] = defaultdict(list)
        for name in names:
            for hit in pack.lexicons[name].find(tokens):
                self._keep(hit)
                positions[hit.label.table, hit.label.value].append(hit.first)
        self._positions: Mapping[tuple[str, str], Sequence[int]] = positions
        self._first_tokens = frozenset(at for at, _ in self._starting)

    def _keep(self, hit: Hit[Lexeme]) -> None:
        """Index a hit under both its ends; of several words of one kind there, the longest is kept."""
        table, meaning = hit.label.table, hit.label.value
        known = self._starting.get((hit.first, table))
        if known is None or hit.last > known.last:
            self._starting[hit.first, table] = hit
        self._meaning_starts.setdefault((hit.first, table, meaning), hit)
        before = self._ending.get((hit.last, table))
        if before is None or hit.first < before.first:
            self._ending[hit.last, table] = hit
        same = self._meaning_ends.get((hit.last, table, meaning))
        if same is None or hit.first < same.first:
            self._meaning_ends[hit.last, table, meaning] = hit

    def may_open(self, at: int) -> bool:
        """Whether a value can start at a token: it is a number, or a word of the pack starts there."""
        return at in self._first_tokens or self.tokens[at].kind == "number"

    def starting(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that starts at a token, or None."""
        return self._starting.get((at, table))

    def meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that starts at a token, or None."""
        return self._meaning_starts.get((at, table, meaning))

    def ending(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that ends at a token, or None."""
        return self._ending.get((at, table))

    def ending_meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that ends at a token, or None."""
        return self._meaning_ends.get((at, table, meaning))

    def positions(self, table: str, meaning: str, first: int, last: int) -> Sequence[int]:
        """The tokens from ``first`` to ``last`` (inclusive) at which a word of one meaning starts, in order."""
        found = self._positions.get((table, meaning), ())
        return found[bisect_left(found, first) : bisect_right(found, last)]
