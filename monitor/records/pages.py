"""Pages as they came, and what an extraction makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ExtractionProblem = Literal[
    "no_text",  # the page holds no article text
    "not_html",  # the body is no HTML page
    "degraded",  # there is text, but parts may be missing: nothing may be concluded from what is not there
    "challenge",  # a wall against robots in place of the page
    "quarantined",  # reading it took too long, too much memory, or killed its worker, twice
]
"""Why an extraction is not what it should be."""

ExtractionMethod = Literal["fast", "fallback", "paragraphs", "tags_stripped", "selectors", "none"]


@dataclass(frozen=True, slots=True)
class RawPage:
    """The body of a page as fetched from ``url``; ``charset`` is the one that the header declares."""

    body: bytes
    charset: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlainReading:
    """All words of a page in one line. ``problem`` is ``challenge``, ``quarantined`` or None."""

    text: str = ""
    problem: ExtractionProblem | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found on a page. ``text`` has its paragraphs separated by a newline and does not repeat the title.

    The text is verbatim but for whitespace, control characters and direction marks, which trafilatura drops.
    ``published_at`` is in UTC, None where the page gives no moment with a time zone. ``problem`` is None for a page
    read well; with ``degraded`` there is text, with the others none. ``detail`` says what was found.
    """

    title: str = ""
    text: str = ""
    published_at: datetime | None = None
    method: ExtractionMethod = "none"
    problem: ExtractionProblem | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The page of one version of an article as fetched, for the day when somebody asks what stood there."""

    article_id: str
    content_hash: str
    url: str
    fetched_at: datetime
    body: bytes
    charset: str | None = None
