"""The parts that the monitor puts into a phrase, and phrases that depend on a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Counted = Mapping[str, str]
"""A phrase by the CLDR names of the language's plural forms. All but ``other`` may leave out the count."""

COUNT = "count"
"""The part of a counted phrase that is the number."""


def with_parts(*parts: str) -> dict[str, Any]:
    """The parts that a phrase must name in braces, each at least once, and no other: metadata of its field."""
    return {"parts": frozenset(parts)}


def with_count(*parts: str) -> dict[str, Any]:
    """The same for a phrase in the plural forms of its language, which names ``count`` beside its parts."""
    return {"parts": frozenset({COUNT, *parts}), "counted": True}
