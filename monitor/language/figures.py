"""Figures: counts, sums, measures and shares in digits or words, with what the words around them say of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from monitor.language.bounds import with_bound_before, with_bound_behind
from monitor.language.codes import code_at
from monitor.language.compounds import with_one_before, with_smaller_unit
from monitor.language.counted import noun_at, noun_before, unit_before, unit_behind
from monitor.language.figure_words import UNCOUNTED, FigureWords, with_unit
from monitor.language.fractions import scale_at
from monitor.language.joints import carries_article
from monitor.language.measured import is_measure_of_time, with_amount
from monitor.language.named import is_name, opens_list_of_names
from monitor.language.ranges import may_merge, read_range, second_bound
from monitor.language.reading import FIGURE_OPENINGS, Layout
from monitor.language.shares import read_quantity
from monitor.language.sums import Numeral
from monitor.records import FigureValue

_PLAIN = "plain_number"
_NO_COUNT = "no_count"

_LONGEST_ROW = 8
"""More bare numbers than these and one, with at most commas between, are a spelled code or a table; a judgement."""


def find_figures(layout: Layout, taken: Collection[int] = ()) -> tuple[FigureWords, ...]:
    """The figures of a text in order; tokens in ``taken`` (those of its dates) are passed over.

    Spans of time, times of day, scores, telephones and numbers of things ("resolution 2790", "F-16") are no figures.
    """
    return tuple(_Reader(layout, frozenset(taken)).figures())


@dataclass(slots=True)
class _Reader:
    """Reads one text from its first word to its last.

    ``reached`` is the last token of the number before, figure or not, and ``named`` the same where it was a name.
    """

    layout: Layout
    taken: frozenset[int]
    reached: int = -1
    named: int = -1

    def figures(self) -> list[FigureWords]:
        """All figures, in order; of numbers that follow each other in a long row, none."""
        found: list[FigureWords] = []
        row = row_start = behind = 0
        for at in self.layout.places_of(FIGURE_OPENINGS):
            words = self._read(at) if at >= behind and at not in self.taken else None
            if words is None:
                continue
            row = row + 1 if self._goes_on_in_row(words) else 0
            row_start = row_start if row else len(found)
            self.reached = words.last
            behind = words.last + 1
            if words.rule != _NO_COUNT:
                found.append(words)
            if row == _LONGEST_ROW:
                del found[row_start:]
                behind = self._behind_row(behind)
        return found

    def _goes_on_in_row(self, words: FigureWords) -> bool:
        """Whether a bare number follows another with nothing, or no more than a comma, between."""
        between = words.first - self.reached - 1
        comma = between == 1 and self.layout.tokens[words.first - 1].folded == ","
        return self.reached >= 0 and words.rule == _PLAIN and words.value.unit == UNCOUNTED and (comma or not between)

    def _behind_row(self, at: int) -> int:
        """The first token from ``at`` on that belongs to no row of numbers."""
        tokens = self.layout.tokens
        while at < len(tokens) and (self.layout.opens(at, FIGURE_OPENINGS) or tokens[at].folded == ","):
            at += 1
        self.reached = at - 1
        return at

    def _read(self, at: int) -> FigureWords | None:
        layout = self.layout
        if layout.tokens[at].kind == "number":
            code = code_at(layout, at, self.taken)
            if code is not None:
                return _no_count(at, code)
        two = layout.starting(at, "people_two")
        if two is not None and not (two.label.value == UNCOUNTED and carries_article(layout, at)):
            return FigureWords(FigureValue(2, 2, unit=two.label.value), at, two.last, "dual_noun")
        vague = layout.starting(at, "vague")
        if vague is not None and not _is_scale_of_number(layout, at):
            low, high = (float(bound) for bound in vague.label.value.split("-"))
            words = FigureWords(FigureValue(low, high, approx=True, unit=UNCOUNTED), at, vague.last, "vague_number")
            return self._complete(words, at) if not is_measure_of_time(layout, words, at) else _no_count(at, vague.last)
        number = read_quantity(layout, at)
        return None if number is None or number.last in self.taken else self._from_number(number)

    def _from_number(self, number: Numeral) -> FigureWords:
        layout, first = self.layout, number.first
        words = read_range(layout, number, self.reached, self.taken) or _said_again(
            layout, _plain(_out_of_brackets(layout, number))
        )
        if is_measure_of_time(layout, words, first):
            return _no_count(first, words.last)
        if is_name(layout, words, first, self.named):
            self.named = words.last if opens_list_of_names(layout, first, self.named) else -1
            return _no_count(first, words.last)
        words = self._complete(words, first)
        second = second_bound(layout, words)
        if second is None or is_measure_of_time(layout, second, second.last):
            return words
        merged = self._complete(second, second.last)
        if not may_merge(self.layout, words, merged):
            return words
        if merged.value.unit != UNCOUNTED:
            return merged
        value = with_unit(merged.value, words.value.unit)
        return merged._replace(value=value, of_civilians=words.of_civilians)

    def _complete(self, words: FigureWords, number: int) -> FigureWords:
        """The figure with its bounds, and with the unit that stands beside it."""
        amount = with_amount(self.layout, words, number, self.reached)
        if amount is not None and self.taken.isdisjoint(range(words.last + 1, amount.last + 1)):
            amount = with_one_before(self.layout, with_smaller_unit(self.layout, amount), self.reached)
            return with_bound_behind(self.layout, with_bound_before(self.layout, amount, self.reached))
        words = with_bound_before(self.layout, with_one_before(self.layout, words, self.reached), self.reached)
        return with_bound_behind(self.layout, words) if words.is_amount else self._with_unit(words)

    def _with_unit(self, words: FigureWords) -> FigureWords:
        """The figure with what it counts, and a bound that stands behind either ("500 troops or more")."""
        layout, value = self.layout, words.value
        words = with_bound_behind(layout, words)
        counted = unit_behind(layout, words.last, self.taken)
        counted = counted or noun_before(layout, words.first, self.reached, value.high or value.low or 0)
        if counted is None:
            unit = unit_before(layout, words.first, self.reached)
            return words if unit is None else words._replace(value=with_unit(words.value, unit))
        first, last = min(words.first, counted.first), max(words.last, counted.last)
        value = with_unit(words.value, counted.label.value)
        civilians = counted.label.table == "civilians"
        words = FigureWords(value, first, last, words.rule, civilians)
        return with_bound_behind(layout, _without_dash(words))


def _plain(number: Numeral) -> FigureWords:
    unit = "share" if number.is_share else UNCOUNTED
    return FigureWords(FigureValue(number.value, number.value, unit=unit), number.first, number.last, _PLAIN)


def _no_count(first: int, last: int) -> FigureWords:
    return FigureWords(FigureValue(0, 0, unit=UNCOUNTED), first, last, _NO_COUNT)


def _out_of_brackets(layout: Layout, number: Numeral) -> Numeral:
    """The number with the brackets that official Arabic puts around digits, and the scale behind them: "(300) ألف"."""
    tokens, closing = layout.tokens, number.last + 1
    if number.first == 0 or closing + 1 >= len(tokens) or tokens[closing].folded != ")":
        return number
    if tokens[number.first - 1].folded != "(" or tokens[closing + 1].opens_line:
        return number
    scale = scale_at(layout, closing + 1)
    if scale is not None:
        value = number.value * scale.value
        return number._replace(value=value, first=number.first - 1, last=scale.last, scale=scale.value)
    counted = noun_at(layout, closing + 1) or layout.starting(closing + 1, "not_counted")
    return number if counted is None else number._replace(first=number.first - 1, last=closing)


def _said_again(layout: Layout, words: FigureWords) -> FigureWords:
    """The number with the same number behind it in brackets, as contracts have it: "forty-five (45)"."""
    inside, tokens = words.last + 2, layout.tokens
    if inside >= len(tokens) or tokens[words.last + 1].folded != "(":
        return words
    again = read_quantity(layout, inside)
    closed = again is not None and again.last + 1 < len(tokens) and tokens[again.last + 1].folded == ")"
    same = again is not None and closed and again.value == words.value.low
    return words._replace(last=again.last + 1) if again is not None and same else words


def _without_dash(words: FigureWords) -> FigureWords:
    """Nobody counts people below nothing: the dash before their number opens a list."""
    low, high = words.value.low, words.value.high
    if not words.counts_people_or_things or (low or 0) >= 0 or low != high or low is None:
        return words
    return words._replace(value=replace(words.value, low=-low, high=-low), first=words.first + 1)


def _is_scale_of_number(layout: Layout, at: int) -> bool:
    """Whether the word closes a number before it: "آلاف" after a numeral is its scale, alone it is "thousands"."""
    before = at - 1
    if before < 0 or layout.tokens[at].opens_line:
        return False
    return layout.tokens[before].kind == "number" or layout.ends(before, ("numbers", "scales"))
