"""A feed's text cut to its bounds and mended until it is well-formed XML, with a word on everything done.

Mending comes before feedparser because its own way out, the loose parser, takes tens of microseconds a tag and may
lose entries; libxml2's recovery is bounded and keeps what it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds.cutting import cut
from monitor.feeds.limits import FeedLimits

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 allows in no document (section 2.2)."""

_HUGE_TAG_LENGTH = 20_000
_HUGE_TAG = re.compile(rf"<(?![!?])[^<>]{{{_HUGE_TAG_LENGTH},}}>?")
"""A tag longer than 20,000 characters: expat's time grows with the square of the attributes."""

_NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Mended:
    """Well-formed XML in UTF-8, as far as it could be had, and what was cut or repaired.

    ``root`` is its root element without comments (an lxml element); None where the XML had to be recovered, so that
    parsers may see different things in it.
    """

    xml: bytes
    warnings: tuple[str, ...]
    root: Any | None = None


def mend(text: str, root: str, limits: FeedLimits) -> Mended:
    """The feed or sitemap that ``text`` begins with, within ``limits``. ``root`` is the name of its root element."""
    warnings: list[str] = []
    if _may_have_huge_tag(text, limits):
        text, huge = _HUGE_TAG.subn("", text)
        if huge:
            warnings.append(f"{huge:,} tags of more than 20,000 characters dropped")
    text, told = cut(text, root, limits)
    return _well_formed(text, [*warnings, *told])


def _may_have_huge_tag(text: str, limits: FeedLimits) -> bool:
    # A quick no for nearly all feeds: no piece between two brackets is that long.
    if text.count("<") > limits.max_tags:
        return True
    return any(len(piece) >= _HUGE_TAG_LENGTH for piece in text.split("<"))


def _well_formed(text: str, warnings: list[str]) -> Mended:
    """The text as it is, if it is well-formed; otherwise what repair and recovery make of it."""
    given = text.encode(errors="surrogatepass")
    root = _parse(given)
    if root is not None:
        return Mended(given, tuple(warnings), root)
    text, forbidden = _FORBIDDEN.subn("", text)
    if forbidden:
        warnings.append(f"{forbidden:,} control characters dropped")
        root = _parse(text.encode())
        if root is not None:
            return Mended(text.encode(), tuple(warnings), root)
    mended = _BARE_AMPERSAND.sub("&amp;", _NAMED_ENTITY.sub(_character, text)).encode()
    root = _parse(mended)
    if root is not None:
        return Mended(mended, (*warnings, "entities that XML does not know were repaired"), root)
    tree = etree.fromstring(mended, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    recovered = mended if tree is None else etree.tostring(tree, encoding="utf-8")
    return Mended(recovered, (*warnings, f"not well-formed XML ({_fault(text.encode())}); read as far as possible"))


def _parse(xml: bytes) -> Any | None:  # noqa: ANN401 - lxml ships no types
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return None


def _fault(xml: bytes) -> str:
    try:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return str(error.msg)
    return ""


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(f"{name};", entity[0])
