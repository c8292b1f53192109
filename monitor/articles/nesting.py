"""How deep, how dense and how full a page's tags are, found out in linear time.

Parsers pay for depth: libxml2 drops everything from level 256 to the end of the page without a word, and the time of
resiliparse and lexbor grows with the square of it. No news page seen goes beyond 60 levels.
"""

from __future__ import annotations

import re
from collections import Counter

MAX_LEVELS = 200
"""Beyond it, libxml2 may lose text and resiliparse takes too long. Its own limit is 256 levels."""

MAX_PARSED_LEVELS = 1_000
"""Beyond it, no parser at all is given the page."""

MAX_PARSED_TAGS = 300_000
"""Beyond it, no parser at all is given the page: each tag takes some 350 bytes of memory. News pages have 5,000."""

MAX_TAGS = 50_000
"""Beyond it, trafilatura is not asked: it takes 10 to 20 microseconds a tag, and for paragraphs side by side a time
that grows with their square (3 s for so many). News pages have 1,000 to 5,000.
"""

_MAX_ATTRIBUTES = 2_000
"""A tag with more words is given to no parser: their time grows with the square of a tag's attributes. Judgement."""

_LONG_PAGE = 100_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
"""A tag that has room for so many attributes; in a shorter page they take a second and a half at most."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_NEVER_NESTED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        *("wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup"),
    )
)
"""Void elements, and those that HTML closes by itself at the next of their kind."""

_LEVELS_OF_TABLE = 4
"""A table brings its body, a row and a cell."""


def count_tags(page: str) -> int:
    """An upper bound of the number of tags."""
    return page.count("<")


def has_overfull_tag(page: str) -> bool:
    """Whether any tag has more attributes than a parser can take in reasonable time; long values do no harm."""
    if len(page) < _LONG_PAGE:
        return False
    return any(len(tag[0].split(maxsplit=_MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(page))


def estimate_levels(page: str) -> int:
    """About how many elements stand inside one another at the deepest place; too high rather than too low.

    An element that is never closed counts as open to the end of the page; a closing tag without its opening one
    counts for nothing.
    """
    opened: Counter[str] = Counter()
    level = deepest = 0
    for slash, written in _TAG.findall(page):
        name = written.lower()
        if name in _NEVER_NESTED:
            continue
        weight = _LEVELS_OF_TABLE if name == "table" else 1
        if not slash:
            opened[name] += 1
            level += weight
            deepest = max(deepest, level)
        elif opened[name]:
            opened[name] -= 1
            level -= weight
    return deepest
