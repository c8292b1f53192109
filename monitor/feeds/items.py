"""Items of a list of articles, whatever the list is written in, on their way to feed entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.feeds.identity import Identifiable, entry_hash, entry_keys
from monitor.records import FeedEntry, FeedReading

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry before its key is known. ``publisher`` is whom the item itself names as its source, with an address."""

    mark: Identifiable
    published_at: datetime | None = None
    publisher: str = ""
    publisher_url: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of one body in its order. ``when_empty`` says what it means that there are none."""

    kind: str
    when_empty: str
    title: str = ""
    items: tuple[FeedItem, ...] = ()
    warnings: tuple[str, ...] = ()
    asked_seconds: float | None = None


def keep_items(found: ItemList, source: str) -> FeedReading:
    """The reading of a list for the source of this name; without items, its problem is ``no_items``.

    Items that are equal in GUID, link and title count once, in their newest wording.
    """
    entries = _entries(found.items, source)
    warnings = list(found.warnings)
    if len(entries) < len(found.items):
        warnings.append(f"repeated entries counted once: {len(found.items) - len(entries):,}")
    warning = "; ".join(warnings)
    detail = "" if entries else found.when_empty + (f"; {warning}" if warning else "")
    return FeedReading(
        kind=found.kind,
        title=found.title,
        entries=entries,
        problem=None if entries else "no_items",
        detail=detail,
        warning=warning,
        asked_seconds=found.asked_seconds,
    )


def _entries(items: Iterable[FeedItem], source: str) -> tuple[FeedEntry, ...]:
    listed = list(items)
    kept: dict[str, FeedEntry] = {}
    for key, item in zip(entry_keys([item.mark for item in listed]), listed, strict=True):
        entry = FeedEntry(
            source=source,
            entry_key=key,
            url=item.mark.link,
            title=item.mark.title,
            summary=item.mark.summary,
            published_at=item.published_at,
            content_hash=entry_hash(item.mark),
        )
        if key not in kept or _recency(entry) > _recency(kept[key]):
            kept[key] = entry
    return tuple(kept.values())


def _recency(entry: FeedEntry) -> tuple[datetime, str]:
    return entry.published_at or _LONG_AGO, entry.content_hash
