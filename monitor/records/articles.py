"""From feed to article: feed entries and versions of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from monitor.records.values import Lang


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed as it stood at one poll.

    ``entry_key`` identifies it within its source (reliability of GUIDs differs, see feeds/identity.py);
    ``content_hash`` changes when title or summary change, and with the link where the GUID is not that link.
    ``published_at`` is None where the feed gives no usable date.
    """

    source: str
    entry_key: str
    url: str
    title: str
    summary: str
    published_at: datetime | None
    content_hash: str


EntryState = Literal["pending", "read", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A kept feed entry that waits to be read. ``baseline`` entries stood in the feed at its first poll.

    ``due_at`` is when a new or changed entry may be read first, None for at once.
    """

    entry: FeedEntry
    first_seen_at: datetime
    baseline: bool
    attempts: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What is known of an entry: its content, and how often that has changed since the entry was first seen."""

    content_hash: str
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article's text. ``text`` has its paragraphs separated by a newline.

    ``published_on`` is the day of publication in the outlet's zone: relative dates resolve against it.
    ``content_hash`` covers title and text.
    """

    article_id: str
    url: str
    outlet: str
    lang: Lang
    title: str
    text: str
    published_at: datetime
    published_on: date
    content_hash: str = ""

    @property
    def full_text(self) -> str:
        """Title, a newline, text: what every offset of a claim counts in."""
        return f"{self.title}\n{self.text}"
