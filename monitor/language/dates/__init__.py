"""The grammar of dates: what the words name (``grammar``), and which days that means (``resolution``)."""

from monitor.language.dates.grammar import find_date_words
from monitor.language.dates.nodes import Direction
from monitor.language.dates.resolution import explain_date, resolve_date
from monitor.language.dates.tense import direction_of
from monitor.language.dates.words import DateWords

__all__ = ["DateWords", "Direction", "direction_of", "explain_date", "find_date_words", "resolve_date"]
