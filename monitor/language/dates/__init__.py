"""Dates: first what the words name (``grammar``), then which days that is (``resolution``)."""

from monitor.language.dates.grammar import find_date_words
from monitor.language.dates.resolution import resolve_date
from monitor.language.dates.words import DateWords, Direction

__all__ = ["DateWords", "Direction", "find_date_words", "resolve_date"]
