"""How much of one feed is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedLimits:
    """The bounds of one feed. What lies beyond is cut off, and the reading's warning says so.

    ``max_tags`` bounds the time that parsing takes: the parser spends about 20 microseconds on each.
    """

    max_bytes: int = 5_000_000
    max_items: int = 2_000
    max_tags: int = 100_000
