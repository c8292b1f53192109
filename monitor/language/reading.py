"""A text laid out for the grammars: its tokens, and which words of a pack stand where."""

from __future__ import annotations

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
        self._starting: Mapping[int, list[Hit[Lexeme]]] = defaultdict(list)
        self._ending: Mapping[int, list[Hit[Lexeme]]] = defaultdict(list)
        for name in names:
            for hit in pack.lexicons[name].find(tokens):
                self._starting[hit.first].append(hit)
                self._ending[hit.last].append(hit)

    def starting(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that starts at a token, or None."""
        hits = [hit for hit in self._starting.get(at, ()) if hit.label.table == table]
        return max(hits, key=lambda hit: hit.last, default=None)

    def meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that starts at a token, or None."""
        wanted = Lexeme(table, meaning)
        return next((hit for hit in self._starting.get(at, ()) if hit.label == wanted), None)

    def ending(self, at: int, table: str) -> Hit[Lexeme] | None:
        """The longest word of a table that ends at a token, or None."""
        hits = [hit for hit in self._ending.get(at, ()) if hit.label.table == table]
        return min(hits, key=lambda hit: hit.first, default=None)

    def ending_meaning(self, at: int, table: str, meaning: str) -> Hit[Lexeme] | None:
        """The longest word of one meaning that ends at a token, or None."""
        wanted = Lexeme(table, meaning)
        hits = [hit for hit in self._ending.get(at, ()) if hit.label == wanted]
        return min(hits, key=lambda hit: hit.first, default=None)
