"""A fetched body made text, and judged by what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.feeds.limits import FeedLimits
from monitor.feeds.sniffing import Sniffed, sniff_bytes, sniff_text
from monitor.http_client.charsets import known_codec, recognise_charset

_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s{0,5}=\s{0,5}["']([\w.:+-]{1,40})""")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Body:
    """A body's text from where its root element begins, what it was judged to be, and what was cut or repaired.

    ``text`` is whole where no root element was found, and empty where the bytes are no text.
    """

    text: str
    sniffed: Sniffed
    warnings: tuple[str, ...] = ()


def open_body(body: bytes, content_type: str, charset: str | None, limits: FeedLimits) -> Body:
    """The text of a body as far as ``limits`` allow. ``charset`` is the one that the header declares. Never raises."""
    refused = sniff_bytes(body)
    if refused is not None:
        return Body("", refused)
    codec = recognise_charset(body, charset)
    text = body[: limits.max_bytes].decode(codec, errors="replace").removeprefix("\ufeff")
    sniffed = sniff_text(text, content_type)
    warnings = [*_too_long(body, limits), *_encoding_warnings(body, charset, codec)]
    if text[: sniffed.start].strip() and not text.lstrip().startswith("<"):
        warnings.append(f"{sniffed.start:,} characters before the feed dropped")
    unreadable = text.count(_REPLACEMENT)
    if unreadable:
        warnings.append(f"{unreadable:,} characters were unreadable")
    return Body(text[sniffed.start :], sniffed, tuple(warnings))


def _too_long(body: bytes, limits: FeedLimits) -> list[str]:
    if len(body) <= limits.max_bytes:
        return []
    return [f"cut: the body has {len(body):,} bytes, {limits.max_bytes:,} are read"]


def _encoding_warnings(body: bytes, charset: str | None, used: str) -> list[str]:
    inside = _XML_ENCODING.search(body, 0, 1000)
    declared = (charset, inside[1].decode("ascii") if inside else None)
    wrong = [label for label in dict.fromkeys(declared) if label and _family(known_codec(label)) != _family(used)]
    return [f"declared as {label}, read as {used}" for label in wrong]


def _family(codec: str | None) -> str | None:
    return "utf-16" if codec and codec.startswith("utf-16") else codec
