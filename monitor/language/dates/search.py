"""The search for a date at one place of a text: what may be read there, remembered, so that no word is read twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from monitor.language.dates.nodes import Counted, Reading
from monitor.language.reading import Layout
from monitor.language.tokens import COMMAS, Token

FILLER_REACH = 6
"""How many words without meaning of their own may stand between the parts of a date; a judgement."""

DEEPEST = 6
"""How deep dates may stand in one another: "the end of the first week of the third quarter of next year" is four."""

_TIME = frozenset({"units", "units_one", "units_many", "units_two", "weekdays", "weekdays_bare"})

_MONTHS = frozenset({"months", "hijri_months", "kurdish_months", "numbered", "units", "named_units"})
_MONTH_POINTERS = frozenset({"of_it", "ordinal_marks"})
"""What names a month, at which dates may start; and what else may tell the month of a day."""

_TIME_REACH = 12
"""How many tokens may lie between the first word of an amount of time and its unit ("in no more than about two to
three hundred and sixty-five days"); a judgement."""

Reader = Callable[["Search", int], Reading | None]


class Search:
    """A layout with the readings that were found at each token.

    ``whole`` reads the longest date at a token, ``atom`` the longest without what may be joined to it; both are handed
    in by the grammar, so that the readers of one kind of date can ask for dates of any other.
    """

    __slots__ = (
        "_atoms",
        "_depth",
        "_known_last_month",
        "_known_times",
        "_opened",
        "_read_atom",
        "_read_whole",
        "_wholes",
        "amounts",
        "layout",
        "meaning",
        "places",
        "starting",
        "tokens",
    )

    def __init__(self, layout: Layout, opening: frozenset[str], whole: Reader, atom: Reader) -> None:
        """Nothing is read yet; dates start at words of the tables ``opening`` alone."""
        self.places = layout.places_of(opening)
        """The tokens at which dates may start, in order."""
        self.layout = layout
        self.tokens: Sequence[Token] = layout.tokens
        self.starting, self.meaning = layout.starting, layout.meaning  # asked for all the time
        self._opened = frozenset(self.places)
        self._read_whole, self._read_atom = whole, atom
        self._wholes: dict[int, Reading | None] = {}
        self._atoms: dict[int, Reading | None] = {}
        self._depth = 0
        self._known_times: Sequence[int] | None = None
        self._known_last_month: int | None = None
        self.amounts: dict[int, Counted | None] = {}
        """What ``amounts.read_amount`` found at a token, None included."""

    def whole(self, at: int) -> Reading | None:
        """The longest date that starts at a token, or None; None too where dates stand too deep in one another."""
        if at not in self._opened or self._depth >= DEEPEST:
            return None
        known = self._wholes
        return known[at] if at in known else self._first_read(known, self._read_whole, at)

    def atom(self, at: int) -> Reading | None:
        """The longest date that starts at a token, without another that specifies it behind."""
        if at not in self._opened or self._depth >= DEEPEST:
            return None
        known = self._atoms
        return known[at] if at in known else self._first_read(known, self._read_atom, at)

    def _first_read(self, known: dict[int, Reading | None], read: Reader, at: int) -> Reading | None:
        self._depth += 1
        found = read(self, at)
        self._depth -= 1
        if self._depth + 1 < DEEPEST or found is not None:
            known[at] = found
        return found

    def has_time_near(self, at: int) -> bool:
        """Whether a unit of time or a weekday stands at a token or so near behind that it may be counted from there."""
        if _TIME.isdisjoint(self.layout.tables):
            return False
        times = self._known_times
        if times is None:
            times = self._known_times = [place for place in self.places if self.layout.opens(place, _TIME)]
        return bool(times) and times[-1] >= at and times[bisect_left(times, at)] <= at + _TIME_REACH

    def has_place_behind(self, last: int) -> bool:
        """Whether another date may start anywhere behind a token; where none may, nothing is joined to the one read."""
        return self.places[-1] > last

    def has_month_behind(self, at: int) -> bool:
        """Whether a month is named behind a token, however far, or the text anywhere points to one ("of it")."""
        tables = self.layout.tables
        if not _MONTH_POINTERS.isdisjoint(tables):
            return True
        if _MONTHS.isdisjoint(tables):
            return False
        if self._known_last_month is None:
            opens = self.layout.opens
            self._known_last_month = next((place for place in reversed(self.places) if opens(place, _MONTHS)), -1)
        return self._known_last_month > at

    def is_mark(self, at: int, *marks: str) -> bool:
        """Whether one of the marks stands at a token."""
        return 0 <= at < len(self.tokens) and self.tokens[at].folded in marks

    def opens_line(self, at: int) -> bool:
        """Whether a token stands on a new line, or lies behind the last one."""
        return at >= len(self.tokens) or self.tokens[at].opens_line

    def is_small(self, at: int, meaning: str) -> bool:
        """Whether a token is a small word of its own: an ``article``, ``of``, or the letter of a ``possessive``."""
        return 0 <= at < len(self.tokens) and self.meaning(at, "small", meaning) is not None

    def over_article(self, at: int) -> int:
        """The token behind the article that stands at a token, or that token itself."""
        return at + self.is_small(at, "article")

    def places_behind(self, last: int) -> Sequence[int]:
        """The tokens at which a date may go on behind ``last``: the next, and those behind fillers, in one line."""
        places: list[int] = []
        tokens, at = self.tokens, last + 1
        farthest = min(at + FILLER_REACH, len(tokens))
        while at < farthest and not tokens[at].opens_line:
            places.append(at)
            filler = self.meaning(at, "fillers", "words")
            if filler is None and tokens[at].folded not in COMMAS:
                break
            at = filler.last + 1 if filler is not None else at + 1
        return places

    def over_fillers(self, at: int) -> int:
        """The first token from ``at`` on that is no filler, as far as fillers reach."""
        places = self.places_behind(at - 1)
        return places[-1] if places else at
