"""What passes between the order of work, the web and the store: requests, results, states, readings, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.records.alerts import Alert
from monitor.records.articles import Article, DueEntry, FeedEntry
from monitor.records.ledger import Claim, Judgement, Said, Standing
from monitor.records.revisions import Edit, Imprint, Signs, Visit
from monitor.records.topics import TopicMatch

FetchProblem = Literal[
    "bad_url",  # not http(s), or no host
    "connect",  # no connection: name, route, refusal
    "tls",  # the certificate or the handshake failed
    "timeout",  # the total deadline passed
    "protocol",  # the server broke HTTP, or closed early
    "redirect_loop",  # more redirects than allowed
    "too_large",  # more bytes than the cap, raw or decoded
    "bad_encoding",  # stacked, unknown or broken Content-Encoding
    "http_status",  # an answer other than 200 or 304
    "robots",  # robots.txt forbids the address
]
"""Why a fetch brought nothing to read."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to get. ``etag`` and ``last_modified`` make the request conditional."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of a fetch: a failing server is a result, not an exception.

    ``status`` is None where no answer came. ``body`` is decoded from its Content-Encoding but not from its charset
    (``charset`` is the one declared by the header). ``problem`` is None for 200 and 304 alone.
    """

    url: str
    final_url: str
    status: int | None = None
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    problem: FetchProblem | None = None
    detail: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing changed since the validators were given."""
        return self.status == 304  # noqa: PLR2004 - the code of RFC 9110, 15.4.5


FeedProblem = Literal["empty", "html", "not_a_feed", "no_items"]
"""Why a body is not a usable feed."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """A parsed feed. ``problem`` tells why there are no entries; ``warning`` what was repaired or cut on the way."""

    kind: str
    title: str = ""
    entries: tuple[FeedEntry, ...] = ()
    problem: FeedProblem | None = None
    detail: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between polls. ``baseline_at`` is when its first good poll was."""

    source: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    polled_at: datetime | None = None
    due_at: datetime | None = None
    succeeded_at: datetime | None = None
    baseline_at: datetime | None = None
    failures: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PollReading:
    """What one poll leaves behind: the source's new state, and the entries that are new or changed since."""

    state: SourceState
    entries: tuple[DueEntry, ...] = ()


SkipReason = Literal[
    "off_topic",  # read whole; no topic matches
    "not_likely",  # title, summary and plain text name nothing of any topic
    "already_read",  # the same text was read under this or another address
    "too_old",  # older than the newsroom wants to look back
    "fetch_failed",  # the page could not be fetched, for good
    "no_text",  # the page has no article text, for good
    "no_link",  # the entry has no usable address
    "reading_failed",  # the monitor itself broke on the article: a fault of its own, logged with its trace
]
"""Why a kept feed entry made no claims: counted in every report, never silent."""


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What became of a due entry. ``due_at`` is set where it is to be tried again."""

    source: str
    entry_key: str
    content_hash: str
    state: Literal["pending", "read", "skipped", "failed"]
    reason: SkipReason | None = None
    detail: str = ""
    attempts: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that one reading of an article leaves behind; the store keeps all of it or nothing.

    ``judgement`` holds the new state of every ledger key touched. ``channels`` are those that are owed each alert.
    ``edit`` is what changed since the version read before, None for a first reading. ``visit`` says when the article is
    read again. ``origin`` is whose report the article as a whole is, the outlet's own where empty; ``slug`` is the part
    of its address that names it, by which it is known again under another address.
    """

    article: Article
    read_at: datetime
    matches: tuple[TopicMatch, ...]
    said: tuple[Said, ...]
    judgement: Judgement
    alerts: tuple[Alert, ...]
    channels: tuple[str, ...]
    outcome: EntryOutcome | None = None
    method: str = ""
    standing: Standing = "fresh"
    rules: str = ""
    edit: Edit | None = None
    signs: Signs = field(default_factory=Signs)
    visit: Visit | None = None
    imprint: Imprint = field(default_factory=Imprint)
    origin: str = ""
    slug: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of this version, without where and when they were said."""
        return tuple(one.claim for one in self.said)


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source fared in a cycle, for its summary line."""

    source: str
    outcome: Literal["polled", "unchanged", "failed", "not_due"]
    seen: int = 0
    fresh: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did.

    ``skipped`` counts entries by SkipReason (those tried again apart, those of no configured source as ``no_source``),
    ``changes`` the told changes by kind, ``visits`` what became of articles that were to be read again, ``sent``
    deliveries by their new state (or ``no_channel``).
    """

    started_at: datetime
    ended_at: datetime
    sources: tuple[SourceReport, ...] = ()
    articles: int = 0
    claims: int = 0
    alerts: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)

    @property
    def failed_sources(self) -> tuple[str, ...]:
        """Names of the sources whose poll failed."""
        return tuple(report.source for report in self.sources if report.outcome == "failed")
