"""The parts that the monitor puts into a phrase."""

from __future__ import annotations


def with_parts(*parts: str) -> dict[str, frozenset[str]]:
    """The parts that a phrase must name in braces, each at least once, and no other: metadata of its field."""
    return {"parts": frozenset(parts)}
