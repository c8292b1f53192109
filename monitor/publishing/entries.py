"""What stands in a feed: alerts as they were told, the newest at the head, each with an id for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from uuid import UUID, uuid5

from monitor.identity import stable_id
from monitor.publishing.characters import legible, one_line
from monitor.records import Lang, Message

_NOTHING_TOLD_AT = datetime(1970, 1, 1, tzinfo=UTC)
_IDS = UUID("0513f069-dd85-429e-98c2-d33029d067b2")
"""The name space of our ids, drawn once. To change it is to tell every subscriber everything again."""

_DIRECTIONS: dict[Lang, str] = {"ar": "rtl", "ckb": "rtl", "en": "ltr"}


@dataclass(frozen=True, slots=True)
class PublishedAlert:
    """An alert that was told, worded for the feed in one language. ``topic`` is the topic's title, where it has one.

    ``updated_at`` is when it was last told of, as when the outlet changed the article since; at first ``created_at``.
    """

    alert_id: str
    message: Message
    created_at: datetime
    updated_at: datetime
    topic: str = ""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself, and how many ``entries`` it holds at most; it is in one language.

    ``link`` is the web address at which the folder of its file is read, empty where it is not known. The feed's id is
    made of it, else of the title.
    """

    title: str
    lang: Lang
    link: str = ""
    entries: int = 100


def ordered(entries: Iterable[PublishedAlert], head: FeedHead) -> list[PublishedAlert]:
    """The entries that a feed holds, the one updated last at the head; of an alert given twice the newer one."""
    newest: dict[str, PublishedAlert] = {}
    for one in sorted(entries, key=lambda one: (one.updated_at, one.created_at, one.alert_id), reverse=True):
        newest.setdefault(one.alert_id, one)
    return list(newest.values())[: head.entries]


def feed_id(head: FeedHead) -> str:
    """The id of the feed in this language."""
    return urn("feed", head.link or head.title, head.lang)


def updated_at(entries: Sequence[PublishedAlert]) -> datetime:
    """When a feed last changed: with its newest entry, in 1970 for an empty one. Never the present moment."""
    return max((one.updated_at for one in entries), default=_NOTHING_TOLD_AT)


def urn(*parts: str) -> str:
    """An id that is a URI: the same parts make the same one anywhere."""
    return uuid5(_IDS, stable_id(*parts)).urn


def title_of(entry: PublishedAlert, head: FeedHead) -> str:
    """The entry's first line; the feed's title for a message without any."""
    return one_line(entry.message.subject) or one_line(entry.message.lead) or feed_title(head)


def feed_title(head: FeedHead) -> str:
    """The feed's title; its language where it has none, for Atom demands one."""
    return one_line(head.title) or head.lang


def html_of(entry: PublishedAlert) -> str:
    """The message as a piece of HTML that can stand inside another page, with its language and direction.

    The message's own HTML is a whole page; what surrounds its body is left out.
    """
    message = entry.message
    body = _body(message.html) if message.html.strip() else escape(message.text).replace("\n", "<br>\n")
    return (
        f'<div lang="{message.reader_lang}" dir="{_DIRECTIONS[message.reader_lang]}">\n{legible(body).strip()}\n</div>'
    )


def moment_text(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 has it, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _body(html: str) -> str:
    _, start, rest = html.partition("<body")
    inside = rest.partition(">")[2].rpartition("</body>")[0]
    return inside if start and inside else html
