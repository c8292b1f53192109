"""The reading of a feed: bytes in, a ``FeedReading`` out, nothing opened on the way."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds.dates import read_moment
from monitor.feeds.fingerprints import content_hash
from monitor.feeds.identity import Identifiable, entry_keys
from monitor.feeds.limits import FeedLimits
from monitor.feeds.links import usable_link
from monitor.feeds.mending import mend
from monitor.feeds.plain import plain_words, squeeze
from monitor.feeds.sniffing import Sniffed, sniff_bytes, sniff_text
from monitor.http_client.charsets import decode, known_codec, recognise_charset
from monitor.records import FeedEntry, FeedReading, Source

_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s{0,5}=\s{0,5}["']([\w.:+-]{1,40})""")
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry before its key is known."""

    mark: Identifiable
    url: str
    published_at: datetime | None


def parse_feed(
    body: bytes,
    source: Source,
    content_type: str = "",
    charset: str | None = None,
    limits: FeedLimits | None = None,
) -> FeedReading:
    """The entries of a fetched RSS, RDF or Atom body, in the feed's order.

    ``charset`` is the one declared by the header. ``kind`` is feedparser's name of the format (``rss20``, ``atom10``).
    Titles and summaries are plain text; the summary is the longer of summary and content. Entries that are equal in
    GUID, link and title count once, in their newest wording. ``published_at`` is the publication, else the update,
    not judged for plausibility. Anything that is no feed gives a problem with its detail; what had to be cut or
    repaired stands in the warning. Never raises.

    Raises ZoneInfoNotFoundError for a source whose zone is unknown: configuration is checked before.
    """
    bounds = limits or FeedLimits()
    refused = sniff_bytes(body)
    if refused is not None:
        return _problem(refused)
    warnings = _too_long(body, bounds) + _encoding_warnings(body, charset)
    text = decode(body[: bounds.max_bytes], charset)
    sniffed = sniff_text(text, content_type)
    if sniffed.problem is not None:
        return _problem(sniffed)
    if text[: sniffed.start].strip() and not text.lstrip().startswith("<"):
        warnings.append(f"{sniffed.start:,} characters before the feed dropped")
    unreadable = text.count(_REPLACEMENT)
    if unreadable:
        warnings.append(f"{unreadable:,} characters were unreadable")
    mended = mend(text[sniffed.start :], sniffed.root, bounds)
    parsed = _parse(mended.xml, source.url)
    return _reading(parsed, source, bounds, [*warnings, *mended.warnings])


def _parse(xml: bytes, base: str) -> Any:  # noqa: ANN401 - feedparser ships no types
    # A stream and nothing else: feedparser opens strings and bytes that look like a path or an address.
    return feedparser.parse(
        io.BytesIO(xml),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _reading(parsed: Any, source: Source, limits: FeedLimits, warnings: list[str]) -> FeedReading:  # noqa: ANN401 - as above
    kind = parsed.get("version") or "unknown"
    title = plain_words(parsed.feed.get("title", ""))
    if parsed.bozo:
        warnings.append(f"feedparser had to guess: {squeeze(str(parsed.get('bozo_exception', '')))[:200]}")
    zone = ZoneInfo(source.zone)
    items = [_item(entry, source.url, zone, kind) for entry in parsed.entries[: limits.max_items]]
    entries = _entries(items, source.name)
    if len(entries) < len(items):
        warnings.append(f"repeated entries counted once: {len(items) - len(entries):,}")
    warning = "; ".join(warnings)
    if not entries:
        detail = f"the feed ({kind}) has no items" + (f"; {warning}" if warning else "")
        return FeedReading(kind=kind, title=title, problem="no_items", detail=detail, warning=warning)
    return FeedReading(kind=kind, title=title, entries=entries, warning=warning)


def _item(entry: dict[str, Any], base: str, zone: ZoneInfo, kind: str) -> _Item:
    mark = Identifiable(
        guid=entry.get("id") or "",
        link=usable_link(entry.get("link") or "", base),
        title=_plain(entry.get("title_detail"), kind),
        summary=max((_plain(part, kind) for part in _bodies(entry)), key=len, default=""),
    )
    return _Item(mark, mark.link, _published_at(entry, zone))


def _bodies(entry: Mapping[str, Any]) -> Iterable[Mapping[str, Any] | None]:
    yield entry.get("summary_detail")
    yield from entry.get("content") or ()


def _plain(detail: Mapping[str, Any] | None, kind: str) -> str:
    if not detail:
        return ""
    # Atom says what is plain, so that "<" is a letter there; in RSS feedparser only guesses.
    literal = kind.startswith("atom") and detail.get("type") == "text/plain"
    return squeeze(detail["value"]) if literal else plain_words(detail["value"])


def _published_at(entry: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    # dict.get, since feedparser's own gives the publication for a missing update, with a warning.
    for name in ("published", "updated", "created"):
        raw: str | None = dict.get(entry, name)
        parsed: time.struct_time | None = dict.get(entry, f"{name}_parsed")
        if raw and (moment := read_moment(raw, parsed, zone)) is not None:
            return moment
    return None


def _entries(items: list[_Item], source: str) -> tuple[FeedEntry, ...]:
    kept: dict[str, FeedEntry] = {}
    for key, item in zip(entry_keys([item.mark for item in items]), items, strict=True):
        entry = FeedEntry(
            source=source,
            entry_key=key,
            url=item.url,
            title=item.mark.title,
            summary=item.mark.summary,
            published_at=item.published_at,
            content_hash=content_hash(item.mark.title, item.mark.summary),
        )
        if key not in kept or _recency(entry) > _recency(kept[key]):
            kept[key] = entry
    return tuple(kept.values())


def _recency(entry: FeedEntry) -> tuple[datetime, str]:
    return entry.published_at or _LONG_AGO, entry.content_hash


def _too_long(body: bytes, limits: FeedLimits) -> list[str]:
    if len(body) <= limits.max_bytes:
        return []
    return [f"cut: the body has {len(body):,} bytes, {limits.max_bytes:,} are read"]


def _encoding_warnings(body: bytes, charset: str | None) -> list[str]:
    used = recognise_charset(body, charset)
    inside = _XML_ENCODING.search(body, 0, 1000)
    declared = (charset, inside[1].decode("ascii") if inside else None)
    wrong = [label for label in dict.fromkeys(declared) if label and _family(known_codec(label)) != _family(used)]
    return [f"declared as {label}, read as {used}" for label in wrong]


def _family(codec: str | None) -> str | None:
    return "utf-16" if codec and codec.startswith("utf-16") else codec


def _problem(sniffed: Sniffed) -> FeedReading:
    return FeedReading(kind="unknown", problem=sniffed.problem, detail=sniffed.detail)
