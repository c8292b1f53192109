"""What a tree names, in plain English, for people who want to know how a date was read."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping

from monitor.language.calendars import Calendar
from monitor.language.dates.nodes import (
    Amount,
    Away,
    Between,
    Mentioned,
    Named,
    Node,
    NthOf,
    PartOf,
    Picked,
    RestOf,
    SameIn,
    Stepped,
    UnitOf,
    Years,
)

_WAYS = {
    "within": "before so long has passed",
    "ahead": "so long after",
    "ago": "so long before",
    "past": "in the time before",
    "lasting": "for so long from",
}


def describe(node: Node) -> str:
    """The tree in one line, open places named as open: "the end of [September, no year]"."""
    return _DESCRIBERS[type(node)](node)


def _named(named: Named) -> str:
    return f"[{', '.join(_fields(named))}]"


def _stepped(stepped: Stepped) -> str:
    until = f" to {stepped.to:+d}" if stepped.to is not None else ""
    return f"[publication {stepped.days:+d}{until} days]"


def _between(between: Between) -> str:
    return f"from {describe(between.first)} to {describe(between.last)}"


def _nth_of(nth: NthOf) -> str:
    unit = nth.unit if nth.weekday is None else calendar.day_name[nth.weekday - 1]
    many = f", {nth.count} of them," if nth.count > 1 else ""
    return f"{unit} number {nth.n}{many} of {describe(nth.of)}"


def _mentioned(mentioned: Mentioned) -> str:
    return f"[deadline {mentioned.n} of the text]" if mentioned.n else "[the date named before]"


def _away(node: Away) -> str:
    amounts = " and ".join(_amount(amount) for amount in node.amounts)
    upper = f" to {node.count_to:g}" if node.count_to is not None else ""
    anchor = describe(node.anchor) if node.anchor is not None else "publication"
    return f"{amounts}{upper}, {_WAYS[node.way]}: {anchor}"


def _amount(amount: Amount) -> str:
    return f"some {amount.unit}s" if amount.count is None else f"{amount.count:g} {amount.unit}"


def _fields(named: Named) -> Iterator[str]:
    if named.weekday is not None:
        yield calendar.day_name[named.weekday - 1]
    if named.feast is not None:
        yield named.feast.replace("_", " ")
    if named.day is not None:
        yield f"day {named.day}" if named.day_to is None else f"days {named.day} to {named.day_to}"
    if named.months is not None:
        yield _months(named.system, *named.months)
    if named.modifier is not None:
        yield named.modifier.replace("_", " ")
    if named.within is not None:
        yield f"in {describe(named.within)}"
    elif named.year is not None:
        yield f"{named.year}" if named.system is None else f"{named.year} {named.system}"
    elif named.months is not None or named.feast is not None:
        yield "no year"


def _months(system: Calendar | None, first: int, last: int) -> str:
    if system is not None:
        return f"{system} month {first}"
    name = calendar.month_name[first]
    return name if first == last else f"{name} to {calendar.month_name[last]}"


_DESCRIBERS: Mapping[type, Callable[..., str]] = {
    Named: _named,
    Stepped: _stepped,
    Picked: lambda picked: f"[{picked.modifier or 'current'} {picked.unit}]",
    Years: lambda years: f"[years {years.first} to {years.last}]",
    Away: _away,
    Mentioned: _mentioned,
    Between: _between,
    PartOf: lambda part: f"the {part.part.replace('_', ' ')} of {describe(part.of)}",
    NthOf: _nth_of,
    UnitOf: lambda unit: f"the {unit.unit} of {describe(unit.of)}",
    SameIn: lambda same: f"{describe(same.of)}, in {same.year}",
    RestOf: lambda rest: f"the rest of {describe(rest.of)}",
}
