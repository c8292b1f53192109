"""Versions of an article: what an edit changed in words, what the outlet lets see of it, and when it is read again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.records.articles import Article
from monitor.records.ledger import Standing

EditKind = Literal["trivial", "substantive"]
"""``trivial``: spelling, layout, encoding, an update marker; whatever could not change what is claimed."""

Sign = Literal[
    "updated_marker",  # the outlet says in the text when it updated the article
    "slug_differs",  # the words of the address no longer fit the headline
]
"""What shows that an article was edited before it was read."""

Lapse = Literal[
    "degraded",  # the page still holds the article, the extraction lost part of it
    "other_page",  # the address answers with a page that is not the article: a wall, a home page, a notice
    "page_gone",  # the server says that there is no such page (404, 410)
    "unreachable",  # the page could not be fetched
]
"""Why an article could not be read again."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Consecutive words that an edit took out (``before``) and put in their place (``after``); one may be empty."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed between two versions of an article, in words and in the order of the text, title first."""

    kind: EditKind
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """What the outlet lets see of its edits. ``updated_at`` is the moment of its marker in UTC, where it gives one."""

    seen: tuple[Sign, ...] = ()
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """When an article is read again, and what stood at its address the last time.

    ``step`` counts the rungs of the ladder that are behind it; ``due_at`` is None once there is none left.
    ``page_title`` and ``body_hash`` are those of the page last read. ``lapses`` counts how often in a row the page
    failed, for the reason ``lapse``.
    """

    article_id: str
    url: str
    source: str
    step: int
    due_at: datetime | None
    page_title: str = ""
    body_hash: str = ""
    lapses: int = 0
    lapse: Lapse | None = None


@dataclass(frozen=True, slots=True)
class KeptReading:
    """One reading of an article as the journal keeps it: which version was read when, and how it stood to the last."""

    article: Article
    read_at: datetime
    standing: Standing
    method: str = ""
    rules: str = ""
    edit: Edit | None = None
    signs: Signs = field(default_factory=Signs)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is compared to find near copies of a text: ``digest`` for similarity, ``bands`` to find candidates.

    Two texts are worth comparing when they share a band. Both are empty for a text too short to be told from others.
    """

    digest: tuple[int, ...] = ()
    bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptImprint:
    """The imprint of a kept article, and whose report the article is."""

    article_id: str
    outlet: str
    origin: str
    published_at: datetime
    digest: tuple[int, ...]
