"""Two numbers that make one figure: "between 2,000 and 2,500", "four or five", "more than 100 but fewer than 300"."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from monitor.language.bounds import OPEN, OPEN_ABOVE, OPEN_BELOW
from monitor.language.counted import is_loose_dash, noun_at
from monitor.language.figure_words import AMOUNTS, UNCOUNTED, FigureWords
from monitor.language.joints import joined_at, stands_alone
from monitor.language.reading import Layout
from monitor.language.shares import read_quantity
from monitor.language.sums import Numeral
from monitor.records import FigureValue

_BOUNDS_REACH = 3
"""How many words of bounds may stand before the second number ("and no more than about")."""


_CHANGE_REACH = 8
"""How many words may stand between a change and where it starts ("cut the force in the north from"); a judgement."""


class _Joint(NamedTuple):
    """Where the upper number of a range starts, and whether words said before that a range comes.

    A tuple, because many are made for every text, and tuples are made in half the time of dataclasses.
    """

    second: int
    opened: bool


def read_range(layout: Layout, low: Numeral, reached: int, taken: Collection[int]) -> FigureWords | None:
    """The range that opens with a number, or None; a rise "from 500 to 800" is two figures."""
    if "ranges" not in layout.tables:
        return None
    before = _before_sign_of_money(layout, low.first)
    among = layout.ending_meaning(before, "ranges", "among") is not None
    opened = layout.ending_meaning(before, "ranges", "open") if not among else None
    second = _second_number(layout, low, opened=opened is not None)
    if second is not None:
        return _range(layout, low, _Joint(second, opened is not None), reached, taken)
    if opened is None:
        return None
    for shorter in reversed(low.shorter):  # "between five and twenty": no twenty-five
        cut = low._replace(value=shorter.value, last=shorter.last, scale=shorter.scale, shorter=())
        second = joined_at(layout, cut.last + 1)
        words = _range(layout, cut, _Joint(second, opened=True), reached, taken) if second is not None else None
        if words is not None:
            return words
    return None


def _range(layout: Layout, low: Numeral, joint: _Joint, reached: int, taken: Collection[int]) -> FigureWords | None:
    second = _over_sign_of_money(layout, joint.second)
    high = read_quantity(layout, second) if second < len(layout.tokens) and second not in taken else None
    if high is None or high.last in taken or not _same_amount(layout, low, high):
        return None
    value = low.value
    if low.scale is None and high.scale is not None and 0 < value * high.scale < high.value:
        value *= high.scale  # "two to three thousand"
    if high.value <= value or _moves_by(layout, low, high):
        return None
    before = _before_sign_of_money(layout, low.first)
    opened = layout.ending_meaning(before, "ranges", "open") if joint.opened else None
    first = opened.first if opened is not None and opened.first > reached else low.first
    unit = "share" if high.is_share else UNCOUNTED
    return FigureWords(FigureValue(value, high.value, unit=unit), first, high.last, "number_range")


def _same_amount(layout: Layout, low: Numeral, high: Numeral) -> bool:
    """Whether an amount behind the lower number stands behind the upper one too: no "5% to 20 dollars"."""
    first, second = (layout.starting(number.last + 1, "not_counted") for number in (low, high))
    return first is None or (second is not None and first.label.value == second.label.value)


def _second_number(layout: Layout, low: Numeral, *, opened: bool) -> int | None:
    """The token where the upper number of a range starts, or None where the words join no range."""
    behind = low.last + 1
    counted = noun_at(layout, behind) or layout.starting(behind, "not_counted")
    if opened:
        for start in (behind, counted.last + 1 if counted is not None else behind):
            joint = layout.meaning(start, "ranges", "between")
            second = joint.last + 1 if joint is not None else joined_at(layout, start)
            if second is not None:
                return second
        return None
    choice = layout.meaning(behind, "ranges", "or")
    if choice is None and counted is not None:
        choice = layout.meaning(counted.last + 1, "ranges", "or")
    if choice is not None:
        return choice.last + 1
    joint = layout.meaning(behind, "ranges", "between")
    if joint is None and counted is not None and counted.label.table == "not_counted":
        joint = layout.meaning(counted.last + 1, "ranges", "between")
    if joint is None or _moves_from(layout, low) or joint.last + 1 >= len(layout.tokens):
        return None
    if low.in_digits != (layout.tokens[joint.last + 1].kind == "number") and low.value == 1:
        return None  # "one night to 27 %"
    in_digits = low.in_digits and layout.tokens[joint.last + 1].kind in {"number", "mark"}
    return joint.last + 1 if in_digits or not is_loose_dash(layout, joint.first) else None


def _moves_from(layout: Layout, low: Numeral) -> bool:
    """Whether the number is where something came from: "rose from 500 to 800" is a step, "from 500 to 800 men" is none.

    What came from somewhere is told by a word of change before it, or by a noun or an amount of its own.
    """
    before = _before_sign_of_money(layout, low.first)
    lead = layout.ending_meaning(before, "ranges", "from")
    if lead is None or layout.ending(before, "bounds") is not None:
        return False
    behind = low.last + 1
    if noun_at(layout, behind) is not None or layout.starting(behind, "not_counted") is not None:
        return True
    reach = range(max(0, lead.first - _CHANGE_REACH), lead.first)
    if "verb_last" in layout.pack.order:
        reach = range(reach.start, behind + _CHANGE_REACH)
    return any(layout.starting(at, "changes") is not None for at in reach)


def _moves_by(layout: Layout, low: Numeral, high: Numeral) -> bool:
    """Whether the number is how much something moved: "by $2 to $71" is a step; "by 20 to 30 percent" is a range."""
    if layout.ending_meaning(_before_sign_of_money(layout, low.first), "ranges", "by") is None:
        return False
    dashed = layout.tokens[low.last + 1].folded == "-"
    bare = (
        layout.starting(low.last + 1, "not_counted") is None and layout.ending(low.first - 1, "counted_before") is None
    )
    return not dashed and not (bare and layout.starting(high.last + 1, "not_counted") is not None)


def _before_sign_of_money(layout: Layout, first: int) -> int:
    sign = layout.ending(first - 1, "counted_before")
    return first - 1 if sign is None else sign.first - 1


def _over_sign_of_money(layout: Layout, at: int) -> int:
    sign = layout.starting(at, "counted_before")
    return at if sign is None else sign.last + 1


def second_bound(layout: Layout, words: FigureWords) -> FigureWords | None:
    """The figure with a second bound that closes it: "above 1000 and below 1500"; None where none follows."""
    low, high = words.value.low, words.value.high
    start = _behind_joint(layout, words.last + 1) if low is None or high is None else None
    if start is None:
        return None
    bound, at = _bounds_at(layout, start)
    at = _over_sign_of_money(layout, at)
    wanted = OPEN_ABOVE if low is None else OPEN_BELOW
    number = read_quantity(layout, at) if bound in wanted and at < len(layout.tokens) else None
    if number is None:
        return None
    low, high = (number.value, high) if low is None else (low, number.value)
    if high is None or low >= high:
        return None
    value = FigureValue(low, high, approx=words.value.approx, unit=UNCOUNTED)
    return FigureWords(value, words.first, number.last, "two_bounds")


def _bounds_at(layout: Layout, at: int) -> tuple[str, int]:
    """The bound that the words from a token on set ("no more than about"), and the token behind them."""
    bound = "exact"
    for _ in range(_BOUNDS_REACH):
        hit = layout.starting(at, "bounds")
        if hit is None:
            break
        bound = hit.label.value if hit.label.value in OPEN else bound
        at = hit.last + 1
    return bound, at


def may_merge(layout: Layout, first: FigureWords, second: FigureWords) -> bool:
    """Whether two bounds are those of one thing: only one of them names it, or both name the same amount."""
    units = {first.value.unit, second.value.unit}
    if second.value.unit == UNCOUNTED != first.value.unit and not stands_alone(layout, second.last):
        return False  # "40 tanks and no fewer than twelve guns"
    return UNCOUNTED in units or (len(units) == 1 and units <= AMOUNTS)


def _behind_joint(layout: Layout, at: int) -> int | None:
    """The token behind what joins two bounds: "and", "but", a comma, or both."""
    if at >= len(layout.tokens) or layout.tokens[at].opens_line:
        return None
    comma = layout.tokens[at].folded == ","
    start = at + comma
    contrast = layout.starting(start, "contrasts")
    if contrast is not None:
        return contrast.last + 1
    joined = joined_at(layout, start)
    return joined if joined is not None else start if comma else None
