"""A feed's text cut to its bounds and mended until it is well-formed XML, with a word on everything done.

Mending comes before feedparser because its own way out, the loose parser, takes tens of microseconds a tag and may
lose entries; libxml2's recovery is bounded and keeps what it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds.limits import FeedLimits

_ITEM_END = re.compile(r"</(?:[\w-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 allows in no document (section 2.2)."""

_HUGE_TAG = re.compile(r"<(?![!?])[^<>]{20000,}>?")
"""A tag longer than 20,000 characters: expat's time grows with the square of the attributes."""

_NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Mended:
    """Well-formed XML in UTF-8, as far as it could be had, and what was cut or repaired."""

    xml: bytes
    warnings: tuple[str, ...]


def mend(text: str, root: str, limits: FeedLimits) -> Mended:
    """The feed that ``text`` begins with, within ``limits``. ``root`` is the name of its root element."""
    warnings: list[str] = []
    text, forbidden = _FORBIDDEN.subn("", text)
    if forbidden:
        warnings.append(f"{forbidden:,} control characters dropped")
    text, huge = _HUGE_TAG.subn("", text)
    if huge:
        warnings.append(f"{huge:,} tags of more than 20,000 characters dropped")
    kept = _cut(text, limits)
    if kept < len(text):
        text = text[:kept] + _closing(root)
        items = sum(1 for _ in _ITEM_END.finditer(text))
        warnings.append(f"cut after {items:,} items: more than {_bounds(limits)} are not read")
    return _well_formed(text, warnings)


def _cut(text: str, limits: FeedLimits) -> int:
    """Where to cut: after the last item that lies within all bounds; the length of the text where it lies within."""
    last_tag = next(islice(_positions(text, "<"), limits.max_tags, None), len(text))
    ends = [end.end() for end in islice(_ITEM_END.finditer(text), limits.max_items + 1)]
    if last_tag == len(text) and len(ends) <= limits.max_items:
        return len(text)
    within = [end for end in ends[: limits.max_items] if end <= last_tag]
    return within[-1] if within else last_tag


def _positions(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _closing(root: str) -> str:
    return f"</channel></{root}>" if root.lower() == "rss" else f"</{root}>"


def _bounds(limits: FeedLimits) -> str:
    return f"{limits.max_items:,} items or {limits.max_tags:,} tags"


def _well_formed(text: str, warnings: list[str]) -> Mended:
    fault = _fault(text.encode())
    if fault is None:
        return Mended(text.encode(), tuple(warnings))
    mended = _BARE_AMPERSAND.sub("&amp;", _NAMED_ENTITY.sub(_character, text)).encode()
    if _fault(mended) is None:
        return Mended(mended, (*warnings, "entities that XML does not know were repaired"))
    tree = etree.fromstring(mended, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    recovered = mended if tree is None else etree.tostring(tree, encoding="utf-8")
    return Mended(recovered, (*warnings, f"not well-formed XML ({fault}); read as far as possible"))


def _fault(xml: bytes) -> str | None:
    try:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return str(error.msg)
    return None


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(f"{name};", entity[0])
