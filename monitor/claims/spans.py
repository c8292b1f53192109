"""Distances in a sentence: words, clauses, and what lies between."""

from __future__ import annotations

from typing import Protocol

from monitor.language.scenes import Scene


class Span(Protocol):
    """Anything that covers the tokens ``first..last`` (inclusive)."""

    @property
    def first(self) -> int:
        """The first token."""
        ...

    @property
    def last(self) -> int:
        """The last token."""
        ...


def gap(one: Span, other: Span) -> int:
    """How many tokens lie between two spans; 0 where they touch or overlap."""
    return max(other.first - one.last - 1, one.first - other.last - 1, 0)


def clauses_apart(one: Span, other: Span, scene: Scene) -> int:
    """How many clause borders lie between two spans of a sentence."""
    before, after = (one, other) if one.first <= other.first else (other, one)
    return max(scene.clause_of(after.first) - scene.clause_of(before.last), 0)


def lies_between(middle: Span, one: Span, other: Span) -> bool:
    """Whether a span begins between two others."""
    low, high = (one, other) if one.first <= other.first else (other, one)
    return low.last < middle.first < high.first
