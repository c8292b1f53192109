"""How a value came out of its words, step by step, for people: what the words name, and how open places were filled."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.language.dates.describing import describe
from monitor.language.dates.nodes import Lean
from monitor.language.dates.words import DateWords
from monitor.language.figure_words import UNCOUNTED, FigureWords
from monitor.records import DateValue, FigureValue

_LEANS = {
    "future": "the words around speak of what is to come",
    "past": "the words around speak of the past",
    "perhaps_future": "a word far off speaks of what is to come",
    "perhaps_past": "a word far off speaks of the past",
    "deadline": "a deadline",
}


def date_steps(
    words: DateWords, value: DateValue, lean: Lean | None, notes: Sequence[str], *, label: bool
) -> tuple[str, ...]:
    """The steps of a date: what the words name, where they point, what was chosen, and what else they might mean."""
    steps = [f"the words name {describe(words.node)}"]
    if words.lies is not None:
        steps.append(f"the words themselves point to the {words.lies}")
    elif lean is not None:
        steps.append("a label lies ahead" if label else _LEANS[lean])
    steps.extend(notes)
    steps.append(f"that is {_days(value)}")
    if value.others:
        steps.append(f"it might be {' or '.join(_span(start, end) for start, end in value.others)} instead")
    return tuple(steps)


def figure_steps(words: FigureWords) -> tuple[str, ...]:
    """The steps of a figure: its bounds, its nearness, and what it counts."""
    value = words.value
    steps = [f"the words name {_bounds(value)}"]
    if value.approx:
        steps.append("a word of nearness stands beside it, or the number is a vague one")
    steps.append(f"it counts {value.unit}" if value.unit != UNCOUNTED else "nothing that is counted stands beside it")
    return tuple(steps)


def _bounds(value: FigureValue) -> str:
    low, high = _digits(value.low), _digits(value.high)
    if value.low == value.high:
        return low
    if value.low is None:
        return f"at most {high}"
    return f"at least {low}" if value.high is None else f"{low} to {high}"


def _digits(number: float | None) -> str:
    """A number in all its digits."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else repr(number)


def _days(value: DateValue) -> str:
    relation = "" if value.rel == "in" else f"{value.rel} "
    return f"{relation}{_span(value.start, value.end)}"


def _span(start: object, end: object) -> str:
    return f"{start}" if start == end else f"{start} to {end}"
