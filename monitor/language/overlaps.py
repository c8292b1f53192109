"""Words found in a sentence beside one another: what lies in what, what is part of a longer saying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.language.lexicon import Hit
from monitor.language.vocabulary import Mark


def starts_in(hit: Hit[Mark], others: Iterable[Hit[Mark]]) -> bool:
    """Whether a word starts within another: the "batch of" of "the last batch of"."""
    return any(one.first <= hit.first <= one.last for one in others)


def without_some_left(groups: Sequence[Hit[Mark]]) -> tuple[Hit[Mark], ...]:
    """The groups with absence read as staying where some are left: "nobody is left but a team of 20"."""
    excepted = [hit for hit in groups if hit.label.name == "except"]
    return tuple(
        hit._replace(label=Mark("group", "remain"))
        if hit.label.name == "absence" and any(0 <= one.first - hit.last - 1 <= _EXCEPT_REACH for one in excepted)
        else hit
        for hit in groups
    )


_EXCEPT_REACH = 4
"""How many words may stand between a word of absence and what excepts some from it; a judgement."""


def is_rest_of_place(hit: Hit[Mark], places: Iterable[Hit[Mark]]) -> bool:
    """Whether "the rest" is that of a place, and not of a force."""
    return hit.label.name == "rest" and any(place.first - hit.last in {1, 2} for place in places)


def lies_in(hit: Hit[Mark], others: Iterable[Hit[Mark]]) -> bool:
    """Whether a word lies wholly in another."""
    return any(other.first <= hit.first and hit.last <= other.last for other in others)


def outermost(groups: tuple[Hit[Mark], ...]) -> tuple[Hit[Mark], ...]:
    """The words of groups without those that are part of a longer saying ("out of" in "out of business")."""
    sayings = [hit for hit in groups if hit.last > hit.first and hit.label.name in _SAYINGS]
    return tuple(hit for hit in groups if not any(_is_inside(hit, saying) for saying in sayings))


def _is_inside(hit: Hit[Mark], saying: Hit[Mark]) -> bool:
    shorter = hit.last - hit.first < saying.last - saying.first
    return shorter and hit.label != saying.label and lies_in(hit, (saying,))


_SAYINGS = frozenset(
    {
        "agreement",
        "talks",
        "end",
        "begin",
        "withdrawal",
        "handover",
        "departure",
        "absence",
        "remain",
        "rest",
        "last_of",
        "reduce",
        "thinning",
    }
)
"""Groups whose phrases mean something else than their words."""


def longest(hits: Sequence[Hit[Mark]]) -> tuple[Hit[Mark], ...]:
    """Of hits that overlap, the longest; in order."""
    if len(hits) < 2:  # noqa: PLR2004 - one overlaps nothing
        return tuple(hits)
    chosen: list[Hit[Mark]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        if all(hit.last < other.first or other.last < hit.first for other in chosen):
            chosen.append(hit)
    return tuple(sorted(chosen, key=lambda hit: hit.first))
