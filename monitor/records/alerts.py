"""Alerts, the messages they become, and their deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.records.health import Notice
from monitor.records.ledger import Change, ChangeKind
from monitor.records.values import Lang


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told: the changes of one article under one topic, or a notice about a source.

    A notice has no topic, no article and no changes; ``outlet`` is the source's, ``url`` its address, and the dates
    are that of the notice.

    ``edited`` marks an article that was read before and says something else since. ``outlet_updated_at`` is the moment
    at which the outlet itself says that it updated the article; None where it says none. ``slug_differs`` marks an
    address whose words no longer fit the headline.
    """

    alert_id: str
    topic: str
    article_id: str
    outlet: str
    lang: Lang
    title: str
    url: str
    published_at: datetime
    created_at: datetime
    changes: tuple[Change, ...]
    edited: bool = False
    outlet_updated_at: datetime | None = None
    slug_differs: bool = False
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class MessageItem:
    """One matter, worded for people: the loudest change of a fact, and a line of ``also`` for whatever else it makes.

    ``kind`` is that of the loudest change, ``heading`` says it in words. ``quote[mark_start:mark_end]`` are the words
    of the value, ``quote_heading`` says whether they still stand in the article. ``before`` and ``before_said`` are
    empty for a first claim; ``moved`` is empty where nothing can be measured. Where an article contradicts itself,
    ``now`` holds all its values, ``quote`` the sentence of the first, and ``also`` those of the others.
    """

    kind: ChangeKind
    label: str
    now: str
    now_said: str
    before: str
    before_said: str
    moved: str
    quote: str
    quote_lang: Lang
    mark_start: int
    mark_end: int
    heading: str = ""
    quote_heading: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageLabels:
    """The words that a layout puts beside the parts of a message, in the reader's language."""

    now: str = "Now"
    before: str = "Before"
    moved: str = "Moved"
    link: str = "Read the article"
    reference: str = "Reference"


@dataclass(frozen=True, slots=True)
class Message:
    """An alert worded for a channel: structure for those that lay it out, ``text`` and ``html`` for those that do not.

    ``message_id`` is the same whenever the same alert is sent again. ``note`` is what the reader must know of the whole
    message (that the article was edited since it was first read), a line each; mostly empty. ``notice`` is what is told
    of a source, where the message is about one.

    ``lang`` is the article's language, ``reader_lang`` that in which the message is worded. ``thread`` is the same for
    all messages that belong together, ``replies_to`` what the provider calls the first of them that this recipient got.
    A message of several alerts has no items: its ``parts`` are their messages, the loudest first. ``alert`` is the
    alert that is worded, with the changes that are told here.
    """

    message_id: str
    subject: str
    lead: str
    items: tuple[MessageItem, ...]
    title: str
    lang: Lang
    outlet: str
    url: str
    published: str
    text: str
    html: str
    note: str = ""
    notice: Notice | None = None
    thread: str = ""
    replies_to: str = ""
    reader_lang: Lang = "en"
    labels: MessageLabels = MessageLabels()
    parts: tuple[Message, ...] = ()
    alert: Alert | None = None


SendOutcome = Literal["sent", "retry_later", "give_up"]

SendScope = Literal["message", "channel"]
"""Whom an answer is about: this message and recipient alone, or everything that goes by the channel."""


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """What a channel said to one attempt. ``retry_after_seconds`` is what the provider asked for, if it did.

    ``scope`` says whether other messages of the channel would fare the same. ``status`` is the number of an HTTP or
    SMTP answer, None where there was none. ``reference`` is what the provider calls the message, where it says so.
    """

    outcome: SendOutcome
    reason: str
    retry_after_seconds: float | None = None
    scope: SendScope = "channel"
    status: int | None = None
    reference: str = ""
